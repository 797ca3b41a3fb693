"""What one side of a merge recorded for the wording of a claim that the other side changed.

A position, a quote or a link was given to certain words. Where the meaning of these may have turned, a person is
asked whether it was given to the new ones too; any other rewording is only told.
"""

from __future__ import annotations

from collections.abc import Mapping

from argmap.merge.conflicts import Branch, Reworded
from argmap.merge.meaning import is_reworded, meaning_change
from argmap.model.findings import Path
from argmap.model.paths import child_path, found_at, keyed
from argmap.model.types import Citation, Claim, Map, Position, Reason


def reworded_under(base: Map, ours: Map, theirs: Map, merged: Map) -> tuple[list[Reworded], list[Reworded]]:
    """The rewordings that a person has to look at, and those that are only told; all maps are in one set of ids."""
    asked: list[Reworded] = []
    told: list[Reworded] = []
    mine, other = ({claim.id: claim for claim in side.claims} for side in (ours, theirs))
    differing = [
        (claim, mine[claim.id], other[claim.id])
        for claim in base.claims
        if claim.id in mine and claim.id in other and mine[claim.id].text != other[claim.id].text
    ]
    links = {"ours": _new_links(base, ours), "theirs": _new_links(base, theirs)} if differing else {}
    there = {claim.id: claim for claim in merged.claims} if differing else {}
    for claim, left, right in differing:
        if claim.text not in (left.text, right.text):
            continue  # both reworded it, which is a conflict of its own
        by: Branch = "theirs" if left.text == claim.text else "ours"
        old, new = (left, right) if by == "theirs" else (right, left)
        if not is_reworded(claim.text, new.text) or claim.id not in there:
            continue
        found = _rewording(claim, old, new, by, links["ours" if by == "theirs" else "theirs"], there)
        turned = meaning_change(claim.text, new.text, merged.language) is not None
        if turned and (found.added or found.changed):
            asked.append(found)
        elif found.added or found.changed or (turned and found.kept):
            told.append(found)
    return asked, told


def _rewording(
    base: Claim, old: Claim, new: Claim, by: Branch, links: Mapping[str, list[Path]], there: Mapping[str, Claim]
) -> Reworded:
    """What is recorded for the old wording of a claim: ``old`` is the claim of the side that kept it.

    ``there`` are the claims of the merged map by id; what these lack is left out.
    """
    added: list[Path] = []
    changed: list[Path] = []
    kept: list[Path] = []
    for name in ("positions", "sources"):
        before, now = keyed(getattr(base, name)), keyed(getattr(old, name))
        others = keyed(getattr(new, name))
        for key, item in now.items():
            path = child_path(("claims", base.id), name, key, item)
            if not _is_in(there, path):
                continue
            if item == before.get(key):
                kept.extend([path] if _is_quoted(item) and item == others.get(key) else [])
            elif item != others.get(key):
                (added if key not in before and key not in others else changed).append(path)
    added += [path for path in links.get(base.id, ()) if _is_in(there, path)]
    return Reworded(("claims", base.id), by, base.text, new.text, tuple(added), tuple(changed), tuple(kept))


def _is_in(claims: Mapping[str, Claim], path: Path) -> bool:
    claim = claims.get(path[1])
    return claim is not None and found_at(claim, path[2:]) is not None


def _is_quoted(item: object) -> bool:
    return isinstance(item, Position | Citation) and item.quote is not None


def _new_links(base: Map, side: Map) -> dict[str, list[Path]]:
    """The links that a side added between claims of the base or from new ones, by the claims at their ends."""
    known = {reason.address for claim in base.claims for reason in claim.reasons}
    found: dict[str, list[Path]] = {}
    for claim in side.claims:
        for reason in claim.reasons:
            if reason.address not in known:
                for end in _ends(reason):
                    found.setdefault(end, []).append(("claims", claim.id, reason.kind, reason.target))
    return found


def _ends(reason: Reason) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*reason.premises, reason.target)))
