"""Conflicts that arise only when both sides of a merge come together, although each side by itself is sound.

A link to which both sides gave another target stays one link with a choice between two targets. Links, positions and
groups that contradict each other are a choice which of two to keep.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from argmap.edit.reasons import retarget
from argmap.merge.conflicts import Clash, Contradiction, Retargeted
from argmap.model.findings import Path
from argmap.model.ids import ARROW
from argmap.model.paths import found_at
from argmap.model.types import KINDS, Claim, Map, Reason
from argmap.semantics.contradictions import (
    circles_of_groups,
    for_and_against,
    positions_at,
    reasons_at,
    repeated_reasons,
    torn_positions,
    undercuts_of_itself,
)


class OneTarget(NamedTuple):
    """A base and theirs in which each link that both sides moved has the target of ours, and the choices left."""

    base: Map
    theirs: Map
    conflicts: tuple[Retargeted, ...]


def with_one_target(base: Map, ours: Map, theirs: Map) -> OneTarget:
    """The maps to merge ours with, so that a link that both sides moved elsewhere stays one link.

    All three maps are in the ids of the base.
    """
    conflicts: list[Retargeted] = []
    for depth in _depths(base):
        found = _moved_twice(base, ours, theirs, depth)
        for one in found:
            base = retarget(base, f"{one.path[1]}{ARROW}{one.old}", one.ours)
            theirs = retarget(theirs, f"{one.path[1]}{ARROW}{one.theirs}", one.ours)
        conflicts += found
    return OneTarget(base, theirs, tuple(conflicts))


def _depths(map: Map) -> list[int]:
    return sorted({reason.target.count(ARROW) for claim in map.claims for reason in claim.reasons})


def _moved_twice(base: Map, ours: Map, theirs: Map, depth: int) -> list[Retargeted]:
    """The links that both sides moved. Those at claims have depth 0, undercuts of links 1, undercuts of these 2.

    An undercut follows its link, so links are made one before undercuts of them are looked at.
    """
    mine, other = ({claim.id: claim for claim in side.claims} for side in (ours, theirs))
    found: list[Retargeted] = []
    for claim in base.claims:
        left, right = mine.get(claim.id), other.get(claim.id)
        if left is not None and right is not None and claim.reasons not in (left.reasons, right.reasons):
            found += [one for one in _moved_twice_in(claim, left, right) if one.old.count(ARROW) == depth]
    return found


def _moved_twice_in(base: Claim, ours: Claim, theirs: Claim) -> Iterator[Retargeted]:
    mine, other = dict(_moved(base, ours)), dict(_moved(base, theirs))
    targets = Counter(reason.target for side in (ours, theirs) for reason in side.reasons)
    for old, left in mine.items():
        right = other.get(old, left)
        if right.target != left.target and targets[left.target] == targets[right.target] == 1:
            yield Retargeted(("claims", base.id, left.kind, left.target), old, left.target, right.target)


def _moved(before: Claim, after: Claim) -> Iterator[tuple[str, Reason]]:
    """The links of a claim that have another target now, by the target they had.

    A link has moved where it is the only one of its kind that was removed, and one was added; or where the added one
    has the same content.
    """
    kept = {reason.target for reason in before.reasons} & {reason.target for reason in after.reasons}
    for kind in KINDS:
        gone, come = (
            [one for one in claim.reasons if one.kind == kind and one.target not in kept] for claim in (before, after)
        )
        if len(gone) == 1 == len(come):
            yield gone[0].target, come[0]
            continue
        for one in gone:
            alike = [other for other in come if _says(one) and _says(other) == _says(one)]
            if len(alike) == 1 and sum(_says(other) == _says(one) for other in gone) == 1:
                yield one.target, alike[0]


def _says(reason: Reason) -> tuple[object, ...]:
    """The content of a link apart from its ends; empty when it has none."""
    said = (reason.linked, reason.scheme, reason.note, reason.sources)
    return said if any(said) else ()


class _Statement(NamedTuple):
    """One of the things that clash: its path, and the content that clashes."""

    path: Path
    content: object = ""


class _Contradiction(NamedTuple):
    why: Contradiction
    between: tuple[object, ...]
    """What contradicts what, equal for the same contradiction in another map or another order."""
    statements: tuple[_Statement, ...]


def new_clashes(merged: Map, ours: Map, theirs: Map) -> Iterator[Clash]:
    """The contradictions in ``merged`` that neither side has by itself.

    Whether a thing is from ours or theirs depends on which side states it, and never on its place in the file.
    """
    found = list(_contradictions(merged))
    if not found:
        return
    known = {(one.why, one.between) for side in (ours, theirs) for one in _contradictions(side)}
    mine, other = frozenset(_statements(ours)), frozenset(_statements(theirs))
    for one in found:
        if (one.why, one.between) in known:
            continue
        first = _first_of(one.statements, mine - other, mine)
        rest = [statement for statement in one.statements if statement != first] or one.statements
        second = _first_of(rest, other - mine, other)
        yield Clash(_to_remove(first, merged, theirs), _to_remove(second, merged, ours), one.why)


def _first_of(statements: Sequence[_Statement], *preferred: frozenset[_Statement]) -> _Statement:
    return next((one for wanted in preferred for one in statements if one in wanted), statements[0])


def _to_remove(statement: _Statement, merged: Map, kept: Map) -> Path:
    """The path of what to remove when the side ``kept`` is picked.

    Of a reason that this side has too, it is the linked premise that this side lacks.
    """
    path = statement.path
    if path[0] == "stakeholders":
        return (*path[:2], "part_of")
    reason, before = found_at(merged, path), found_at(kept, path)
    if isinstance(reason, Reason) and isinstance(before, Reason):
        added = [one for one in reason.linked if one not in before.linked]
        linked = [one for one in added if statement.content in (one, frozenset(reason.premises))]
        if linked:
            return (*path, "with", linked[0])
    return path


def _statements(map: Map) -> Iterator[_Statement]:
    """Everything in the map that could contradict something. The path of a group ends with the id of the group."""
    for item in map.stakeholders:
        yield _Statement(("stakeholders", item.id, item.part_of or ""))
    for path, reason in reasons_at(map):
        yield from (_Statement(path, content) for content in (*reason.premises, frozenset(reason.premises)))
    for held in positions_at(map):
        yield _Statement(held.path, held.words)


def _contradictions(map: Map) -> Iterator[_Contradiction]:
    yield from _circles(map)
    yield from _contradicting_reasons(map)
    for earlier, later in torn_positions(positions_at(map)):
        between = (later.position.stakeholder, later.words)
        both = (_Statement(earlier.path, earlier.words), _Statement(later.path, later.words))
        yield _Contradiction("torn", between, both)


def _circles(map: Map) -> Iterator[_Contradiction]:
    parent = {one.id: one.part_of or "" for one in map.stakeholders}
    for circle in circles_of_groups(map):
        statements = tuple(_Statement(("stakeholders", one, parent[one])) for one in circle)
        yield _Contradiction("circle of groups", tuple(sorted(circle)), statements)


def _contradicting_reasons(map: Map) -> Iterator[_Contradiction]:
    reasons = list(reasons_at(map))
    for premise, earlier, later in for_and_against(reasons):
        both = (_Statement(earlier.path, premise), _Statement(later.path, premise))
        yield _Contradiction("for and against", (premise, later.reason.target), both)
    for earlier, later in repeated_reasons(reasons):
        premises, reason = frozenset(later.reason.premises), later.reason
        both = (_Statement(earlier.path, premises), _Statement(later.path, premises))
        yield _Contradiction("written twice", (premises, reason.kind, reason.target), both)
    for denied, undercut in undercuts_of_itself(reasons):
        premise = undercut.reason.premise
        both = (_Statement(denied.path, premise), _Statement(undercut.path, premise))
        yield _Contradiction("undercuts itself", (undercut.reason.address,), both)
