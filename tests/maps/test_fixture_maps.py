"""Good fixture maps are read; broken ones are refused at the place of their one fault."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from argmap.mapfile.occurrences import place_of
from argmap.mapfile.read.read import read
from argmap.model.findings import ReadingRefused

MAPS = Path(__file__).parent
GALLERY = MAPS.parents[1] / "docs" / "gallery"
READABLE = sorted([*MAPS.glob("*.yaml"), *GALLERY.glob("*.yaml")])
ROW = re.compile(r"\| `(?P<file>[^`]+)` \| (?P<line>\d+) \| (?P<column>\d+) \| (?P<code>AM\d{3}) \| [^|]+ \|")
TABLE = [
    found for row in (MAPS / "broken" / "README.md").read_text("utf-8").splitlines() if (found := ROW.fullmatch(row))
]


def test_the_table_names_every_broken_map_once() -> None:
    assert [row["file"] for row in TABLE] == sorted(path.name for path in (MAPS / "broken").glob("*.yaml"))


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["file"])
def test_a_broken_map_is_refused_where_its_fault_is(row: re.Match[str]) -> None:
    with pytest.raises(ReadingRefused) as refused:
        read((MAPS / "broken" / row["file"]).read_bytes(), row["file"])
    errors = [finding for finding in refused.value.findings if finding.severity == "error"]
    places = [(finding.code, finding.place and (finding.place.line, finding.place.column)) for finding in errors]
    expected = (row["code"], (int(row["line"]), int(row["column"])))
    assert places[0] == expected
    assert row["code"] == "AM003" or places == [expected]
    assert all(finding.message and finding.hint for finding in errors)


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.name)
def test_a_fixture_map_is_read_and_its_bytes_are_kept(path: Path) -> None:
    data = path.read_bytes()
    document = read(data, path.name)
    assert document.data == data
    assert document.findings == () or path.name == "hostile.yaml"


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.name)
def test_the_place_of_a_claim_is_where_its_id_stands(path: Path) -> None:
    document = read(path.read_bytes(), path.name)
    lines = document.text.split("\n")
    assert document.map.claims or "empty" in path.name
    for claim in document.map.claims:
        place = place_of(document, ("claims", claim.id))
        assert place is not None
        assert lines[place.line - 1][place.column - 1 :].startswith(claim.id)


@pytest.mark.parametrize("path", sorted(GALLERY.glob("*.yaml")), ids=lambda path: path.name)
def test_a_gallery_map_is_of_a_size_to_be_read(path: Path) -> None:
    found = read(path.read_bytes(), path.name).map
    assert 3 <= len(found.claims) <= 30
    assert found.summary is not None
    assert "invented example" in found.summary
