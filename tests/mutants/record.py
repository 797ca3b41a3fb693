"""Notes which tests reach which lines: ``python -m tests.mutants.record [FOLDER ...]``, once before many faults.

Needs ``pip install pytest-cov``. The tests run once, on a few examples of each law, in a copy of the repository; what
they reached is left in ``.reached/``, from where ``tests.mutants.run`` reads it. Tests that fail there are left out.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.mutants.folders import copied
from tests.mutants.reach import QUICK, REACHED, SLOW, Reached


def main(folders: Sequence[str]) -> int:
    with tempfile.TemporaryDirectory() as name:
        place = copied(Path(name))
        asked = list(folders) or [*_folders(place), *QUICK]
        record(place, asked, Path(name) / "coverage", Path(name) / "seconds")
        found = read(place, Path(name) / "coverage", Path(name) / "seconds")
    REACHED.mkdir(exist_ok=True)
    (REACHED / "lines.json").write_text(found.as_json(), encoding="utf-8")
    print(f"{len(found.seconds)} tests reach {sum(map(len, found.lines.values()))} lines.")
    return 0


def _folders(place: Path) -> list[str]:
    found = (f"tests/{one.name}" for one in (place / "tests").iterdir() if one.is_dir())
    return sorted(folder for folder in found if folder not in SLOW)


def record(place: Path, folders: Sequence[str], coverage: Path, seconds: Path) -> None:
    """Runs tests and leaves what they reach and how long each took in two files."""
    environment = os.environ | {
        "PYTHONPATH": str(place),
        "PYTHONDONTWRITEBYTECODE": "1",
        "COVERAGE_FILE": str(coverage),
        "ARGMAP_NOTED": str(seconds),
    }
    pytest = [sys.executable, "-m", "pytest", "-n", "2", "-p", "no:cacheprovider", "-p", "tests.mutants.noting"]
    cover = ["--hypothesis-profile=quick", "--cov=argmap", "--cov-branch", "--cov-context=test", "--cov-report="]
    subprocess.run([*pytest, *cover, *folders], cwd=place, env=environment, check=False)


def read(place: Path, coverage: Path, seconds: Path) -> Reached:
    """What was noted in two files; only of tests that passed."""
    from coverage import CoverageData

    taken = dict(_taken(seconds))
    data = CoverageData(str(coverage))
    data.read()
    lines: dict[str, dict[int, list[str]]] = {}
    for path in sorted(data.measured_files()):
        file = Path(path).relative_to(place).as_posix()
        found = data.contexts_by_lineno(path)
        lines[file] = {line: sorted({one.rpartition("|")[0] for one in found[line]} & {*taken}) for line in found}
    return Reached(taken, lines)


def _taken(seconds: Path) -> Iterator[tuple[str, float]]:
    for line in seconds.read_text(encoding="utf-8").splitlines():
        test, passed, taken = json.loads(line)
        if passed:
            yield test, taken


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
