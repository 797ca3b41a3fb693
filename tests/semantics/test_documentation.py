"""The page on status and its picture tell what argmap really says."""

from __future__ import annotations

import re
from pathlib import Path

from argmap import vocabulary
from argmap.io.map_files import open_map
from argmap.model.index import Index
from argmap.semantics.labels import Forces, label
from argmap.semantics.sensitivity import cruxes
from argmap.semantics.status import unanswered
from argmap.semantics.whatif import whatif

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "explanation" / "status.md").read_text(encoding="utf-8")
LABELS = label(Index.build(open_map(str(DOCS / "explanation" / "status" / "partnership.yaml")).map))


def test_the_worked_example_is_as_the_page_tells_it() -> None:
    assert LABELS.claims_labelled("out") == ("sign", "exit-terms")
    assert LABELS.claims_labelled("in") == ("faster", "dependence", "unenforceable", "pilot")
    assert [reason.address for reason in unanswered(LABELS)] == ["dependence -> sign", "unenforceable -> exit-terms"]
    assert [crux.claim for crux in cruxes(LABELS, "sign")] == ["dependence", "exit-terms", "unenforceable"]
    without_audit = whatif(LABELS, Forces(rejected_sources=frozenset({"audit"})))
    lost = [change.claim for change in without_audit.changes if change.after == "support lost"]
    assert lost == ["dependence", "unenforceable"]
    assert without_audit.after.of("sign") == "in"
    without_pilot = whatif(LABELS, Forces(rejected_sources=frozenset({"pilot-report"})))
    assert [change.claim for change in without_pilot.changes] == ["faster", "pilot"]


def test_the_picture_shows_every_claim_of_the_example() -> None:
    picture = (DOCS / "explanation" / "status" / "partnership.svg").read_text(encoding="utf-8")
    for claim in LABELS.index.map.claims:
        assert claim.text in picture.replace("&#39;", "'")


def test_the_page_uses_the_agreed_words() -> None:
    for words in vocabulary.STATUSES.values():
        assert f"| {words.label} | {words.meaning} |" in PAGE
    banned = r"\b(true|proven|wins?|defeated|debunked|50/50|stands?|falls?|fallen|refuted)\b"
    assert not re.search(banned, PAGE, re.IGNORECASE)
