"""What somebody keeps private is left alone: another file of argmap, and the packages that argmap is built on.

Private parts of Textual are touched in one file, ``tui/textual_compat.py``, which says why, and what holds without.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from collections.abc import Iterable, Iterator
from functools import cache

from tests.house.source import FILES, Function, is_private, module_of, name_of, nodes, nodes_of

COMPAT = "tui/textual_compat.py"

PUBLISHED = {"_asdict", "_fields", "_make", "_replace", "os._exit"}
"""Names that begin with ``_`` and are documented: those of named tuples, and the end of a process."""

KNOWN: set[str] = {
    "cli/arguments.py: Arguments._option_string_actions",
    "cli/arguments.py: self._option_string_actions",
    "cli/export/options.py: argparse._ArgumentGroup",
    "cli/export/options.py: argparse._MutuallyExclusiveGroup",
}
"""What is still to go. Nothing is added here."""


def test_no_file_imports_what_another_keeps_private() -> None:
    assert set(imported_privates()) <= KNOWN


def test_no_file_takes_a_private_attribute_of_another() -> None:
    assert set(foreign_attributes()) <= KNOWN


def test_no_class_uses_what_its_third_party_base_keeps_private() -> None:
    assert set(inherited_privates()) <= KNOWN


def imported_privates() -> Iterator[str]:
    for name, node in nodes(ast.ImportFrom):
        if isinstance(node, ast.ImportFrom) and name != COMPAT:
            module = node.module or ""
            if any(map(is_private, module.split("."))):
                yield f"{name}: {module}"
            yield from (f"{name}: {module}.{alias.name}" for alias in node.names if is_private(alias.name))


def foreign_attributes() -> Iterator[str]:
    """Private attributes that the file in which they are taken never gives to anything."""
    for file in FILES:
        name, own = name_of(file), set(names_given(nodes_of(file)))
        for node in nodes_of(file):
            if isinstance(node, ast.Attribute) and is_private(node.attr) and node.attr not in own and name != COMPAT:
                taken = ast.unparse(node)
                if taken not in PUBLISHED and node.attr not in PUBLISHED:
                    yield f"{name}: {taken}"


def names_given(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield name
            case ast.Constant(value=str(name)):  # of __slots__
                yield name


def inherited_privates() -> Iterator[str]:
    """Private names of a third-party class that a class made from it uses or defines anew."""
    for file in FILES:
        for node in nodes_of(file):
            if isinstance(node, ast.ClassDef) and node.bases and name_of(file) != COMPAT:
                made = getattr(importlib.import_module(module_of(file)), node.name, None)
                bases = [base for base in getattr(made, "__mro__", ()) if not is_ours(base)]
                kept = set().union(*map(privates_of, bases))
                yield from (f"{name_of(file)}: {node.name}.{used}" for used in private_names_in(node) if used in kept)


def is_ours(base: type) -> bool:
    return base.__module__.partition(".")[0] in {"argmap", "builtins", "typing", "abc", "enum"}


@cache
def privates_of(base: type) -> frozenset[str]:
    """The private names of a class: its own, and those that its methods set."""
    try:
        source = inspect.getsource(base)
    except (OSError, TypeError):  # it is written in C
        source = ""
    mangled = f"_{base.__name__.lstrip('_')}__"
    names = {*vars(base), *re.findall(r"\bself\.(_\w+)", source)}
    return frozenset(name for name in names if is_private(name) and not name.startswith(mangled))


def private_names_in(defined: ast.ClassDef) -> Iterator[str]:
    for node in ast.walk(defined):
        match node:
            case ast.Attribute(attr=name) | ast.Name(id=name, ctx=ast.Store()):
                if is_private(name):
                    yield name
            case _ if isinstance(node, Function) and is_private(node.name):
                yield node.name


def test_a_private_part_of_a_base_is_found() -> None:
    from textual.app import App

    assert {"_driver", "_exit"} <= privates_of(App)
