"""The journal of unsaved work."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from argmap.io.journal import Journal, leftovers, set_aside
from argmap.model.findings import MapError


def abandoned(file: Path, folder: Path, *entries: object, tail: bytes = b"") -> Path:
    """A journal whose process has ended: its lock is gone and its file is there."""
    journal = Journal(file, "digest", folder)
    for entry in entries:
        journal.append(entry)
    journal.leave()
    with journal.path.open("ab") as opened:
        opened.write(tail)
    return journal.path


def test_entries_of_an_ended_process_are_found(tmp_path: Path) -> None:
    abandoned(tmp_path / "map.yaml", tmp_path, {"n": 1}, {"n": 2})
    [found] = leftovers(tmp_path / "map.yaml", tmp_path)
    assert found.entries == ({"n": 1}, {"n": 2})
    assert found.digest == "digest"
    assert leftovers(tmp_path / "other.yaml", tmp_path) == ()


def test_a_journal_in_use_is_not_offered(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "map.yaml", None, tmp_path)
    journal.append({"n": 1})
    assert leftovers(tmp_path / "map.yaml", tmp_path) == ()
    journal.close()
    assert leftovers(tmp_path / "map.yaml", tmp_path) == ()


def test_a_journal_that_is_left_is_offered_at_once(tmp_path: Path) -> None:
    before = threading.active_count()
    journal = Journal(tmp_path / "map.yaml", None, tmp_path)
    journal.append({"n": 1})
    journal.leave()
    assert [one.entries for one in leftovers(tmp_path / "map.yaml", tmp_path)] == [({"n": 1},)]
    assert threading.active_count() == before


@pytest.mark.skipif(os.name != "posix", reason="POSIX modes")
def test_unsaved_work_is_for_its_user_alone(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        path = abandoned(tmp_path / "map.yaml", tmp_path / "state", {"n": 1})
    finally:
        os.umask(old)
    assert (stat.S_IMODE(path.stat().st_mode), stat.S_IMODE(path.parent.stat().st_mode)) == (0o600, 0o700)


def test_a_line_that_was_cut_short_ends_the_journal(tmp_path: Path) -> None:
    abandoned(tmp_path / "map.yaml", tmp_path, {"n": 1}, tail=b'{"n": 2, "te')
    assert leftovers(tmp_path / "map.yaml", tmp_path)[0].entries == ({"n": 1},)


def test_what_is_no_journal_is_passed_over(tmp_path: Path) -> None:
    path = abandoned(tmp_path / "map.yaml", tmp_path, {"n": 1})
    for rubbish in RUBBISH:
        path.write_bytes(rubbish)
        assert leftovers(tmp_path / "map.yaml", tmp_path) == ()


HEAD = b'{"argmap-journal": 1, "file": %s, "digest": %s}\n{}\n'
RUBBISH = (
    *(b"", b"\n", b"\xff\xfe", b"\0\0\0\n", b"[]\n", b"1\n", b"null\n", b"[" * 100_000 + b"\n"),
    *(b'{"argmap-journal": 99}\n', b'{"argmap-journal": 1}\n'),
    *(HEAD % (b"[]", b"null"), HEAD % (b'"x"', b"[]"), HEAD % (b'"\\u0000"', b'""'), HEAD % (b'"\\ud800"', b'""')),
)
"""What a journal may hold after a crash of the system, a full disk or an editor."""


@pytest.mark.parametrize("damage", [b"[" * 100_000, b"\xff", b"\0" * 100, b"1" * 10_000, b'"\\ud80', b"{"])
def test_a_damaged_line_ends_the_journal(tmp_path: Path, damage: bytes) -> None:
    abandoned(tmp_path / "map.yaml", tmp_path, {"n": 1}, tail=damage + b'\n{"n": 2}\n')
    assert leftovers(tmp_path / "map.yaml", tmp_path)[0].entries == ({"n": 1},)


@pytest.mark.skipif(os.name != "posix", reason="POSIX pipes")
def test_what_is_no_file_is_passed_over_and_not_waited_for(tmp_path: Path) -> None:
    path = abandoned(tmp_path / "map.yaml", tmp_path, {"n": 1})
    path.unlink()
    path.mkdir()
    os.mkfifo(path.with_name(path.name[:17] + "pipe.journal"))
    assert leftovers(tmp_path / "map.yaml", tmp_path) == ()


def test_set_aside_is_kept_but_not_offered(tmp_path: Path) -> None:
    path = abandoned(tmp_path / "map.yaml", tmp_path, {"n": 1})
    set_aside(leftovers(tmp_path / "map.yaml", tmp_path)[0])
    assert leftovers(tmp_path / "map.yaml", tmp_path) == ()
    assert path.with_suffix(".ignored").exists()


def test_saving_begins_the_journal_anew(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "map.yaml", "one", tmp_path)
    journal.append({"n": 1})
    journal.restart("two")
    assert not journal.path.exists()
    journal.append({"n": 2})
    assert b'"digest":"two"' in journal.path.read_bytes()
    assert b'"n":1' not in journal.path.read_bytes()
    journal.close()


def test_entries_stay_until_those_that_stand_for_them_are_written(tmp_path: Path) -> None:
    """A kill in between leaves the former journal, a refused entry too; never both."""
    file = tmp_path / "map.yaml"
    journal = Journal(file, "one", tmp_path)
    journal.append({"n": 1})
    former = journal.path
    journal.begin_anew("two")
    journal.begin_anew("three")
    assert b'"n":1' in former.read_bytes()
    with pytest.raises(TypeError):
        journal.append(object())
    assert b'"n":1' in former.read_bytes()
    journal.append({"n": 2})
    assert not former.exists()
    assert b'"digest":"three"' in journal.path.read_bytes()
    journal.leave()
    assert [item.entries for item in leftovers(file, tmp_path)] == [({"n": 2},)]


def test_entries_that_replace_none_leave_the_former(tmp_path: Path) -> None:
    file = tmp_path / "map.yaml"
    journal = Journal(file, "one", tmp_path)
    journal.append({"n": 1})
    former = journal.path
    for draft in ("a", "b"):
        journal.begin_anew("two")
        journal.append({"draft": draft}, replaces=False)
        assert b'"n":1' in former.read_bytes()
    journal.append({"n": 2})
    assert not former.exists()
    journal.leave()
    assert [item.entries for item in leftovers(file, tmp_path)] == [({"draft": "b"}, {"n": 2})]


@pytest.mark.parametrize("end", [Journal.close, Journal.leave, lambda journal: journal.restart("three")])
def test_a_journal_begun_anew_ends_like_any(tmp_path: Path, end: Callable[[Journal], None]) -> None:
    file = tmp_path / "map.yaml"
    journal = Journal(file, "one", tmp_path)
    journal.append({"n": 1})
    journal.begin_anew("two")
    end(journal)
    assert [item.entries for item in leftovers(file, tmp_path)] == ([({"n": 1},)] if end is Journal.leave else [])


FULL_THEN_FREE = """
import os, resource, sys
from pathlib import Path
from argmap.model.findings import MapError
from argmap.io.journal import Journal
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
journal = Journal(Path(sys.argv[1]) / "map.yaml", "digest", Path(sys.argv[1]))
for limit, entries in ((20, ["lost"]), (400, ["a" * 150, "lost" * 60]), (hard, ["kept"])):
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    for entry in entries:
        try:
            journal.append(entry)
        except MapError as refused:
            print(refused)
journal.wait_until_on_disk()
os._exit(0)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file size are POSIX")
def test_what_no_longer_fits_is_told_and_spoils_no_entry(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL_THEN_FREE, tmp_path], capture_output=True, text=True, check=True
    )
    told = done.stdout.splitlines()
    assert len(told) == 2
    assert all("Cannot write the recovery file" in line and line.endswith("Save often.") for line in told)
    [found] = leftovers(tmp_path / "map.yaml", tmp_path)
    assert found.entries == ("a" * 150, "kept")


def test_a_disk_that_takes_a_part_spoils_no_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal(tmp_path / "map.yaml", "digest", tmp_path)
    journal.append("first")
    write = os.write
    with monkeypatch.context() as full:
        full.setattr("os.write", lambda descriptor, data: write(descriptor, data[:-1]))
        with pytest.raises(MapError) as refused:
            journal.append("second")
    assert "No space left on device" in str(refused.value)
    journal.append("third")
    journal.leave()
    [found] = leftovers(tmp_path / "map.yaml", tmp_path)
    assert found.entries == ("first", "third")
