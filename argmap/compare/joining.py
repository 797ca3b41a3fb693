"""Joining what became the same thing because two ids became one."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.model.types import Claim, Map, Position, Reason, rebuilt


def joined(map: Map, *, last: bool) -> Map:
    """``map`` with one reason of a kind from each claim to each target, and one position of each holder on it.

    Reasons are joined with their linked premises, notes and citations. Of two positions the first is kept, or the
    ``last``.
    """
    return rebuilt(map, claims=tuple(_joined_claim(claim, last) for claim in map.claims))


def _joined_claim(claim: Claim, last: bool) -> Claim:
    return rebuilt(claim, reasons=_joined_reasons(claim.reasons), positions=_joined_positions(claim.positions, last))


def _joined_reasons(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    found: dict[tuple[str, str], Reason] = {}
    for reason in reasons:
        known = found.get((reason.kind, reason.target))
        found[reason.kind, reason.target] = reason if known is None else _joined_reason(known, reason)
    return tuple(found.values())


def _joined_reason(one: Reason, other: Reason) -> Reason:
    notes = dict.fromkeys(note for note in (one.note, other.note) if note is not None)
    return rebuilt(
        one,
        linked=tuple(dict.fromkeys((*one.linked, *other.linked))),
        note=" ".join(notes) or None,
        sources=tuple(dict.fromkeys((*one.sources, *other.sources))),
    )


def _joined_positions(positions: tuple[Position, ...], last: bool) -> tuple[Position, ...]:
    found: dict[str, Position] = {}
    for position in positions:
        if last or position.stakeholder not in found:
            found[position.stakeholder] = position
    return tuple(found.values())
