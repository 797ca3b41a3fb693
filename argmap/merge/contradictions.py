"""What contradicts itself in a map, so that a merge can tell whether it was the merge that brought it about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from argmap.merge.conflicts import Clash, Contradiction
from argmap.model.findings import Path
from argmap.model.paths import found_at, keyed
from argmap.model.types import Claim, Map, Reason


class _Part(NamedTuple):
    """One of the things that clash: where it stands, and what it says there that clashes."""

    path: Path
    says: object = ""


class _Clashing(NamedTuple):
    why: Contradiction
    between: tuple[object, ...]
    """What clashes, whatever order it stands in."""
    parts: tuple[_Part, ...]


def new_clashes(merged: Map, ours: Map, theirs: Map) -> Iterator[Clash]:
    """The contradictions that neither side has alone.

    Whose a thing is follows from which side says it, never from where it stands in the file.
    """
    found = list(_clashing(merged))
    if not found:
        return
    known = {(one.why, one.between) for side in (ours, theirs) for one in _clashing(side)}
    mine, other = frozenset(_parts(ours)), frozenset(_parts(theirs))
    for one in found:
        if (one.why, one.between) in known:
            continue
        first = _first_of(one.parts, mine - other, mine)
        rest = [part for part in one.parts if part != first] or one.parts
        second = _first_of(rest, other - mine, other)
        yield Clash(_to_take_out(first, merged, theirs), _to_take_out(second, merged, ours), one.why)


def _first_of(parts: Sequence[_Part], *preferred: frozenset[_Part]) -> _Part:
    return next((part for wanted in preferred for part in parts if part in wanted), parts[0])


def _to_take_out(part: _Part, merged: Map, kept: Map) -> Path:
    """The path of what goes when the side ``kept`` is picked: of a reason that it has too, only what it does not
    say, a linked premise. A stakeholder's group is known here by the group's id."""
    if part.path[0] == "stakeholders":
        return (*part.path[:2], "part_of")
    reason, before = found_at(merged, part.path), found_at(kept, part.path)
    if isinstance(reason, Reason) and isinstance(before, Reason):
        added = [one for one in reason.linked if one not in before.linked]
        linked = [one for one in added if part.says in (one, frozenset(reason.premises))]
        if linked:
            return (*part.path, "with", linked[0])
    return part.path


def _parts(map: Map) -> Iterator[_Part]:
    """Everything in the map that could clash."""
    for item in map.stakeholders:
        yield _Part(("stakeholders", item.id, item.part_of or ""))
    for claim in map.claims:
        for path, reason in _reasons_with_paths(claim.id, claim.reasons):
            yield from (_Part(path, said) for said in (*reason.premises, frozenset(reason.premises)))
        words = _words(claim) if claim.positions else ""
        yield from (_Part(("claims", claim.id, "positions", held.stakeholder), words) for held in claim.positions)


def _clashing(map: Map) -> Iterator[_Clashing]:
    yield from _circles(map)
    yield from _contradicting_reasons(map)
    yield from _torn_positions(map)


def _circles(map: Map) -> Iterator[_Clashing]:
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
            yield _Clashing(
                "circle of groups",
                tuple(sorted(circle)),
                tuple(_Part(("stakeholders", one, parent[one])) for one in circle),
            )
        settled.update(trail)


def _reasons_with_paths(claim_id: str, reasons: tuple[Reason, ...]) -> Iterator[tuple[Path, Reason]]:
    for key, reason in keyed(reasons).items():
        if isinstance(reason, Reason):
            yield ("claims", claim_id, reason.kind, key), reason


def _contradicting_reasons(map: Map) -> Iterator[_Clashing]:
    stances: dict[tuple[str, str], tuple[str, Path]] = {}
    steps: dict[tuple[object, ...], Path] = {}
    undercuts: list[tuple[Path, Reason]] = []
    by_address: dict[str, tuple[Path, Reason]] = {}
    for claim in map.claims:
        for path, reason in _reasons_with_paths(claim.id, claim.reasons):
            for premise in reason.premises:
                kind, earlier = stances.setdefault((premise, reason.target), (reason.kind, path))
                if kind != reason.kind:
                    both = (_Part(earlier, premise), _Part(path, premise))
                    yield _Clashing("for and against", (premise, reason.target), both)
            premises = frozenset(reason.premises)
            step = (premises, reason.kind, reason.target)
            if steps.setdefault(step, path) != path:
                yield _Clashing("written twice", step, (_Part(steps[step], premises), _Part(path, premises)))
            by_address.setdefault(reason.address, (path, reason))
            if reason.kind == "undercuts":
                undercuts.append((path, reason))
    for path, undercut in undercuts:
        denied = by_address.get(undercut.target)
        if denied is not None and undercut.premise in denied[1].premises:
            both = (_Part(denied[0], undercut.premise), _Part(path, undercut.premise))
            yield _Clashing("undercuts itself", (undercut.address,), both)


def _torn_positions(map: Map) -> Iterator[_Clashing]:
    """One stakeholder agreeing and disagreeing with the same words in two claims."""
    held: dict[tuple[str, str], tuple[str, Path]] = {}
    for claim in map.claims:
        words = _words(claim) if claim.positions else ""
        for position in claim.positions:
            if position.stance != "mixed":
                path = ("claims", claim.id, "positions", position.stakeholder)
                statement = (position.stakeholder, words)
                stance, earlier = held.setdefault(statement, (position.stance, path))
                if stance != position.stance:
                    yield _Clashing("torn", statement, (_Part(earlier, words), _Part(path, words)))


def _words(claim: Claim) -> str:
    """A claim's text, alike for texts that differ in capitals, spaces or a full stop."""
    return " ".join(claim.text.casefold().split()).rstrip(".")
