"""Which test files can reach a module of the package, the nearest first."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SLOW = ("tests/bench", "tests/documents", "tests/house", "tests/mutants", "tests/terminal")
"""Folders whose tests take long and look at everything; they are not run for one fault."""


def reaching_tests(root: Path, file: str) -> Iterator[list[str]]:
    """Three groups of test files: those that import a module, the rest of its room, and those that import one of
    the modules that import it."""
    graph, tests = _imports(root), _tests(root)
    module = _module(Path(file))
    direct = sorted(test for test, named in tests.items() if module in named)
    room = Path(file).parts[1].removesuffix(".py")
    near = sorted(test for test in tests if Path(test).parts[1].removesuffix(".py") == room)
    importers = {one for one, named in graph.items() if module in named}
    next_ones = sorted(test for test, named in tests.items() if named & importers)
    seen: set[str] = set()
    for group in (direct, near, next_ones):
        new = [test for test in group if test not in seen]
        seen.update(new)
        if new:
            yield new


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
        if name.startswith(SLOW):
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
