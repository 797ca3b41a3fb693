"""The editor's screens, and the type of its actions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

ViewName = Literal["map", "matrix", "sources", "tensions", "findings", "changes"]

VIEWS: tuple[tuple[ViewName, str], ...] = (
    ("map", "Map"),
    ("matrix", "Matrix"),
    ("sources", "Sources"),
    ("tensions", "Tensions"),
    ("findings", "Findings"),
    ("changes", "Changes"),
)
"""The screens in the order of their numbers, which count from 1."""

EVERYWHERE: frozenset[ViewName] = frozenset(view for view, _ in VIEWS)
ON_MAP: frozenset[ViewName] = frozenset({"map"})
ON_TABLES: frozenset[ViewName] = EVERYWHERE - ON_MAP


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that the user can do, and the function that does it.

    ``keys`` are single printable characters or Textual's key names (``ctrl+s``). ``label`` is the word in the footer,
    ``about`` the sentence in the help, ``group`` its heading there. ``footer`` is the rank in the footer, from 1; 0
    keeps the action out of it. ``run`` takes the :class:`~argmap.tui.context.EditorScreen` and raises Refusal when
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
