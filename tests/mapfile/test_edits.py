"""Edits of files in every manner that YAML is written in: each folder of ``edits/`` holds one, before and after."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path
from typing import Any

import pytest

import argmap.edit
from argmap.mapfile.patch.patch import revise
from argmap.mapfile.patch.verify import prove
from argmap.mapfile.read.read import read
from argmap.model import types
from argmap.model.types import Map

EDITS = Path(__file__).parent / "edits"
TABLE = re.findall(r"^\| `([a-z-]+)` \| (.+) \|$", (EDITS / "README.md").read_text("utf-8"), re.MULTILINE)


def words() -> dict[str, Any]:
    """What an ``edit.txt`` may name: the functions of ``argmap.edit`` and the types of a map."""
    found: dict[str, Any] = dict(vars(types))
    for module in pkgutil.iter_modules(argmap.edit.__path__):
        found |= vars(importlib.import_module(f"argmap.edit.{module.name}"))
    return found


def edited(map: Map, lines: str) -> Map:
    """``map`` after each line of an ``edit.txt``."""
    for line in lines.splitlines():
        map = eval(line, words() | {"map": map})
    return map


def test_the_table_names_every_folder_once() -> None:
    assert sorted(name for name, _ in TABLE) == sorted(path.name for path in EDITS.iterdir() if path.is_dir())


@pytest.mark.parametrize("name", [name for name, _ in TABLE])
def test_an_edit_changes_the_bytes_that_it_means(name: str) -> None:
    folder = EDITS / name
    before, after = (folder / "before.yaml").read_bytes(), (folder / "after.yaml").read_bytes()
    document = read(before, "before.yaml")
    target = edited(document.map, (folder / "edit.txt").read_text("utf-8"))
    assert target != document.map
    revised = prove(revise(document, target))
    assert revised.map == target
    assert revised.data.decode() == after.decode()


@pytest.mark.parametrize("name", [name for name, _ in TABLE])
def test_an_edited_file_takes_back_the_edit(name: str) -> None:
    """The way back need not give the same bytes, but the same map, and a file that reads."""
    folder = EDITS / name
    before, after = (read((folder / file).read_bytes(), file) for file in ("before.yaml", "after.yaml"))
    assert prove(revise(after, before.map)).map == before.map
