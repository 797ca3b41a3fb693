"""Conflicts in the text of a map, as comment lines that begin with ``# CONFLICT``.

The file stays a map that opens: what the merge kept stands in its place, the other wording stands above it in a
comment, as JSON, so that nothing of it is lost. A person keeps one and deletes the comments; ``check`` reports
those that are left.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from argmap.compare.conflicts import AddedTwice, BothChanged, Conflict, RemovedButNeeded, RenamedTwice
from argmap.escape import one_line
from argmap.model.findings import Path

HEAD = "# CONFLICT: "
"""Begins the line that says what a conflict is about, one for each; lines with a value begin otherwise."""

_UNRESOLVED = re.compile(r"[ \t]*# CONFLICT: (.*)")
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


def unmarked(text: str, conflicts: Iterable[Conflict]) -> str:
    """``text`` without the comment lines of these conflicts, as :func:`marked` wrote them, wherever they stand."""
    lines = text.split("\n")
    for conflict in conflicts:
        gone = list(comment(conflict))
        shown = [line.strip() for line in lines]
        at = next((n for n in range(len(lines)) if shown[n : n + len(gone)] == gone), None)
        if at is not None:
            del lines[at : at + len(gone)]
    return "\n".join(lines)


def unresolved(text: str) -> Iterator[tuple[int, str]]:
    """The conflicts that stand as comments in a map's text: line from 1, and what each is about."""
    for number, line in enumerate(text.split("\n"), start=1):
        found = _UNRESOLVED.match(line) if "# CONFLICT: " in line else None
        if found:
            yield number, found[1].rstrip("\r")


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
    """The comment lines for one conflict: what happened and what to do, then the values that are not in the map."""
    if isinstance(conflict, BothChanged):
        rows = at_odds(conflict)
        names = " and ".join(name for name, *_ in rows)
        yield f"{HEAD}both sides changed {names}; ours stands here. Keep one, then delete these lines."
        yield f"#   theirs: {_values([(row[0], row[3]) for row in rows])}"
        yield f"#   base: {_values([(row[0], row[1]) for row in rows])}"
    elif isinstance(conflict, RemovedButNeeded):
        yield HEAD + _removed(conflict)
    elif isinstance(conflict, AddedTwice):
        one, other = conflict.path[-1], conflict.other[-1]
        yield (
            f"{HEAD}both sides added '{_safe(one)}'; that of theirs is '{_safe(other)}' here. "
            "Keep both or delete one, then delete this line."
        )
    elif isinstance(conflict, RenamedTwice):
        yield (
            f"{HEAD}ours renamed '{_safe(conflict.old)}' to '{_safe(conflict.ours)}', "
            f"theirs to '{_safe(conflict.theirs)}'. Keep one name, then delete this line."
        )
    else:
        yield (
            f"{HEAD}this and {where(conflict.path)} cannot both stand ({conflict.why}). "
            "Take one out, then delete this line."
        )


def _removed(conflict: RemovedButNeeded) -> str:
    other = "theirs" if conflict.removed_by == "ours" else "ours"
    why = f"{other} changed it"
    if conflict.needed_by:
        more = f" and {len(conflict.needed_by) - 1} more" if len(conflict.needed_by) > 1 else ""
        why = f"{other} needs it at {where(conflict.needed_by[0])}{more}"
    return f"{conflict.removed_by} removed {where(conflict.path)}, {why}. Keep or delete it, then delete this line."


def where(path: Path) -> str:
    """A path in the file's own words, safe on one line."""
    return _safe(" / ".join(path))


def _safe(text: str) -> str:
    return one_line(text)


def _values(rows: Sequence[tuple[str, Any]]) -> str:
    """One value by itself, several by name."""
    if len(rows) == 1:
        return _json(rows[0][1])
    return _json({name: value for name, value in rows if value is not None})


def _json(value: Any) -> str:
    """Readable JSON that a YAML comment can hold: what is unprintable or invisible is escaped."""
    told = json.dumps(value, ensure_ascii=False)
    return _INVISIBLE.sub(_escaped, _UNSAFE.sub(_escaped, told))


def _escaped(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x10000:
        return f"\\u{code:04x}"
    return json.dumps(found[0])[1:-1]
