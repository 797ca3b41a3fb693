"""Conflict markers in a document: comments above the things in conflict, written, found and removed.

A document with markers is a map that opens and passes every reader of YAML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from argmap.mapfile.document import BOM, Document
from argmap.mapfile.occurrences import place_of
from argmap.mapfile.read.read import read
from argmap.merge.conflict_comments import HEAD, NAME, VALUE, anchor, comment, conflict_from
from argmap.merge.conflicts import BothChanged, Conflict, at_odds, places
from argmap.model.findings import MapError, Path
from argmap.model.types import Map

_HEAD = re.compile(rf"[ \t]*{HEAD}(.*)")
_VALUE = re.compile(rf"[ \t]*{VALUE}({NAME}): (.*)")


@dataclass(frozen=True, slots=True)
class Marker:
    """The comment lines of one conflict in a text.

    ``conflict`` is None when the lines no longer name anything in the map, because it was renamed or removed, or
    when they were written or changed by hand.
    """

    line: int
    """The number of its first line, from 1."""
    lines: int
    """The number of lines it has."""
    says: str
    """Its first line, without the comment sign: what happened and what to do."""
    conflict: Conflict | None

    def is_of(self, conflict: Conflict) -> bool:
        """Whether this is the marker of ``conflict``: about the same things, with the same fields at odds."""
        mine = self.conflict
        if mine is None or type(mine) is not type(conflict) or places(mine) != places(conflict):
            return False
        if isinstance(mine, BothChanged) and isinstance(conflict, BothChanged):
            return {row[0] for row in at_odds(mine)} == {row[0] for row in at_odds(conflict)}
        return True


# In a document


def with_markers(document: Document, conflicts: Iterable[Conflict]) -> Document:
    """The document with a marker for each conflict that has none.

    A marker is above what it is about, or at the top of the file where a comment there would change the map. Raises
    MapError when neither leaves the map as it is.
    """
    there = markers_in(document)
    conflicts = tuple(one for one in conflicts if not any(marker.is_of(one) for marker in there))
    if not conflicts:
        return document
    for on_top in (False, True):
        added = (
            (1 if on_top else _line_of(document, anchor(one)), line) for one in conflicts for line in comment(one)
        )
        found = reread(document, with_lines(document.text, added), document.map)
        if found is not None:
            return found
    raise MapError(f"Cannot write the conflicts into {document.file} safely. Merge it by hand.")


def markers_in(document: Document) -> tuple[Marker, ...]:
    """The markers in the document, in file order.

    Lines inside a multi-line text that only look like a marker are left out: removing them would change the map.
    """
    found = find_markers(document.text, document.map)
    if not found or _without(document, found) is not None:
        return found
    return tuple(marker for marker in found if _without(document, [marker]) is not None)


def without_markers(document: Document, settled: Iterable[Marker]) -> Document:
    """The document without these markers. Raises MapError when that would change the map."""
    found = _without(document, settled)
    if found is None:
        raise MapError("The comment of the conflict cannot be removed safely. Remove it by hand.")
    return found


def _without(document: Document, settled: Iterable[Marker]) -> Document | None:
    gone = {number for one in settled for number in range(one.line, one.line + one.lines)}
    lines = document.text.split("\n")
    text = "\n".join(line for number, line in enumerate(lines, start=1) if number not in gone)
    return reread(document, text, document.map)


def _line_of(document: Document, path: Path) -> int:
    """The number of the line, from 1, of the thing at ``path``."""
    place = place_of(document, path)
    return place.line if place else 1


def reread(document: Document, text: str, map: Map) -> Document | None:
    """The document with another text; None when that text does not give ``map``."""
    if text == document.text:
        return document if document.map == map else None
    try:
        found = read((BOM if document.bom else b"") + text.encode(), document.file)
    except MapError:
        return None
    return found if found.map == map else None


# In a text


def markers_of(conflicts: Iterable[Conflict]) -> str:
    """The markers of conflicts as a text by itself, which :func:`find_markers` reads."""
    return "\n".join(line for one in conflicts for line in comment(one))


def find_markers(text: str, map: Map) -> tuple[Marker, ...]:
    """Everything in ``text``, the text of ``map``, that looks like a marker, in file order."""
    return tuple(_markers(text.split("\n"), map)) if HEAD in text else ()


def _markers(lines: list[str], map: Map) -> Iterator[Marker]:
    for at, line in enumerate(lines):
        head = _HEAD.match(line)
        if head is None:
            continue
        values: dict[str, tuple[str, ...]] = {}
        end = at + 1
        while end < len(lines) and (value := _VALUE.match(lines[end])):
            values[value[1]] = (*values.get(value[1], ()), value[2].rstrip("\r"))
            end += 1
        yield Marker(at + 1, end - at, head[1].rstrip("\r"), conflict_from(values, map))


def with_lines(text: str, added: Iterable[tuple[int, str]]) -> str:
    """``text`` with lines inserted, each above the line of its number (from 1) and indented like that line."""
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    newline = "\r\n" if "\r\n" in text else "\n"
    above: dict[int, list[str]] = {}
    for wanted, words in added:
        number = min(max(wanted, 1), max(len(lines), 1)) - 1
        line = lines[number] if lines else ""
        indent = line[: len(line) - len(line.lstrip(" "))]
        above.setdefault(number, []).append(f"{indent}{words}{newline}")
    return "".join("".join((*above.get(number, ()), line)) for number, line in enumerate(lines))
