"""Whether the tests would notice a fault: ``python -m tests.mutants.run [--count 250] [--seed 1] [ROOM ...]``.

A sample of small faults is made in copies of the repository, one at a time, and the tests that can reach the line are
run until one fails that passes without the fault. ``python -m tests.mutants.record`` finds out before which they are;
without it they are whole files, which takes many times as long. Printed are each fault as it is tried, and the share
that was noticed by room. Exit code 1 when fewer than ``--goal`` per cent were.

``--known`` tries the faults of ``known.toml`` instead, which once passed: each with the test that is to notice it.

Some faults change nothing that can be observed, for example a number that only sets the size of a cache. Those that
were looked at and are of this kind are listed in ``equivalent.toml`` beside this file, with the reason.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

from tests.mutants.folders import NOTED_TESTS, ROOT, copied
from tests.mutants.operators import Mutant, mutants
from tests.mutants.reach import Reached, noted, reaching_tests

EQUIVALENT = Path(__file__).with_name("equivalent.toml")
KNOWN = Path(__file__).with_name("known.toml")

SECONDS = 600
"""For the tests of one fault that are run at once. What takes longer counts as noticed: a reader would not wait."""


NOT_BEGUN = ("exit code 2", "exit code 4")
"""Of a run in which no test was begun: with the fault something could not be imported."""


class Fault(NamedTuple):
    """A fault in one file of the package, and the test that is to notice it where that is known."""

    file: str
    mutant: Mutant
    test: str = ""

    @property
    def room(self) -> str:
        """The room of the file."""
        return room_of(Path(self.file))


def room_of(file: Path) -> str:
    """The room of a file of the package, or the file itself on the ground floor."""
    return file.parts[1].removesuffix(".py")


def faults_of(path: Path) -> Iterator[Fault]:
    """All faults that are made in a file."""
    for one in mutants(path.read_text(encoding="utf-8")):
        yield Fault(path.relative_to(ROOT).as_posix(), one)


class Key(NamedTuple):
    """What a fault is known by when lines move: the file, the line above, the line, and the line with the fault; all
    without indents."""

    file: str
    above: str
    line: str
    becomes: str


def key(fault: Fault) -> Key:
    """By what a fault is known."""
    source = (ROOT / fault.file).read_text(encoding="utf-8")
    was, now = ([line.strip() for line in text.splitlines()] for text in (source, fault.mutant.applied(source)))
    place = fault.mutant.line - 1
    return Key(fault.file, was[place - 1] if place else "", was[place], now[place])


def equivalents() -> set[Key]:
    """The faults that change nothing."""
    listed = tomllib.loads(EQUIVALENT.read_text(encoding="utf-8"))["equivalent"]
    return {Key(*(one[name] for name in Key._fields)) for one in listed}


def known() -> Iterator[Fault]:
    """The faults that once passed. Raises ValueError for a line that is not, or not only once, in its file."""
    for one in tomllib.loads(KNOWN.read_text(encoding="utf-8"))["fault"]:
        source = (ROOT / one["file"]).read_text(encoding="utf-8")
        lines = [line.strip() for line in source.splitlines()]
        if lines.count(one["line"]) != 1:
            raise ValueError(f"{one['file']} has this line {lines.count(one['line'])} times, not once: {one['line']}")
        start = source.index(one["line"])
        mutant = Mutant(lines.index(one["line"]) + 1, "known", start, start + len(one["line"]), one["becomes"])
        yield Fault(one["file"], mutant, one["test"])


def sample(count: int, seed: int, rooms: Sequence[str] = ()) -> list[Fault]:
    """Faults chosen at random from all that can be made and noticed, each line as likely as another."""
    chance, known = random.Random(seed), equivalents()
    by_line: dict[tuple[str, int], list[Fault]] = defaultdict(list)
    for path in sorted((ROOT / "argmap").rglob("*.py")):
        if rooms and room_of(path.relative_to(ROOT)) not in rooms:
            continue
        for fault in faults_of(path):
            by_line[fault.file, fault.mutant.line].append(fault)
    chosen = (chance.choice(by_line[place]) for place in chance.sample(sorted(by_line), len(by_line)))
    return list(islice((fault for fault in chosen if key(fault) not in known), count))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help="rooms of the package; all without one")
    parser.add_argument("--count", type=int, default=250, help="faults in the sample (250)")
    parser.add_argument("--seed", type=int, default=1, help="which sample (1)")
    parser.add_argument("--goal", type=float, default=90, help="per cent that must be noticed (90)")
    parser.add_argument("--known", action="store_true", help="the faults that once passed, instead of a sample")
    parser.add_argument("--jobs", type=int, default=2, help="faults that are tried at the same time (2)")
    asked = parser.parse_args(arguments)
    made = list(known()) if asked.known else sample(asked.count, asked.seed, asked.rooms)
    goal = 100 if asked.known else asked.goal
    noticed: Counter[str] = Counter()
    survivors: list[Fault] = []
    for fault, killer in tried(made, asked.jobs):
        noticed[fault.room] += killer is not None
        survivors += [fault] if killer is None else []
        print(f"{'no one ' if killer is None else 'noticed'} {described(fault)}  {killer or ''}", flush=True)
    print("\n".join(table(made, noticed)))
    for fault in survivors:
        print(f"unnoticed: {described(fault)}")
    share = 100 * (1 - len(survivors) / len(made)) if made else 100
    print(f"{share:.0f}% of {len(made)} faults were noticed; the goal is {goal:.0f}%.")
    return 0 if share >= goal else 1


def tried(faults: Sequence[Fault], jobs: int) -> Iterator[tuple[Fault, str | None]]:
    """Each fault with what noticed it, a few at a time, in order."""
    reached = noted()
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(jobs) as pool:
        places: SimpleQueue[Path] = SimpleQueue()
        for number in range(jobs):
            folder = Path(name) / str(number)
            folder.mkdir()
            place = copied(folder)
            places.put(place)
        named = sorted({fault.test for fault in faults} - {""})
        sound = frozenset(named) if named and first_failure(place, named) is None else frozenset()

        def noticed(fault: Fault) -> str | None:
            place = places.get()
            try:
                return noticed_by(place, fault, reached, sound)
            finally:
                places.put(place)

        yield from zip(faults, pool.map(noticed, faults), strict=True)


def noticed_by(
    folder: Path, fault: Fault, reached: Reached | None = None, sound: frozenset[str] = frozenset()
) -> str | None:
    """What noticed a fault: a test, the compiler or the clock; None when nothing did.

    Tests that are known to pass without a fault (``sound``) are not tried without it again.
    """
    path = folder / fault.file
    source = path.read_text(encoding="utf-8")
    faulty = fault.mutant.applied(source)
    try:
        compile(faulty, fault.file, "exec")
    except SyntaxError:
        return "the compiler"
    groups = [[fault.test]] if fault.test else reaching_tests(folder, fault.file, fault.mutant.line, reached)
    for tests in groups:
        left = tests
        while left:
            path.write_text(faulty, encoding="utf-8")
            try:
                failed = first_failure(folder, left)
            finally:
                path.write_text(source, encoding="utf-8")
            if failed is None:
                break
            alone = [failed] if "::" in failed else left
            if failed in sound or first_failure(folder, alone, collect=failed in NOT_BEGUN) is None:
                return failed
            left = [test for test in left if test != failed] if failed in left else []
    return None


def first_failure(folder: Path, tests: Sequence[str], *, collect: bool = False) -> str | None:
    """The first of these tests that fails, or what else ended them; None when all pass, or when all are there and
    ``collect`` is asked for, with which none is run."""
    with tempfile.TemporaryDirectory() as name:
        notes, listed = Path(name) / "notes", Path(name) / "asked"
        listed.write_text("\n".join(tests), encoding="utf-8")
        # A run within a worker of another run would take itself for that worker.
        own = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_XDIST")}
        environment = own | {
            "PYTHONPATH": str(folder),
            "PYTHONDONTWRITEBYTECODE": "1",
            "ARGMAP_NOTED": str(notes),
            "ARGMAP_FIRST": "yes",
        }
        command = [
            *NOTED_TESTS,
            "-x",
            "--hypothesis-profile=ci",
            "--timeout=90",
            f"--basetemp={Path(name) / 'tests'}",
        ]
        command += ["--collect-only"] if collect else []
        try:
            done = subprocess.run(
                [*command, f"@{listed}"],
                cwd=folder,
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return "the clock"
        if done.returncode in (0, 5):  # 5: no test was selected
            return None
        noted_tests = notes.read_text(encoding="utf-8").splitlines() if notes.exists() else []
        failed = [name for name, passed, _ in map(json.loads, noted_tests) if not passed]
        return failed[-1] if failed else f"exit code {done.returncode}"


def described(fault: Fault) -> str:
    """A fault in one line: place, kind, what was and what is."""
    source = (ROOT / fault.file).read_text(encoding="utf-8")
    was = " ".join(source[fault.mutant.start : fault.mutant.end].split())
    now = " ".join(fault.mutant.text.split())
    return f"{fault.file}:{fault.mutant.line} {fault.mutant.kind}: {was[:50]!r} -> {now[:50]!r}"


def table(made: Sequence[Fault], noticed: Counter[str]) -> Iterator[str]:
    """Lines of a table by room."""
    rooms = Counter(fault.room for fault in made)
    yield f"{'room':14}{'faults':>8}{'noticed':>9}"
    for room, count in sorted(rooms.items()):
        yield f"{room:14}{count:8}{noticed[room]:9}"


if __name__ == "__main__":
    sys.exit(main())
