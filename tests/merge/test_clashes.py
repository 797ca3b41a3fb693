"""What contradicts itself only once two sides are together: it is found, and each pick keeps the side it names.

Every case is one addition of either side. It is merged both ways round and with the file in either order, because
which of two things comes first in the file says nothing about whose it is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from argmap.mapfile.canonical import write
from argmap.mapfile.read.read import read
from argmap.merge.conflict_markers import markers_in
from argmap.merge.conflicts import Clash, MergedMap, Pick
from argmap.merge.documents import decide, merge_documents
from argmap.merge.resolution import resolve
from argmap.merge.three_way import merge
from argmap.model.types import Claim, Map, Position, Reason, Stakeholder, rebuilt
from tests.merge.test_diff import claim, reason

WHO = tuple(Stakeholder(id=one) for one in ("dsit", "fund", "treasury"))


def with_reasons(**reasons: tuple[Reason, ...]) -> Map:
    names = ("p", "q", "r", "s")
    claims = tuple(claim(name, f"Text of {name}.", reasons=reasons.get(name, ())) for name in names)
    return Map(title="t", claims=claims, stakeholders=WHO)


def held(first: str, second: str, *stances: tuple[str, str]) -> Map:
    """Two claims with these texts; a stance is that of DSIT on the claim of that id."""
    claims = tuple(
        Claim(
            id=name,
            text=text,
            positions=tuple(Position(stakeholder="dsit", stance=stance) for on, stance in stances if on == name),  # type: ignore[arg-type]
        )
        for name, text in (("a", first), ("b", second))
    )
    return Map(title="t", claims=claims, stakeholders=WHO)


def groups(**part_of: str) -> Map:
    who = tuple(rebuilt(one, part_of=part_of.get(one.id)) for one in WHO)
    return Map(title="t", claims=(claim("q"),), stakeholders=who)


class Case(NamedTuple):
    why: str
    base: Map
    ours: Map
    theirs: Map


P_OBJECTS = reason("p", "objects_to", "q")
P_SUPPORTS = reason("p", "supports", "q")
P_WITH_R = reason("p", "supports", "q", linked=("r",))
P_WITH_S = reason("p", "supports", "q", linked=("s",))
R_SUPPORTS = reason("r", "supports", "q")
R_WITH_P = reason("r", "supports", "q", linked=("p",))
R_WITH_S = reason("r", "supports", "q", linked=("s",))
R_UNDERCUTS = reason("r", "undercuts", "p -> q")

CASES: dict[str, Callable[[], Case]] = {
    "a premise of two reasons": lambda: Case(
        "for and against", with_reasons(), with_reasons(p=(P_OBJECTS,)), with_reasons(r=(R_WITH_P,))
    ),
    "a premise linked to a reason that was there": lambda: Case(
        "for and against",
        with_reasons(r=(R_SUPPORTS,)),
        with_reasons(p=(P_OBJECTS,), r=(R_SUPPORTS,)),
        with_reasons(r=(R_WITH_P,)),
    ),
    "a premise linked to two reasons that were there": lambda: Case(
        "for and against",
        with_reasons(p=(P_OBJECTS,), r=(R_SUPPORTS,)),
        with_reasons(p=(rebuilt(P_OBJECTS, linked=("s",)),), r=(R_SUPPORTS,)),
        with_reasons(p=(P_OBJECTS,), r=(R_WITH_S,)),
    ),
    "one reason from either premise": lambda: Case(
        "written twice", with_reasons(), with_reasons(p=(P_WITH_R,)), with_reasons(r=(R_WITH_P,))
    ),
    "one reason, completed": lambda: Case(
        "written twice",
        with_reasons(p=(P_SUPPORTS,)),
        with_reasons(p=(P_WITH_R,)),
        with_reasons(p=(P_SUPPORTS,), r=(R_WITH_P,)),
    ),
    "one reason of three premises, completed": lambda: Case(
        "written twice",
        with_reasons(p=(P_WITH_S,)),
        with_reasons(p=(rebuilt(P_WITH_S, linked=("s", "r")),)),
        with_reasons(p=(P_WITH_S,), r=(rebuilt(R_WITH_P, linked=("p", "s")),)),
    ),
    "an undercut by a premise that was linked": lambda: Case(
        "undercuts itself",
        with_reasons(p=(P_SUPPORTS,)),
        with_reasons(p=(P_WITH_R,)),
        with_reasons(p=(P_SUPPORTS,), r=(R_UNDERCUTS,)),
    ),
    "an undercut by one of two premises that were linked": lambda: Case(
        "undercuts itself",
        with_reasons(p=(P_WITH_S,)),
        with_reasons(p=(rebuilt(P_WITH_S, linked=("s", "r")),)),
        with_reasons(p=(P_WITH_S,), r=(R_UNDERCUTS,)),
    ),
    "the same words": lambda: Case(
        "torn",
        held("It works.", "It works."),
        held("It works.", "It works.", ("a", "agrees")),
        held("It works.", "It works.", ("b", "disagrees")),
    ),
    "the same words, written otherwise": lambda: Case(
        "torn",
        held("The GROSSE plan works", "the große  plan works."),
        held("The GROSSE plan works", "the große  plan works.", ("a", "agrees")),
        held("The GROSSE plan works", "the große  plan works.", ("b", "disagrees")),
    ),
    "two groups": lambda: Case("circle of groups", groups(), groups(dsit="treasury"), groups(treasury="dsit")),
    "three groups": lambda: Case(
        "circle of groups",
        groups(fund="treasury"),
        groups(fund="treasury", dsit="fund"),
        groups(fund="treasury", treasury="dsit"),
    ),
}


def turned(map: Map) -> Map:
    """The same map in the opposite order."""
    return rebuilt(map, claims=map.claims[::-1], stakeholders=map.stakeholders[::-1])


@pytest.mark.parametrize("in_order", [True, False], ids=["in order", "turned"])
@pytest.mark.parametrize("ours_first", [True, False], ids=["ours", "theirs"])
@pytest.mark.parametrize("name", CASES)
def test_each_pick_keeps_the_side_it_names(name: str, ours_first: bool, in_order: bool) -> None:
    case = CASES[name]()
    base, ours, theirs = (one if in_order else turned(one) for one in case[1:])
    if not ours_first:
        ours, theirs = theirs, ours
    merged = merge(base, ours, theirs)
    (conflict,) = merged.conflicts
    assert isinstance(conflict, Clash) and conflict.why == case.why
    assert resolve(merged, conflict, "ours") == MergedMap(ours)
    assert resolve(merged, conflict, "theirs") == MergedMap(theirs)
    assert resolve(merged, conflict, "both") == MergedMap(merged.map)


@pytest.mark.parametrize("pick", ["ours", "theirs"])
@pytest.mark.parametrize("name", CASES)
def test_it_is_decided_in_the_file_too(name: str, pick: Pick) -> None:
    case = CASES[name]()
    base, ours, theirs = (read(write(map).encode(), "map.yaml") for map in case[1:])
    found = read(merge_documents(base, ours, theirs).data, "map.yaml")
    (mark,) = markers_in(found)
    assert isinstance(mark.conflict, Clash)
    after = decide(found, [mark.conflict], mark.conflict, pick).document
    assert after.map == (case.ours if pick == "ours" else case.theirs)
    assert "CONFLICT" not in after.text


@pytest.mark.parametrize("name", CASES)
def test_what_a_side_has_already_is_not_the_fault_of_the_merge(name: str) -> None:
    case = CASES[name]()
    both = merge(case.base, case.ours, case.theirs).map
    other = rebuilt(both, claims=(*both.claims, claim("new", "Something else.")))
    noted = rebuilt(both, claims=(rebuilt(both.claims[0], note="Careful."), *both.claims[1:]))
    assert merge(both, other, noted).clean


def test_of_several_premises_that_were_linked_the_one_that_clashes_goes() -> None:
    base, ours = with_reasons(p=(P_SUPPORTS,)), with_reasons(p=(rebuilt(P_SUPPORTS, linked=("s", "r")),))
    merged = merge(base, ours, with_reasons(p=(P_SUPPORTS,), r=(R_UNDERCUTS,)))
    (conflict,) = merged.conflicts
    kept = resolve(merged, conflict, "theirs").map
    assert kept == with_reasons(p=(P_WITH_S,), r=(R_UNDERCUTS,))


@pytest.mark.parametrize("in_order", [True, False], ids=["in order", "turned"])
def test_a_stance_torn_by_two_rewordings_is_that_of_the_side_that_reworded_its_claim(in_order: bool) -> None:
    stances = (("a", "agrees"), ("b", "disagrees"))
    base, ours, theirs = (
        held("One.", "Two.", *stances),
        held("Three.", "Two.", *stances),
        held("One.", "three", *stances),
    )
    if not in_order:
        base, ours, theirs = turned(base), turned(ours), turned(theirs)
    (conflict,) = merge(base, ours, theirs).conflicts
    assert conflict == Clash(("claims", "a", "positions", "dsit"), ("claims", "b", "positions", "dsit"), "torn")


@pytest.mark.parametrize("stance", ["agrees", "mixed"])
def test_stances_that_go_together_are_not_torn(stance: str) -> None:
    one, other = ("a", "agrees"), ("b", stance)
    assert merge(held("X.", "X."), held("X.", "X.", one), held("X.", "X.", other)).clean
