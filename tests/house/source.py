"""The package's source, as the tests of this folder read it: each file parsed once."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "argmap"
FILES = sorted(PACKAGE.rglob("*.py"))

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), file)


def nodes(*kinds: type[ast.AST]) -> Iterator[tuple[str, ast.AST]]:
    """Each node of each file, or each of these kinds, with the name of the file."""
    for file in FILES:
        for node in nodes_of(file):
            if not kinds or isinstance(node, kinds):
                yield name_of(file), node


@cache
def nodes_of(file: Path) -> tuple[ast.AST, ...]:
    """Each node of a file, found once for all tests."""
    return tuple(ast.walk(tree_of(file)))


def name_of(file: Path) -> str:
    """A file's path within the package, as in ``mapfile/read/read.py``."""
    return file.relative_to(PACKAGE).as_posix()


def module_of(file: Path) -> str:
    """A file's dotted name, as in ``argmap.mapfile.read.read``."""
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports() -> Iterator[tuple[str, str]]:
    """Each import of each file: the file's name and the dotted name of what it imports from."""
    for name, node in nodes(ast.Import, ast.ImportFrom):
        if isinstance(node, ast.Import):
            yield from ((name, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield name, "." * node.level + (node.module or "")


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")
