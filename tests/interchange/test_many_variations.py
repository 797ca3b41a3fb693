"""What becomes of files that are a little otherwise: without each of their lines, with each twice, into another map.

Fingerprints of all that is said are in ``many_variations.txt``; ``ARGMAP_GOLDEN=write`` writes them anew.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from argmap.interchange.file import File, Folder
from argmap.interchange.ledger import as_text
from argmap.interchange.reading import import_file
from argmap.interchange.sheets.writer import write_csv_files
from argmap.mapfile.canonical import write
from argmap.mapfile.read.read import read
from argmap.model.findings import MapError
from argmap.model.types import Map
from tests.fingerprints import nothing_else_kept, same_as_kept
from tests.interchange.golden import FILES, small_files
from tests.interchange.test_into import PARTS, WHOLE

KEPT = Path(__file__).with_name("many_variations.txt")
MAPS = Path(__file__).parents[1] / "maps"
EVERYTHING = MAPS / "everything.yaml"

SMALL = {case.title: (File(case.name, case.text.encode()), case.format or None) for case in small_files()}
CASES = {file.name: (File(file.name, file.read_bytes()), None) for file in FILES}
SHEETS = tuple(sorted(write_csv_files(read(EVERYTHING.read_bytes(), EVERYTHING.name).map)))
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


FORMATS = WHOLE | PARTS


def exported(format: str, name: str) -> File:
    return FORMATS[format](read((MAPS / name).read_bytes(), name).map)


@pytest.mark.parametrize("name", ["everything.yaml", "everything-before.yaml", "hostile.yaml", "loops.yaml"])
@pytest.mark.parametrize("format", FORMATS)
def test_an_export_comes_back_as_it_did(format: str, name: str) -> None:
    """Alone, into the map that it is of, and into an earlier one."""
    file = exported(format, name)
    into = [
        None,
        *(read((MAPS / one).read_bytes(), one).map for one in ("everything.yaml", "everything-before.yaml")),
    ]
    assert same_as_kept(KEPT, f"{format} of {name}", "".join(outcome(file, format, map) for map in into))


def changed_sheets() -> Iterator[tuple[str, Folder]]:
    """The sheets of a map without each of their rows, with each twice, and with each cell emptied or another."""
    whole = exported("csv-folder", "everything.yaml")
    assert isinstance(whole, Folder)
    for place, file in enumerate(whole.parts):
        header, *rows = list(csv.reader(io.StringIO(file.data.decode("utf-8-sig"))))
        for number, row in enumerate(rows):
            ways = [rows[:number] + rows[number + 1 :], [*rows[: number + 1], *rows[number:]]]
            for column in range(len(header)):
                other = "no such thing" if (number + column) % 2 else ""
                ways.append([*rows[:number], [*row[:column], other, *row[column + 1 :]], *rows[number + 1 :]])
            for way in ways[:: 1 if number < 2 else 3]:
                text = io.StringIO()
                csv.writer(text).writerows([header, *way])
                made = File(file.name, text.getvalue().encode())
                yield file.name, Folder(whole.name, (*whole.parts[:place], made, *whole.parts[place + 1 :]))


def test_each_cell_of_the_sheets_of_a_map_matters_as_it_did() -> None:
    told: dict[str, list[str]] = defaultdict(list)
    map = read(EVERYTHING.read_bytes(), EVERYTHING.name).map
    for number, (name, folder) in enumerate(changed_sheets()):
        told[name].append(outcome(folder, "csv-folder", map if number % 2 else None))
    assert [name for name in SHEETS if not same_as_kept(KEPT, f"cells of {name}", "".join(told[name]))] == []
    assert set(told) == set(SHEETS)


def test_nothing_is_kept_of_what_is_not_there() -> None:
    into = {f"{name} into maps" for name in CASES}
    back = {
        f"{format} of {name}.yaml"
        for format in FORMATS
        for name in ("everything", "everything-before", "hostile", "loops")
    }
    assert nothing_else_kept(KEPT, {*TEXTS, *into, *back, *(f"cells of {name}" for name in SHEETS)})
