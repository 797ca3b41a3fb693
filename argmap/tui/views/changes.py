"""The changes between two maps as sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from argmap.escape import one_line
from argmap.merge.changes import Added, Changed, Changes, Moved, Removed
from argmap.merge.diff import diff
from argmap.model.types import Map
from argmap.vocabulary import THINGS

ChangeLine = tuple[str, str | None]
"""A sentence and the id of its claim."""


def lines_between(before: Map, now: Map) -> tuple[ChangeLine, ...]:
    """The changes from one map to the other, one sentence per change."""
    return tuple(_lines(diff(before, now)))


def _lines(changes: Changes) -> Iterator[ChangeLine]:
    for renamed in changes.renames:
        yield f"~ {_named(renamed.path)} is called {renamed.new} now", _claim(renamed.new_path)
    for edit in changes.edits:
        claim_id = _claim(edit.path)
        if isinstance(edit, Added):
            yield f"+ {_named(edit.path)}{_words(edit.item)}", claim_id
        elif isinstance(edit, Removed):
            yield f"− {_named(edit.path)}{_words(edit.item)}", None
        elif isinstance(edit, Changed):
            yield f"~ {_named(edit.path)}: {_value(edit.old)} → {_value(edit.new)}", claim_id
        elif isinstance(edit, Moved):
            yield f"~ {_named(edit.path)} moved", claim_id


def _named(path: Sequence[str]) -> str:
    if len(path) == 1:
        return path[0]
    return " · ".join((f"{THINGS.get(path[0], path[0])} {path[1]}", *path[2:]))


def _claim(path: Sequence[str]) -> str | None:
    return path[1] if len(path) > 1 and path[0] == "claims" else None


def _words(item: object) -> str:
    said = next((getattr(item, name) for name in ("text", "title", "name") if getattr(item, name, None)), "")
    return f": {one_line(str(said))}" if said else ""


def _value(value: object) -> str:
    return "nothing" if value is None else f"“{one_line(str(value))}”"
