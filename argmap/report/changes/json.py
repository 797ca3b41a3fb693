"""Changes and their consequences as JSON."""

from __future__ import annotations

import json
from typing import Any

from argmap.escape import for_json
from argmap.merge.changes import Added, Change, Changed, Changes, Moved, Renamed
from argmap.merge.consequences import LabelledVersions, consequences
from argmap.model.paths import ListItem, default_of
from argmap.model.types import Part, Reason


def as_json(changes: Changes, judged: LabelledVersions) -> str:
    """An object with ``changes`` (renames first, then in the order of the map) and ``consequences``."""
    found = consequences(judged)
    plain = {
        "changes": plain_changes(changes),
        "consequences": {
            "now_unanswered": [_reason(reason) for reason in found.now_unanswered],
            "now_answered": [_reason(reason) for reason in found.now_answered],
            "lost_last_source": list(found.lost_last_source),
            "status": [
                {"claim": one.claim, "before": one.before, "after": one.after} for one in found.status_changes
            ],
        },
    }
    return for_json(json.dumps(plain, indent=2)) + "\n"


def plain_changes(changes: Changes) -> list[dict[str, Any]]:
    """The changes as plain data."""
    return [_renamed(item) for item in changes.renames] + [_change(edit) for edit in changes.edits]


def _renamed(item: Renamed) -> dict[str, Any]:
    return {"change": "renamed", "path": list(item.path), "old": item.old, "new": item.new}


def _change(edit: Change) -> dict[str, Any]:
    plain: dict[str, Any] = {"change": type(edit).__name__.lower(), "path": list(edit.path)}
    if isinstance(edit, Changed):
        return {**plain, "old": edit.old, "new": edit.new}
    if isinstance(edit, Moved):
        return {**plain, "after": edit.after}
    plain["item"] = plain_item(edit.item)
    return {**plain, "after": edit.after} if isinstance(edit, Added) else plain


def plain_item(item: ListItem) -> Any:
    """An item as plain data, without fields that have their default value."""
    if isinstance(item, tuple):
        return [plain_item(one) for one in item]
    if not isinstance(item, Part):
        return item
    return {name: plain_item(value) for name, value in item.items() if value != default_of(type(item), name)}


def _reason(reason: Reason) -> dict[str, str]:
    return {"reason": reason.address, "objection": reason.premise, "to": reason.target}
