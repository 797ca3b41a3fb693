"""Conflicts read back from the comments of a map's text, as :mod:`argmap.merge.markers.write` writes them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, cast, get_args

from argmap.merge.conflicts import (
    AddedTwice,
    BothChanged,
    Clash,
    Conflict,
    Contradiction,
    RemovedButNeeded,
    RenamedTwice,
    Side,
)
from argmap.merge.markers.write import at_odds
from argmap.model.findings import Path
from argmap.model.paths import FIELDS, found_at
from argmap.model.types import Map, Part
from argmap.model.validation import validated

_HEAD = re.compile(r"[ \t]*# CONFLICT: (.*)")
_VALUE = re.compile(r"[ \t]*#   (at|theirs at|theirs|base|was|why|removed by|needed by): (.*)")

Values = Mapping[str, tuple[str, ...]]
"""By name: what stands on the lines of that name under a conflict's first line."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The comment lines with which a conflict stands in a text.

    ``conflict`` is None when the lines no longer tell of anything in the map: what they are about was renamed or
    removed, or they were written or changed by hand.
    """

    line: int
    """The first of its lines, from 1."""
    lines: int
    says: str
    """Its first line: what happened and what to do."""
    conflict: Conflict | None


def marks_in(text: str, map: Map) -> tuple[Mark, ...]:
    """The conflicts in the comments of ``text``, which is the text of ``map``, in file order.

    What ours says is read from the map as it is now. A line in the middle of a text can look like such a comment;
    ``argmap.merge.markers.document`` tells them apart.
    """
    if "# CONFLICT: " not in text:
        return ()
    return tuple(_read(text.split("\n"), map))


def _read(lines: list[str], map: Map) -> Iterator[Mark]:
    for at, line in enumerate(lines):
        head = _HEAD.match(line)
        if head is None:
            continue
        values: dict[str, tuple[str, ...]] = {}
        end = at + 1
        while end < len(lines) and (value := _VALUE.match(lines[end])):
            values[value[1]] = (*values.get(value[1], ()), value[2].rstrip("\r"))
            end += 1
        yield Mark(at + 1, end - at, head[1].rstrip("\r"), _conflict(values, map))


def without_marks(text: str, settled: Iterable[Mark]) -> str:
    """``text`` without the lines of these marks."""
    gone = {number for one in settled for number in range(one.line, one.line + one.lines)}
    lines = text.split("\n")
    return "\n".join(line for number, line in enumerate(lines, start=1) if number not in gone)


def tells_of(mark: Mark, conflict: Conflict) -> bool:
    """Whether a mark is that of ``conflict``: about the same places, and the same fields at odds."""
    found = mark.conflict
    if found is None or type(found) is not type(conflict) or _places(found) != _places(conflict):
        return False
    if isinstance(found, BothChanged) and isinstance(conflict, BothChanged):
        return {row[0] for row in at_odds(found)} == {row[0] for row in at_odds(conflict)}
    return True


def _conflict(values: Values, map: Map) -> Conflict | None:
    """The conflict that the lines tell of. They may say anything, so whatever is not as it was written is None."""
    with suppress(LookupError, ValueError, TypeError, RecursionError):
        found = _told(values, map)
        if all(_is_there(map, path) for path in _places(found)):
            return found
    return None


def _places(conflict: Conflict) -> tuple[Path, ...]:
    return (conflict.path, conflict.other) if isinstance(conflict, AddedTwice | Clash) else (conflict.path,)


def _is_there(map: Map, path: Path) -> bool:
    thing = path[:-1] if path[0::2] == ("stakeholders", "part_of") else path
    return len(thing) % 2 == 0 and found_at(map, thing) is not None


def _told(values: Values, map: Map) -> Conflict:
    at = _path(values["at"][0])
    if "removed by" in values:
        return _removed(values, at, map)
    if "was" in values:
        return RenamedTwice(_named(at), _word(values["was"][0]), at[-1], _word(values["theirs"][0]))
    if "why" in values:
        return Clash(at, _path(values["theirs at"][0]), cast(Contradiction, _one_of(values["why"][0], Contradiction)))
    if "theirs at" in values:
        return AddedTwice(_entry(at), _entry(_path(values["theirs at"][0])))
    return _both_changed(values, at, map)


def _entry(path: Path) -> Path:
    if len(path) != 2:
        raise ValueError(path)
    return path


def _named(path: Path) -> Path:
    return path if path[0::2] == ("tensions", "sides") else _entry(path)


def _removed(values: Values, at: Path, map: Map) -> RemovedButNeeded:
    item = found_at(map, at)
    if item is None or not at:
        raise KeyError(at)
    side = cast(Side, _one_of(values["removed by"][0], Side))
    return RemovedButNeeded(at, side, item, tuple(_path(words) for words in values.get("needed by", ())))


def _both_changed(values: Values, at: Path, map: Map) -> BothChanged:
    theirs, base = (json.loads(values[name][0]) for name in ("theirs", "base"))
    if not isinstance(theirs, dict):
        at, theirs, base = at[:-1], {at[-1]: theirs}, {at[-1]: base}
    elif not isinstance(base, dict):
        raise ValueError(base)
    part = found_at(map, at)
    if not isinstance(part, Part) or theirs.keys() != base.keys() or not theirs.keys() <= set(FIELDS[type(part)]):
        raise KeyError(at)
    for given in (theirs, {name: value for name, value in base.items() if value is not None}):
        validated(type(part), {**dict(part.items()), **given})
    ours = tuple(getattr(part, name) for name in theirs)
    return BothChanged(at, tuple(theirs), tuple(base.values()), ours, tuple(theirs.values()))


def _path(words: str) -> Path:
    steps: Any = json.loads(words) if words.startswith("[") else words.split(" / ")
    if not all(isinstance(step, str) for step in steps):
        raise ValueError(words)
    return tuple(steps)


def _word(told: str) -> str:
    word = json.loads(told)
    if not isinstance(word, str):
        raise ValueError(told)
    return word


def _one_of(word: str, choice: Any) -> str:
    if word not in get_args(choice):
        raise ValueError(word)
    return word
