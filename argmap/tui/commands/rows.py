"""The short form in which the tables of actions are written: one row per action."""

from __future__ import annotations

from collections.abc import Callable

from argmap.tui.actions import Action, ViewName
from argmap.tui.context import EditorScreen

Row = tuple[Callable[[EditorScreen], None], str, str, str, str, int]
"""Function, name, keys separated by spaces, label, sentence for the help, rank in the footer."""


def on(where: frozenset[ViewName], group: str, *rows: Row) -> tuple[Action, ...]:
    """The actions of some screens, under one heading of the help."""
    return tuple(
        Action(name, run, tuple(keys.split()), label, about, group, where, footer)
        for run, name, keys, label, about, footer in rows
    )
