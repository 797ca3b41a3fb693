"""Conflicts in the text of a map, as comment lines that begin with ``# CONFLICT``.

The file stays a map that opens: what the merge kept stands in its place, and everything that is not in the map
stands above it in a comment, a value as JSON, so that nothing is lost. ``argmap.merge.undecided`` reads the
comments back; a person may as well keep one wording and delete them. ``check`` reports those that are left.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from argmap.escape import one_line
from argmap.merge.conflicts import AddedTwice, BothChanged, Conflict, RemovedButNeeded, RenamedTwice
from argmap.model.findings import Path

HEAD = "# CONFLICT: "
"""Begins the line that says what a conflict is about, one for each."""

VALUE = "#   "
"""Begins the lines under it, ``#   name: value``: they hold the conflict as data."""

TOLD = 3
"""How many of the places that need a thing a comment names."""

_UNSAFE = re.compile("[^\t\u0020-\u007e\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U0001fffd]")
_INVISIBLE = re.compile("[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")

Line = Callable[[Path], int]
"""The line, from 1, on which the thing at a path begins (or what is nearest to it)."""


def marked(text: str, conflicts: Iterable[Conflict], line_of: Line) -> str:
    """``text`` with each conflict as comment lines above what it is about, indented alike."""
    return with_lines(text, ((line_of(anchor(one)), line) for one in conflicts for line in comment(one)))


def with_lines(text: str, added: Iterable[tuple[int, str]]) -> str:
    """``text`` with lines put in, each above the line that it names (from 1) and indented like it."""
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    newline = "\r\n" if "\r\n" in text else "\n"
    above: dict[int, list[str]] = {}
    for wanted, words in added:
        number = min(max(wanted, 1), max(len(lines), 1)) - 1
        line = lines[number] if lines else ""
        indent = line[: len(line) - len(line.lstrip(" "))]
        above.setdefault(number, []).append(f"{indent}{words}{newline}")
    return "".join("".join((*above.get(number, ()), line)) for number, line in enumerate(lines))


def anchor(conflict: Conflict) -> Path:
    """The path of what a conflict's comment stands above."""
    if isinstance(conflict, BothChanged):
        return (*conflict.path, at_odds(conflict)[0][0])
    return conflict.path if isinstance(conflict, RemovedButNeeded | RenamedTwice) else conflict.other


def at_odds(conflict: BothChanged) -> list[tuple[str, Any, Any, Any]]:
    """Name, base, ours and theirs of each field in which the sides differ."""
    rows = zip(conflict.fields, conflict.base, conflict.ours, conflict.theirs, strict=True)
    return [row for row in rows if row[2] != row[3]]


def comment(conflict: Conflict) -> Iterator[str]:
    """The comment lines for one conflict: what happened and what to do, then the conflict as data."""
    sentence, rows = _told(conflict)
    yield f"{HEAD}{sentence}"
    yield from (f"{VALUE}{name}: {value}" for name, value in rows)


def _told(conflict: Conflict) -> tuple[str, list[tuple[str, str]]]:
    if isinstance(conflict, BothChanged):
        return _both_changed(conflict)
    if isinstance(conflict, RemovedButNeeded):
        return _removed(conflict)
    if isinstance(conflict, RenamedTwice):
        names = f"'{_safe(conflict.old)}' to '{_safe(conflict.ours)}', theirs to '{_safe(conflict.theirs)}'"
        rows = [("at", path_words(conflict.path)), ("was", _json(conflict.old)), ("theirs", _json(conflict.theirs))]
        return f"ours renamed {names}. Keep one name, then delete these lines.", rows
    rows = [("at", path_words(conflict.path)), ("theirs at", path_words(conflict.other))]
    if isinstance(conflict, AddedTwice):
        one, other = _safe(conflict.path[-1]), _safe(conflict.other[-1])
        told = f"both sides added '{one}'; that of theirs is '{other}' here. Keep both or delete one"
        return f"{told}, then delete these lines.", rows
    told = f"this and {where(conflict.path)} cannot both stand ({conflict.why}). Take one out"
    return f"{told}, then delete these lines.", [*rows, ("why", conflict.why)]


def _both_changed(conflict: BothChanged) -> tuple[str, list[tuple[str, str]]]:
    odds = at_odds(conflict)
    names = [name for name, *_ in odds]
    told = f"both sides changed {' and '.join(names)}; ours stands here. Keep one, then delete these lines."
    at = (*conflict.path, *(names if len(names) == 1 else ()))
    return told, [
        ("at", path_words(at)),
        ("theirs", _values([(name, theirs) for name, _, _, theirs in odds])),
        ("base", _values([(name, base) for name, base, _, _ in odds])),
    ]


def _removed(conflict: RemovedButNeeded) -> tuple[str, list[tuple[str, str]]]:
    other = "theirs" if conflict.removed_by == "ours" else "ours"
    why = f"{other} changed it"
    if conflict.needed_by:
        more = f" and {len(conflict.needed_by) - 1} more" if len(conflict.needed_by) > 1 else ""
        why = f"{other} needs it at {where(conflict.needed_by[0])}{more}"
    told = f"{conflict.removed_by} removed {where(conflict.path)}, {why}. Keep or delete it, then delete these lines."
    needed = [("needed by", path_words(path)) for path in conflict.needed_by[:TOLD]]
    return told, [("at", path_words(conflict.path)), ("removed by", conflict.removed_by), *needed]


def where(path: Path) -> str:
    """A path in the file's own words, safe on one line."""
    return _safe(" / ".join(path))


def _safe(text: str) -> str:
    return one_line(text)


def path_words(path: Path) -> str:
    """A path in the file's own words where these can be read back, else as a JSON list."""
    words = " / ".join(path)
    plain = words == _safe(words) and words == words.strip() and tuple(words.split(" / ")) == path
    return words if plain and not words.startswith("[") and not _INVISIBLE.search(words) else _json(path)


def _values(rows: Sequence[tuple[str, Any]]) -> str:
    """One value by itself, several by name."""
    return _json(rows[0][1] if len(rows) == 1 else dict(rows))


def _json(value: Any) -> str:
    """Readable JSON that a YAML comment can hold: what is unprintable or invisible is escaped."""
    told = json.dumps(value, ensure_ascii=False)
    return _INVISIBLE.sub(_escaped, _UNSAFE.sub(_escaped, told))


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x10000:
        return f"\\u{code:04x}"
    return json.dumps(found[0])[1:-1]
