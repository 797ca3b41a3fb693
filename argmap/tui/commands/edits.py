"""Taking away a source, a stakeholder or a tension, and saying what that does to the claims."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from argmap.edit import sources, stakeholders, tensions
from argmap.model.types import Map

if TYPE_CHECKING:
    from argmap.tui.screen import MainScreen


class _Removal(NamedTuple):
    kind: str
    edit: Callable[[Map, str], Map]
    known_as: str
    """Where the index knows the claims that refer to the thing."""
    one_does: str
    several_do: str
    """What these claims do when it goes."""


REMOVALS: Mapping[str, _Removal] = {
    "sources": _Removal("source", sources.remove_source, "cited_by", "no longer cites it", "no longer cite it"),
    "stakeholders": _Removal(
        "stakeholder", stakeholders.remove_stakeholder, "positions_of", "loses its position", "lose its positions"
    ),
    "tensions": _Removal("tension", tensions.remove_tension, "claims_in", "stays, outside it", "stay, outside it"),
}


def remove_thing(screen: MainScreen, section: str, name: str) -> None:
    """Remove a source with its citations, a stakeholder with its positions, or a tension; claims stay."""
    removal = REMOVALS[section]
    count = len(getattr(screen.state.index, removal.known_as).get(name, ()))
    follows = f"; 1 claim {removal.one_does}" if count == 1 else f"; {count} claims {removal.several_do}"
    screen.state.do(lambda map: removal.edit(map, name), f"delete {removal.kind} '{name}'")
    screen.say(f"'{name}' removed{follows if count else ''}. {screen.keymap.key_of('undo')} brings it back.")
