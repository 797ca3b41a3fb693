"""Notes which tests reach which lines: ``python -m tests.mutants.record [FOLDER ...]``, once before many faults.

Needs ``pip install pytest-cov``. The tests run once, on a few examples of each law, in a copy of the repository; what
they reached, themselves and in programs that they start, is left in ``.reached/``, from where ``tests.mutants.run``
reads it. Tests that fail there are left out.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tests.mutants.folders import NOTED_TESTS, copied
from tests.mutants.reach import REACHED, UNRELATED, Reached


def main(folders: Sequence[str]) -> int:
    with tempfile.TemporaryDirectory() as name:
        place = copied(Path(name))
        record(place, list(folders) or _folders(place), Path(name) / "coverage", Path(name) / "seconds")
        found = read(place, Path(name) / "coverage", Path(name) / "seconds")
    REACHED.mkdir(exist_ok=True)
    (REACHED / "lines.json").write_text(found.as_json(), encoding="utf-8")
    print(f"{len(found.seconds)} tests reach {sum(map(len, found.lines.values()))} lines.")
    return 0


def _folders(place: Path) -> list[str]:
    found = (f"tests/{one.name}" for one in (place / "tests").iterdir() if one.is_dir())
    return sorted(folder for folder in found if folder not in UNRELATED)


CHILD = """\
[run]
branch = true
context = ${PYTEST_CURRENT_TEST}
data_file = %s
parallel = true
sigterm = true
source_pkgs = argmap
"""
"""What a program that a test starts is told, so that what it runs is noted of that test."""


def record(place: Path, folders: Sequence[str], coverage: Path, seconds: Path) -> None:
    """Runs tests and leaves what they reach and how long each took in two files."""
    child = coverage.with_name("child.ini")
    child.write_text(CHILD % coverage, encoding="utf-8")
    environment = os.environ | {
        "ARGMAP_CHILD": str(child),
        "PYTHONPATH": str(place),
        "COVERAGE_FILE": str(coverage),
        "ARGMAP_NOTED": str(seconds),
    }
    cover = ["--hypothesis-profile=quick", "--cov=argmap", "--cov-branch", "--cov-context=test", "--cov-report="]
    subprocess.run([*NOTED_TESTS, "-n", "2", *cover, *folders], cwd=place, env=environment, check=False)


def read(place: Path, coverage: Path, seconds: Path) -> Reached:
    """What was noted in two files; only of tests that passed."""
    from coverage import CoverageData

    taken = dict(_taken(seconds))
    of_file: dict[str, set[str]] = defaultdict(set)
    for test in taken:
        of_file[_file(test)].add(test)
    data = CoverageData(str(coverage))
    data.read()
    lines: dict[str, dict[int, list[str]]] = {}
    for path in map(Path, sorted(data.measured_files())):
        if path.is_relative_to(place):
            found = data.contexts_by_lineno(str(path))
            lines[path.relative_to(place).as_posix()] = {
                line: sorted({test for one in found[line] for test in reached_by(one, of_file)}) for line in found
            }
    return Reached(taken, lines)


_CONTEXT = re.compile(r"(?P<test>.*)(?:\|| \()(?P<phase>setup|run|call|teardown)\)?")
"""The name of a context: a test and its phase, as the run itself names them, or a program that a test started."""


def reached_by(context: str, of_file: Mapping[str, set[str]]) -> set[str]:
    """The tests that passed of a context. What is set up may be there for all tests of a file."""
    if not (found := _CONTEXT.fullmatch(context)):
        return set()
    all_of_file = of_file.get(_file(found["test"]), set())
    return all_of_file if found["phase"] == "setup" else all_of_file & {found["test"]}


def _file(test: str) -> str:
    return test.partition("::")[0]


def _taken(seconds: Path) -> Iterator[tuple[str, float]]:
    for line in seconds.read_text(encoding="utf-8").splitlines():
        test, passed, taken = json.loads(line)
        if passed:
            yield test, taken


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
