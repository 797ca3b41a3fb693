"""One conflict as YAML comment lines, and back.

The first line begins with ``# CONFLICT:`` and says what happened and what to do. The lines below it, ``#   name:
value``, hold the part of the conflict that the map does not have, values as JSON. What ours says is in the map. A
person may as well keep one version and delete the lines; ``check`` reports those that are left.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, cast, get_args

from argmap.escape import one_line
from argmap.merge.conflicts import (
    AddedTwice,
    BothChanged,
    Branch,
    Clash,
    Conflict,
    Contradiction,
    RemovedButNeeded,
    RenamedTwice,
    Retargeted,
    Reworded,
    Twins,
    at_odds,
    places,
)
from argmap.model.findings import Path
from argmap.model.paths import FIELDS, found_at, path_text
from argmap.model.types import KINDS, Claim, Map, Part
from argmap.model.validation import validated
from argmap.vocabulary import CONFLICT

HEAD = f"# {CONFLICT}: "
"""The beginning of the first line."""

VALUE = "#   "
"""The beginning of each line below it."""

NAME = (
    "at|theirs at|theirs target|theirs|base|was|why|removed by|needed by|"
    "reworded by|worded|added|changed|old target|same as"
)
"""The names of values, as alternatives of a regular expression; the longer of two comes first."""

MOST_NEEDS = 3
"""The number of references to a removed thing that its comment names."""

Values = Mapping[str, tuple[str, ...]]
"""By name: the values on the lines of that name."""

_UNSAFE = re.compile("[^\t\u0020-\u007e\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U0001fffd]")
_INVISIBLE = re.compile("[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


# Writing


def anchor(conflict: Conflict) -> Path:
    """The path of the thing above which the comment is written."""
    if isinstance(conflict, BothChanged):
        return (*conflict.path, at_odds(conflict)[0][0])
    if isinstance(conflict, Reworded):
        return (*conflict.path, "text")
    return conflict.other if isinstance(conflict, AddedTwice | Clash | Twins) else conflict.path


def comment(conflict: Conflict) -> Iterator[str]:
    """The comment lines of a conflict, without indentation or line ends."""
    sentence, rows = _sentence_and_values(conflict)
    yield f"{HEAD}{sentence}"
    yield from (f"{VALUE}{name}: {value}" for name, value in rows)


def _sentence_and_values(conflict: Conflict) -> tuple[str, list[tuple[str, str]]]:
    match conflict:
        case BothChanged():
            return _of_both_changed(conflict)
        case RemovedButNeeded():
            return _of_removed(conflict)
        case RenamedTwice(path, old, ours, theirs):
            names = f"'{one_line(old)}' to '{one_line(ours)}', theirs to '{one_line(theirs)}'"
            rows = [("at", path_words(path)), ("was", _json(old)), ("theirs", _json(theirs))]
            return f"ours renamed {names}. Keep one name, then delete these lines.", rows
        case AddedTwice(path, other):
            rows = [("at", path_words(path)), ("theirs at", path_words(other))]
            named = f"both sides added '{one_line(path[-1])}'; that of theirs is '{one_line(other[-1])}' here"
            return f"{named}. Keep both or delete one, then delete these lines.", rows
        case Clash(path, other, why):
            rows = [("at", path_words(path)), ("theirs at", path_words(other)), ("why", why)]
            named = f"this and {path_text(path)} contradict each other ({why})"
            return f"{named}. Remove one, then delete these lines.", rows

        case Reworded():
            return _of_reworded(conflict)
        case Retargeted(path, old, ours, theirs):
            names = f"from '{one_line(old)}' to '{one_line(ours)}', theirs to '{one_line(theirs)}'"
            rows = [("at", path_words(path)), ("old target", _json(old)), ("theirs target", _json(theirs))]
            return f"ours moved this link {names}. Keep one target, then delete these lines.", rows
        case Twins(path, other):
            rows = [("at", path_words(path)), ("same as", path_words(other))]
            named = f"both sides added this: it seems to be {path_text(path)}"
            return f"{named}. Keep one or both, then delete these lines.", rows


def _of_reworded(conflict: Reworded) -> tuple[str, list[tuple[str, str]]]:
    other = "theirs" if conflict.reworded_by == "ours" else "ours"
    sentence = (
        f"{conflict.reworded_by} reworded this, and {other} recorded what is below for the old wording. "
        "Keep what fits, then delete these lines."
    )
    return sentence, [
        ("at", path_words(conflict.path)),
        ("reworded by", conflict.reworded_by),
        ("worded", _json(conflict.was)),
        *(("added", path_words(path)) for path in conflict.added),
        *(("changed", path_words(path)) for path in conflict.changed),
    ]


def _of_both_changed(conflict: BothChanged) -> tuple[str, list[tuple[str, str]]]:
    odds = at_odds(conflict)
    names = [name for name, *_ in odds]
    sentence = f"both sides changed {' and '.join(names)}; this is ours. Keep one, then delete these lines."
    at = (*conflict.path, *(names if len(names) == 1 else ()))
    return sentence, [
        ("at", path_words(at)),
        ("theirs", _values([(name, theirs) for name, _, _, theirs in odds])),
        ("base", _values([(name, base) for name, base, _, _ in odds])),
    ]


def _of_removed(conflict: RemovedButNeeded) -> tuple[str, list[tuple[str, str]]]:
    other = "theirs" if conflict.removed_by == "ours" else "ours"
    why = f"{other} changed it"
    if conflict.needed_by:
        more = f" and {len(conflict.needed_by) - 1} more" if len(conflict.needed_by) > 1 else ""
        why = f"{other} needs it at {path_text(conflict.needed_by[0])}{more}"
    what = f"{conflict.removed_by} removed {path_text(conflict.path)}, {why}"
    needed = [("needed by", path_words(path)) for path in conflict.needed_by[:MOST_NEEDS]]
    before = [("base", _json(dict(conflict.before)))] if conflict.before else []
    added = [("added", path_words(path)) for path in conflict.added[:MOST_NEEDS]]
    rows = [("at", path_words(conflict.path)), ("removed by", conflict.removed_by), *needed, *before, *added]
    return f"{what}. Keep or delete it, then delete these lines.", rows


def path_words(path: Path) -> str:
    """A path that can be read back: joined by slashes, or as a JSON list where that would be ambiguous."""
    words = " / ".join(path)
    plain = words == one_line(words) and words == words.strip() and tuple(words.split(" / ")) == path
    return words if plain and not words.startswith("[") and not _INVISIBLE.search(words) else _json(path)


def _values(rows: Sequence[tuple[str, Any]]) -> str:
    """One value by itself, several by name."""
    return _json(rows[0][1] if len(rows) == 1 else dict(rows))


def _json(value: Any) -> str:
    """JSON that a YAML comment can contain, with invisible and unprintable characters escaped."""
    return _INVISIBLE.sub(_escaped, _UNSAFE.sub(_escaped, json.dumps(value, ensure_ascii=False)))


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x10000:
        return f"\\u{code:04x}"
    return json.dumps(found[0])[1:-1]


# Reading


def conflict_from(values: Values, map: Map) -> Conflict | None:
    """The conflict with these values, with what ours says read from ``map`` as it is now.

    None when the values were changed by hand so that they cannot be read, or name what the map does not have.
    """
    with suppress(LookupError, ValueError, TypeError, RecursionError):
        found = _conflict(values, map)
        if all(_is_there(map, path) for path in places(found)):
            return found
    return None


def _is_there(map: Map, path: Path) -> bool:
    thing = path[:-1] if path[0::2] == ("stakeholders", "part_of") else path
    return len(thing) % 2 == 0 and found_at(map, thing) is not None


def _conflict(values: Values, map: Map) -> Conflict:
    at = _path(values["at"][0])
    if "removed by" in values:
        return _removed(values, at, map)
    if "reworded by" in values:
        return _reworded(values, _entry(at), map)
    if "old target" in values:
        old, theirs = (_string(values[name][0]) for name in ("old target", "theirs target"))
        return Retargeted(_link(at), old, at[-1], theirs)
    if "same as" in values:
        return Twins(_entry(at), _entry(_path(values["same as"][0])))
    if "was" in values:
        return RenamedTwice(_named(at), _string(values["was"][0]), at[-1], _string(values["theirs"][0]))
    if "why" in values:
        why = cast(Contradiction, _one_of(values["why"][0], Contradiction))
        return Clash(at, _path(values["theirs at"][0]), why)
    if "theirs at" in values:
        return AddedTwice(_entry(at), _entry(_path(values["theirs at"][0])))
    return _both_changed(values, at, map)


def _entry(path: Path) -> Path:
    if len(path) != 2:
        raise ValueError(path)
    return path


def _link(path: Path) -> Path:
    if len(path) != 4 or path[2] not in KINDS:
        raise ValueError(path)
    return path


def _reworded(values: Values, at: Path, map: Map) -> Reworded:
    claim = found_at(map, at)
    if not isinstance(claim, Claim):
        raise KeyError(at)
    by = cast(Branch, _one_of(values["reworded by"][0], Branch))
    added, changed = (tuple(_path(words) for words in values.get(name, ())) for name in ("added", "changed"))
    return Reworded(at, by, _string(values["worded"][0]), claim.text, added, changed)


def _named(path: Path) -> Path:
    return path if path[0::2] == ("tensions", "sides") else _entry(path)


def _removed(values: Values, at: Path, map: Map) -> RemovedButNeeded:
    item = found_at(map, at)
    if item is None or not at:
        raise KeyError(at)
    removed_by = cast(Branch, _one_of(values["removed by"][0], Branch))
    needed, added = (tuple(_path(words) for words in values.get(name, ())) for name in ("needed by", "added"))
    before = json.loads(values["base"][0]) if "base" in values else {}
    if not isinstance(before, dict) or (before and not isinstance(item, Part)):
        raise ValueError(before)
    if isinstance(item, Part):
        given = {name: value for name, value in before.items() if value is not None}
        validated(type(item), {**dict(item.items()), **given})
    return RemovedButNeeded(at, removed_by, item, needed, tuple(before.items()), added)


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


def _string(value: str) -> str:
    found = json.loads(value)
    if not isinstance(found, str):
        raise ValueError(value)
    return found


def _one_of(word: str, choice: Any) -> str:
    """``word``, if it is one of a Literal's."""
    if word not in get_args(choice):
        raise ValueError(word)
    return word
