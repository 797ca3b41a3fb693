"""The screens of the editor, and the actions that its keys carry out on them."""

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
    """Something the user can do.

    ``keys`` are single printable characters or Textual's key names (``ctrl+s``); ``label`` is the footer's word,
    ``about`` the help's sentence; ``footer`` ranks it in the footer, 0 keeps it out. ``run`` takes the
    :class:`~argmap.tui.context.EditorScreen` and raises Refusal to say why it cannot act.
    """

    name: str
    run: Callable[[Any], None]
    keys: tuple[str, ...]
    label: str
    about: str
    group: str
    where: frozenset[ViewName] = ON_MAP
    footer: int = 0
