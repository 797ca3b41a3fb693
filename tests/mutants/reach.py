"""Which tests can reach a line of the package, the nearest first: as was noted, or else as imports tell."""

from __future__ import annotations

import ast
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.mutants.folders import ROOT

UNRELATED = ("tests/bench", "tests/mutants")
"""Folders whose tests are not about what the package does."""

SLOW = ("tests/documents", "tests/house", "tests/terminal")
"""Folders whose tests take long and look at everything; for one fault they are run last."""

REACHED = ROOT / ".reached"
"""Where ``tests.mutants.record`` leaves what it noted."""

AT_ONCE = (10.0, 30.0, 60.0, 240.0)
"""Seconds of tests, as noted, that are run at once: few near ones, then more, then many. Further ones are not run."""

LAST = 60.0
"""Seconds of tests of slow folders, as noted, that are run when no other test has noticed a fault."""


class Reached(NamedTuple):
    """Which tests reach which lines."""

    seconds: Mapping[str, float]
    """How long each test takes."""

    lines: Mapping[str, Mapping[int, Sequence[str]]]
    """Of each file, the tests that run each line; none for lines that run when the file is imported."""

    def as_json(self) -> str:
        """The same as JSON, in which each test is named once."""
        numbers = {test: number for number, test in enumerate(self.seconds)}
        lines = {
            file: {str(line): [numbers[test] for test in tests] for line, tests in of_file.items()}
            for file, of_file in self.lines.items()
        }
        return json.dumps({"tests": list(self.seconds.items()), "lines": lines})

    @classmethod
    def from_json(cls, text: str) -> Reached:
        """What :meth:`as_json` wrote."""
        read = json.loads(text)
        names = [name for name, _ in read["tests"]]
        lines = {
            file: {int(line): [names[one] for one in tests] for line, tests in of_file.items()}
            for file, of_file in read["lines"].items()
        }
        return cls(dict(read["tests"]), lines)


@cache
def noted() -> Reached | None:
    """What was noted of this repository, if anything was."""
    file = REACHED / "lines.json"
    return Reached.from_json(file.read_text(encoding="utf-8")) if file.exists() else None


def reaching_tests(root: Path, file: str, line: int, reached: Reached | None) -> Iterator[list[str]]:
    """Groups of tests that can reach a line, the nearest first.

    With what was noted they are those that run the line; of a line that runs at import, such as a constant, those
    that are named by the module, and those that run anything in the file and in what imports it. Without it they are
    whole files of tests.
    """
    if reached is None or file not in reached.lines:
        yield from importing_tests(root, file)
        return
    tests = dict.fromkeys(_running(root, file, line, reached))
    if not tests:
        if own := [test for test in reached.seconds if test.endswith(f"[{_module(Path(file))}]")]:
            yield own
        tests = dict.fromkeys(test for one in _around(root, file) for test in _in_file(reached, one))
        tests |= dict.fromkeys(test for test in reached.seconds if Path(test).parts[1] == _room(file))
    yield from batches(list(tests), _room(file), reached.seconds)


def batches(tests: Sequence[str], room: str, seconds: Mapping[str, float]) -> Iterator[list[str]]:
    """Tests in groups that take longer and longer: of a room first, and the quickest of each file first.

    So none of the files waits for all tests of others, such as the one that holds whole screens.
    """
    turn: Counter[str] = Counter()
    places: dict[str, tuple[bool, int]] = {}
    for test in sorted(tests, key=lambda one: (seconds[one], one)):
        file = test.partition("::")[0]
        places[test] = (Path(file).parts[1] != room, turn[file])
        turn[file] += 1
    nearest = sorted(places, key=places.__getitem__)
    slow = [test for test in nearest if test.startswith(SLOW)]
    others = iter([test for test in nearest if not test.startswith(SLOW)])
    for limit, left in (*((limit, others) for limit in AT_ONCE), (LAST, iter(slow))):
        if group := list(_within(limit, left, seconds)):
            yield group


def _within(limit: float, tests: Iterator[str], seconds: Mapping[str, float]) -> Iterator[str]:
    """The next tests, up to the one with which they take longer than some seconds."""
    total = 0.0
    for test in tests:
        yield test
        total += seconds[test]
        if total > limit:
            return


def _running(root: Path, file: str, line: int, reached: Reached) -> Sequence[str]:
    """The tests that run a line, or else what is around it in its function; none of a line that runs at import.

    Such lines of a module that is loaded late were noted of the test that happened to be the first to load it.
    """
    lines = reached.lines[file]
    for first, last in _in_function(root, file, line):
        found = [test for number in range(first, last + 1) for test in lines.get(number, ())]
        if found:
            return found
    return ()


def _in_function(root: Path, file: str, line: int) -> list[tuple[int, int]]:
    """The first and last lines of a line and of what is around it, the innermost first; none outside of functions."""
    around = [
        node
        for node in ast.walk(ast.parse((root / file).read_text(encoding="utf-8")))
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or 0)
    ]
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    if not any(isinstance(node, functions) and node.body[0].lineno <= line for node in around):
        return []
    spans = ((node.lineno, node.end_lineno or node.lineno) for node in around)
    return [(line, line), *sorted(spans, key=lambda span: span[1] - span[0])]


def _in_file(reached: Reached, file: str) -> Iterator[str]:
    for tests in reached.lines.get(file, {}).values():
        yield from tests


def _around(root: Path, file: str) -> list[str]:
    """A file and the files that import it."""
    module = _module(Path(file))
    importers = [one for one, named in _imports(root).items() if module in named]
    paths = [Path(*one.split(".")) for one in importers]
    return [file, *(f"{path.as_posix()}.py" for path in paths)]


def importing_tests(root: Path, file: str) -> Iterator[list[str]]:
    """Three groups of test files: those that import a module, the rest of its room, and those that import one of
    the modules that import it."""
    graph, tests = _imports(root), _tests(root)
    module = _module(Path(file))
    direct = sorted(test for test, named in tests.items() if module in named)
    room = _room(file)
    near = sorted(test for test in tests if Path(test).parts[1].removesuffix(".py") == room)
    importers = {one for one, named in graph.items() if module in named}
    next_ones = sorted(test for test, named in tests.items() if named & importers)
    seen: set[str] = set()
    for group in (direct, near, next_ones):
        new = [test for test in group if test not in seen]
        seen.update(new)
        if new:
            yield new


def _room(file: str) -> str:
    return Path(file).parts[1].removesuffix(".py")


def _module(file: Path) -> str:
    return ".".join(file.with_suffix("").parts).removesuffix(".__init__")


@cache
def _imports(root: Path) -> dict[str, set[str]]:
    """Each module of the package with the modules that it imports."""
    files = sorted((root / "argmap").rglob("*.py"))
    return {_module(file.relative_to(root)): _named(file) for file in files}


@cache
def _tests(root: Path) -> dict[str, set[str]]:
    """Each test file with the modules that it imports, itself or through what else is in the tests."""
    named = {_module(file.relative_to(root)): _named(file) for file in sorted((root / "tests").rglob("*.py"))}
    found: dict[str, set[str]] = {}
    for file in sorted((root / "tests").rglob("test_*.py")):
        name = file.relative_to(root).as_posix()
        if name.startswith((*SLOW, *UNRELATED)):
            continue
        reached = set(named[_module(file.relative_to(root))])
        for helper in [one for one in reached if one in named]:
            reached |= named[helper]
        found[name] = reached
    return found


def _named(file: Path) -> set[str]:
    """The modules that a file imports, at its top or in functions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found
