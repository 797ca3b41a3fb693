"""What contradicts itself in a map, so that a merge can tell whether it was the merge that brought it about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from argmap.compare.conflicts import Clash, Contradiction
from argmap.compare.parts import keyed
from argmap.model.findings import Path
from argmap.model.types import Map, Reason


class _Clashing(NamedTuple):
    why: Contradiction
    between: tuple[object, ...]
    """What clashes, whatever order it stands in."""
    paths: tuple[Path, ...]


def new_clashes(merged: Map, ours: Map, theirs: Map) -> Iterator[Clash]:
    """The contradictions that neither side has alone."""
    found = list(_clashing(merged))
    if not found:
        return
    known = {(one.why, one.between) for side in (ours, theirs) for one in _clashing(side)}
    mine = _paths(ours)
    for one in found:
        if (one.why, one.between) in known:
            continue
        held = [path for path in one.paths if path in mine]
        added = [path for path in one.paths if path not in mine]
        yield Clash(_shown((held or list(one.paths))[0]), _shown((added or list(one.paths))[-1]), one.why)


def _shown(path: Path) -> Path:
    """The path itself, but for a stakeholder's group, which is known here by the group's id."""
    return (*path[:2], "part_of") if path[0] == "stakeholders" else path


def _paths(map: Map) -> set[Path]:
    found: set[Path] = {("stakeholders", item.id, item.part_of or "") for item in map.stakeholders}
    for claim in map.claims:
        found.update(path for path, _ in _reasons_with_paths(claim.id, claim.reasons))
        found.update(("claims", claim.id, "positions", position.stakeholder) for position in claim.positions)
    return found


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
                tuple(("stakeholders", one, parent[one]) for one in circle),
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
                    yield _Clashing("for and against", (premise, reason.target), (earlier, path))
            step = (frozenset(reason.premises), reason.kind, reason.target)
            if steps.setdefault(step, path) != path:
                yield _Clashing("written twice", step, (steps[step], path))
            by_address.setdefault(reason.address, (path, reason))
            if reason.kind == "undercuts":
                undercuts.append((path, reason))
    for path, undercut in undercuts:
        denied = by_address.get(undercut.target)
        if denied is not None and undercut.premise in denied[1].premises:
            yield _Clashing("undercuts itself", (undercut.address,), (denied[0], path))


def _torn_positions(map: Map) -> Iterator[_Clashing]:
    """One stakeholder agreeing and disagreeing with the same words in two claims."""
    held: dict[tuple[str, str], tuple[str, Path]] = {}
    for claim in map.claims:
        if not claim.positions:
            continue
        words = " ".join(claim.text.casefold().split()).rstrip(".")
        for position in claim.positions:
            if position.stance != "mixed":
                path = ("claims", claim.id, "positions", position.stakeholder)
                statement = (position.stakeholder, words)
                stance, earlier = held.setdefault(statement, (position.stance, path))
                if stance != position.stance:
                    yield _Clashing("torn", statement, (earlier, path))
