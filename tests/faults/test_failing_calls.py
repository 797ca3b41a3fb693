"""Each call to the system fails once: every file is the old one or the new one, and what is said about it is true.

The n-th call fails, for every n, before it has done anything and after it has. A usual run lets each fail with one
error, ``.ci/slow`` with all.
"""

from __future__ import annotations

import errno
import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext, redirect_stderr, redirect_stdout, suppress
from functools import partial
from pathlib import Path
from shutil import copytree
from typing import Any, NamedTuple, Protocol

import pytest

from argmap.cli.main import run
from argmap.io.atomic import STRAY_PREFIX
from argmap.io.files import load, save
from argmap.io.journal import Journal, leftovers
from argmap.model.findings import MapError
from tests.examples import WHOLE, share_of, slow_but
from tests.faults.failing_calls import calls_made, failing_call

ERRORS = tuple(
    getattr(errno, name)
    for name in ("EIO", "ENOSPC", "EACCES", "EINVAL", "EROFS", "EMFILE", "EDQUOT")
    if hasattr(errno, name)
)

MAP = """\
argmap: 1
title:   The bridge
claims:
  build:
    text: Build it.
  cost:
    text: It is dear.
    objects_to: [build, ]
sources:
  paper:
    title: A paper
"""
FILES = {
    "map.yaml": MAP,
    "base.yaml": MAP,
    "ours.yaml": MAP.replace("It is dear", "It is very dear"),
    "theirs.yaml": MAP.replace("Build it", "Build it now"),
    "clash.yaml": MAP.replace("It is dear", "It is cheap"),
    "other.argdown": "[Build]: Build it.\n  - <Cost>: It is dear.\n",
    "notes.txt": "Some notes.\n",
    "old.svg": "an older picture",
}
COMMANDS = [
    "fmt map.yaml",
    "rename map.yaml build make",
    "new fresh.yaml",
    "import other.argdown --into map.yaml",
    "source add map.yaml notes.txt --title Notes",
    "merge base.yaml ours.yaml theirs.yaml -o merged.yaml",
    "merge-driver base.yaml ours.yaml clash.yaml 7 map.yaml",
    "export map.yaml -o out/map.svg -o out/map.json -o old.svg",
]
MORE = [
    "import other.argdown -o new.yaml",
    "merge base.yaml ours.yaml clash.yaml -o merged.yaml",
    "merge-driver base.yaml ours.yaml theirs.yaml 7 map.yaml",
]
"""Others whose calls are those of the ones above."""
DONE = {0, 1, 10}


def errors(nth: int) -> tuple[int, ...]:
    """The errors that the n-th call is to fail with."""
    return ERRORS if share_of(WHOLE) >= WHOLE else (ERRORS[nth % len(ERRORS)],)


def failures(most: int) -> Iterator[tuple[int, OSError, bool]]:
    """Which call fails, with what, and whether that is after its deed."""
    for nth in range(1, most + 1):
        for code in errors(nth):
            for afterwards in (False, True):
                yield nth, OSError(code, os.strerror(code)), afterwards


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a folder, without what an interrupted save leaves for the next to sweep."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(STRAY_PREFIX)
    }


# The save of a map


@pytest.mark.parametrize("is_new", [False, True], ids=["over-another", "new"])
def test_a_save_whose_nth_call_fails_leaves_the_old_file_or_the_new(tmp_path: Path, is_new: bool) -> None:
    old, new, path = b"old" * 1000, b"new" * 900, tmp_path / "map.yaml"

    def begin() -> str | None:
        path.unlink(missing_ok=True)
        for stray in tmp_path.iterdir():
            stray.unlink()
        if is_new:
            return None
        path.write_bytes(old)
        return load(path).digest

    made = calls_made(partial(save, path, new, begin()))
    assert made > 20
    for nth, error, afterwards in failures(made):
        seen = begin()
        with failing_call(nth, error, afterwards) as calls:
            try:
                save(path, new, seen)
                wanted = {"map.yaml": new}
            except MapError:
                wanted = {} if is_new else {"map.yaml": old}
        assert contents(tmp_path) == wanted, (calls.failed, error)
        save(path, b"the next", load(path).digest if path.exists() else None)
        assert contents(tmp_path) == {"map.yaml": b"the next"}, (calls.failed, error)


def test_a_second_name_that_a_killed_save_left_stops_no_save(tmp_path: Path) -> None:
    """Also one of another machine, or of a container that is gone, whose temporaries are swept after a day."""
    path = tmp_path / "map.yaml"
    seen = save(path, b"old", None).digest
    os.link(path, tmp_path / f"{STRAY_PREFIX}00000000-1-0123456789ab")
    save(path, b"new", seen)
    assert contents(tmp_path) == {"map.yaml": b"new"}
    assert path.stat().st_nlink == 1


# The journal


def test_a_journal_whose_nth_call_fails_has_every_entry_that_it_took(tmp_path: Path) -> None:
    map_file = tmp_path / "map.yaml"

    def written(journal: Journal) -> Iterator[str]:
        for entry in ("one", "two", "three"):
            with suppress(MapError):
                journal.append(entry)
                yield entry
        journal.wait_until_on_disk()

    def kept(folder: Path) -> list[object]:
        """What is there after a kill, which leaves the file and takes the lock away."""
        copied = folder.with_name(f"{folder.name}-killed")
        copytree(folder, copied) if folder.exists() else copied.mkdir()
        return [entry for leftover in leftovers(map_file, copied) for entry in leftover.entries]

    first = Journal(map_file, None, tmp_path / "first")
    made = calls_made(lambda: list(written(first)))
    assert made > 5 and kept(tmp_path / "first") == ["one", "two", "three"]
    first.close()
    for number, (nth, error, afterwards) in enumerate(failures(made)):
        folder = tmp_path / str(number)
        journal = Journal(map_file, None, folder)
        with failing_call(nth, error, afterwards) as calls:
            taken = list(written(journal))
        assert [entry for entry in kept(folder) if entry in taken] == taken, (calls.failed, error)
        journal.close()


# The commands that write


class Ended(NamedTuple):
    """What became of a command."""

    code: object
    said: str


class Argmap(Protocol):
    """Runs a command in this process, as the entry point of ``argmap`` does, with a call that fails meanwhile."""

    def __call__(self, command: str, failing: AbstractContextManager[Any] | None = None) -> Ended: ...


@pytest.fixture
def argmap(tmp_path: Path) -> Iterator[Argmap]:
    thresholds, interrupt, argv = gc.get_threshold(), signal.getsignal(signal.SIGINT), sys.argv
    said, shown = tmp_path / "said.txt", tmp_path / "shown.txt"

    def ended(command: str, failing: AbstractContextManager[Any] | None = None) -> Ended:
        sys.argv = ["argmap", *command.split()]
        with (
            shown.open("w") as out,
            said.open("w") as err,
            redirect_stdout(out),
            redirect_stderr(err),
            pytest.raises(SystemExit) as end,
            failing or nullcontext(),
        ):
            run(listens=True)
        return Ended(end.value.code, said.read_text("utf-8"))

    yield ended
    sys.argv = argv
    gc.unfreeze()
    gc.set_threshold(*thresholds)
    signal.signal(signal.SIGINT, interrupt)


@pytest.fixture
def begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Path]]:
    """Makes a folder with all files as they are before a command, and goes there."""
    monkeypatch.setenv("ARGMAP_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    number = iter(range(10**9))

    def folder() -> Path:
        made = tmp_path / f"turn-{next(number)}"
        made.mkdir()
        for name, text in FILES.items():
            (made / name).write_text(text, encoding="utf-8", newline="")
        monkeypatch.chdir(made)
        return made

    yield folder


@pytest.mark.parametrize("command", slow_but([*COMMANDS, *MORE], *COMMANDS[::2], COMMANDS[-1]))
def test_a_command_whose_nth_call_fails_does_all_or_says_so(
    command: str, begun: Callable[[], Path], argmap: Argmap
) -> None:
    begun()
    argmap(command)  # loads what it needs
    before = contents(begun())
    made = calls_made(lambda: argmap(command))
    after = contents(Path.cwd())
    assert before != after
    for nth, error, afterwards in failures(made):
        folder = begun()
        code, said = argmap(command, failing_call(nth, error, afterwards))
        told = (nth, error, afterwards, code, said)
        now = contents(folder)
        assert all(now.get(name) in (before.get(name), after.get(name)) for name in before | after | now), told
        assert (now == after) is (code in DONE), told
        assert code in DONE or (code == 2 and said.startswith("argmap: ") and said.count("\n") == 1), told
        if code == 2 and now == before:  # what it left does not stop it from being run again
            assert argmap(command).code in DONE and contents(folder) == after, told


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("theirs", ["theirs.yaml", "clash.yaml"])
def test_git_is_told_of_a_merge_that_cannot_be_told_to_people(theirs: str, begun: Callable[[], Path]) -> None:
    """On another exit code git would merge once more what is merged."""
    begun()
    command = f"{sys.executable} -m argmap merge-driver base.yaml ours.yaml {theirs} 7 map.yaml 2>/dev/full"
    status = os.waitstatus_to_exitcode(os.system(command))
    assert status == (10 if theirs == "clash.yaml" else 0)
    assert Path("ours.yaml").read_text("utf-8") != FILES["ours.yaml"]
