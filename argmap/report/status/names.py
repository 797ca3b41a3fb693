"""How status reports name claims, links, stakeholders and positions."""

from __future__ import annotations

from argmap.model.index import Index
from argmap.model.types import Position, Reason
from argmap.semantics.labels import Labels
from argmap.semantics.wording import argued, named, source_named, stakeholder_named
from argmap.vocabulary import RELATIONS, STEP


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


def reason_said(index: Index, reason: Reason) -> str:
    """A link in words: ``“a” objects to “b”``, ``“a” undercuts the step from “b” to “c”``."""
    verb = RELATIONS[reason.kind].verb
    step = f" {STEP}" if reason.kind == "undercuts" else ""
    return f"{argued(index, reason)} {verb}{step} {_target_said(index, reason)}"


def _target_said(index: Index, reason: Reason) -> str:
    step = index.reasons.get(reason.target) if reason.kind == "undercuts" else None
    if step is None:
        return named(index, reason.target)
    if step.kind == "undercuts":
        return f"by which {reason_said(index, step)}"
    return f"from {argued(index, step)} to {named(index, step.target)}"


def position_said(index: Index, position: Position) -> str:
    """A position with quote, citation and date: ``The Ministry, “We sign.” (“Speech”, 2025-07-21)``."""
    words = f", “{' '.join(position.quote.split())}”" if position.quote else ""
    return f"{stakeholder_named(index, position.stakeholder)}{words} ({evidence_said(index, position)})"


def evidence_said(index: Index, position: Position) -> str:
    """The citation and date of a position: ``“Speech”, 2025-07-21``."""
    source = source_named(index, position.source) if position.source else None
    return ", ".join(part for part in (source, position.date) if part) or "no source"


def held_by(labels: Labels, claim_id: str) -> str:
    """The stakeholders that agree with a claim, as a sentence; empty when there is none."""
    index = labels.index
    agreeing = [
        stakeholder_named(index, position.stakeholder)
        for position in index.claims[claim_id].positions
        if position.stance == "agrees" and position.stakeholder in index.stakeholders
    ]
    return f"On record as agreeing with it: {', '.join(agreeing)}." if agreeing else ""
