"""Labels are right: by tables of cases, by brute force, by Dung's definition, and by a foreign solver."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.model.index import Index
from argmap.model.types import Citation, Claim, Map, Reason, Source
from argmap.semantics.labels import NO_FORCES, UNDECIDED, Forces, Labels, label
from argmap.semantics.status import status
from argmap.semantics.whatif import changed
from tests.examples import examples, tries_all
from tests.semantics.cases import Built, Case, build
from tests.semantics.oracles import by_clingo, grounded_extension, least_fixpoint, reason_label
from tests.semantics.own_cases import own_cases
from tests.semantics.small_cases import attack_only, cases
from tests.strategies import maps


def reasons_of(built: Built, labels: Labels) -> dict[str, str]:
    return {name: labels.of_reason(address) for name, address in built.addresses.items()}


def claims_of(case: Case, labels: Labels) -> dict[str, str]:
    return {claim: labels.of(claim) for claim in case["claims"]}


@pytest.mark.parametrize("case", own_cases(), ids=lambda case: case["name"])
def test_cases_worked_by_hand(case: Case) -> None:
    built = build(case)
    assert claims_of(case, label(built.index, built.forces)) == case["labels"]


@examples(300)
@given(cases())
def test_labels_are_the_least_fixpoint_of_the_definition(case: Case) -> None:
    built = build(case)
    labels = label(built.index, built.forces)
    expected = least_fixpoint(case)
    assert claims_of(case, labels) == expected
    assert reasons_of(built, labels) == {
        reason["id"]: reason_label(case, reason, expected) for reason in case["reasons"]
    }


@given(attack_only())
def test_maps_of_objections_alone_give_the_grounded_extension(case: Case) -> None:
    attacks = {(reason["premises"][0], reason["target"]) for reason in case["reasons"]}
    accepted = grounded_extension(attacks, set(case["claims"]))
    labels = label(build(case).index)
    assert set(labels.claims_labelled("in")) == accepted
    assert set(labels.claims_labelled("out")) == {there for here, there in attacks if here in accepted}


@examples(100)
@given(cases())
def test_a_dispute_is_behind_each_undecided_node_and_behind_no_other(case: Case) -> None:
    built = build(case)
    labels = label(built.index, built.forces)
    behind = [labels.dispute_behind(node) for node in range(labels.network.size)]
    assert [bool(found) for found in behind] == [value == UNDECIDED for value in labels.values]
    assert set(filter(None, behind)) <= set(labels.disputes)


@pytest.mark.needs("clingo")
@examples(150)
@given(cases(most_claims=8, most_reasons=14))
def test_a_solver_reaches_the_same_labels(case: Case) -> None:
    built = build(case)
    labels = label(built.index, built.forces)
    assert claims_of(case, labels) | reasons_of(built, labels) == by_clingo(case)


@given(cases(most_claims=8, most_reasons=14), cases(most_claims=8))
def test_another_what_if_is_labelled_as_if_from_nothing(case: Case, other: Case) -> None:
    built, forces = build(case), build(other).forces
    assert label(built.index, built.forces).under(forces).values == label(built.index, forces).values


@examples(300)
@given(cases(), cases(), st.booleans())
def test_what_a_what_if_changes_is_all_that_differs(case: Case, other: Case, from_nothing: bool) -> None:
    built = build(case)
    before = label(built.index, NO_FORCES if from_nothing else built.forces)
    after = before.under(build(other).forces if from_nothing else NO_FORCES)
    differing = [one for one in built.index.claims if status(before, one) != status(after, one)]
    assert [(change.claim, change.before, change.after) for change in changed(before, after)] == [
        (one, status(before, one), status(after, one)) for one in differing
    ]


@given(maps())
def test_the_order_of_claims_means_nothing(map_: Map) -> None:
    turned = Map(title=map_.title, claims=map_.claims[::-1], sources=map_.sources[::-1])
    here, there = label(Index.build(map_)), label(Index.build(turned))
    assert all(here.of(claim.id) == there.of(claim.id) for claim in map_.claims)


def chain(length: int) -> Map:
    """Each claim objects to the one before."""
    last = {"c0": ()} | {
        f"c{n}": (Reason(premise=f"c{n}", kind="objects_to", target=f"c{n - 1}"),) for n in range(1, length)
    }
    return Map(title="Chain", claims=tuple(Claim(id=name, text=name, reasons=given) for name, given in last.items()))


def test_a_long_chain_is_labelled() -> None:
    last = 30_000 if tries_all() else 10_000
    labels = label(Index.build(chain(last + 1)))
    assert [labels.of(f"c{n}") for n in (last, last - 1, 1, 0)] == ["in", "out", "out", "in"]


def test_a_long_ring_of_undercuts_of_undercuts_is_labelled() -> None:
    address, reasons = "a -> b", [Reason(premise="a", kind="supports", target="b")]
    for number in range(300):
        reasons.append(Reason(premise=f"u{number}", kind="undercuts", target=address))
        address = reasons[-1].address
    names = ["a", "b", *(f"u{number}" for number in range(300))]
    claims = [Claim(id=n, text=n, reasons=tuple(r for r in reasons if r.premise == n)) for n in names]
    labels = label(Index.build(Map(title="Undercuts", claims=tuple(claims[::-1]))))
    assert labels.of("b") == "in"
    assert labels.of_reason(reasons[1].address) == "out"


BROKEN = (
    Reason(premise="a", kind="objects_to", target="nowhere"),
    Reason(premise="a", kind="objects_to", target="b", linked=("nobody",)),
    Reason(premise="a", kind="undercuts", target="x -> y"),
    Reason(premise="a", kind="undercuts", target="b"),
    Reason(premise="a", kind="undercuts", target="a -> nowhere"),
    Reason(premise="a", kind="supports", target="b -> a"),
)


@pytest.mark.parametrize("reason", BROKEN, ids=lambda reason: f"{reason.kind} {reason.address}")
def test_a_reason_with_a_broken_reference_takes_no_part(reason: Reason) -> None:
    supported = Reason(premise="b", kind="supports", target="c")
    claims = (
        Claim(id="a", text="A", reasons=(reason,)),
        Claim(id="b", text="B", reasons=(supported,)),
        Claim(id="c", text="C"),
    )
    labels = label(Index.build(Map(title="Broken", claims=claims)))
    assert [labels.of(claim) for claim in "abc"] == ["in", "in", "in"]
    assert not labels.takes_part(reason.address)
    assert labels.of_reason(reason.address) == "undecided"
    assert labels.takes_part(supported.address)


def test_a_citation_of_a_missing_source_holds_nothing_up() -> None:
    fallen = Claim(id="a", text="A", reasons=(Reason(premise="a", kind="supports", target="b"),))
    cited = Claim(id="b", text="B", sources=(Citation(source="lost"),))
    attack = Claim(id="x", text="X", reasons=(Reason(premise="x", kind="objects_to", target="a"),))
    labels = label(Index.build(Map(title="Lost source", claims=(fallen, cited, attack))))
    assert labels.of("b") == "out"
    assert labels.of_source("lost") == "undecided"


def test_unknown_ids_are_undecided_and_unknown_forces_change_nothing() -> None:
    index = Index.build(Map(title="One", claims=(Claim(id="a", text="A"),), sources=(Source(id="s"),)))
    unknown = frozenset({"nobody"})
    labels = label(index, Forces(unknown, unknown, unknown))
    assert (labels.of("a"), labels.of("nobody"), labels.of_reason("x -> y")) == ("in", "undecided", "undecided")
    assert labels.values == label(index, NO_FORCES).values


def test_a_claim_both_granted_and_withdrawn_is_withdrawn() -> None:
    index = Index.build(Map(title="One", claims=(Claim(id="a", text="A"),)))
    assert label(index, Forces(frozenset({"a"}), frozenset({"a"}))).of("a") == "out"


def test_a_status_changes_though_no_label_near_it_does() -> None:
    """The objection has two premises: both what-ifs reject one. The other has no support in either, and in one an
    objection too.
    """
    objection = Reason(premise="first", kind="objects_to", target="goal", linked=("second",))
    claims = (
        Claim(id="goal", text="Goal."),
        Claim(id="first", text="First.", reasons=(objection,)),
        Claim(id="second", text="Second."),
        Claim(id="support", text="S.", reasons=(Reason(premise="support", kind="supports", target="second"),)),
        Claim(id="answer", text="A.", reasons=(Reason(premise="answer", kind="objects_to", target="second"),)),
    )
    index = Index.build(Map(title="Steps", claims=claims))
    before = label(index, Forces(rejected=frozenset({"first", "support"})))
    after = before.under(Forces(rejected=frozenset({"first", "support", "answer"})))
    found = {change.claim: (change.before, change.after) for change in changed(before, after)}
    assert found == {"goal": ("answered", "no reasons"), "answer": ("no reasons", "rejected"),
                     "second": ("challenged", "support lost")}  # fmt: skip
