"""Whether a move in the file changes the order in which readers meet things."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.model.findings import Path
from argmap.model.index import Index
from argmap.report.changes.claims import MapVersions


def matters(path: Path, versions: MapVersions) -> bool:
    """Whether the thing at ``path`` that moved stands elsewhere among those that readers meet with it.

    Claims stand together that support or object to one thing, that take one side, or that are reasons for nothing.
    Tensions and their sides are always told in the order of the file; the order of other things is nobody's choice.
    """
    if path[0] == "tensions":
        return True
    if path[0] != "claims" or len(path) > 2:
        return False
    claim_id = path[1]
    before, after = (_order_beside(index, claim_id) for index in versions)
    return any(
        place != after[group][other]
        for group in after
        for other, place in before.get(group, {}).items()
        if other in after[group]
    )


def _order_beside(index: Index, claim_id: str) -> dict[tuple[str, ...], dict[str, bool]]:
    """By group that a claim stands in: whether each other claim of it stands before that claim."""
    groups = list(_groups(index, claim_id))
    here = index.order[claim_id]
    return {
        group: {other: index.order[other] < here for other in members if other != claim_id and other in index.order}
        for group, members in groups
    }


def _groups(index: Index, claim_id: str) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    claim = index.claims[claim_id]
    for reason in claim.reasons:
        beside = [one.premise for one in index.aimed_at(reason.target, reason.kind)]
        yield ("reason", reason.kind, reason.target), beside
    if claim.tension is not None:
        yield (
            ("side", claim.tension, claim.side or ""),
            [one.id for one in index.claims_in.get(claim.tension, ()) if one.side == claim.side],
        )
    if not claim.reasons:
        yield ("none",), [one.id for one in index.map.claims if not one.reasons]
