"""What each action does. A deed is a function of the screen; it raises Refusal to say why it cannot act."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.tui.screen import MainScreen

Deed = Callable[["MainScreen"], None]

_DEEDS: dict[str, Deed] = {}
_MODULES = ("asking", "citing", "filing", "forms", "linking", "looking", "moving", "rearranging", "tables", "writing")


def does(*names: str) -> Callable[[Deed], Deed]:
    """Say which actions a function carries out."""

    def register(function: Deed) -> Deed:
        for name in names:
            _DEEDS[name] = function
        return function

    return register


def deed(name: str) -> Deed:
    """The function for an action's name."""
    if name not in _DEEDS:
        load_deeds()
    return _DEEDS[name]


def load_deeds() -> None:
    """Load the modules of all deeds, which takes 40 ms the first time."""
    for module in _MODULES:
        import_module(f"argmap.tui.deeds.{module}")
