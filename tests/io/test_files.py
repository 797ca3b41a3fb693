"""Laws of saving: the old file or the new one, whatever happens; nothing that another wrote is overwritten unseen."""

from __future__ import annotations

import errno
import os
import re
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from argmap.io import atomic as replacing
from argmap.io import files
from argmap.io.atomic import LONGEST_SAVE, STRAY_PREFIX
from argmap.io.files import ChangedOnDisk, load, save, write_output, write_outputs
from argmap.model.findings import MapError
from tests.examples import share_of

AS_ROOT = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
POSIX = pytest.mark.skipif(os.name != "posix", reason="POSIX modes, links and pipes")


def test_what_is_saved_is_what_is_read(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    first = save(path, b"one", expected=None)
    assert load(path) == first
    second = save(path, b"two", expected=first.digest)
    assert load(path) == second
    assert [item.name for item in tmp_path.iterdir()] == ["map.yaml"]


def test_a_new_file_never_replaces_one_that_is_there(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_bytes(b"theirs")
    with pytest.raises(ChangedOnDisk, match="already exists"):
        save(path, b"ours", expected=None)
    assert path.read_bytes() == b"theirs"


def test_of_two_writers_the_second_never_overwrites_unseen_work(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    seen = save(path, b"base", expected=None).digest
    save(path, b"first writer", expected=seen)
    with pytest.raises(ChangedOnDisk, match="changed by someone else"):
        save(path, b"second writer", expected=seen)
    assert path.read_bytes() == b"first writer"
    assert list(tmp_path.glob(f"{STRAY_PREFIX}*")) == []


def test_a_file_that_was_removed_is_not_made_again_in_silence(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    seen = save(path, b"base", expected=None).digest
    path.unlink()
    with pytest.raises(ChangedOnDisk, match="removed or renamed"):
        save(path, b"new", expected=seen)


@POSIX
def test_a_symlink_stays_a_symlink_and_its_target_is_saved(tmp_path: Path) -> None:
    real = tmp_path / "real" / "map.yaml"
    real.parent.mkdir()
    seen = save(real, b"old", expected=None).digest
    link = tmp_path / "link.yaml"
    link.symlink_to(real)
    save(link, b"new", expected=seen)
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_the_mode_is_kept(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "map.yaml"
    seen = save(path, b"old", expected=None).digest
    path.chmod(mode)
    save(path, b"new", expected=seen)
    assert stat.S_IMODE(path.stat().st_mode) == mode


@AS_ROOT
def test_the_owner_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    seen = save(path, b"old", expected=None).digest
    os.chown(path, 12345, 23456)
    save(path, b"new", expected=seen)
    assert (path.stat().st_uid, path.stat().st_gid) == (12345, 23456)


@POSIX
def test_a_new_file_has_the_mode_the_user_asked_for(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        save(tmp_path / "map.yaml", b"new", expected=None)
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "map.yaml").stat().st_mode) == 0o640


@pytest.fixture
def forced(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, tuple[str, ...]]]:
    """The folders forced to the disk by their inodes, each with the names that it had then."""
    found: list[tuple[int, tuple[str, ...]]] = []
    force = os.fsync

    def note(descriptor: int) -> None:
        status = os.fstat(descriptor)
        if stat.S_ISDIR(status.st_mode):
            found.append((status.st_ino, tuple(sorted(os.listdir(descriptor)))))
        force(descriptor)

    monkeypatch.setattr(os, "fsync", note)
    return found


@POSIX
def test_the_name_of_what_was_saved_is_forced_to_the_disk(
    tmp_path: Path, forced: list[tuple[int, tuple[str, ...]]]
) -> None:
    save(tmp_path / "map.yaml", b"new", expected=None)
    assert forced == [(tmp_path.stat().st_ino, ("map.yaml",))]


@POSIX
def test_the_names_of_exports_are_forced_to_the_disk_in_each_folder(
    tmp_path: Path, forced: list[tuple[int, tuple[str, ...]]]
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    write_outputs([(one / "a.svg", b"a"), (other / "b.svg", b"b"), (one / "c.svg", b"c")])
    assert sorted(forced) == sorted([(one.stat().st_ino, ("a.svg", "c.svg")), (other.stat().st_ino, ("b.svg",))])


@POSIX
def test_an_export_has_the_mode_the_user_asked_for_and_keeps_that_of_the_file(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        write_output(tmp_path / "new.svg", b"new")
        (tmp_path / "old.svg").touch(mode=0o600)
        write_output(tmp_path / "old.svg", b"new")
    finally:
        os.umask(old)
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("new.svg", "old.svg")]
    assert modes == [0o640, 0o600]


@POSIX
def test_hard_links_are_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    seen = save(path, b"old", expected=None).digest
    os.link(path, tmp_path / "other.yaml")
    with pytest.raises(MapError, match="2 hard links"):
        save(path, b"new", expected=seen)
    assert path.read_bytes() == b"old"


@POSIX
def test_a_read_only_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    seen = save(path, b"old", expected=None).digest
    path.chmod(0o444)
    with pytest.raises(MapError, match="read-only"):
        save(path, b"new", expected=seen)
    assert path.read_bytes() == b"old"


@AS_ROOT
def test_a_read_only_folder_is_refused_in_a_sentence() -> None:
    with tempfile.TemporaryDirectory() as name:  # that of pytest lets nobody but root in
        path = Path(name) / "map.yaml"
        seen = save(path, b"old", expected=None).digest
        os.chown(path, 65534, 65534)
        Path(name).chmod(0o555)
        os.seteuid(65534)
        try:
            with pytest.raises(MapError, match=r"cannot be written: permission denied\. Check the permissions"):
                save(path, b"new", expected=seen)
        finally:
            os.seteuid(0)
        assert path.read_bytes() == b"old"
        assert [item.name for item in Path(name).iterdir()] == ["map.yaml"]


@POSIX
def test_links_that_go_in_a_circle_are_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.symlink_to(path)
    with pytest.raises(MapError, match="go round in a circle"):
        load(path)
    with pytest.raises(MapError, match="go round in a circle"):
        save(path, b"new", expected=None)


@POSIX
def test_pipes_folders_and_devices_are_answered_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path, words in ((tmp_path / "pipe", "pipe"), (tmp_path, "folder"), (Path("/dev/null"), "device")):
        with pytest.raises(MapError, match=words):
            load(path)
        with pytest.raises(MapError, match=words):
            save(path, b"new", expected="0")


def test_a_missing_file_and_a_missing_folder_are_sentences(tmp_path: Path) -> None:
    with pytest.raises(MapError, match=r"cannot be read: no such file"):
        load(tmp_path / "none.yaml")
    with pytest.raises(MapError, match=r"cannot be written: no such file or folder"):
        save(tmp_path / "none" / "map.yaml", b"", expected=None)


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EIO, errno.EFBIG])
def test_a_failing_disk_leaves_the_old_file_and_no_strays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: int
) -> None:
    path = tmp_path / "map.yaml"
    seen = save(path, b"old", expected=None).digest

    def fails(descriptor: int) -> None:
        raise OSError(fault, os.strerror(fault))

    monkeypatch.setattr(files.os, "fsync", fails)
    with pytest.raises(MapError, match="cannot be written"):
        save(path, b"new", expected=seen)
    assert path.read_bytes() == b"old"
    assert [item.name for item in tmp_path.iterdir()] == ["map.yaml"]


@POSIX
def test_a_file_size_limit_is_a_sentence(tmp_path: Path) -> None:
    script = (
        "import resource, sys; from pathlib import Path; from argmap.io.files import save;"
        "from argmap.model.findings import MapError\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: save(Path(sys.argv[1]), b'x' * 5000, None)\n"
        "except MapError as refused: print(refused)\n"
    )
    path = tmp_path / "map.yaml"
    done = subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True, check=True)
    assert "larger than allowed" in done.stdout
    assert list(tmp_path.iterdir()) == []


FILLED = """
import sys
from pathlib import Path
from argmap.model.findings import MapError
from tests.examples import share_of
from argmap.io.files import load, save
path = Path(sys.argv[1]) / "map.yaml"
seen = save(path, b"old" * 1000, None).digest
try: save(path, b"x" * 2_000_000, seen)
except MapError as refused: print(refused)
print(len(load(path).data), [item.name for item in path.parent.iterdir()])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="a disk of one megabyte is made of Linux namespaces")
def test_a_full_disk_leaves_the_old_file_and_no_strays(tmp_path: Path) -> None:
    disk = 'mount -t tmpfs -o size=1m tmpfs "$1" && exec "$2" -c "$3" "$1"'
    command = ["unshare", "--map-root-user", "--mount", "sh", "-c", disk, "sh", tmp_path, sys.executable, FILLED]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode and re.match("unshare|mount", done.stderr):
        pytest.skip("this system lets no one make a small disk")
    told, left = done.stdout.splitlines()
    assert told.endswith("the disk is full. Free some space and try again; nothing was changed.")
    assert left == "3000 ['map.yaml']"


@POSIX
@pytest.mark.kills
def test_kill_9_at_any_moment_leaves_the_old_file_or_the_new() -> None:
    kills = share_of(75)
    command = [sys.executable, "-m", "tests.io.kill_saves", str(kills)]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr
    assert f"'kills': {kills}" in done.stdout


WRITER = """
import sys
from pathlib import Path
from argmap.model.findings import MapError
from tests.examples import share_of
from argmap.io.files import load, save
path = Path(sys.argv[1])
seen = load(path)
print("read", flush=True)
sys.stdin.readline()
try: save(path, sys.argv[2].encode(), seen.digest); print("saved")
except MapError as refused: print(refused)
"""


def test_of_two_processes_that_read_one_file_the_second_saves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_bytes(b"base")
    command = [sys.executable, "-c", WRITER, path]
    writers = [
        subprocess.Popen([*command, word], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for word in ("first", "second")
    ]
    assert all(writer.stdout is not None and writer.stdout.readline() == "read\n" for writer in writers)
    said = [writer.communicate("now\n")[0] for writer in writers]
    assert said == [
        "saved\n",
        f"{path} was changed by someone else since it was opened. Merge or reload before saving.\n",
    ]
    assert path.read_bytes() == b"first"


HERE = replacing._machine()
ELSEWHERE = f"{int(HERE, 16) ^ 1:08x}"
HOURS = 60 * 60


def ended_process() -> int:
    """The id of a process that has ended."""
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    return done.pid


def stray(folder: Path, name: str, age: float = 0) -> Path:
    """A file in the folder, last written ``age`` seconds ago."""
    path = folder / name
    path.write_bytes(b"being written")
    os.utime(path, (time.time() - age,) * 2)
    return path


@POSIX
@pytest.mark.parametrize(
    ("machine", "process", "age", "stays"),
    [
        (HERE, os.getppid, 0, True),
        (HERE, ended_process, 0, False),
        (HERE, lambda: 9_999_999_999, 0, True),
        (HERE, os.getpid, HOURS, True),
        (HERE, os.getppid, LONGEST_SAVE + HOURS, False),
        (ELSEWHERE, ended_process, HOURS, True),
        (ELSEWHERE, ended_process, LONGEST_SAVE + HOURS, False),
    ],
    ids=["running", "ended", "no-process", "own", "running-for-days", "elsewhere", "elsewhere-for-days"],
)
@pytest.mark.parametrize("written", ["map", "export"])
def test_only_temporaries_that_nobody_writes_any_more_are_swept(
    tmp_path: Path, machine: str, process: Callable[[], int], age: float, stays: bool, written: str
) -> None:
    left = stray(tmp_path, f"{STRAY_PREFIX}{machine}-{process()}-0123456789ab", age)
    if written == "map":
        save(tmp_path / "map.yaml", b"new", expected=None)
    else:
        write_output(tmp_path / "map.svg", b"new")
    assert left.exists() is stays


@pytest.mark.parametrize(
    "name",
    ["²-x", "", "-", "12-abc", "٣٣٣٣٣٣٣٣-1-0123456789ab", f"{HERE}-²-0123456789ab", f"{HERE}-1-0123456789ab.bak"],
)
def test_a_file_with_a_name_like_a_temporary_stays_and_stops_no_saving(tmp_path: Path, name: str) -> None:
    theirs = stray(tmp_path, STRAY_PREFIX + name, 2 * LONGEST_SAVE)
    save(tmp_path / "map.yaml", b"new", expected=None)
    assert theirs.exists()


def test_the_name_of_a_temporary_is_one_that_the_sweep_knows(tmp_path: Path) -> None:
    with replacing.written_beside(tmp_path / "map.yaml", b"new") as temporary:
        assert replacing._TEMPORARY.fullmatch(temporary.name)


HOLDER = """
import fcntl, os, sys
folder = os.open(sys.argv[1], os.O_RDONLY)
fcntl.flock(folder, fcntl.LOCK_EX)
print("locked", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def locked_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that another program has locked."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "locked\n"
    yield tmp_path
    holder.communicate("end\n")


@POSIX
def test_a_folder_that_another_program_has_locked_is_a_sentence(
    locked_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = locked_folder / "map.yaml"
    path.write_bytes(b"old")
    monkeypatch.setattr(replacing, "LOCK_PATIENCE", 0.05)
    with pytest.raises(MapError, match=f"Another program has locked the folder {locked_folder}"):
        save(path, b"new", expected=load(path).digest)
    assert path.read_bytes() == b"old"
    assert [item.name for item in locked_folder.iterdir()] == ["map.yaml"]


@POSIX
def test_the_wait_for_a_lock_can_be_ended(locked_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replacing, "LOCK_PATIENCE", 1e9)
    stop = threading.Event()
    stop.set()
    with pytest.raises(MapError, match="locked"):
        save(locked_folder / "map.yaml", b"new", None, stop)


@POSIX
@pytest.mark.parametrize("call", ["fsync", "fchmod", "fchown", "link", "flock", "open"])
@pytest.mark.parametrize("answer", [errno.EINVAL, errno.ENOTSUP, errno.EPERM, errno.ENOSYS])
def test_a_file_system_without_a_call_saves_nevertheless(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, answer: int
) -> None:
    import fcntl

    path = tmp_path / "map.yaml"

    def refuses(*_: object) -> None:
        raise OSError(answer, os.strerror(answer))

    if call == "open":  # of the folder, which may be written but not read
        opened = os.open
        monkeypatch.setattr(os, "open", lambda path, *more: refuses() if path == tmp_path else opened(path, *more))
    else:
        monkeypatch.setattr(fcntl if call == "flock" else os, call, refuses)
    first = save(path, b"one", expected=None)
    with pytest.raises(ChangedOnDisk, match="already exists"):
        save(path, b"two", expected=None)
    save(path, b"two", expected=first.digest)
    write_output(tmp_path / "map.svg", b"picture")
    assert path.read_bytes() == b"two"
    assert sorted(item.name for item in tmp_path.iterdir()) == ["map.svg", "map.yaml"]


@POSIX
def test_nobody_reads_a_private_file_while_it_is_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "map.yaml"
    seen = save(path, b"old", expected=None).digest
    path.chmod(0o600)
    modes = []

    def refuses(descriptor: int, mode: int) -> None:
        modes.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
        raise OSError(errno.EPERM, "")

    monkeypatch.setattr(os, "fchmod", refuses)
    save(path, b"new", expected=seen)
    assert modes == [0o600]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@AS_ROOT
def test_a_group_that_cannot_be_kept_gives_its_rights_to_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "map.yaml"
    seen = save(path, b"old", expected=None).digest
    os.chown(path, -1, 23456)
    path.chmod(0o664)
    monkeypatch.setattr(os, "fchown", lambda *_: (_ for _ in ()).throw(PermissionError(errno.EPERM, "")))
    save(path, b"new", expected=seen)
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def writes(path: Path) -> None:
    path.write_bytes(b"theirs")


def renames(path: Path) -> None:
    other = path.with_name("theirs")
    other.write_bytes(b"theirs")
    other.replace(path)


@POSIX
@pytest.mark.parametrize("links", [True, False], ids=["hard-links", "no-hard-links"])
@pytest.mark.parametrize(
    ("foreign", "moment"),
    [(writes, "before the last look"), (renames, "before the last look"), (writes, "before the rename")],
)
def test_a_foreign_write_while_a_map_is_saved_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool, foreign: Callable[[Path], None], moment: str
) -> None:
    path = tmp_path / "map.yaml"
    seen = save(path, b"old", expected=None).digest
    link, replace = os.link, Path.replace
    moments = {"before the last look": foreign} if moment == "before the last look" else {"rename": foreign}

    def linking(source: Path, target: Path) -> None:
        moments.pop("before the last look", lambda path: None)(path)
        if not links:
            raise OSError(errno.EPERM, "")
        link(source, target)

    def replacing(source: Path, target: Path) -> Path:
        if target == path and source.name != "theirs":
            moments.pop("rename", lambda path: None)(path)
        return replace(source, target)

    monkeypatch.setattr(os, "link", linking)
    monkeypatch.setattr(Path, "replace", replacing)
    with pytest.raises(ChangedOnDisk, match="changed by someone else"):
        save(path, b"ours", expected=seen)
    assert not moments
    assert path.read_bytes() == b"theirs"
    assert [item.name for item in tmp_path.iterdir()] == ["map.yaml"]


@POSIX
def test_a_program_that_is_still_writing_keeps_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "map.yaml"
    seen = save(path, b"old", expected=None).digest
    replace = Path.replace
    with path.open("r+b", buffering=0) as theirs:

        def replacing(source: Path, target: Path) -> Path:
            theirs.truncate(0)
            return replace(source, target)

        monkeypatch.setattr(Path, "replace", replacing)
        with pytest.raises(ChangedOnDisk):
            save(path, b"ours", expected=seen)
        theirs.write(b"theirs")
    assert path.read_bytes() == b"theirs"


@POSIX
def test_of_two_that_make_one_file_the_second_overwrites_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "map.yaml"
    link = os.link

    def linking(source: Path, target: Path) -> None:
        path.write_bytes(b"theirs")
        link(source, target)

    monkeypatch.setattr(os, "link", linking)
    with pytest.raises(ChangedOnDisk, match="already exists"):
        save(path, b"ours", expected=None)
    assert path.read_bytes() == b"theirs"


RIVAL = """
import sys
from pathlib import Path
from argmap.io.files import ChangedOnDisk, load, save
path, name, done = Path(sys.argv[1]), sys.argv[2].encode(), 0
while done < 40:
    seen = load(path)
    try:
        save(path, seen.data + name, seen.digest)
        done += 1
    except ChangedOnDisk:
        pass
"""


@POSIX
def test_rival_writers_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_bytes(b"")
    rivals = [subprocess.Popen([sys.executable, "-c", RIVAL, path, name]) for name in "ab"]
    assert [rival.wait() for rival in rivals] == [0, 0]
    written = path.read_bytes()
    assert (written.count(b"a"), written.count(b"b")) == (40, 40)


def test_an_export_makes_its_folder_and_replaces_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "exports" / "map.svg"
    write_output(target, b"one")
    write_output(target, b"two")
    assert target.read_bytes() == b"two"
    with pytest.raises(MapError, match="folder"):
        write_output(target.parent, b"")


@POSIX
def test_an_export_goes_into_a_pipe(tmp_path: Path) -> None:
    script = (
        "from pathlib import Path; from argmap.io.files import write_output; "
        "write_output(Path('/dev/stdout'), b'svg')"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout == b"svg"


def test_exports_that_belong_together_are_written_all_or_none(tmp_path: Path) -> None:
    (tmp_path / "old.svg").write_bytes(b"old")
    (tmp_path / "taken.svg").mkdir()
    outputs = [(tmp_path / "old.svg", b"new"), (tmp_path / "fresh.svg", b"fresh"), (tmp_path / "taken.svg", b"no")]
    with pytest.raises(MapError, match=r"taken\.svg is a folder"):
        write_outputs(outputs)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["old.svg", "taken.svg"]
    assert (tmp_path / "old.svg").read_bytes() == b"old"
    write_outputs(outputs[:2])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["fresh.svg", "old.svg", "taken.svg"]
    assert (tmp_path / "old.svg").read_bytes() == b"new"
