"""Applies an edit and reports what it did."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from argmap.edit import sources, stakeholders, tensions
from argmap.model.types import Map
from argmap.session.session import Edit
from argmap.tui.context import EditorScreen


def takes_back(screen: EditorScreen) -> str:
    """A sentence that names the key of undo."""
    return f"{screen.keymap.key_of('undo')} takes it back."


def change(screen: EditorScreen, edit: Edit, label: str, said: str) -> bool:
    """Apply an edit and show ``said``, or that nothing changed. Returns whether the map changed. Raises Refusal."""
    changed = screen.state.do(edit, label)
    screen.say(f"{said} {takes_back(screen)}" if changed else "Nothing was changed.")
    return changed


class _Removal(NamedTuple):
    kind: str
    edit: Callable[[Map, str], Map]
    known_as: str
    """The attribute of the index with the claims that refer to the thing."""
    one_does: str
    several_do: str
    """What happens to these claims when the thing is removed."""


REMOVALS: Mapping[str, _Removal] = {
    "sources": _Removal("source", sources.remove_source, "cited_by", "no longer cites it", "no longer cite it"),
    "stakeholders": _Removal(
        "stakeholder", stakeholders.remove_stakeholder, "positions_of", "loses its position", "lose its positions"
    ),
    "tensions": _Removal("tension", tensions.remove_tension, "claims_in", "stays, outside it", "stay, outside it"),
}


def remove_thing(screen: EditorScreen, section: str, name: str) -> None:
    """Remove a source with its citations, a stakeholder with its positions, or a tension; claims stay."""
    removal = REMOVALS[section]
    count = len(getattr(screen.state.index, removal.known_as).get(name, ()))
    follows = f"; 1 claim {removal.one_does}" if count == 1 else f"; {count} claims {removal.several_do}"
    screen.state.do(lambda map: removal.edit(map, name), f"delete {removal.kind} '{name}'")
    screen.say(f"'{name}' removed{follows if count else ''}. {screen.keymap.key_of('undo')} brings it back.")
