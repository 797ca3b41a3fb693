"""The order in which a map is told: tensions with their sides, then each claim followed by the reasons aimed at it.

Every output follows it: the plain-text outline, the reading order of the diagram, the Markdown report.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import Literal, NamedTuple

from argmap.model.index import Index
from argmap.model.types import Claim, Reason

Role = Literal["tension", "side", "claim", "premise", "linked"]

DEEPEST = 20
"""Steps of argument that an outline in text moves its lines in."""


class Entry(NamedTuple):
    """One line of the telling. ``id`` is that of the tension, side or claim.

    ``reason`` is the step that brings the claim in here (``premise``: it states the step; ``linked``: the step needs
    it too). ``again`` marks a claim that has been told before; what bears on it is not told twice.
    """

    depth: int
    role: Role
    id: str
    tension: str | None = None
    reason: Reason | None = None
    again: bool = False


def outline(index: Index) -> Iterator[Entry]:
    """Every tension, side and claim of the map, each claim at least once; linear in the size of the map.

    First the contentions with all that bears on them, then the tensions, then what neither reaches.
    """
    told: set[str] = set()
    yield from _told_under(index, 0, contentions(index), told)
    for tension in index.map.tensions:
        yield Entry(0, "tension", tension.id)
        heads = heads_of(index, tension.id)
        for side in tension.sides:
            yield Entry(1, "side", side.id, tension.id)
            yield from _told_under(index, 2, heads.pop(side.id, ()), told)
        for claims in heads.values():
            yield from _told_under(index, 1, claims, told)
    for claim in index.claims.values():
        if claim.id not in told:
            yield from _told_under(index, 0, (claim,), told)


def indent(depth: int) -> str:
    """The spaces before a line of an outline in text. Below twenty steps it says how deep it is and moves no further
    in, as no line would have room.
    """
    return "  " * depth if depth <= DEEPEST else "  " * DEEPEST + f"({depth}) "


def contentions(index: Index) -> tuple[Claim, ...]:
    """The claims outside tensions that are argued about and argue for nothing else, in file order."""
    return tuple(
        claim
        for claim in index.claims.values()
        if claim.tension is None and claim.id in index.reasons_for and argues_only_with(index, claim, ())
    )


def argues_only_with(index: Index, claim: Claim, others: Container[str]) -> bool:
    """Whether all that a claim argues about is among ``others``, and no reason needs it."""
    return all(reason.target in others for reason in claim.reasons) and claim.id not in index.linked_in


def heads_of(index: Index, tension: str) -> dict[str | None, tuple[Claim, ...]]:
    """By side of the tension (None: no side): the claims that state it, that is, support no other of it."""
    found: dict[str | None, list[Claim]] = {}
    for claim in index.claims_in.get(tension, ()):
        found.setdefault(claim.side, []).append(claim)
    return {side: _not_supporting_each_other(claims) for side, claims in found.items()}


def _not_supporting_each_other(claims: list[Claim]) -> tuple[Claim, ...]:
    ids = {claim.id for claim in claims}
    free = [
        claim
        for claim in claims
        if not any(reason.kind == "supports" and reason.target in ids - {claim.id} for reason in claim.reasons)
    ]
    return tuple(free or claims)


def _told_under(index: Index, depth: int, claims: Iterable[Claim], told: set[str]) -> Iterator[Entry]:
    waiting = [Entry(depth, "claim", claim.id) for claim in reversed(list(claims))]
    while waiting:
        entry = waiting.pop()
        if entry.id in told:
            entry = entry._replace(again=True)
        told.add(entry.id)
        yield entry
        waiting += reversed(list(_below(index, entry)))


def _below(index: Index, entry: Entry) -> Iterator[Entry]:
    """What is told under a claim: what undercuts the step that it states here, and the reasons aimed at it."""
    deeper = entry.depth + 1
    if entry.reason is not None and entry.role == "premise":
        yield from _steps(index.undercuts_of(entry.reason), deeper)
    if entry.again:
        return
    yield from _steps(index.supports_of(entry.id), deeper)
    yield from _steps(index.objections_to(entry.id), deeper)


def _steps(reasons: Iterable[Reason], depth: int) -> Iterator[Entry]:
    for reason in reasons:
        yield Entry(depth, "premise", reason.premise, reason=reason)
        for premise in reason.linked:
            yield Entry(depth, "linked", premise, reason=reason)
