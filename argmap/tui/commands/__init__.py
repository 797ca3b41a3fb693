"""What each action does. A deed is a function of the screen; it raises Refusal to say why it cannot act."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from argmap.session.session import Edit

if TYPE_CHECKING:
    from argmap.tui.screen import MainScreen

Deed = Callable[["MainScreen"], None]

_DEEDS: dict[str, Deed] = {}
_MODULES = (
    "reports", "citations", "records", "file", "forms", "links", "view", "cursor", "restructure", "stances", "tables",
    "write",
)  # fmt: skip


def does(*names: str) -> Callable[[Deed], Deed]:
    """Say which actions a function carries out."""

    def register(function: Deed) -> Deed:
        for name in names:
            _DEEDS[name] = function
        return function

    return register


def takes_back(screen: MainScreen) -> str:
    """Which key takes the last change back, as a sentence."""
    return f"{screen.keymap.key_of('undo')} takes it back."


def change(screen: MainScreen, edit: Edit, label: str, said: str) -> bool:
    """Make an edit and say so, or that it changes nothing; whether it changed anything. Raises Refusal."""
    changed = screen.state.do(edit, label)
    screen.say(f"{said} {takes_back(screen)}" if changed else "Nothing was changed.")
    return changed


def deed(name: str) -> Deed:
    """The function for an action's name."""
    if name not in _DEEDS:
        load_deeds()
    return _DEEDS[name]


def load_deeds() -> None:
    """Load the modules of all deeds, which takes 40 ms the first time."""
    for module in _MODULES:
        import_module(f"argmap.tui.commands.{module}")
