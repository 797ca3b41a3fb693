"""The diagram in box characters: drawings compared with committed ones, and laws on any map."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.draw.terminal.cells import cell_width
from argmap.draw.terminal.diagram import BORDERS, READABLE, ZOOMS, CellDiagram, Zoom, draw_cells
from argmap.edit import stakeholders, tensions, text
from argmap.model.index import Index
from argmap.model.types import Map, Stakeholder, Tension
from argmap.session.outline.outline import Outline
from argmap.views.outline.tree import OutlineTree
from tests.edit.written import written
from tests.strategies import maps

ACTIVE = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
JOINERS = "\u200c\u200d"
DRAWINGS = Path(__file__).parent / "drawings"


def shape_of(map: Map) -> OutlineTree:
    """The outline's tree of a map."""
    return Outline.build(Index.build(map)).shape


def trains() -> Map:
    map = written(
        "build / quick +build / tested +quick / dear -build&paid / paid / measured ⊘quick>build / jobs +build +quick"
    )
    map = text.set_text(map, "dear", "電車の建設費は高く、税金で支払われる。 It costs £2 billion, paid from taxes.")
    map = text.set_text(map, "quick", "Trains take people to work sooner than buses\tcould, at any hour of the day.")
    map = text.set_text(map, "tested", "[/] was \x1b[31mtested\x1b[0m on the old line.")
    map = stakeholders.add_stakeholder(map, Stakeholder(id="ministry"))
    return stakeholders.set_stance(map, "quick", "ministry", "agrees")


@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("key", ["build", "quick", "@jobs -> quick", "measured"])
def test_drawing(key: str, zoom: Zoom) -> None:
    name = key.strip("@").replace(" -> ", "-to-")
    expected = DRAWINGS / f"{name}-{zoom}.txt"
    drawn = str(draw_cells(shape_of(trains()), key, zoom, 100)) + "\n"
    if not expected.exists():
        expected.write_text(drawn, "utf-8")
        pytest.fail(f"{expected.name} was missing and has been written: look at it")
    assert drawn == expected.read_text("utf-8")


def drawings() -> st.SearchStrategy[CellDiagram]:
    return st.builds(_drawing, maps(max_claims=8), st.integers(0, 40), st.sampled_from(ZOOMS), st.integers(0, 160))


def _drawing(map: Map, place: int, zoom: Zoom, width: int) -> CellDiagram:
    outline = Outline.build(Index.build(map))
    if not len(outline):
        outline = Outline.build(Index.build(written("a")))
    return draw_cells(outline.shape, outline.key(place % len(outline)), zoom, width)


@given(drawings())
def test_boxes_stand_apart_with_their_corners_where_they_are_said_to_be(drawing: CellDiagram) -> None:
    cells = [_cells("".join(segment.text for segment in line)) for line in drawing.lines]
    corners = {border.corners[0] for border in BORDERS.values()}
    taken: set[tuple[int, int]] = set()
    for spot in drawing.spots:
        box = {(x, y) for x in range(spot.x, spot.x + spot.width) for y in range(spot.y, spot.y + spot.height)}
        assert not box & taken
        taken |= box
        if spot.height > 1:
            right, bottom = spot.x + spot.width - 1, spot.y + spot.height - 1
            shape = next(border for border in BORDERS.values() if border.corners[0] == cells[spot.y][spot.x])
            assert cells[spot.y][spot.x] in corners
            assert cells[spot.y][right] + cells[bottom][spot.x] + cells[bottom][right] == shape.corners[1:]
            assert all(cells[y][x] == shape.down for y in range(spot.y + 1, bottom) for x in (spot.x, right))


def _cells(line: str) -> list[str]:
    """A character for each cell; the second cell of a wide one is empty."""
    found: list[str] = []
    for char in line:
        width = cell_width(char)
        if width:
            found += [char] + [""] * (width - 1)
    return found


@given(drawings())
def test_what_was_asked_for_is_in_it_once_and_stands_out(drawing: CellDiagram) -> None:
    assert sum(spot == drawing.focus for spot in drawing.spots) == 1
    assert str(drawing).count("▸ ") + str(drawing).count("▸") >= 1
    assert any(segment.style.endswith(".focus") for line in drawing.lines for segment in line)
    assert drawing.focus.holds(drawing.focus.x, drawing.focus.y)


@given(drawings())
def test_nothing_in_it_can_act_in_a_terminal(drawing: CellDiagram) -> None:
    for line in drawing.lines:
        for segment in line:
            assert segment.text
            assert not {unicodedata.category(char) for char in segment.text if char not in JOINERS} & ACTIVE, segment


LINKED = "a / b +a&c / c / d ⊘b>a / e ⊘d>b>a / f -c"


@pytest.mark.parametrize("key", ["a", "b", "c", "d", "e"])
def test_what_joins_a_link_is_beside_the_claim_whose_link_it_is_and_meets_the_link(key: str) -> None:
    drawing = draw_cells(shape_of(written(LINKED)), key, 2, 120)
    spots = {spot.key: spot for spot in drawing.spots}
    assert {spots[one].x for one in "bcde"} == {spots["b"].x}
    assert spots["a"].x < spots["b"].x
    assert spots["b"].y < spots["c"].y < spots["d"].y < spots["e"].y
    cells = [_cells("".join(segment.text for segment in line)) for line in drawing.lines]

    def link(one: str) -> tuple[str, int]:
        """The cells before a box on the line of its link, and the line."""
        y = spots[one].y + (spots[one].height - 1) // 2
        return "".join(cells[y][spots[one].x - 5 : spots[one].x]), y

    reason, start = link("b")
    assert reason.endswith("┬─+")
    assert [link(one)[0][-4:].lstrip("│ ") for one in "cde"] == ["├─&", "╰┬⊘", "╰⊘"]
    meets = spots["b"].x - 3
    assert all(cells[y][meets] in "├│" for y in range(start + 1, link("d")[1]))


def test_an_undercut_of_an_undercut_of_an_undercut_is_drawn() -> None:
    deep = written("a / b +a / c ⊘b>a / d ⊘c>b>a / e ⊘d>c>b>a / f -e")
    for key in "abcdef":
        assert key in {spot.key for spot in draw_cells(shape_of(deep), key, 2, 140).spots}


def test_long_lists_are_counted_not_drawn() -> None:
    map = written(
        "a / " + " / ".join(f"b{n} +a" for n in range(100)) + " / " + " / ".join(f"c{n} +b50" for n in range(50))
    )
    shape = shape_of(map)
    drawn = draw_cells(shape, "b50", limit=30)
    assert len(drawn.spots) <= 32
    assert "… 90 more" in str(drawn)
    assert "… 31 more" in str(drawn)


def test_boxes_stay_readable_in_a_narrow_room_and_siblings_say_more_in_a_high_one() -> None:
    shape = shape_of(trains())
    narrow = draw_cells(shape, "quick", 2, 77)
    assert {spot.x for spot in narrow.spots} == {0, 28, 56}
    assert all(spot.width >= READABLE for spot in narrow.spots)
    low, high = (draw_cells(shape, "quick", 2, 77, height) for height in (8, 40))
    siblings = [(one, other) for one, other in zip(low.spots, high.spots, strict=True) if one.height < other.height]
    assert "dear" in [one.key for one, _ in siblings]
    assert len(high.lines) <= 40


@pytest.mark.parametrize("width", [55, 61, 80, 110, 160])
def test_a_claim_between_what_it_bears_on_and_what_bears_on_it_fits_into_the_room(width: int) -> None:
    drawing = draw_cells(shape_of(trains()), "quick", 2, width)
    assert max(cell_width("".join(segment.text for segment in line)) for line in drawing.lines) <= width


def test_a_claim_shown_elsewhere_has_here_what_bears_on_it() -> None:
    shape = shape_of(written("build / jobs +build / quick +build +jobs / tested +quick / dear -quick"))
    keys = {spot.key for spot in draw_cells(shape, "@quick -> jobs", 2, 100).spots}
    assert keys == {"jobs", "@quick -> jobs", "tested", "dear"}


def test_a_claim_that_a_tension_lists_is_drawn_where_it_is_in_full() -> None:
    map = written("build / quick +build / tested +quick")
    map = tensions.add_tension(map, Tension(id="speed", title="Speed"))
    map = tensions.set_tension(map, "quick", "speed")
    drawing = draw_cells(shape_of(map), "%speed%quick", 2, 100)
    assert {spot.key for spot in drawing.spots} == {"build", "quick", "tested"}
    assert drawing.focus.key == "quick"


def test_a_text_is_wrapped_rather_than_cut_where_lines_are_free() -> None:
    map = trains()
    longest = max((claim.text for claim in map.claims), key=len)
    key = next(claim.id for claim in map.claims if claim.text == longest)
    low, high = (str(draw_cells(shape_of(map), key, 2, 77, height)) for height in (0, 60))
    assert low.count("…") > high.count("…")
    assert longest.split()[-1] not in low
    assert longest.split()[-1] in high
    assert str(draw_cells(shape_of(map), key, 1, 77, 60)) == str(draw_cells(shape_of(map), key, 1, 77, 0))
