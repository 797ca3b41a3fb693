"""Whether the tests would notice a fault: ``python -m tests.mutants.run [--count 250] [--seed 1] [ROOM ...]``.

A sample of small faults is made in a copy of the repository, one at a time, and the tests that can reach the module
are run until one fails: those that import it first, then those of its room, then those that import what imports it.
Printed are the share that was noticed by room, and each fault that no test noticed. Exit code 1 when fewer than
``--goal`` per cent were.

Some faults change nothing that can be observed, for example a number that only sets the size of a cache. Those that
were looked at and are of this kind are listed in ``equivalent.toml`` beside this file, with the reason.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.mutants.operators import Mutant, mutants
from tests.mutants.reach import reaching_tests

ROOT = Path(__file__).resolve().parents[2]
COPIED = (
    "argmap",
    "tests",
    "maps",
    "docs",
    "exports",
    "editors",
    "action",
    "pyproject.toml",
    "README.md",
    "action.yml",
)
EQUIVALENT = Path(__file__).with_name("equivalent.toml")

SECONDS = 240
"""For the tests of one fault. What takes longer counts as noticed: a reader would not wait either."""


class Fault(NamedTuple):
    """A fault in one file of the package."""

    file: str
    mutant: Mutant

    @property
    def room(self) -> str:
        """The room of the file, or the file itself on the ground floor."""
        return Path(self.file).parts[1].removesuffix(".py")


def sample(count: int, seed: int, rooms: Sequence[str]) -> list[Fault]:
    """Faults chosen at random from all that can be made, each line as likely as another."""
    chance = random.Random(seed)
    by_line: dict[tuple[str, int], list[Mutant]] = defaultdict(list)
    known = tomllib.loads(EQUIVALENT.read_text(encoding="utf-8")).get("equivalent", []) if EQUIVALENT.exists() else []
    skipped = {(one["file"], one["line"], one["becomes"]) for one in known}
    for path in sorted((ROOT / "argmap").rglob("*.py")):
        file = path.relative_to(ROOT).as_posix()
        if rooms and Path(file).parts[1].removesuffix(".py") not in rooms:
            continue
        source = path.read_text(encoding="utf-8")
        lines = source.splitlines()
        for one in mutants(source):
            if (file, lines[one.line - 1].strip(), one.text) not in skipped:
                by_line[file, one.line].append(one)
    chosen = chance.sample(sorted(by_line), min(count, len(by_line)))
    return [Fault(place[0], chance.choice(by_line[place])) for place in chosen]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help="rooms of the package; all without one")
    parser.add_argument("--count", type=int, default=250, help="faults in the sample (250)")
    parser.add_argument("--seed", type=int, default=1, help="which sample (1)")
    parser.add_argument("--goal", type=float, default=90, help="per cent that must be noticed (90)")
    asked = parser.parse_args(arguments)
    made = sample(asked.count, asked.seed, asked.rooms)
    noticed: Counter[str] = Counter()
    survivors: list[Fault] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for one in COPIED:
            copy = shutil.copytree if (ROOT / one).is_dir() else shutil.copy2
            copy(ROOT / one, folder / one)
        for number, fault in enumerate(made, 1):
            killer = noticed_by(folder, fault)
            noticed[fault.room] += killer is not None
            survivors += [fault] if killer is None else []
            print(
                f"{number:4} {'no one' if killer is None else 'noticed'}  {described(fault)}  {killer or ''}",
                flush=True,
            )
    print("\n".join(table(made, noticed)))
    for fault in survivors:
        print(f"unnoticed: {described(fault)}")
    share = 100 * (1 - len(survivors) / len(made)) if made else 100
    print(f"{share:.0f}% of {len(made)} faults were noticed; the goal is {asked.goal:.0f}%.")
    return 0 if share >= asked.goal else 1


def noticed_by(folder: Path, fault: Fault) -> str | None:
    """What noticed a fault: a test, the compiler or the clock; None when nothing did."""
    path = folder / fault.file
    source = path.read_text(encoding="utf-8")
    faulty = fault.mutant.applied(source)
    try:
        compile(faulty, fault.file, "exec")
    except SyntaxError:
        return "the compiler"
    path.write_text(faulty, encoding="utf-8")
    try:
        return next(_failures(folder, fault.file), None)
    finally:
        path.write_text(source, encoding="utf-8")


def _failures(folder: Path, file: str) -> Iterator[str]:
    environment = os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    for files in reaching_tests(folder, file):
        command = [sys.executable, "-m", "pytest", "-x", "-p", "no:cacheprovider", "--timeout=60", *files]
        try:
            done = subprocess.run(
                command, cwd=folder, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
            )
        except subprocess.TimeoutExpired:
            yield "the clock"
            return
        if done.returncode not in (0, 5):  # 5: no test was selected
            failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
            yield failed[0].split(" - ")[0].removeprefix("FAILED ") if failed else f"exit code {done.returncode}"


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
