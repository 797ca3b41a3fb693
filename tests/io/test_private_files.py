"""Files that no other user can have written: what is planted is not read, nothing is written through a link."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from argmap.io import private_files
from argmap.io.private_files import NotPrivate, is_intact, private_folder, read_private, sweep_private, write_private

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no owners and modes of this kind")

DATA = b"machine code " * 1000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return private_folder(tmp_path / "cache" / "argmap")


def test_what_is_written_is_read(folder: Path) -> None:
    file = folder / "code"
    write_private(file, DATA)
    assert read_private(file) == DATA and is_intact(file)
    assert file.read_bytes().startswith(DATA)
    write_private(file, b"")
    assert read_private(file) == b"" and is_intact(file)


def test_all_that_is_made_is_the_users_alone(tmp_path: Path) -> None:
    usual = os.umask(0)
    try:
        folder = private_folder(tmp_path / "cache" / "argmap")
        write_private(folder / "code", DATA)
    finally:
        os.umask(usual)
    modes = {made.name: stat.S_IMODE(made.stat().st_mode) for made in (folder.parent, folder, folder / "code")}
    assert modes == {"cache": 0o700, "argmap": 0o700, "code": 0o600}


class TestFolders:
    def test_one_that_is_there_is_taken(self, folder: Path) -> None:
        write_private(folder / "code", DATA)
        assert private_folder(folder) == folder
        assert read_private(folder / "code") == DATA

    def test_a_link_in_its_place_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "elsewhere").mkdir(mode=0o700)
        (tmp_path / "argmap").symlink_to(tmp_path / "elsewhere")
        with pytest.raises(NotPrivate, match="is not a folder"):
            private_folder(tmp_path / "argmap")

    def test_a_link_of_the_users_on_the_way_is_followed(self, tmp_path: Path) -> None:
        (tmp_path / "disk").mkdir(mode=0o700)
        (tmp_path / "cache").symlink_to("./disk/../disk")
        assert private_folder(tmp_path / "cache" / "argmap").is_dir()
        assert (tmp_path / "disk" / "argmap").is_dir()

    def test_links_in_a_circle_are_refused(self, tmp_path: Path) -> None:
        (tmp_path / "one").symlink_to(tmp_path / "other")
        (tmp_path / "other").symlink_to(tmp_path / "one")
        with pytest.raises(OSError, match=r"."):
            private_folder(tmp_path / "one" / "argmap")

    @pytest.mark.parametrize("mode", [0o777, 0o770, 0o702])
    def test_what_lay_in_one_that_others_could_write_to_is_gone(self, folder: Path, mode: int) -> None:
        write_private(folder / "code", DATA)
        (folder / "planted").mkdir()
        folder.chmod(mode)
        private_folder(folder)
        assert list(folder.iterdir()) == []
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert [made.name for made in folder.parent.iterdir()] == [folder.name]

    @pytest.mark.parametrize("mode", [0o777, 0o707])
    @pytest.mark.parametrize("through", ["", "link"])
    def test_one_below_a_folder_that_others_can_write_to_is_refused(
        self, tmp_path: Path, mode: int, through: str
    ) -> None:
        shared = tmp_path / "shared"
        shared.mkdir()
        shared.chmod(mode)
        (tmp_path / "link").symlink_to(shared)
        with pytest.raises(NotPrivate, match="other users can write to"):
            private_folder(tmp_path / (through or "shared") / "below" / "argmap")
        assert list(shared.iterdir()) == []

    def test_one_below_a_folder_where_all_may_write_but_not_rename_is_taken(self, tmp_path: Path) -> None:
        (tmp_path / "tmp").mkdir()
        (tmp_path / "tmp").chmod(0o1777)
        assert private_folder(tmp_path / "tmp" / "argmap").is_dir()

    @pytest.mark.parametrize(("members", "taken"), [([], True), (["user"], True), (["other"], False)])
    def test_a_group_of_the_user_alone_may_write(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, members: list[str], taken: bool
    ) -> None:
        import grp
        import pwd

        us = (os.getuid(), os.getgid())
        monkeypatch.setattr(pwd, "getpwuid", lambda _: pwd.struct_passwd(("user", "x", *us, "", "/", "/bin/sh")))
        monkeypatch.setattr(grp, "getgrgid", lambda _: grp.struct_group(("user", "x", us[1], members)))
        (tmp_path / "cache").mkdir()
        (tmp_path / "cache").chmod(0o775)
        if taken:
            assert private_folder(tmp_path / "cache" / "argmap").is_dir()
        else:
            with pytest.raises(NotPrivate):
                private_folder(tmp_path / "cache" / "argmap")

    def test_an_unknown_group_may_not_write(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        import pwd

        def nobody(_: int) -> None:
            raise KeyError("no such user")

        monkeypatch.setattr(pwd, "getpwuid", nobody)
        (tmp_path / "cache").mkdir()
        (tmp_path / "cache").chmod(0o775)
        with pytest.raises(NotPrivate):
            private_folder(tmp_path / "cache" / "argmap")

    @pytest.mark.parametrize("whose", ["argmap", "cache"])
    def test_one_of_another_user_is_refused(self, folder: Path, monkeypatch: pytest.MonkeyPatch, whose: str) -> None:
        of_another(folder if whose == "argmap" else folder.parent, monkeypatch)
        with pytest.raises(NotPrivate, match="belongs to another user"):
            private_folder(folder)

    def test_a_link_of_another_user_on_the_way_is_refused(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "disk").mkdir(mode=0o700)
        (tmp_path / "cache").symlink_to(tmp_path / "disk")
        of_another(tmp_path / "cache", monkeypatch)
        with pytest.raises(NotPrivate, match="belongs to another user"):
            private_folder(tmp_path / "cache" / "argmap")


def of_another(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a file look as if another user owned it, which only an administrator could really bring about."""
    its, lstat, fstat = file.lstat().st_ino, Path.lstat, os.fstat

    def given_away(found: os.stat_result) -> os.stat_result:
        if found.st_ino != its:
            return found
        return os.stat_result([*found[:4], os.getuid() + 1, *found[5:10]])

    monkeypatch.setattr(Path, "lstat", lambda path: given_away(lstat(path)))
    monkeypatch.setattr(os, "fstat", lambda descriptor: given_away(fstat(descriptor)))


@pytest.mark.parametrize("read", [read_private, is_intact])
class TestReading:
    @pytest.mark.parametrize("mode", [0o666, 0o620, 0o602])
    def test_what_others_can_write_is_refused(self, folder: Path, mode: int, read: Callable[[Path], object]) -> None:
        write_private(folder / "code", DATA)
        (folder / "code").chmod(mode)
        with pytest.raises(NotPrivate):
            read(folder / "code")

    def test_what_another_user_owns_is_refused(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, read: Callable[[Path], object]
    ) -> None:
        write_private(folder / "code", DATA)
        of_another(folder / "code", monkeypatch)
        with pytest.raises(NotPrivate):
            read(folder / "code")

    def test_a_link_is_not_followed(self, folder: Path, tmp_path: Path, read: Callable[[Path], object]) -> None:
        write_private(folder / "code", DATA)
        (folder / "code").rename(tmp_path / "code")
        (folder / "code").symlink_to(tmp_path / "code")
        with pytest.raises(OSError, match=r"."):
            read(folder / "code")

    def test_a_named_pipe_is_not_waited_for(self, folder: Path, read: Callable[[Path], object]) -> None:
        os.mkfifo(folder / "code")
        assert not read(folder / "code")

    def test_a_file_without_end_is_not_read(self, folder: Path, read: Callable[[Path], object]) -> None:
        with (folder / "code").open("wb") as file:
            file.truncate(private_files.MOST_BYTES + 1)
        (folder / "code").chmod(0o600)
        assert not read(folder / "code")


class TestWriting:
    def test_nothing_is_written_through_a_link(self, folder: Path, tmp_path: Path) -> None:
        victim = tmp_path / "victim"
        victim.write_bytes(b"precious")
        (folder / "code").symlink_to(victim)
        write_private(folder / "code", DATA)
        assert victim.read_bytes() == b"precious"
        assert read_private(folder / "code") == DATA

    def test_a_name_that_was_guessed_is_not_written_to(
        self, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        victim = tmp_path / "victim"
        victim.write_bytes(b"precious")
        monkeypatch.setattr(private_files.os, "urandom", bytes)
        (folder / f"{private_files.STRAY_PREFIX}{bytes(8).hex()}").symlink_to(victim)
        with pytest.raises(FileExistsError):
            write_private(folder / "code", DATA)
        assert victim.read_bytes() == b"precious"

    @pytest.mark.parametrize("fails", ["fsync", "replace"])
    def test_a_full_disk_leaves_nothing_partial(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, fails: str
    ) -> None:
        def full(*_: object) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        owner: object = private_files.os if fails == "fsync" else Path
        write_private(folder / "code", b"before")
        with monkeypatch.context() as patched:
            patched.setattr(owner, fails, full)
            with pytest.raises(OSError, match="No space"):
                write_private(folder / "code", DATA)
        assert [file.name for file in folder.iterdir()] == ["code"]
        assert read_private(folder / "code") == b"before"

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is full")
    def test_a_disk_that_is_full_while_writing_leaves_nothing_partial(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made = os.open

        def open_full(path: str, flags: int, mode: int) -> int:
            os.close(made(path, flags, mode))
            return made("/dev/full", os.O_WRONLY)

        monkeypatch.setattr(private_files.os, "open", open_full)
        with pytest.raises(OSError, match="No space"):
            write_private(folder / "code", DATA)
        assert list(folder.iterdir()) == []


def test_only_the_newest_and_no_left_overs_are_kept(folder: Path) -> None:
    for number in range(5):
        write_private(folder / f"code-{number}", DATA)
        os.utime(folder / f"code-{number}", (number, number))
    write_private(folder / "other", DATA)
    for name, age in (("old", 0), ("new", None)):
        stray = folder / f"{private_files.STRAY_PREFIX}{name}"
        stray.write_bytes(b"half")
        if age is not None:
            os.utime(stray, (age, age))
    sweep_private(folder, "code-*", 2)
    assert {file.name for file in folder.iterdir()} == {"code-3", "code-4", "other", ".private-new"}


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: data + b"x", lambda data: b"\0" + data[1:]])
def test_damage_is_noticed(folder: Path, damage: Callable[[bytes], bytes]) -> None:
    file = folder / "code"
    write_private(file, DATA)
    file.write_bytes(damage(file.read_bytes()))
    assert read_private(file) is None and not is_intact(file)
