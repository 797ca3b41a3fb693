"""Constants say something: no text in a table of words, names or patterns is empty, unless that means something."""

from __future__ import annotations

import ast
import dataclasses
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

import pytest

from tests.house.source import FILES, module_of, tree_of

EMPTY = {
    "_CHARACTERS": "what a reader of a copy does not see",
    "_ENDINGS": "a file without an ending",
    "_END": "the end of a file has no text",
    "_KINDS": "a sign that is to be deleted",
    "_LETTERS": "Russian signs that make no sound",
    "_NULLS": "YAML's value without a text",
    "_PLAIN": "a field of which nothing is said",
    "_POINTS": "the pattern of no points",
    "_SAYINGS": "faults of YAML that are told without advice",
    "_SIGNS": "sides have no arrow head",
    "_SUBSTITUTIONS": "what stands in copies and not in quotes",
    "_TABLE": "what stands in copies and not in quotes",
    "_TYPED": "a sign that is to be deleted",
    "_UNREADABLE": "a map without anything",
    "AFTER": "the stance after and before none",
    "DEFAULT_CSS": "the editor's style is in a file",
    "FULL_SCREENS": "when no pane covers the screen",
    "LOOKS": "named by each kind of view",
    "NONE": "the choice of nothing",
    "ROOT": "what main claims hang on",
    "SEVERAL": "not one source, and not the name of one",
    "SIGNS": "main claims have no sign",
}
"""Constants with empty texts, and what these mean."""

MODULES = {module_of(file): file for file in FILES if file.name != "__main__.py"}


def constants(module: str) -> Iterator[tuple[str, Any]]:
    """The constants that a module defines, itself and in its classes."""
    loaded = import_module(module)
    for node in tree_of(MODULES[module]).body:
        if isinstance(node, ast.ClassDef):
            yield from (
                (name, value) for name, value in vars(getattr(loaded, node.name)).items() if is_constant(name)
            )
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                if isinstance(target, ast.Name) and is_constant(target.id):
                    yield target.id, getattr(loaded, target.id)


def is_constant(name: str) -> bool:
    return name.strip("_").isupper() and not name.startswith("__")


def texts_in(value: Any) -> Iterator[str]:
    """The texts of a constant. A field that is left out as its record allows says nothing."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from texts_in([*value.keys(), *value.values()])
    elif isinstance(value, tuple) and hasattr(value, "_fields"):
        given = value._asdict().items()
        yield from texts_in([one for name, one in given if one != value._field_defaults.get(name)])
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        given = [(field.default, getattr(value, field.name)) for field in dataclasses.fields(value)]
        yield from texts_in([one for default, one in given if one != default])
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from texts_in(one)


@pytest.mark.parametrize("module", MODULES)
def test_no_text_of_a_constant_is_empty(module: str) -> None:
    empty = {name for name, value in constants(module) if "" in texts_in(value)}
    assert empty <= EMPTY.keys()


def test_what_is_listed_is_empty_somewhere() -> None:
    found = {name for module in MODULES for name, value in constants(module) if "" in texts_in(value)}
    assert found == EMPTY.keys()
    assert sum(len([*texts_in(value)]) for module in MODULES for _, value in constants(module)) > 10_000
