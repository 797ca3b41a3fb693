"""The status of claims in the editor: what-ifs go round, and survive edits as far as they can."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from argmap.edit.claims import delete_claim
from argmap.mapfile.read.read import read
from argmap.model.index import Index
from argmap.semantics.labels import NO_FORCES, label
from argmap.session.claim_status import ClaimStatus, StatusBadge
from argmap.vocabulary import STATUSES
from tests.strategies import maps

TEXT = """\
argmap: 1
title: Trains
claims:
  build:
    text: Build the line.
  dear:
    text: It is dear.
    objects_to:
      - build
  cheap:
    text: It is cheap.
    objects_to:
      - dear
    sources:
      - report
sources:
  report:
    title: A report
"""


def status() -> ClaimStatus:
    return ClaimStatus(Index.build(read(TEXT.encode(), "trains.yaml").map))


def test_a_claim_falls_is_granted_and_is_as_the_map_has_it_again() -> None:
    asked = status()
    plain = [asked.badge(claim).words for claim in ("build", "dear", "cheap")]
    assert asked.cycle("cheap").startswith("What if “It is cheap” is rejected: “Build the line” becomes ")
    assert asked.badge("cheap").status == "rejected" and asked.badge("dear").moved and asked.badge("build").moved
    assert asked.cycle("cheap").startswith("What if “It is cheap” is accepted: ")
    assert asked.cycle("cheap") == "Reset “It is cheap”. What-if cleared."
    assert not asked.is_asked
    assert [asked.badge(claim).words for claim in ("build", "dear", "cheap")] == plain


def test_a_source_is_withdrawn_and_put_back() -> None:
    asked = status()
    assert asked.toggle_source("report").startswith("What if the source “A report” is rejected: ")
    assert asked.is_asked
    assert asked.toggle_source("report").startswith("Restored the source “A report”. What-if cleared.")
    assert asked.forces == NO_FORCES


@given(maps(max_claims=5), st.data())
def test_an_edit_drops_the_forces_on_what_is_gone(map, data: st.DataObject) -> None:
    asked = ClaimStatus(Index.build(map))
    claims = [claim.id for claim in map.claims]
    for claim in data.draw(st.lists(st.sampled_from(claims), max_size=4)) if claims else ():
        asked.cycle(claim)
    before = asked.forces
    gone = data.draw(st.sampled_from(claims)) if claims else None
    index = Index.build(delete_claim(map, gone).map if gone is not None else map)
    asked.follow(index)
    assert asked.forces.accepted == before.accepted - {gone}
    assert asked.forces.rejected == before.rejected - {gone}
    assert all(asked.plain_labels.of(claim) == label(index).of(claim) for claim in index.claims)


def test_a_badge_has_words_and_a_sign_alone() -> None:
    badge = StatusBadge("challenged")
    assert badge.words == f"{badge.sign} challenged"
    assert (badge.sign, badge.is_changed) == (STATUSES["challenged"].sign, False)
    moved = StatusBadge("challenged", moved=True)
    assert (moved.words, moved.is_changed) == ("→ challenged", True)
