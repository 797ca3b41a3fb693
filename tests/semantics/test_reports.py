"""The eleven reports as functions of a map, on the worked map of the documentation and on small ones."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.model.findings import MapError
from argmap.model.index import Index
from argmap.model.types import Claim, Map, Position, Stakeholder
from argmap.report.status.claims import disputes_section, whatif_section
from argmap.semantics.coverage import coverage, gaps, sources_under
from argmap.semantics.labels import Forces, Labels, label
from argmap.semantics.sensitivity import Crux, cruxes, search
from argmap.semantics.stakeholders import Agreement, agreement, agreements, blocs, grid, matrix, recorded
from argmap.semantics.status import disputes, objections, status, unanswered
from argmap.semantics.whatif import WhatIfChange, view, whatif
from argmap.views.main_claims import main_claims
from argmap.vocabulary import NOT_CHALLENGED
from tests.examples import examples
from tests.semantics.cases import Case, build
from tests.semantics.small_cases import cases
from tests.semantics.worked import R2, R3, R4, claim, held, labels_of, objects, supports, undercuts, worked_labels


def test_unanswered_objections_of_the_worked_map() -> None:
    labels = worked_labels()
    assert [reason.address for reason in unanswered(labels)] == [R2, R4]
    assert {o.reason.address: o.answer for o in objections(labels)} == {
        R2: "unanswered",
        R3: "answered",
        R4: "unanswered",
    }


def test_an_objection_in_an_open_dispute_is_contested() -> None:
    labels = labels_of(claim("a", objects("a", "b")), claim("b", objects("b", "a")))
    assert [objection.answer for objection in objections(labels)] == ["contested", "contested"]


def test_gaps_of_the_worked_map() -> None:
    found = gaps(worked_labels())
    assert found.unsupported == ("c",)
    assert found.single_source == {"k": "s1", "a": "s1", "b": "s2", "d": "s2", "e": "s1"}
    assert (found.circular, found.orphans, found.without_position) == ((), (), ("e",))


def test_gaps_of_every_kind() -> None:
    tension = {"id": "t", "sides": ()}
    labels = labels_of(
        claim("top", sources=("s1", "s1")),
        claim("two", supports("two", "top"), sources=("s2",)),
        claim("self", supports("self", "self")),
        claim("p", supports("p", "q", "held")),
        claim("q", supports("q", "p")),
        claim("held"),
        claim("given", supports("given", "top"), assumed=True),
        claim("alone"),
        claim("filed", tension="t"),
        claim("misfiled", tension="nowhere"),
        claim("broken", objects("broken", "nowhere")),
        tensions=(tension,),
    )
    found = gaps(labels)
    assert found.unsupported == ("held", "alone", "filed", "misfiled", "broken")
    assert found.single_source == {"two": "s2"}
    assert found.circular == (("self",), ("p", "q"))
    assert found.orphans == ("alone", "misfiled", "broken")


@given(cases(most_claims=7, most_reasons=12))
def test_single_sources_and_circles_as_the_definition_reads(case: Case) -> None:
    labels = label(build(case).index)
    found = gaps(labels)
    under = {name: set(sources_under(labels, (name,))) for name in labels.index.claims}
    assert found.single_source == {name: min(sources) for name, sources in under.items() if len(sources) == 1}
    steps = {
        (premise, reason.target)
        for reason in labels.index.reasons.values()
        if reason.kind == "supports"
        for premise in reason.premises
    }
    reach = set(steps)
    while more := {(a, d) for a, b in reach for c, d in steps if b == c} - reach:
        reach |= more
    circular = {name for name in labels.index.claims if (name, name) in reach}
    assert {name for circle in found.circular for name in circle} == circular
    for circle in found.circular:
        assert all((one, other) in reach for one in circle for other in circle)


def test_a_cell_is_recorded_or_it_is_not() -> None:
    whole = matrix(worked_labels().index)
    assert whole.cell("k", "ministry") == "agrees"
    assert whole.cell("k", "labs") == "not recorded"
    assert whole.cell("b", "labs") == "mixed"
    position = whole.position("b", "ministry")
    assert position is not None
    assert (position.source, position.date) == ("s1", "2026-01-02")
    assert recorded(whole).claims == ("k", "a", "b", "c", "d")
    assert recorded(whole).stakeholders == ("ministry", "labs")


def test_positions_of_strangers_are_left_out_and_the_first_of_two_counts() -> None:
    labels = labels_of(
        claim("a", positions=(*held(x="agrees"), *held(x="disagrees"), *held(stranger="agrees"))),
        stakeholders=({"id": "x"},),
    )
    assert matrix(labels.index).positions == {("a", "x"): Position(stakeholder="x", stance="agrees")}
    assert gaps(labels).without_position == ()


def test_what_if_on_the_worked_map() -> None:
    labels = worked_labels()
    without_s2 = whatif(labels, Forces(rejected_sources=frozenset({"s2"})))
    assert {change.claim: change.after for change in without_s2.changes} == {
        "k": "supported",
        "b": "support lost",
        "c": "answered",
        "d": "support lost",
    }
    without_s1 = whatif(labels, Forces(rejected_sources=frozenset({"s1"})))
    assert {change.claim: change.after for change in without_s1.changes} == {"a": "support lost", "e": "support lost"}
    accepted = whatif(labels, Forces(accepted=frozenset({"c"})))
    assert accepted.changes == (
        WhatIfChange("k", "challenged", "supported", False),
        WhatIfChange("c", "challenged", "accepted", True),
    )


def test_cruxes_of_the_worked_map() -> None:
    assert cruxes(worked_labels(), "k") == (
        Crux("b", "not challenged", "challenged"),
        Crux("c", "challenged", "not challenged"),
        Crux("d", "not challenged", "challenged"),
    )
    assert cruxes(worked_labels(), "nobody") == ()


@examples(200)
@given(cases(most_claims=8, most_reasons=14))
def test_cruxes_are_what_single_what_ifs_say(case: Case) -> None:
    built = build(case)
    labels = label(built.index, built.forces)
    for target in case["claims"]:
        expected = [
            Crux(name, _outcome(without, target), _outcome(accepted, target))
            for name in built.index.claims
            if name != target
            and (without := _forced(labels, target, rejected=name)).of(target)
            != (accepted := _forced(labels, target, accepted=name)).of(target)
        ]
        assert list(cruxes(labels, target)) == expected


def _outcome(labels: Labels, claim: str) -> str:
    found = status(labels, claim)
    return "not challenged" if found in NOT_CHALLENGED else "contested" if found == "circular" else found


def _forced(labels: Labels, claim: str, accepted: str = "", rejected: str = "") -> Labels:
    base = labels.forces
    tried = {accepted, rejected}
    forces = Forces(base.accepted - tried | {accepted}, base.rejected - tried | {rejected}, base.rejected_sources)
    return labels.under(forces)


def test_the_search_for_cruxes_tells_how_far_it_is_and_can_be_left() -> None:
    names = [f"c{number}" for number in range(2_501)]
    chain = [
        claim("c0"),
        *(claim(there, objects(there, here)) for here, there in pairwise(names)),
    ]
    searching = search(labels_of(*chain), "c0")
    assert [(next(searching).tried) for _ in range(4)] == [0, 1000, 2000, 2500]
    with pytest.raises(StopIteration) as finished:
        next(searching)
    assert len(finished.value.value) == 2_500
    left = search(labels_of(*chain), "c0")
    next(left)
    left.close()


def test_agreement_of_a_pair() -> None:
    pair = agreement(worked_labels().index, "ministry", "labs")
    assert pair == Agreement("ministry", "labs", agreed=("a",), differed=("b", "d"))
    assert (pair.shared, pair.judged, pair.in_one_bloc) == (3, "judged", False)
    assert agreement(worked_labels().index, "ministry", "press").judged == "no overlap"
    assert Agreement("x", "y", ("a",), ()).judged == "too few to judge"
    assert not Agreement("x", "y", ("a",), ()).in_one_bloc
    assert Agreement("x", "y", ("a", "b", "c"), ("d",)).in_one_bloc
    assert not Agreement("x", "y", ("a", "b"), ("c",)).in_one_bloc


def test_a_stakeholders_view() -> None:
    seen = view(worked_labels(), "ministry", "k")
    assert seen.stated is not None
    assert seen.stated.stance == "agrees"
    assert seen.labels.forces == Forces(frozenset({"a", "b", "c"}), frozenset({"d"}))
    assert seen.label == "in"
    assert seen.unanswered == ()
    other = view(worked_labels(), "labs", "k")
    assert (other.stated, other.label) == (None, "out")


def test_a_view_names_the_objections_that_the_stakeholder_accepts_whole() -> None:
    labels = labels_of(
        claim("t", positions=held(x="agrees")),
        claim("o", objects("o", "t", "with"), positions=held(x="agrees")),
        claim("with", positions=held(x="agrees")),
        claim("half", objects("half", "t", "unsaid"), positions=held(x="agrees")),
        claim("unsaid"),
        claim("s", supports("s", "t"), positions=held(x="agrees")),
        claim("u", undercuts("u", "s -> t"), positions=held(x="agrees")),
        claim("v", undercuts("v", "half -> t"), positions=held(x="agrees")),
        stakeholders=({"id": "x"},),
    )
    assert [reason.address for reason in view(labels, "x", "t").unanswered] == ["o -> t", "u -> s -> t"]


def test_open_disputes_are_where_the_undecided_begins() -> None:
    labels = labels_of(
        claim("a", objects("a", "b")),
        claim("b", objects("b", "a"), supports("b", "hangs")),
        claim("hangs"),
        claim("loop", supports("loop", "loop"), objects("loop", "ring")),
        claim("ring", objects("ring", "gnir")),
        claim("gnir", objects("gnir", "ring")),
        claim("fine", supports("fine", "fine"), sources=("s",)),
    )
    assert [(dispute.claims, dispute.reasons) for dispute in disputes(labels)] == [
        (("a", "b"), ("a -> b", "b -> a")),
        (("loop",), ("loop -> loop",)),
    ]


def test_a_circle_of_support_is_not_an_open_dispute() -> None:
    labels = labels_of(
        claim("a", objects("a", "b"), objects("a", "mixed")),
        claim("b", objects("b", "a")),
        claim("egg", supports("egg", "chicken")),
        claim("chicken", supports("chicken", "egg")),
        claim("mixed", supports("mixed", "mixed")),
    )
    assert [(dispute.claims, dispute.is_circle) for dispute in disputes(labels)] == [
        (("a", "b"), False),
        (("egg", "chicken"), True),
    ]
    section = disputes_section(labels)
    assert [(group.heading, len(group.entries)) for group in section.groups[:2]] == [
        ("Open disputes", 1),
        ("Circular support", 1),
    ]
    assert section.lead.startswith("1 open dispute and 1 circle of support leave 3 claims contested and 2 circular.")


@given(cases(most_claims=8, most_reasons=14))
def test_settling_every_open_dispute_settles_the_map(case: Case) -> None:
    """Settled one dispute after another, for a settled dispute can uncover the next."""
    built = build(case)
    labels = label(built.index, built.forces)
    rounds = 0
    while found := disputes(labels):
        accepted = labels.forces.accepted | {name for dispute in found for name in dispute.claims}
        labels = labels.under(Forces(accepted, labels.forces.rejected, labels.forces.rejected_sources))
        rounds += 1
        assert rounds <= len(built.index.claims)
    assert labels.claims_labelled("undecided") == ()


def test_coverage_of_a_tension() -> None:
    speed, own = coverage(worked_labels(), "reliance")
    assert (speed.side, speed.claims, speed.supports, speed.sources) == (
        "speed",
        ("k",),
        ("a -> k",),
        ("s1",),
    )
    assert (speed.unanswered, speed.stakeholders) == ((R2,), ("ministry",))
    assert (own.side, own.claims, own.sources, own.unanswered) == ("own", ("b",), ("s2",), ())
    with pytest.raises(KeyError):
        coverage(worked_labels(), "nowhere")


def test_claims_that_take_no_side_are_counted_apart() -> None:
    tension = {"id": "t", "sides": ({"id": "x", "title": "X"},)}
    labels = labels_of(
        claim("a", tension="t"),
        claim("b", tension="t", side="gone"),
        claim("c", tension="t", side="x"),
        tensions=(tension,),
    )
    assert [(side.side, side.claims) for side in coverage(labels, "t")] == [("x", ("c",)), (None, ("a", "b"))]


def test_blocs_and_common_ground() -> None:
    labels = labels_of(
        claim("p", positions=held(a="agrees", b="agrees", c="disagrees", d="disagrees", e="agrees")),
        claim("q", positions=held(a="agrees", b="agrees", c="disagrees", d="disagrees")),
        claim("r", positions=held(a="agrees", d="agrees", c="agrees")),
        claim("s", positions=held(a="agrees", b="agrees")),
        stakeholders=tuple({"id": name} for name in "abcde"),
    )
    found = blocs(labels.index)
    assert found.blocs == (("a", "b"), ("c", "d"))
    assert found.outside == ("e",)
    assert found.common_ground == ("r",)


def test_there_is_no_common_ground_without_blocs() -> None:
    labels = labels_of(claim("p", positions=held(a="agrees")), stakeholders=({"id": "a"},))
    assert blocs(labels.index).common_ground == ()


@given(st.lists(st.lists(st.sampled_from(("agrees", "disagrees", "mixed", "")), min_size=4, max_size=4), max_size=7))
def test_blocs_are_the_maximal_groups_that_agree(stances: list[list[str]]) -> None:
    index = _index_of(stances)
    allied = {frozenset((pair.one, pair.other)) for pair in agreements(index) if pair.in_one_bloc}
    names = [stakeholder.id for stakeholder in index.map.stakeholders]
    groups = [
        set(group)
        for size in range(2, len(names) + 1)
        for group in combinations(names, size)
        if all(frozenset(pair) in allied for pair in combinations(group, 2))
    ]
    maximal = [group for group in groups if not any(group < other for other in groups)]
    assert sorted(map(sorted, blocs(index).blocs)) == sorted(map(sorted, maximal))


def _index_of(stances: list[list[str]]) -> Index:
    who = tuple(Stakeholder(id=f"x{number}") for number in range(len(stances)))
    claims = tuple(
        Claim(
            id=f"c{column}",
            text="C",
            positions=tuple(
                Position(stakeholder=f"x{row}", stance=held[column])
                for row, held in enumerate(stances)
                if held[column]
            ),
        )
        for column in range(4)
    )
    return Index.build(Map(title="T", stakeholders=who, claims=claims))


def test_more_blocs_than_anybody_can_read_are_refused() -> None:
    """Eight threesomes whose members differ among themselves and agree with all others: 3 ** 8 maximal groups."""
    people = range(24)
    claims = [
        claim(f"c{here}-{there}-{copy}", positions=held(**_apart(here, there), **_together(here, there)))
        for here in people
        for there in people
        for copy in range(2)
        if here < there
    ]
    labels = labels_of(*claims, stakeholders=tuple({"id": f"x{number}"} for number in people))
    with pytest.raises(MapError, match="more than 1000 overlapping blocs"):
        blocs(labels.index)


def _apart(here: int, there: int) -> dict[str, str]:
    return {f"x{here}": "agrees", f"x{there}": "disagrees"} if here // 3 == there // 3 else {}


def _together(here: int, there: int) -> dict[str, str]:
    return {f"x{here}": "agrees", f"x{there}": "agrees"} if here // 3 != there // 3 else {}


def test_the_grid_places_only_those_the_map_places() -> None:
    found = grid(worked_labels().index)
    assert found.cells["high", "high"] == ("ministry",)
    assert found.cells["low", "high"] == ("labs",)
    assert found.unplaced == ("press",)


def test_main_claims_are_argued_about_and_argue_for_nothing() -> None:
    assert main_claims(worked_labels().index) == ("k",)
    circle = labels_of(claim("p", supports("p", "q")), claim("q", supports("q", "p")), claim("alone"))
    assert main_claims(circle.index) == ("p", "q")
    assert main_claims(labels_of(claim("alone")).index) == ()


def test_a_what_if_names_main_claims_first_and_then_in_the_order_of_the_map() -> None:
    labels = labels_of(
        claim("c", supports("c", "b"), sources=("s1",)), claim("b", supports("b", "a")),
        claim("d", supports("d", "c")), claim("a"), claim("e", objects("e", "b")), claim("f", objects("f", "e")),
    )  # fmt: skip
    entries = whatif_section(whatif(labels, Forces(rejected=frozenset({"f"})))).groups[0].entries
    changed = [
        change.claim for change in whatif(labels, Forces(rejected=frozenset({"f"}))).changes if not change.forced
    ]
    assert [entry.ids[0] for entry in entries] == sorted(changed, key=lambda name: name != "a") != changed
