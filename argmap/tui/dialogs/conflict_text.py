"""A conflict as the editor shows it: the versions of what is in question, and an answer with a key for each way."""

from __future__ import annotations

from collections.abc import Callable

from rich.style import Style
from rich.text import Text

from argmap.escape import for_terminal, one_line
from argmap.merge.conflicts import Conflict, Pick
from argmap.merge.prose import word_diff
from argmap.merge.resolution import reworded
from argmap.model.index import Index
from argmap.model.types import Map
from argmap.report.conflicts.names import Names
from argmap.report.conflicts.versions import facts, rows
from argmap.report.conflicts.ways import ways, with_effects
from argmap.tui.dialogs.choice import ChoiceAnswer

KEYS: dict[Pick, str] = {"ours": "o", "theirs": "t", "both": "b"}


def sides(conflict: Conflict, index: Index, look: Callable[[str], Style], names: Names = None) -> Text:
    """The versions, one below the other, words that differ underlined; below them who holds what is in question."""
    text = Text(overflow="fold")
    if said := who_is_who(names):
        text.append(f"{said}\n", look("dim"))
    found = rows(conflict, index, names)
    width = max(8, *(len(row.label) + 2 for row in found))
    for label, was, now in found:
        text.append(f"{label:<{width}}", look("dim"))
        for kind, piece in word_diff(was, now) if was is not None else (("same", now),):
            if kind != "old":
                text.append(for_terminal(piece), Style(underline=True) if kind == "new" else look("plain"))
        text.append("\n")
    for fact in facts(conflict, index):
        text.append(f"{fact}\n", look("dim"))
    text.rstrip()
    return text


def who_is_who(names: Names) -> str:
    """The branches or commits of the sides in full; empty when unknown, and for people."""
    if names is None or not names.under_way:
        return ""
    ours, theirs = one_line(names.ours), one_line(names.theirs)
    return f"In this {names.under_way} the map has {ours}, and the other side is {theirs}."


def answers(conflict: Conflict, map: Map, names: Names = None) -> tuple[ChoiceAnswer, ...]:
    """The ways to resolve it, each with its key and with what follows. ``reword`` writes a new text."""
    found = [
        ChoiceAnswer(way.pick, KEYS[way.pick], "\n".join((way.words, *(f"   → {effect}" for effect in way.effects))))
        for way in with_effects(ways(conflict, names), conflict, map)
    ]
    if reworded(conflict) is not None:
        found.append(ChoiceAnswer("reword", "e", "Rewrite it"))
    return tuple(found)
