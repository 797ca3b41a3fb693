"""A conflict in words: its subject, the value of each side and the ways to resolve it. All text is safe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from rich.style import Style
from rich.text import Text

from argmap.escape import for_terminal, one_line
from argmap.merge.conflicts import (
    WHAT_CLASHES,
    AddedTwice,
    BothChanged,
    BranchNames,
    Clash,
    Conflict,
    Pick,
    RemovedButNeeded,
    at_odds,
)
from argmap.merge.prose import word_diff
from argmap.merge.resolution import picks, reworded
from argmap.model.findings import Path
from argmap.model.ids import ARROW
from argmap.model.index import Index
from argmap.model.paths import ListItem
from argmap.tui.dialogs.choice import ChoiceAnswer
from argmap.tui.naming import entry_quoted, link_quoted, quoted, shortened
from argmap.vocabulary import FIELDS, RELATIONS, THINGS

KINDS = {"supports": "its support of", "objects_to": "its objection to", "undercuts": "its undercut of"}
PARTS = {"positions": "the position of", "sources": "its citation of", "sides": "its side", "with": "the premise"}

LONGEST_NAME = 24
"""Most characters of a side's name beside its value; the full names are above the values."""

KEYS: dict[Pick, str] = {"ours": "o", "theirs": "t", "both": "b"}


def heading(conflict: Conflict, index: Index, names: BranchNames | None = None) -> str:
    """The sentence that says what happened. ``names`` are the names of the sides, None for you and somebody else."""
    about = named(conflict.path, index)
    both = "You and they" if names is None else "Both sides"
    if isinstance(conflict, BothChanged):
        is_reason = len(conflict.path) > 2 and conflict.path[-2] in KINDS
        words = {**FIELDS, "kind": "support or objection"} if is_reason else FIELDS
        fields = " and ".join(words.get(name, name) for name, *_ in at_odds(conflict))
        return f"{both} changed the {fields} of {about}."
    if isinstance(conflict, RemovedButNeeded):
        return _removal(conflict, index, names)
    if isinstance(conflict, AddedTwice):
        other = named(conflict.other, index)
        return f"{both} added different things under one id: {about} and {other}."
    if isinstance(conflict, Clash):
        what, other = WHAT_CLASHES[conflict.why], named(conflict.other, index)
        if names is None:
            return f"Yours, {about}, and theirs, {other}, {what}."
        return f"{about} of {_short(names.ours)} and {other} of {_short(names.theirs)} {what}."
    return f"{both} gave {about} different ids."


def _removal(conflict: RemovedButNeeded, index: Index, names: BranchNames | None) -> str:
    you, they = ("you", "they") if names is None else (_short(names.ours), _short(names.theirs))
    remover, other = (you, they) if conflict.removed_by == "ours" else (they, you)
    plural = names is None
    use = (
        f"{'use' if plural else 'uses'} it in {named(conflict.needed_by[0], index)}"
        if conflict.needed_by
        else "changed it"
    )
    now = "now " if conflict.needed_by else ""
    start = remover.capitalize() if names is None else remover
    return f"{start} deleted {named(conflict.path, index)}, and {other} {now}{use}. The map keeps it for now."


def _short(name: str) -> str:
    """The name of a side for one line of a dialog."""
    safe = one_line(name)
    if len(safe) <= LONGEST_NAME:
        return safe
    close = "”" if safe.startswith("“") else ""
    return f"{safe[: LONGEST_NAME - 1 - len(close)].rstrip()}…{close}"


def who_is_who(names: BranchNames | None) -> str:
    """The branches or commits of the sides in full; empty when unknown, and for people."""
    if names is None or not names.under_way:
        return ""
    ours, theirs = one_line(names.ours), one_line(names.theirs)
    return f"In this {names.under_way} the map has {ours}, and the other side is {theirs}."


def named(path: Path, index: Index) -> str:
    """The thing at a path, by its text: ``the claim “Jobs come back”, the position of Union``."""
    if len(path) < 2:
        return "the map"
    words = [f"the {THINGS.get(path[0], path[0])} {_quoted(index, path[0], path[1])}"]
    for kind, key in zip(path[2::2], path[3::2], strict=False):
        words.append(f"{ {**PARTS, **KINDS}.get(kind, kind) } {_part_quoted(index, path, kind, key)}")
    return ", ".join(words)


def _part_quoted(index: Index, path: Path, kind: str, key: str) -> str:
    """A part of a thing by its text: a target, a premise, a stakeholder, a source or a side."""
    if ARROW in key:
        return link_quoted(index, key)
    if kind == "sides" and path[1] in index.tensions:
        title = next((side.title for side in index.tensions[path[1]].sides if side.id == key), key)
        return f"“{shortened(title, NAMED)}”"
    section = {"positions": "stakeholders", "sources": "sources"}.get(kind, "claims")
    return _quoted(index, section, key.partition("#")[0])


NAMED = 40
"""Characters of a text by which a sentence names the thing."""


def _quoted(index: Index, section: str, name: str) -> str:
    """A thing by its text, or by its id when the map lacks it."""
    if name not in getattr(index, section, {}):
        return f"'{one_line(name)}'"
    return quoted(index, name, NAMED) if section == "claims" else entry_quoted(index, section, name, NAMED)


def sides(conflict: Conflict, index: Index, look: Callable[[str], Style], names: BranchNames | None = None) -> Text:
    """The base value and the value of each side, one below the other; words that differ are underlined."""
    text = Text(overflow="fold")
    if said := who_is_who(names):
        text.append(f"{said}\n", look("dim"))
    labels = {"ours": "yours", "theirs": "theirs"}
    if names is not None:
        labels = {"ours": _short(names.ours), "theirs": _short(names.theirs)}
    rows = [(labels.get(label, label), was, now) for label, was, now in _rows(conflict, index)]
    width = max(8, *(len(label) + 2 for label, *_ in rows))
    for label, was, now in rows:
        text.append(f"{label:<{width}}", look("dim"))
        for kind, piece in word_diff(was, now) if was is not None else (("same", now),):
            if kind != "old":
                text.append(for_terminal(piece), Style(underline=True) if kind == "new" else look("plain"))
        text.append("\n")
    text.rstrip()
    return text


def _rows(conflict: Conflict, index: Index) -> Iterator[tuple[str, str | None, str]]:
    """Rows of a label, the text to compare with (None: do not compare) and the text."""
    if isinstance(conflict, BothChanged):
        rows = at_odds(conflict)
        base, ours, theirs = (_values(rows, place) for place in (1, 2, 3))
        yield "before", None, base
        yield "ours", base, ours
        yield "theirs", base, theirs
    elif isinstance(conflict, RemovedButNeeded):
        yield "text", None, _said(conflict.item)
    elif isinstance(conflict, AddedTwice | Clash):
        yield "ours", None, _said_at(conflict.path, index)
        yield "theirs", None, _said_at(conflict.other, index)
    else:
        yield "before", None, conflict.old
        yield "ours", None, conflict.ours
        yield "theirs", None, conflict.theirs


def _values(rows: list[tuple[str, Any, Any, Any]], place: int) -> str:
    if len(rows) == 1:
        return _value(rows[0][place])
    return ", ".join(f"{FIELDS.get(row[0], row[0])}: {_value(row[place])}" for row in rows)


def _value(value: Any) -> str:
    if value is None or value == ():
        return "(empty)"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(map(_said, value))
    return RELATIONS[value].verb if value in RELATIONS else str(value)


def _said(item: ListItem) -> str:
    """The text of a thing, or its id."""
    if isinstance(item, str):
        return item
    for name in ("text", "title", "name", "stance", "target", "source"):
        words = getattr(item, name, None)
        if words:
            return str(words)
    return str(getattr(item, "id", ""))


def _said_at(path: Path, index: Index) -> str:
    found = getattr(index, path[0], {}).get(path[1]) if len(path) > 1 else None
    said = _said(found) if found is not None else named(path, index)
    return said if len(path) <= 2 else named(path, index)


def answers(conflict: Conflict, names: BranchNames | None = None) -> tuple[ChoiceAnswer, ...]:
    """The ways to resolve it, each with its key. ``reword`` writes a new text."""
    wordings = _wordings(conflict) if names is None else _wordings_named(conflict, names)
    found = [ChoiceAnswer(pick, KEYS[pick], wordings[pick]) for pick in picks(conflict)]
    if reworded(conflict) is not None:
        found.append(ChoiceAnswer("reword", "e", "Rewrite it"))
    return tuple(found)


def _wordings(conflict: Conflict) -> dict[str, str]:
    if isinstance(conflict, RemovedButNeeded):
        keep, remove = "Keep it and its links", "Delete it and its links"
        mine, other = (remove, keep) if conflict.removed_by == "ours" else (keep, remove)
        return {"ours": f"Yours: {mine.lower()}", "theirs": f"Theirs: {other.lower()}"}
    if isinstance(conflict, AddedTwice | Clash):
        return {
            "ours": "Keep yours, delete theirs",
            "theirs": "Keep theirs, delete yours",
            "both": "Keep both",
        }
    return {"ours": "Keep yours", "theirs": "Use theirs", "both": "Join both texts: yours, then theirs"}


def _wordings_named(conflict: Conflict, names: BranchNames) -> dict[str, str]:
    ours, theirs = _short(names.ours), _short(names.theirs)
    if isinstance(conflict, RemovedButNeeded):
        keep, remove = "keep it and its links", "delete it and its links"
        mine, other = (remove, keep) if conflict.removed_by == "ours" else (keep, remove)
        return {"ours": f"As {ours}: {mine}", "theirs": f"As {theirs}: {other}"}
    if isinstance(conflict, AddedTwice | Clash):
        return {
            "ours": f"Keep the version of {ours}, delete the other",
            "theirs": f"Keep the version of {theirs}, delete the other",
            "both": "Keep both",
        }
    joined = f"Join both texts, first that of {ours}"
    return {"ours": f"Keep the version of {ours}", "theirs": f"Use the version of {theirs}", "both": joined}
