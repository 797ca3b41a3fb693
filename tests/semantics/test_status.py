"""Each case of the status of a claim, and the law that it is a finer word for the label."""

from __future__ import annotations

import pytest
from hypothesis import given

from argmap.model.index import Index
from argmap.model.types import Claim, Map
from argmap.semantics.labels import NO_FORCES, Forces, label
from argmap.semantics.status import status
from argmap.semantics.whatif import whatif
from argmap.vocabulary import NOT_CHALLENGED, Status
from tests.semantics.cases import Case, build
from tests.semantics.small_cases import cases
from tests.semantics.worked import claim, labels_of, objects, supports, undercuts
from tests.strategies import maps

A, B = claim("a"), claim("b", supports("b", "a"))
CASES: tuple[tuple[str, tuple[Claim, ...], Forces, Status], ...] = (
    ("a support", (A, B), NO_FORCES, "supported"),
    ("a source", (claim("a", sources=("s",)),), NO_FORCES, "supported"),
    ("assumed outranks supported", (claim("a", assumed=True), B), NO_FORCES, "assumed"),
    ("nothing at all", (A,), NO_FORCES, "no reasons"),
    (
        "its objection answered, no support",
        (A, claim("b", objects("b", "a")), claim("c", objects("c", "b"))),
        NO_FORCES,
        "answered",
    ),
    (
        "a support, its objection answered",
        (A, B, claim("c", objects("c", "a")), claim("d", objects("d", "c"))),
        NO_FORCES,
        "supported",
    ),
    ("an unanswered objection", (A, B, claim("c", objects("c", "a"))), NO_FORCES, "challenged"),
    ("its support challenged", (A, B, claim("c", objects("c", "b"))), NO_FORCES, "support lost"),
    ("its support undercut", (A, B, claim("c", undercuts("c", "b -> a"))), NO_FORCES, "support lost"),
    (
        "its source rejected",
        (claim("a", sources=("s",)),),
        Forces(rejected_sources=frozenset({"s"})),
        "support lost",
    ),
    ("two rival claims", (claim("a", objects("a", "b")), claim("b", objects("b", "a"))), NO_FORCES, "contested"),
    ("a circle of supports", (claim("a", supports("a", "b")), B), NO_FORCES, "circular"),
    ("accepted", (A, claim("c", objects("c", "a"))), Forces(accepted=frozenset({"a"})), "accepted"),
    ("rejected", (A, B), Forces(rejected=frozenset({"a"})), "rejected"),
    ("rejected outranks accepted", (A,), Forces(frozenset({"a"}), frozenset({"a"})), "rejected"),
)


@pytest.mark.parametrize(
    ("claims", "forces", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_status_of_the_claim_a(claims: tuple[Claim, ...], forces: Forces, wanted: Status) -> None:
    assert status(labels_of(*claims).under(forces), "a") == wanted


@given(maps())
def test_the_status_refines_the_label(map: Map) -> None:
    labels = label(Index.build(map))
    for name in labels.index.claims:
        found = status(labels, name)
        label_of_status = (
            "in" if found in NOT_CHALLENGED else "out" if found in {"challenged", "support lost"} else "undecided"
        )
        assert labels.of(name) == label_of_status


@given(cases(most_claims=7, most_reasons=12))
def test_a_what_if_names_every_claim_whose_status_changes(case: Case) -> None:
    built = build(case)
    plain = label(built.index)
    found = whatif(plain, built.forces)
    statuses = {name: (status(plain, name), status(found.after, name)) for name in built.index.claims}
    differing = {name: both for name, both in statuses.items() if both[0] != both[1]}
    assert {change.claim: (change.before, change.after) for change in found.changes} == differing
