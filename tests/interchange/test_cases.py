"""Each case gives the map and the account that are kept beside it, and a map without errors, the same every time."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.interchange.file import File, Unreadable
from argmap.interchange.formats import FORMATS
from argmap.interchange.reading import import_file
from argmap.mapfile.canonical import write
from argmap.mapfile.read.read import read
from tests.interchange.golden import FILES, Small, imported, outputs, small_files
from tests.interchange.soundness import errors_in

of_cases = pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)


@of_cases
def test_a_case_gives_its_map_and_its_account(file: Path) -> None:
    assert imported(file) == tuple(path.read_text(encoding="utf-8") for path in outputs(file))


@pytest.mark.parametrize("case", small_files(), ids=lambda case: case.title)
def test_a_small_file_becomes_what_is_kept_beside_it(case: Small) -> None:
    assert case.outcome.rstrip() == case.becomes.rstrip()


@of_cases
def test_an_imported_map_has_no_errors_and_reads_back(file: Path) -> None:
    made = import_file(File(file.name, file.read_bytes())).map
    assert errors_in(made) == []
    assert read(write(made).encode(), "map.yaml").map == made


@pytest.mark.parametrize(
    "file",
    [
        *(pytest.param(File(file.name, file.read_bytes()), id=file.name) for file in FILES),
        *(pytest.param(File(case.name, case.text.encode()), id=case.title) for case in small_files()),
    ],
)
def test_what_is_kept_and_what_is_listed_is_what_was_read(file: File) -> None:
    try:
        ledger = import_file(file).ledger
    except Unreadable:
        return
    assert {one.kind for one in ledger.listed} <= {count.kind for count in ledger.counts}
    for count in ledger.counts:
        assert count.read == count.kept + count.changed + count.left_out
        assert min(count[1:]) >= 0


@of_cases
def test_the_name_of_the_file_is_not_needed_to_tell_its_format(file: Path) -> None:
    data = file.read_bytes()
    assert import_file(File("x", data)).format == import_file(File(file.name, data)).format


def test_every_format_has_a_case() -> None:
    assert {import_file(File(file.name, file.read_bytes())).format.name for file in FILES} == {
        format.name for format in FORMATS
    } - {"csv-folder"}


@of_cases
def test_importing_twice_gives_the_same_bytes(file: Path) -> None:
    first, second = (import_file(File(file.name, file.read_bytes())) for _ in range(2))
    assert write(first.map) == write(second.map)
    into = import_file(File(file.name, file.read_bytes()), into=first.map)
    assert write(into.map) == write(first.map)


def test_the_page_tells_of_every_format() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "imports.md").read_text(encoding="utf-8")
    rows = {row.split("|")[2].strip(" `") for row in page.splitlines() if row.startswith("|") and "`" in row}
    assert {format.name for format in FORMATS} <= rows
