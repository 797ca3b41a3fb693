"""Which drafts follow a change of the map, and what that costs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from argmap.model.index import Index
from argmap.model.types import Claim, Map, Stakeholder
from argmap.session import drafts
from argmap.session.drafts import Draft, Drafts

TYPED = {"text": "typed"}


def drafts_about(kind: str, id: str) -> Drafts:
    """Drafts with one, about one thing."""
    about = Drafts()
    about.of(kind, (id,)).put("heading", TYPED)
    return about


def test_a_draft_stays_when_two_things_that_are_nothing_but_their_ids_change_places() -> None:
    before = Map(title="T", stakeholders=(Stakeholder(id="first"), Stakeholder(id="second")))
    about = drafts_about("stakeholder", "first")
    about.follow(before, Index.build(replace(before, stakeholders=before.stakeholders[::-1])))
    assert about.of("stakeholder", ("first",)).values == TYPED
    assert about.all == [Draft("heading", TYPED)]


def test_a_draft_follows_a_thing_that_is_nothing_but_its_id() -> None:
    before = Map(title="T", stakeholders=(Stakeholder(id="first"), Stakeholder(id="second")))
    about = drafts_about("stakeholder", "first")
    about.follow(before, Index.build(replace(before, stakeholders=(Stakeholder(id="other"), before.stakeholders[1]))))
    assert about.of("stakeholder", ("other",)).values == TYPED


def test_a_new_claim_is_compared_with_none_while_no_id_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each key that adds a claim is pressed with a draft there: what was typed as its text."""
    before = Map(title="T", claims=tuple(Claim(id=f"c{number}", text="A claim.") for number in range(9)))
    about = drafts_about("add", "c1")
    monkeypatch.setattr(drafts, "rebuilt", None)
    about.follow(before, Index.build(replace(before, claims=(Claim(id="new", text="New."), *before.claims))))
    assert about.of("add", ("c1",)).values == TYPED


def test_a_draft_about_what_stays_is_not_told_again() -> None:
    before = Map(title="T", claims=(Claim(id="a", text="First."), Claim(id="b", text="Second.")))
    about = drafts_about("text", "a")
    told: list[object] = []
    about.changed = lambda subject, draft: told.append((subject.ids, draft))
    about.follow(before, Index.build(replace(before, claims=before.claims[:1])))
    assert told == []
    about.follow(before, Index.build(replace(before, claims=before.claims[1:])))
    assert told == [(("a",), None)]
