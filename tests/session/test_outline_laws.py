"""The outline brought up to an edit is the outline built anew; every claim is in it once in full."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.model.index import Index
from argmap.model.types import Map
from argmap.session.outline.outline import Outline
from argmap.views.outline.build import all_children, lay_all
from tests.editing import EDITS, edited
from tests.examples import examples
from tests.strategies import maps

SEEDS = st.integers(0, 2**32)
STEPS = st.lists(st.tuples(st.sampled_from(list(EDITS)), SEEDS), max_size=30)
GROWING = st.lists(
    st.tuples(st.sampled_from([name for name in EDITS if not name.startswith(("delete", "remove"))]), SEEDS),
    max_size=60,
)
STARTS = st.one_of(maps(), st.just(Map(title="Empty")))


@examples(100)
@given(map=STARTS, steps=st.one_of(STEPS, GROWING), folds=st.sets(st.integers(0, 40)))
def test_after_equals_build(map: Map, steps: list[tuple[str, int]], folds: set[int]) -> None:
    outline = Outline.build(Index.build(map))
    for name, seed in steps:
        for number in folds:
            if number < len(outline):
                key = outline.key(number)
                outline = outline.unfold(key) if key in outline.folded else outline.fold(key)
        map = edited(map, name, seed)
        outline = outline.after(outline.shape.index.after(map))
        built = Outline.build(Index.build(map))
        assert outline.flat == built.flat
        assert outline.shape.exceptions == built.shape.exceptions
        assert list(outline.visible) == list(anew(outline).visible)
        numbers = range(len(outline))
        assert [outline.row(n) for n in numbers] == [anew(outline).row(n) for n in numbers]


def anew(outline: Outline) -> Outline:
    """The same outline with nothing remembered."""
    return Outline(outline.shape, outline.flat, outline.folded, outline.focus, outline.query)


@given(map=STARTS, steps=GROWING)
def test_every_claim_is_shown_once_in_full(map: Map, steps: list[tuple[str, int]]) -> None:
    for name, seed in steps:
        map = edited(map, name, seed)
    outline = Outline.build(Index.build(map))
    rows = [outline.row(number) for number in range(len(outline))]
    assert Counter(row.claim_id for row in rows if row.kind == "claim") == Counter(claim.id for claim in map.claims)
    assert len({row.key for row in rows}) == len(rows)
    assert [row.tension_id for row in rows if row.kind == "tension"] == [tension.id for tension in map.tensions]


@given(map=maps())
def test_every_reason_and_linked_premise_is_a_row(map: Map) -> None:
    outline = Outline.build(Index.build(map))
    rows = [outline.row(number) for number in range(len(outline))]
    shown = Counter(row.address for row in rows if row.relation in {"supports", "objects_to", "undercuts"})
    assert shown == Counter(reason.address for claim in map.claims for reason in claim.reasons)
    linked = Counter((row.address, row.claim_id) for row in rows if row.relation == "with")
    assert linked == Counter(
        (reason.address, premise) for claim in map.claims for reason in claim.reasons for premise in reason.linked
    )


@given(map=maps())
def test_rows_are_in_a_tree(map: Map) -> None:
    outline = Outline.build(Index.build(map))
    for number in range(len(outline)):
        row, above = outline.row(number), outline.parent(number)
        assert outline.shape.parent(row.key) == ("" if above is None else outline.key(above))
        assert row.depth == (0 if above is None else outline.row(above).depth + 1)
        assert row.children == sum(outline.parent(other) == number for other in range(len(outline)))


@given(map=maps(max_claims=8), query=st.sampled_from(["growth", "talent ministers", "a", "  ", "zzz"]))
def test_a_filter_shows_what_matches_and_what_is_above_or_without_a_match_everything(map: Map, query: str) -> None:
    whole = Outline.build(Index.build(map))
    shown = whole.filtered(query)
    keys = [shown.key(number) for number in range(len(shown))]
    expected: set[str] = set()
    for number in range(len(whole)):
        if whole.key(number) in shown.hits or not query.strip():
            at: int | None = number
            while at is not None:
                expected.add(whole.key(at))
                at = whole.parent(at)
    assert keys == [key for key in whole.flat.keys if key in expected or not expected]
    assert (shown.matches > 0) == bool(expected and query.strip())


@given(map=maps(max_claims=8), places=st.lists(st.tuples(st.integers(0, 30), st.booleans())), level=st.integers(0, 5))
def test_folding_hides_what_is_below(map: Map, places: list[tuple[int, bool]], level: int) -> None:
    outline = Outline.build(Index.build(map)).fold_to(level)
    for place, fold in places:
        key = outline.flat.keys[place % len(outline.flat.keys)] if outline.flat.keys else ""
        if key:
            outline = outline.fold(key) if fold else outline.unfold(key)
    assert list(outline.visible) == list(anew(outline).visible)
    for place, key in enumerate(outline.flat.keys):
        above, hidden = outline.shape.parent(key), False
        while above:
            hidden, above = hidden or above in outline.folded, outline.shape.parent(above)
        assert (place in outline.visible) is not hidden
        assert (outline.number(key) is None) is hidden
        revealed = outline.reveal(key)
        assert revealed.number(key) is not None


@given(map=STARTS, steps=GROWING)
def test_children_told_all_at_once_are_those_told_one_by_one(map: Map, steps: list[tuple[str, int]]) -> None:
    for name, seed in steps:
        map = edited(map, name, seed)
    shape = Outline.build(Index.build(map)).shape
    at_once = all_children(shape)
    for key in ("", *lay_all(shape).keys):
        assert tuple(at_once(key)) == shape.children(key)


@pytest.mark.parametrize("seed", range(20))
def test_after_a_long_day_of_editing(seed: int) -> None:
    random = Random(seed)
    map = Map(title="Morning")
    outline = Outline.build(Index.build(map))
    growing = [name for name in EDITS if not name.startswith("delete")]
    for _ in range(150):
        name = random.choice(list(EDITS) if len(map.claims) > 12 else growing)
        map = edited(map, name, random.randrange(2**32))
        outline = outline.after(outline.shape.index.after(map))
        assert outline.flat == Outline.build(Index.build(map)).flat, name


@given(map=STARTS)
def test_every_map_opens_on_its_argument(map: Map) -> None:
    built = Outline.build(Index.build(map))
    outline = built.opened()
    rows = [outline.row(number) for number in range(len(outline))]
    assert bool(rows) == bool(map.claims or map.tensions)
    is_argument = any(built.shape.is_main(claim.id) for claim in map.claims)
    assert not is_argument or not any(row.kind == "tension" and row.depth > 1 for row in rows)
    assert is_argument or len(rows) == len(built)
