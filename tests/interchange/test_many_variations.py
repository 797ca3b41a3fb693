"""What becomes of files that are a little otherwise: without each of their lines, with each twice, into another map.

Fingerprints of all that is said are in ``many_variations.txt``; ``ARGMAP_GOLDEN=write`` writes them anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from argmap.interchange.file import File
from argmap.interchange.ledger import as_text
from argmap.interchange.reading import import_file
from argmap.mapfile.canonical import write
from argmap.mapfile.read.read import read
from argmap.model.findings import MapError
from argmap.model.types import Map
from tests.fingerprints import nothing_else_kept, same_as_kept
from tests.interchange.golden import FILES, small_files

KEPT = Path(__file__).with_name("many_variations.txt")
EVERYTHING = Path(__file__).parents[1] / "maps" / "everything.yaml"

SMALL = {case.title: (File(case.name, case.text.encode()), case.format or None) for case in small_files()}
CASES = {file.name: (File(file.name, file.read_bytes()), None) for file in FILES}
TEXTS = SMALL | {name: case for name, case in CASES.items() if not name.endswith(".xlsx")}


def outcome(file: File, format: str | None, into: Map | None = None) -> str:
    """The map and the account, or the refusal."""
    try:
        found = import_file(file, format, into=into)
    except MapError as refused:
        return f"{refused}\n"
    return f"{found.format.name}\n{write(found.map)}\n{as_text(found.ledger)}\n"


def variations(file: File) -> Iterator[File]:
    """A file without each of its lines, and with each twice; of long ones only some lines."""
    lines = file.data.splitlines(keepends=True)
    for place in range(0, len(lines), len(lines) // 40 + 1):
        yield File(file.name, b"".join([*lines[:place], *lines[place + 1 :]]))
        yield File(file.name, b"".join([*lines[:place], *lines[place : place + 1] * 2, *lines[place + 1 :]]))


@pytest.mark.parametrize("name", TEXTS)
def test_each_line_matters_as_it_did(name: str) -> None:
    file, format = TEXTS[name]
    told = "".join(f"{one.data.decode(errors='replace')}\n{outcome(one, format)}" for one in variations(file))
    assert same_as_kept(KEPT, name, told)


@pytest.mark.parametrize("name", CASES)
def test_a_file_comes_into_a_map_as_it_did(name: str) -> None:
    into = read(EVERYTHING.read_bytes(), EVERYTHING.name).map
    first = import_file(CASES[name][0]).map
    told = [outcome(*CASES[name], map) for map in (into, first)]
    assert same_as_kept(KEPT, f"{name} into maps", "".join(told))


def test_nothing_is_kept_of_what_is_not_there() -> None:
    assert nothing_else_kept(KEPT, {*TEXTS, *(f"{name} into maps" for name in CASES)})
