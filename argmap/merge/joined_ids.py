"""One id for two things: what the references to either become when one of the two is picked."""

from __future__ import annotations

from argmap.model.ids import split_address
from argmap.model.renaming import Names, relabelled
from argmap.model.types import Claim, Map, Position, Reason, rebuilt


def joined(map: Map, names: Names, picked: str) -> Map:
    """``map`` in the new names, in which a claim has one reason for or against a target and one position of a holder.

    Where there were two, they become one of the same kind with the notes, premises and citations of both; of two
    that contradict each other the one stays that referred to ``picked``, an id of ``map``.
    """
    renamed = relabelled(map, names)
    claims = (_joined_claim(old, new, picked) for old, new in zip(map.claims, renamed.claims, strict=True))
    return rebuilt(renamed, claims=tuple(claims))


def _joined_claim(old: Claim, new: Claim, picked: str) -> Claim:
    reasons: dict[str, Reason] = {}
    for before, reason in zip(old.reasons, new.reasons, strict=True):
        known = reasons.get(reason.target)
        meant = picked in (split_address(before.target) or (before.target,))
        reasons[reason.target] = reason if known is None else _one_reason(known, reason, meant)
    positions: dict[str, Position] = {}
    for held, position in zip(old.positions, new.positions, strict=True):
        if position.stakeholder not in positions or held.stakeholder == picked:
            positions[position.stakeholder] = position
    if len(reasons) == len(new.reasons) and len(positions) == len(new.positions):
        return new
    in_order = [
        one for kind in dict.fromkeys(one.kind for one in new.reasons) for one in reasons.values() if one.kind == kind
    ]
    return rebuilt(new, reasons=tuple(in_order), positions=tuple(positions.values()))


def _one_reason(known: Reason, other: Reason, meant: bool) -> Reason:
    if known.kind != other.kind:
        return other if meant else known
    notes = dict.fromkeys(note for note in (known.note, other.note) if note is not None)
    return rebuilt(
        known,
        linked=tuple(dict.fromkeys((*known.linked, *other.linked))),
        note=" ".join(notes) or None,
        sources=tuple(dict.fromkeys((*known.sources, *other.sources))),
    )
