"""The editor's tabs, the type of its actions, and the short form in which tables of actions are written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal

ViewName = Literal["map", "matrix", "stakeholders", "sources", "tensions", "findings", "changes"]

VIEWS: tuple[tuple[ViewName, str], ...] = (
    ("map", "Map"),
    ("matrix", "Matrix"),
    ("stakeholders", "Stakeholders"),
    ("sources", "Sources"),
    ("tensions", "Tensions"),
    ("findings", "Findings"),
    ("changes", "Changes"),
)
"""The tabs in the order of their numbers, which count from 1."""

EVERYWHERE: frozenset[ViewName] = frozenset(view for view, _ in VIEWS)
ON_MAP: frozenset[ViewName] = frozenset({"map"})
ON_TABLES: frozenset[ViewName] = EVERYWHERE - ON_MAP
ON_ENTRIES: frozenset[ViewName] = frozenset({"stakeholders", "sources", "tensions"})
"""The tabs that list entries of one section of the file, after which they are named."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that the user can do, and the function that does it.

    ``keys`` are single printable characters or Textual's key names (``ctrl+s``). ``label`` is the word in the footer,
    ``about`` the sentence in the help, ``group`` its heading there. ``footer`` is the rank in the footer, from 1; 0
    keeps the action out of it. ``run`` takes the :class:`~argmap.tui.context.EditorScreen` and raises MapError when
    the action is impossible now.
    """

    name: str
    run: Callable[[Any], None]
    keys: tuple[str, ...]
    label: str
    about: str
    group: str
    where: frozenset[ViewName] = ON_MAP
    footer: int = 0

    def load(self) -> None:
        """Import the module of the function, if it is a late one."""
        if isinstance(self.run, LateFunction):
            self.run.load()


@dataclass(frozen=True, slots=True)
class LateFunction:
    """A function of a module that is imported when the function is called first."""

    module: str
    name: str

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """What the function returns."""
        return self.load()(*arguments, **named)

    def load(self) -> Callable[..., Any]:
        """The function itself."""
        function: Callable[..., Any] = getattr(import_module(self.module), self.name)
        return function


@dataclass(frozen=True, slots=True)
class LateModule:
    """A file of :mod:`argmap.tui.commands`, whose functions can be named before it is imported."""

    file: str

    def __getattr__(self, name: str) -> LateFunction:
        """The function called ``name``."""
        return LateFunction(f"argmap.tui.commands.{self.file}", name)


ActionRow = tuple[Callable[[Any], None], str, str, str, str, int]
"""Function, name, keys separated by spaces, label, sentence for the help, rank in the footer."""


def actions_on(where: frozenset[ViewName], group: str, *rows: ActionRow) -> tuple[Action, ...]:
    """The actions of some screens, under one heading of the help."""
    return tuple(
        Action(name, run, tuple(keys.split()), label, about, group, where, footer)
        for run, name, keys, label, about, footer in rows
    )
