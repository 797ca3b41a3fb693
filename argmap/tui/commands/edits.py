"""Applies an edit and reports what it did."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from argmap.edit import sources, stakeholders, tensions
from argmap.model.types import Map
from argmap.session.session import Edit
from argmap.tui.context import EditorScreen
from argmap.tui.naming import entry_quoted
from argmap.vocabulary import counted


def to_undo(screen: EditorScreen) -> str:
    """A sentence that names the key of undo."""
    return f"{screen.keymap.key_of('undo')} to undo."


def change(screen: EditorScreen, edit: Edit, label: str, said: str) -> bool:
    """Apply an edit and show ``said``, or that nothing changed. Returns whether the map changed. Raises MapError."""
    changed = screen.state.do(edit, label)
    screen.say(f"{said} {to_undo(screen)}" if changed else "No changes.")
    return changed


class _Removal(NamedTuple):
    kind: str
    edit: Callable[[Map, str], Map]
    known_as: str
    """The attribute of the index with the claims that refer to the thing."""
    effect: str
    """What happens to these claims when the thing is deleted: ``2 claims lost a citation``."""


REMOVALS: Mapping[str, _Removal] = {
    "sources": _Removal("source", sources.remove_source, "cited_by", "lost a citation"),
    "stakeholders": _Removal("stakeholder", stakeholders.remove_stakeholder, "positions_of", "lost a position"),
    "tensions": _Removal("tension", tensions.remove_tension, "claims_in", "stayed, without a tension"),
}


def remove_thing(screen: EditorScreen, section: str, name: str) -> None:
    """Delete a source with its citations, a stakeholder with its positions, or a tension; claims stay."""
    removal, index = REMOVALS[section], screen.state.index
    count = len(getattr(index, removal.known_as).get(name, ()))
    what = f"{removal.kind} {entry_quoted(index, section, name)}"
    screen.state.do(lambda map: removal.edit(map, name), f"delete {what}")
    effect = f" {counted(count, 'claim')} {removal.effect}." if count else ""
    screen.say(f"Deleted {what}.{effect} {to_undo(screen)}")
