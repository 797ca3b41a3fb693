"""Find in tables: a row is found by all that it and its pane say, and the columns of the matrix by their names."""

from __future__ import annotations

import pytest
from hypothesis import given

from argmap.mapfile.read.read import read
from argmap.model.findings import Finding
from argmap.model.index import Index
from argmap.model.types import Map
from argmap.tui.dialogs.picker import PickerItem, matching
from argmap.tui.search import holds
from argmap.tui.views import table_models
from argmap.tui.views.table_models import GROUP, TableModel
from tests.examples import examples
from tests.strategies import maps

WHOLE = """\
argmap: 1
title: Buses
tensions:
  money:
    title: Thrift or reach
    question: What is a bus for?
    sides:
      thrift: {text: Spend little, short: Thrift}
      reach: Reach everyone
stakeholders:
  city: {name: City council, short: Council, kind: government, interests: A balanced budget}
  drivers: {name: Bus drivers, part_of: union}
  union: {name: Transport union}
  cafe: {name: Cafe\u0301 owners}
sources:
  minutes: {title: Minutes, author: A. Clerk, publisher: Town hall, date: 2026-05-14, url: "https://example.org/m"}
  survey: {title: Survey}
claims:
  night:
    text: Buses should run at night.
    tension: money
    side: reach
    tags: [timetable]
    positions:
      city: {stance: disagrees, source: minutes, quote: Not at this price., date: 2026-05-14}
  jobs:
    text: People with late shifts need them.
    note: Bakers above all.
    supports:
      - claim: night
        sources: [{source: survey, locator: p. 7, quote: Half work late}]
  noise:
    text: Night buses are loud.
    objects_to: [night]
"""


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.build(read(WHOLE.encode(), "map.yaml").map)


def names(model: TableModel) -> list[str]:
    return [row.name for row in model.rows]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("government", ["city"]), ("BALANCED", ["city"]), ("price", ["city"]), ("run night", ["city"]),
        ("disagrees minutes", ["city"]), ("clerk", ["city"]), ("transport", ["drivers", "union"]),
        ("caf\u00e9", ["cafe"]), ("cafe\u0301", ["cafe"]), ("2026-05-14", ["city"]), ("zzz", []),
    ],
)  # fmt: skip
def test_stakeholders_are_found(index: Index, query: str, found: list[str]) -> None:
    assert names(table_models.stakeholders(index, query)) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("clerk", ["minutes"]), ("town hall", ["minutes"]), ("example.org", ["minutes"]), ("price", ["minutes"]),
        ("council", ["minutes"]), ("half late", ["survey"]), ("p. 7", ["survey"]), ("shifts", ["survey"]),
        ("2026", ["minutes"]), ("zzz", []),
    ],
)  # fmt: skip
def test_sources_are_found(index: Index, query: str, found: list[str]) -> None:
    assert names(table_models.sources(index, query)) == found


@pytest.mark.parametrize(
    ("query", "found"), [("reach", ["money"]), ("bus for", ["money"]), ("run at night", ["money"]), ("loud", [])]
)
def test_tensions_are_found(index: Index, query: str, found: list[str]) -> None:
    assert names(table_models.tensions(index, query)) == found


@pytest.mark.parametrize(
    ("query", "rows", "first_column"),
    [
        ("loud", ["noise"], "city"),
        ("bakers", ["jobs"], "city"),
        ("timetable", ["night"], "city"),
        ("price", ["night"], "city"),
        ("late survey", ["jobs"], "city"),
        ("drivers", ["night", "jobs", "noise"], "drivers"),
        ("council", ["night"], "city"),
        ("union", ["night", "jobs", "noise"], "union"),
        ("zzz", [], "city"),
    ],
)
def test_the_matrix_is_found_by_claims_and_by_columns(
    index: Index, query: str, rows: list[str], first_column: str
) -> None:
    model = table_models.matrix(index, query)
    assert (names(model), model.columns[1].name) == (rows, first_column)
    assert {column.name for column in model.columns} == {"", "city", "drivers", "union", "cafe"}


def test_the_cells_of_the_matrix_stay_below_their_columns(index: Index) -> None:
    model = table_models.matrix(index, "drivers")
    names_of = [column.name for column in model.columns]
    cells = {row.name: [cell.text for cell in row.cells] for row in model.rows}
    assert names_of.index("drivers") == 1 and cells["night"][1] == "·"
    assert cells["night"][names_of.index("city")] == "✗ disagrees §"
    assert cells["noise"][names_of.index("city")] == "·"


@examples(30)
@given(maps())
def test_every_row_is_found_by_its_id(map_: Map) -> None:
    index = Index.build(map_)
    for make in (table_models.sources, table_models.stakeholders, table_models.tensions, table_models.matrix):
        for row in make(index).rows:
            assert row.name in names(make(index, row.name))


def test_pickers_find_an_accent_however_it_is_written() -> None:
    item = PickerItem("cafe", "Cafe\u0301 owners", "owners", "", "")
    assert matching([item], "caf\u00e9") == [item] and item.is_named("CAF\u00c9")
    assert holds("cafe\u0301", "Caf\u00e9") and not holds("cafe\u0301", "Cafe")


async def test_the_matrix_shows_the_column_that_was_asked_for(driving) -> None:
    crowd = "".join(f"  s{number}:\n    name: Association {number}\n" for number in range(30))
    text = WHOLE.replace("stakeholders:\n", f"stakeholders:\n{crowd}")
    async with driving(text, size=(80, 24)) as driver:
        await driver.press("v", "2", "/")
        await driver.paste("transport")
        await driver.until(lambda: "Transport" in driver.screen_lines()[3] + driver.screen_lines()[4])
        await driver.press("enter")
        assert driver.editor.main.table.column_name == "union"
        assert driver.said.startswith("3 matches.")
        await driver.press("a")
        assert [one.stakeholder for one in driver.editor.state.index.claims["night"].positions] == ["city", "union"]


async def test_a_search_of_the_matrix_stays_on_the_stakeholder_or_goes_to_the_one_that_is_named(driving) -> None:
    crowd = "".join(f"  s{number}:\n    name: Association {number}\n" for number in range(30))
    async with driving(WHOLE.replace("stakeholders:\n", f"stakeholders:\n{crowd}"), size=(80, 24)) as driver:
        table = driver.editor.main.table
        await driver.press("v", "2")
        table.go_to("s20")
        await driver.press("/")
        await driver.paste("loud")
        assert table.column_name == "s20"
        await driver.press("ctrl+u")
        await driver.paste("union")
        assert table.column_name == "union"
        await driver.until(lambda: "Transport" in "\n".join(driver.screen_lines()[3:5]))
        await driver.press("enter", "right", "a")
        assert table.column_name == "s0"
        await driver.press("escape")
        assert table.column_name == "s0"


async def test_findings_are_counted_as_their_title_counts_them(driving) -> None:
    async with driving(WHOLE, size=(100, 30)) as driver:
        await driver.press("v", "6")
        await driver.until(lambda: driver.editor.state.findings)
        rows = driver.editor.main.table.model.rows
        rule = next(row for row in rows if row.name.startswith(GROUP)).name.removeprefix(GROUP)
        alike = [one for one in driver.editor.state.findings if one.code == rule]
        await driver.press("/")
        await driver.paste(rule)
        await driver.press("enter")
        assert driver.said.startswith(f"{len(alike)} matches.")
        assert f"Findings · {len(alike)} of " in "\n".join(driver.screen_lines())


def test_a_heading_says_how_many_of_its_findings_are_found() -> None:
    alike = [Finding("AM204", "suggestion", f"“Claim {end}” has no links", ("claims", end)) for end in "abc"]
    model = table_models.findings(alike, query="“Claim b”")
    assert [row.cells[1].text.strip() for row in model.rows] == [
        "▾ Claim without connection: 1 of 3",
        "“Claim b” has no links",
    ]
    assert model.entries == 1
