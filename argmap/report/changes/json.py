"""Changes and their consequences as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from argmap.escape import for_json
from argmap.merge.changes import Added, Change, Changed, Changes, Moved, Renamed
from argmap.merge.consequences import LabelledVersions, consequences
from argmap.merge.rewordings import Rewording, rewordings
from argmap.model.findings import Finding
from argmap.model.paths import ListItem, default_of
from argmap.model.types import Part, Reason
from argmap.report.changes.file_changes import NOTHING_ELSE, FileChanges, fresh_quotations

if TYPE_CHECKING:
    from argmap.evidence.quotations import Evidence, QuoteCheck


def as_json(
    changes: Changes,
    judged: LabelledVersions,
    evidence: Evidence | None = None,
    in_file: FileChanges = NOTHING_ELSE,
) -> str:
    """One object of :func:`as_data`. ASCII, so that nothing in it acts on a terminal or log."""
    return for_json(json.dumps(as_data(changes, judged, evidence, in_file), indent=2)) + "\n"


def as_data(
    changes: Changes,
    judged: LabelledVersions,
    evidence: Evidence | None = None,
    in_file: FileChanges = NOTHING_ELSE,
) -> dict[str, Any]:
    """``changes`` (renames first, then in the order of the map), ``consequences``, and what to check: ``rewordings``
    of statements, ``quotations`` that are new or changed, new ``findings``, ``comments`` and ``conflicts``.
    """
    found = consequences(judged)
    return {
        "changes": plain_changes(changes),
        "consequences": {
            "now_unanswered": [_reason(reason) for reason in found.now_unanswered],
            "now_answered": [_reason(reason) for reason in found.now_answered],
            "lost_last_source": list(found.lost_last_source),
            "status": [
                {"claim": one.claim, "before": one.before, "after": one.after} for one in found.status_changes
            ],
        },
        "rewordings": [_rewording(one) for one in rewordings(changes, judged.old, judged.new)],
        "quotations": [_quotation(one) for one in fresh_quotations(judged.old, evidence)] if evidence else [],
        "findings": [_finding(one) for one in in_file.found],
        "comments": [
            {"entry": list(one.entry) if one.entry else None, "old": one.old, "new": one.new}
            for one in in_file.comments
        ],
        "conflicts": [_finding(one) for one in in_file.conflicts],
    }


def _rewording(one: Rewording) -> dict[str, Any]:
    turn = one.turn
    return {
        "path": list(one.path),
        "may_have_turned": turn is not None,
        "removed_words": list(turn.removed) if turn else [],
        "added_words": list(turn.added) if turn else [],
        "recorded_for_old_wording": {
            "positions": [plain_item(position) for position in one.positions],
            "citations": [plain_item(citation) for citation in one.citations],
            "assumed": one.assumed,
        },
    }


def _quotation(check: QuoteCheck) -> dict[str, Any]:
    quotation = check.quotation
    return {
        "path": list(quotation.path),
        "claim": quotation.claim,
        "source": quotation.source,
        "quote": quotation.quote,
        "outcome": check.outcome,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    place = finding.place
    return {
        "code": finding.code,
        "level": finding.severity,
        "line": place.line if place else None,
        "path": list(finding.path),
        "message": finding.message,
    }


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
