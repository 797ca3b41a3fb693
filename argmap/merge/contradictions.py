"""Contradictions that a merge brings about: things that are sound on each side and clash with each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from argmap.merge.conflicts import Clash, Contradiction
from argmap.model.findings import Path
from argmap.model.paths import found_at, keyed
from argmap.model.types import Claim, Map, Reason


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
    for claim in map.claims:
        for path, reason in _reasons_with_paths(claim.id, claim.reasons):
            yield from (_Statement(path, content) for content in (*reason.premises, frozenset(reason.premises)))
        words = _words(claim) if claim.positions else ""
        for held in claim.positions:
            yield _Statement(("claims", claim.id, "positions", held.stakeholder), words)


def _contradictions(map: Map) -> Iterator[_Contradiction]:
    yield from _circles(map)
    yield from _contradicting_reasons(map)
    yield from _torn_positions(map)


def _circles(map: Map) -> Iterator[_Contradiction]:
    """Stakeholders that are, through one or more steps, part of themselves."""
    parent = {one.id: one.part_of for one in map.stakeholders if one.part_of is not None}
    settled: set[str] = set()
    for start in parent:
        trail: list[str] = []
        step: str | None = start
        while step in parent and step not in settled and step not in trail:
            trail.append(step)
            step = parent[step]
        if step in trail:
            circle = trail[trail.index(step) :]
            yield _Contradiction(
                "circle of groups",
                tuple(sorted(circle)),
                tuple(_Statement(("stakeholders", one, parent[one])) for one in circle),
            )
        settled.update(trail)


def _reasons_with_paths(claim_id: str, reasons: tuple[Reason, ...]) -> Iterator[tuple[Path, Reason]]:
    for key, reason in keyed(reasons).items():
        if isinstance(reason, Reason):
            yield ("claims", claim_id, reason.kind, key), reason


def _contradicting_reasons(map: Map) -> Iterator[_Contradiction]:
    """Reasons for and against with a premise and target in common, equal reasons, undercuts by a premise."""
    stances: dict[tuple[str, str], tuple[str, Path]] = {}
    steps: dict[tuple[object, ...], Path] = {}
    undercuts: list[tuple[Path, Reason]] = []
    by_address: dict[str, tuple[Path, Reason]] = {}
    for claim in map.claims:
        for path, reason in _reasons_with_paths(claim.id, claim.reasons):
            for premise in reason.premises:
                kind, earlier = stances.setdefault((premise, reason.target), (reason.kind, path))
                if kind != reason.kind:
                    both = (_Statement(earlier, premise), _Statement(path, premise))
                    yield _Contradiction("for and against", (premise, reason.target), both)
            premises = frozenset(reason.premises)
            step = (premises, reason.kind, reason.target)
            if steps.setdefault(step, path) != path:
                yield _Contradiction(
                    "written twice", step, (_Statement(steps[step], premises), _Statement(path, premises))
                )
            by_address.setdefault(reason.address, (path, reason))
            if reason.kind == "undercuts":
                undercuts.append((path, reason))
    for path, undercut in undercuts:
        denied = by_address.get(undercut.target)
        if denied is not None and undercut.premise in denied[1].premises:
            both = (_Statement(denied[0], undercut.premise), _Statement(path, undercut.premise))
            yield _Contradiction("undercuts itself", (undercut.address,), both)


def _torn_positions(map: Map) -> Iterator[_Contradiction]:
    """One stakeholder that agrees and disagrees with the same words in two claims."""
    held: dict[tuple[str, str], tuple[str, Path]] = {}
    for claim in map.claims:
        words = _words(claim) if claim.positions else ""
        for position in claim.positions:
            if position.stance != "mixed":
                path = ("claims", claim.id, "positions", position.stakeholder)
                statement = (position.stakeholder, words)
                stance, earlier = held.setdefault(statement, (position.stance, path))
                if stance != position.stance:
                    yield _Contradiction("torn", statement, (_Statement(earlier, words), _Statement(path, words)))


def _words(claim: Claim) -> str:
    """The text of a claim without differences in case, spaces and the last full stop."""
    return " ".join(claim.text.casefold().split()).rstrip(".")
