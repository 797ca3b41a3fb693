"""Listing, rewriting and renaming references walk the same ones, and edits and merges leave none behind."""

from __future__ import annotations

from hypothesis import given

from argmap.model.paths import SECTIONS, found_at
from argmap.model.references import (
    Reference,
    Thing,
    dangling,
    pruned,
    redirected,
    references,
    removing,
    things_in,
)
from argmap.model.renaming import Renaming, renamed
from argmap.model.types import Citation, Claim, Map, Position, Reason, Side, Stakeholder, Tension
from tests.strategies import maps

WHOLE = Map(
    title="t",
    tensions=(Tension(id="t", sides=(Side(id="s", title="S"),)),),
    stakeholders=(Stakeholder(id="group"), Stakeholder(id="body", part_of="group")),
    claims=(
        Claim(id="goal", text="Goal.", tension="t", side="s"),
        Claim(id="other", text="Other."),
        Claim(
            id="why",
            text="Why.",
            reasons=(
                Reason(
                    premise="why", kind="supports", target="goal", linked=("other",), sources=(Citation(source="r"),)
                ),
            ),
            positions=(Position(stakeholder="body", stance="agrees", source="r"),),
            sources=(Citation(source="r"), Citation(source="r", locator="p. 2")),
        ),
        Claim(id="no", text="No.", reasons=(Reason(premise="no", kind="undercuts", target="why -> goal"),)),
    ),
)
"""One reference of each kind; the source is missing."""


def test_every_kind_of_reference_is_listed_with_its_path() -> None:
    reason = ("claims", "why", "supports", "goal")
    assert list(references(WHOLE)) == [
        Reference(("stakeholders", "body", "part_of"), ("stakeholders", "group")),
        Reference(("claims", "goal", "tension"), ("tensions", "t")),
        Reference(("claims", "goal", "side"), ("tensions", "t", "sides", "s")),
        Reference(reason, ("claims", "goal")),
        Reference((*reason, "with", "other"), ("claims", "other")),
        Reference((*reason, "sources", "r"), ("sources", "r")),
        Reference(("claims", "why", "positions", "body"), ("stakeholders", "body")),
        Reference(("claims", "why", "positions", "body", "source"), ("sources", "r")),
        Reference(("claims", "why", "sources", "r"), ("sources", "r")),
        Reference(("claims", "why", "sources", "r#2"), ("sources", "r")),
        Reference(("claims", "no", "undercuts", "why -> goal"), ("reasons", "why -> goal")),
    ]
    assert [reference.to for reference in dangling(WHOLE)] == [("sources", "r")] * 4


@given(maps())
def test_rewriting_reaches_what_listing_finds(map: Map) -> None:
    seen: list[Thing] = []

    def looked_at(thing: Thing) -> Thing:
        seen.append(thing)
        return thing

    assert redirected(map, looked_at) is map
    assert set(seen) == {reference.to for reference in references(map)}


@given(maps())
def test_a_renaming_reaches_every_reference_and_can_be_taken_back(map: Map) -> None:
    renaming = Renaming(
        {(section, item.id): f"new-{item.id}" for section in SECTIONS for item in getattr(map, section)},
        {(one.id, side.id): f"new-{side.id}" for one in map.tensions for side in one.sides},
    )
    after = renamed(map, renaming)
    assert [one.to for one in references(after)] == [renaming.thing(one.to) for one in references(map)]
    assert [one.at[:2] for one in references(after)] == [renaming.path(one.at)[:2] for one in references(map)]
    assert all(found_at(after, (one.to[0], one.to[1])) for one in references(after) if one.to[0] != "reasons")
    assert renamed(after, renaming.reversed()) == map


@given(maps())
def test_what_is_removed_is_named_nowhere(map: Map) -> None:
    gone = {("claims", map.claims[0].id), *(("sources", one.id) for one in map.sources)} if map.claims else set()
    left = pruned(
        Map(title=map.title, tensions=map.tensions, stakeholders=map.stakeholders, claims=map.claims[1:]), map
    )
    assert not gone & {reference.to for reference in references(left)}
    assert set(dangling(left)) <= {*dangling(map), *(one for one in references(map) if one.to not in things_in(map))}


def test_a_reference_that_is_taken_out_goes_with_what_cannot_be_without_it() -> None:
    def why(*gone: Thing) -> Claim:
        return next(one for one in redirected(WHOLE, removing(gone)).claims if one.id == "why")

    assert why(("claims", "goal")).reasons == ()
    assert why(("claims", "other")).reasons[0].linked == ()
    assert why(("stakeholders", "body")).positions == ()
    assert why(("sources", "r")).positions[0].source is None
    assert why(("sources", "r")).sources == () == why(("sources", "r")).reasons[0].sources
    goal = redirected(WHOLE, removing([("tensions", "t")])).claims[0]
    assert (goal.tension, goal.side) == (None, None)
    assert redirected(WHOLE, removing([("tensions", "t", "sides", "s")])).claims[0].tension == "t"
