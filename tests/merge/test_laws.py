"""Laws 5 and 6: applying a difference gives the other map; merging with nothing changes nothing."""

from __future__ import annotations

from dataclasses import asdict
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from argmap.check.rules import check
from argmap.check.settings import Settings
from argmap.merge.diff import apply, diff
from argmap.merge.resolution import picks, resolve
from argmap.merge.three_way import merge
from argmap.model.index import Index
from argmap.model.references import dangling
from argmap.model.types import KINDS, Citation, Claim, Map, Reason
from argmap.model.validation import validated
from tests.editing import EDITS, edited
from tests.merge import simulated
from tests.merge.written import lost
from tests.strategies import maps

SEEDS = st.integers(0, 2**32)
STEPS = st.lists(st.tuples(st.sampled_from(list(EDITS)), SEEDS), max_size=6)


def after(map: Map, steps: list[tuple[str, int]]) -> Map:
    for name, seed in steps:
        map = edited(map, name, seed)
    return map


@st.composite
def branches(draw: st.DrawFn) -> tuple[Map, Map, Map]:
    """A map and two edited versions of it."""
    base = draw(maps())
    return base, after(base, draw(STEPS)), after(base, draw(STEPS))


REPEATED = Map(
    title="t",
    claims=(
        Claim(
            id="a",
            text="x",
            reasons=(
                Reason(premise="a", kind="supports", target="b"),
                Reason(premise="a", kind="objects_to", target="b"),
            ),
            sources=(Citation(source="s"), Citation(source="s", locator="2")),
            tags=("t", "t", "t#2"),
        ),
        Claim(id="a", text="y"),
    ),
)


@given(a=maps(), b=maps())
@example(a=REPEATED, b=Map(title="t"))
@example(a=Map(title="t"), b=REPEATED)
def test_applying_a_difference_gives_the_other_map(a: Map, b: Map) -> None:
    assert apply(diff(a, b), a) == b


@given(branches())
def test_applying_the_difference_of_an_edited_map(three: tuple[Map, Map, Map]) -> None:
    base, ours, theirs = three
    assert apply(diff(base, ours), base) == ours
    assert apply(diff(ours, theirs), ours) == theirs


@given(maps())
def test_equal_maps_do_not_differ(a: Map) -> None:
    assert not diff(a, a)
    assert not diff(a, validated(Map, asdict(a)))


@given(base=maps(), other=maps())
@example(base=REPEATED, other=Map(title="t"))
@example(base=Map(title="t"), other=REPEATED)
def test_merging_with_an_untouched_side_gives_the_touched_one(base: Map, other: Map) -> None:
    for merged in (merge(base, base, other), merge(base, other, base), merge(base, other, other)):
        assert merged.map == other
        assert merged.clean


@given(branches())
def test_a_merge_loses_no_sentence_and_breaks_no_reference(three: tuple[Map, Map, Map]) -> None:
    base, ours, theirs = three
    merged = merge(base, ours, theirs)
    assert not lost(base, ours, theirs, merged)
    assert not dangling(merged.map)
    ids = [one.id for part in (merged.map.claims, merged.map.sources) for one in part]
    assert len(set(ids)) == len(ids)


@given(branches())
def test_a_merge_is_not_silent_about_an_error_that_neither_side_had(three: tuple[Map, Map, Map]) -> None:
    base, ours, theirs = three
    merged = merge(base, ours, theirs)
    known = set().union(*(errors(side) for side in (base, ours, theirs)))
    assert not merged.clean or errors(merged.map) <= known


def errors(map: Map) -> set[str]:
    """The codes of what makes the map unsound; which claim it is about may change by a merge."""
    return {one.code for one in check(Index.build(map), Settings()) if one.severity == "error"}


@given(branches())
def test_both_ways_of_merging_have_the_same_claims(three: tuple[Map, Map, Map]) -> None:
    base, ours, theirs = three
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)
    assert len(one.conflicts) == len(other.conflicts)
    if one.clean:
        assert {claim.id for claim in one.map.claims} == {claim.id for claim in other.map.claims}


@given(three=branches(), choose=st.randoms(use_true_random=False))
def test_deciding_every_conflict_ends_in_a_sound_map(three: tuple[Map, Map, Map], choose: Random) -> None:
    merged = merge(*three)
    for _ in range(len(merged.conflicts) + 1):
        if merged.clean:
            break
        conflict = choose.choice(merged.conflicts)
        merged = resolve(merged, conflict, choose.choice(picks(conflict)))
    assert merged.clean
    assert not dangling(merged.map)


@pytest.mark.fuzz
@given(seed=SEEDS, size=st.integers(1, 30), times=st.integers(0, 12))
def test_the_simulated_edits_keep_the_laws(seed: int, size: int, times: int) -> None:
    rng = Random(seed)
    base = simulated.simulated_map(rng, size)
    ours, theirs = (simulated.edited(rng, base, times, tag) for tag in "ot")
    assert apply(diff(base, ours), base) == ours
    merged = merge(base, ours, theirs)
    assert not dangling(merged.map)
    assert not lost(base, ours, theirs, merged)
    for claim in merged.map.claims:
        kinds = [KINDS.index(reason.kind) for reason in claim.reasons]
        assert kinds == sorted(kinds)
