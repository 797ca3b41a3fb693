"""What a reader sees first: the heading, the contention, who is for it; and a legend of what is there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest

from argmap.draw.display_list import DisplayItem, Hyperlink, Picture, Rect, ShapeGroup, Text, flattened
from argmap.draw.drawing import Drawing
from argmap.draw.paint.furniture import framed
from argmap.draw.paint.page_frame import framed_on_page
from argmap.draw.scene.builder import build_scene
from argmap.draw.scene.scene import Scene, SourceMark
from argmap.model.index import Index
from argmap.model.types import STANCES, Map, Position, Stakeholder
from argmap.views.selection import whole
from tests.draw.drawn import picture
from tests.draw.small_maps import PLAIN, claim, objects, supports

WHO = tuple(Stakeholder(id=f"who{place}", name=f"Body {place}") for place in range(9))
CROWD = Map(
    title="Many hold a view",
    stakeholders=WHO,
    claims=(
        claim(
            "it",
            "It should be done.",
            positions=tuple(Position(stakeholder=who.id, stance=STANCES[place % 3]) for place, who in enumerate(WHO)),
        ),
        claim("why", "A reason.", supports("why", "it")),
    ),
)
RIVALS = Map(
    title="All are of several kinds",
    claims=(
        claim("one", "The one.", supports("one", "two"), objects("one", "three")),
        claim("two", "The two.", supports("two", "three"), objects("two", "one")),
        claim("three", "The three.", supports("three", "one"), objects("three", "two")),
    ),
)


def picture_of(map: Map) -> Picture:
    return Drawing(build_scene(Index.build(map))).with_fallback("For a test.").picture()


def texts(picture: Picture) -> list[Text]:
    return [item for item in flattened(picture.items) if isinstance(item, Text)]


def groups(items: tuple[DisplayItem, ...]) -> Iterator[ShapeGroup]:
    for item in items:
        if isinstance(item, (ShapeGroup, Hyperlink)):
            if isinstance(item, ShapeGroup):
                yield item
            yield from groups(item.items)


def legend(picture: Picture) -> tuple[DisplayItem, ...]:
    return next(group.items for group in groups(picture.items) if group.kind == "legend")


def test_the_contention_is_bold_and_its_reasons_are_not() -> None:
    weights = {item.text: item.weight for item in texts(picture_of(PLAIN)) if item.size == 12.0}
    assert {weight for text, weight in weights.items() if "council" in text or "lanes on" in text} == {"bold"}
    assert weights["Protected lanes make cycling safer."] == "regular"


def test_a_claim_that_nothing_bears_on_yet_is_not_bold() -> None:
    alone = Map(title="A list", claims=(claim("a", "The first."), claim("b", "The second.")))
    assert {item.weight for item in texts(picture_of(alone)) if item.size == 12.0} == {"regular"}


def test_a_map_without_claims_says_so_and_nothing_else() -> None:
    found = [item.text for item in texts(picture(Map(title="Nothing yet")))]
    assert found == ["Nothing yet", "This map has no claims yet."]


def test_who_agrees_stands_before_who_disagrees() -> None:
    kinds = [group.kind for group in groups(picture_of(CROWD).items) if group.kind.startswith("badge")]
    assert kinds == ["badge agrees"] * 3 + ["badge disagrees"] * 3 + ["badge mixed"] * 3


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("Critics in the creative industries", 9.0),
        ("Those who warn against reliance on tech giants", 8.2),
        ("The standing conference of those who warn against relying on giants", 9.0),
    ],
)
def test_a_name_a_little_too_long_for_its_badge_is_set_smaller_and_one_much_too_long_is_cut(
    name: str, size: float
) -> None:
    who = Stakeholder(id="they", name=name)
    held = claim("it", "It should be done.", positions=(Position(stakeholder="they", stance="agrees"),))
    label = next(
        item
        for item in texts(picture_of(Map(title="A view", stakeholders=(who,), claims=(held,))))
        if item.look == "badge-word"
    )
    assert label.size == size
    assert label.text.endswith("*")  # no source
    shown = label.text.removesuffix("*")
    assert (shown == name) == (len(name) < 60)
    assert shown == name or (shown.endswith("…") and len(shown) > 35)


def test_the_legend_has_no_box_that_is_not_in_the_drawing() -> None:
    shapes = {item.look for item in flattened(legend(picture_of(RIVALS)))}
    assert "box-several" in shapes
    assert not shapes & {"box-claim", "box-supports", "box-objects_to"}
    assert {"line-supports", "line-objects_to"} <= shapes


def test_the_legend_has_no_line_that_is_not_in_the_drawing() -> None:
    """Looked at alone, a claim still says what it does elsewhere."""
    index = Index.build(PLAIN)
    alone = (
        Drawing(build_scene(index, whole(index)._replace(claims=frozenset({"safer"}))))
        .with_fallback("For a test.")
        .picture()
    )
    assert {item.look for item in flattened(legend(alone))} == {"box-supports", "quiet"}


def test_rows_of_the_legend_of_a_page_do_not_touch() -> None:
    """Each row begins a little below the boxes and badges of the row above."""
    page = framed_on_page(build_scene(Index.build(CROWD)), (), 9, 9, (200, 300))
    shapes = [item for item in flattened(legend(page)) if isinstance(item, Rect) and item.height >= 12]
    spans = sorted({(shape.y, shape.y + shape.height) for shape in shapes})
    gaps = [below[0] - above[1] for above, below in pairwise(spans)]
    assert len(gaps) >= 2
    assert all(2.5 <= gap <= 7 for gap in gaps), gaps


@pytest.mark.parametrize("wide", [100.0, 900.0, 1500.0, 4000.0, 12_000.0])
def test_the_heading_is_larger_the_wider_the_picture(wide: float) -> None:
    title, question = texts(framed(Scene("A title", "A question?"), (), wide, 100.0))
    assert 21.0 <= title.size <= 63.0
    assert title.size == pytest.approx(1.5 * question.size)
    assert wide <= 1000 or title.size > 21.0


def test_many_sources_stand_in_columns_that_are_read_downwards() -> None:
    sources = tuple(SourceMark(number, f"s{number}", f"Report {number}", None) for number in range(1, 13))
    shown = [
        item for item in texts(framed(Scene("A title", sources=sources), (), 1300.0, 100.0)) if "Report" in item.text
    ]
    assert [item.text for item in sorted(shown, key=lambda item: (item.x, item.y))] == [
        f"Report {number}" for number in range(1, 13)
    ]
    assert len({item.x for item in shown}) == 2
