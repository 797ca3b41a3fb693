"""How status reports name claims, links, stakeholders and positions."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.model.index import Index
from argmap.model.types import Position, Reason
from argmap.semantics.wording import argued, listed, named, source_named, stakeholder_named
from argmap.vocabulary import RELATIONS, STEP, counted

WITHIN = 72
"""Characters of a claim's text in the name of a link."""


def is_part_of(index: Index, part: str, whole: str) -> bool:
    """Whether one stakeholder is part of another, directly or through others."""
    seen: set[str] = set()
    above: str | None = part
    while above is not None and above in index.stakeholders and above not in seen:
        seen.add(above)
        above = index.stakeholders[above].part_of
        if above == whole:
            return True
    return False


def link_said(index: Index, reason: Reason) -> str:
    """A link in words: ``“a” objects to “b”``, ``“a” undercuts the link from “b” to “c”``."""
    words = RELATIONS[reason.kind]
    verb = words.verb if len(set(reason.premises)) == 1 else words.verb_of_several
    return f"{argued(index, reason)} {verb} {target_said(index, reason)}"


def target_said(index: Index, reason: Reason) -> str:
    """The target of a link in words: ``“b”``, ``the link from “b” to “c”``."""
    step = index.reasons.get(reason.target) if reason.kind == "undercuts" else None
    if step is None:
        return named(index, reason.target)
    if step.kind == "undercuts":
        return f"{STEP} by which {link_said(index, step)}"
    return f"{STEP} from {argued(index, step, WITHIN)} to {named(index, step.target, WITHIN)}"


def objection_said(index: Index, reason: Reason) -> str:
    """The premises of an objection; an undercut is marked as one: ``Undercut: “a”``."""
    return f"{'Undercut: ' if reason.kind == 'undercuts' else ''}{argued(index, reason)}"


def objections_counted(reasons: Iterable[Reason]) -> str:
    """How many objections and how many undercuts: ``3 objections``, ``2 objections and 1 undercut``."""
    kinds = [reason.kind for reason in reasons]
    nouns = {"objects_to": "objection", "undercuts": "undercut"}
    return " and ".join(counted(kinds.count(kind), noun) for kind, noun in nouns.items() if kind in kinds)


def position_said(index: Index, position: Position) -> str:
    """A position with quote, citation and date: ``The Ministry, “We sign.” (“Speech”, 2025-07-21)``."""
    words = f", “{' '.join(position.quote.split())}”" if position.quote else ""
    return f"{stakeholder_named(index, position.stakeholder)}{words} ({evidence_said(index, position)})"


def evidence_said(index: Index, position: Position) -> str:
    """The citation and date of a position: ``“Speech”, 2025-07-21``."""
    source = source_named(index, position.source) if position.source else None
    return ", ".join(part for part in (source, position.date) if part) or "no source"


def agreeing_with(index: Index, claim_id: str) -> str:
    """The stakeholders that agree with a claim, as a sentence; empty when there is none."""
    agreeing = [
        stakeholder_named(index, position.stakeholder)
        for position in index.claims[claim_id].positions
        if position.stance == "agrees" and position.stakeholder in index.stakeholders
    ]
    return f"Agrees: {listed(agreeing, shown=4)}." if agreeing else ""
