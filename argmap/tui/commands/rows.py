"""How the tables of actions are written: a row for each action."""

from __future__ import annotations

from collections.abc import Callable

from argmap.tui.actions import Action, ViewName
from argmap.tui.context import EditorScreen

Row = tuple[Callable[[EditorScreen], None], str, str, str, str, int]
"""The function, the action's name, its keys with spaces between, the footer's word, the help's sentence, the rank in
the footer."""


def on(where: frozenset[ViewName], group: str, *rows: Row) -> tuple[Action, ...]:
    """The actions of some screens, under one heading of the help."""
    return tuple(
        Action(name, run, tuple(keys.split()), label, about, group, where, footer)
        for run, name, keys, label, about, footer in rows
    )
