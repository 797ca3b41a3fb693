"""How many claims an answer to an objection changes, against answers put on the map; and which claims are opposed."""

from __future__ import annotations

import pytest
from hypothesis import given

from argmap.model.index import Index
from argmap.model.types import Claim, Map, Reason, rebuilt
from argmap.report.status.claims import opposed_entry
from argmap.semantics.labels import label
from argmap.semantics.sensitivity import impacts
from argmap.semantics.status import unanswered
from argmap.views.main_claims import conclusion, levels, main_claims
from argmap.views.sides import Opposed, opposed_claims
from tests.examples import examples
from tests.semantics.cases import Case, build
from tests.semantics.small_cases import cases
from tests.semantics.worked import R2, R4, claim, labels_of, objects, worked_labels


def test_impacts_of_the_worked_map() -> None:
    assert impacts(worked_labels(), [R2, R4]) == {R2: 1, R4: 2}


@examples(150)
@given(cases(most_claims=7, most_reasons=12))
def test_an_impact_is_what_an_undercut_of_the_objection_changes(case: Case) -> None:
    built = build(case)
    labels = label(built.index, built.forces)
    addresses = [reason.address for reason in unanswered(labels)]
    found = impacts(labels, addresses)
    for address in addresses:
        answer = Claim(id="answer", text="A", reasons=(Reason(premise="answer", kind="undercuts", target=address),))
        map: Map = rebuilt(built.index.map, claims=(*built.index.map.claims, answer))
        after = label(Index.build(map), built.forces)
        assert found[address] == sum(labels.of(name) != after.of(name) for name in built.index.claims)


@given(cases(most_claims=7, most_reasons=12))
def test_levels_are_the_shortest_ways_to_a_main_claim(case: Case) -> None:
    index = build(case).index
    found = levels(index)
    assert {name for name, level in found.items() if level == 0} == set(main_claims(index))
    for reason in index.reasons.values():
        end = conclusion(index, reason)
        if end in found:
            assert all(found[premise] <= found[end] + 1 for premise in reason.premises if premise in index.claims)


def test_opposed_claims_object_to_each_other_or_state_sides_of_a_tension() -> None:
    tensions = (
        {"id": "t", "title": "T", "sides": ({"id": "x", "title": "X"}, {"id": "y", "title": "Y"})},
        {"id": "one-sided", "title": "O", "sides": ({"id": "z", "title": "Z"},)},
    )
    labels = labels_of(
        claim("a", objects("a", "b"), tension="t", side="x"),
        claim("b", objects("b", "a"), tension="t", side="y"),
        claim("c", objects("c", "d"), objects("c", "a")),
        claim("d", objects("d", "c")),
        claim(
            "e",
            objects("e", "a"),
            objects("e", "b"),
            objects("e", "c"),
            objects("e", "d"),
            tension="one-sided",
            side="z",
        ),
        tensions=tensions,
    )
    assert labels.claims_labelled("undecided") == ()
    assert opposed_claims(labels.index) == (
        Opposed((("a",), ("b",)), "t", True),
        Opposed((("c",), ("d",)), None, True),
    )


@pytest.mark.parametrize(
    ("beside", "said"),
    [
        ((), "Tension: T. They object to each other."),
        ((claim("c", tension="t", side="y"),), "Tension: T. Some of them object to each other."),
    ],
)
def test_only_claims_that_all_object_to_each_other_are_said_to(beside: tuple[Claim, ...], said: str) -> None:
    sides = ({"id": "x", "title": "X"}, {"id": "y", "title": "Y"})
    labels = labels_of(
        claim("a", objects("a", "b"), tension="t", side="x"),
        claim("b", objects("b", "a"), tension="t", side="y"),
        *beside,
        tensions=({"id": "t", "title": "T", "sides": sides},),
    )
    (opposed,) = opposed_claims(labels.index)
    assert opposed_entry(labels, opposed).details == (said,)
