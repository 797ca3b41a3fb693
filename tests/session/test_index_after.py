"""An index brought up to an edit equals one built anew, in every look-up, whichever were in use."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from argmap.model.index import Index, claim_delta
from argmap.model.types import Claim, Map, Reason, rebuilt
from tests.edit.written import written
from tests.editing import EDITS, edited
from tests.examples import examples
from tests.strategies import maps

LOOK_UPS = (
    "stakeholders sources tensions order reasons linked_in positions_of cited_by claims_in taken_ids kinds".split()
)
SUPPORT = Reason(premise="b", kind="supports", target="a")
STEPS = st.lists(
    st.tuples(st.sampled_from(list(EDITS)), st.integers(0, 2**32), st.sets(st.sampled_from(LOOK_UPS))), max_size=25
)


@examples(60)
@given(map=st.one_of(maps(), st.just(Map(title="Empty"))), steps=STEPS)
def test_after_equals_build(map: Map, steps: list[tuple[str, int, set[str]]]) -> None:
    index = Index.build(map)
    for name, seed, used in steps:
        for look_up in used:
            getattr(index, look_up)
        map = edited(map, name, seed)
        index = index.after(map)
        built = Index.build(map)
        assert index == built
        assert list(index.claims) == list(built.claims)
        for look_up in LOOK_UPS:
            assert getattr(index.after(map), look_up) == getattr(built, look_up), look_up


def test_a_claim_that_links_one_premise_twice_leaves_the_steps_of_others_alone() -> None:
    twice = tuple(Reason(premise="a", kind="supports", target=target, linked=("p",)) for target in ("x", "y"))
    other = Claim(id="b", text="B", reasons=(Reason(premise="b", kind="supports", target="x", linked=("p",)),))
    map = Map(title="T", claims=(other, Claim(id="a", text="A", reasons=twice)))
    index = Index.build(map)
    assert len(index.linked_in["p"]) == 3
    noted = rebuilt(map, claims=(other, rebuilt(map.claims[1], reasons=(rebuilt(twice[0], note="Why."), twice[1]))))
    assert index.after(noted).linked_in == Index.build(noted).linked_in


@given(one=maps(), other=maps())
def test_after_equals_build_for_maps_with_nothing_in_common(one: Map, other: Map) -> None:
    index = Index.build(one)
    for look_up in LOOK_UPS:
        getattr(index, look_up)
    after, built = index.after(other), Index.build(other)
    assert after == built
    for look_up in LOOK_UPS:
        assert getattr(after, look_up) == getattr(built, look_up), look_up


def test_an_id_given_twice_keeps_its_first_claim() -> None:
    map = written("a / b +a")
    twice = Map(title="Test", claims=(*map.claims, Claim(id="b", text="again")))
    assert Index.build(map).after(twice) == Index.build(twice)
    assert Index.build(twice).after(map) == Index.build(map)


def test_the_same_map_gives_the_same_index() -> None:
    index = Index.build(written("a / b +a"))
    assert index.after(index.map) is index


def maps_seen(index: Index) -> list[Map]:
    return [index.map]


def test_what_is_made_once_is_made_again_after_an_edit() -> None:
    index = Index.build(written("a / b +a"))
    made = index.once(maps_seen)
    assert index.once(maps_seen) is made
    assert index.once(id) == id(index)
    edited = index.after(written("a"))
    assert edited.once(maps_seen) == [edited.map]


def ids(claims: tuple[Claim, ...]) -> list[str]:
    return [claim.id for claim in claims]


def test_a_block_moved_far_is_all_that_is_touched() -> None:
    a, b, c, d, e = written("a / b / c / d / e").claims
    for new in ((c, d, e, a, b), (d, e, a, b, c)):
        change = claim_delta(Map(title="x", claims=(a, b, c, d, e)), Map(title="x", claims=new))
        assert sorted(ids(change.gone)) == sorted(ids(change.come)) in (["a", "b"], ["d", "e"])
        assert not change.in_place


@given(st.permutations("abcdef"), st.sets(st.sampled_from("abcdef")))
def test_what_is_not_touched_keeps_its_order(order: list[str], kept: set[str]) -> None:
    old = written("a / b / c / d / e / f").claims
    by_id = {claim.id: claim for claim in old}
    new = tuple(by_id[name] for name in order if name in kept)
    change = claim_delta(Map(title="x", claims=old), Map(title="x", claims=new))
    gone, come = set(ids(change.gone)), set(ids(change.come))
    assert [name for name in ids(old) if name not in gone] == [name for name in ids(new) if name not in come]


def test_an_index_brought_up_to_an_edit_knows_at_once_what_the_one_before_knew() -> None:
    before = Map(title="T", claims=(Claim(id="a", text="A"), Claim(id="b", text="B", reasons=(SUPPORT,))))
    index = Index.build(before)
    for look_up in LOOK_UPS:
        getattr(index, look_up)
    reworded = index.after(rebuilt(before, claims=(rebuilt(before.claims[0], text="Another."), before.claims[1])))
    assert [name for name in LOOK_UPS if name in vars(index) and name not in vars(reworded)] == ["taken_ids"]
