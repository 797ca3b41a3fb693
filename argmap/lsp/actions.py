"""Code actions: what an editor offers to do about a finding, or with a link, in one step."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

from lsprotocol.types import CodeAction, CodeActionKind, Diagnostic, Range, TextEdit, WorkspaceEdit

from argmap.check.fixes import FIXES, Fix, mend
from argmap.edit.claims import add_claim
from argmap.edit.reasons import flip
from argmap.edit.sources import add_source
from argmap.edit.stakeholders import add_stakeholder
from argmap.edit.tensions import add_tension
from argmap.lsp.edits import revision, text_edits
from argmap.lsp.open_map import OpenMap
from argmap.mapfile.edits import Splice
from argmap.mapfile.occurrences import Occurrence
from argmap.mapfile.scalars import double_quoted
from argmap.model.findings import MapError
from argmap.model.ids import is_id
from argmap.model.index import Index
from argmap.model.lookup import nearest
from argmap.model.paths import SECTIONS
from argmap.model.references import Thing, things_in
from argmap.model.types import Map, Reason, Source, Stakeholder, Tension, rebuilt
from argmap.report.findings.pages import FIXABLE
from argmap.vocabulary import RELATIONS, THINGS

_QUICK = CodeActionKind.QuickFix.value
FIX_ALL = f"{CodeActionKind.SourceFixAll.value}.argmap"

_DANGLING = frozenset({"AM101", "AM102", "AM103", "AM104", "AM105", "AM106", "AM108"})
"""Findings about a reference to something missing."""

_UNQUOTED = frozenset({"AM004", "AM031"})
"""Findings about a text that YAML takes for something else because it has no quotation marks."""

_VALUE = re.compile(r"""(?P<before>\s*(?:- +)*[a-z0-9_-]+:[ \t]+|\s*(?:- +)+)(?P<value>[^\s"'|>\[{].*?)\s*""")


Change = Callable[[Map], Map]


class _Offered:
    """Collects actions; those that are impossible or change nothing are left out."""

    def __init__(self, uri: str, open_map: OpenMap) -> None:
        self._uri = uri
        self._open_map = open_map
        self.found: list[CodeAction] = []

    def change(self, title: str, change: Change, about: Diagnostic | None = None, kind: str = _QUICK) -> None:
        """Offer a change of the map."""
        with suppress(MapError):
            self.edits(title, revision(self._open_map, change(self._open_map.map)), about, kind)

    def splice(self, title: str, splice: Splice, about: Diagnostic) -> None:
        """Offer a change of the text."""
        self.edits(title, text_edits(self._open_map, [splice]), about)

    def edits(self, title: str, edits: list[TextEdit], about: Diagnostic | None, kind: str = _QUICK) -> None:
        """Offer edits, if there are any. The first about a finding are those that an editor prefers."""
        if not edits:
            return
        about_it = [about] if about is not None else None
        first = about is not None and all(one.diagnostics != about_it for one in self.found)
        edit = WorkspaceEdit(changes={self._uri: edits})
        self.found.append(CodeAction(title, kind, diagnostics=about_it, is_preferred=first or None, edit=edit))


def actions(uri: str, open_map: OpenMap, range: Range, diagnostics: Sequence[Diagnostic]) -> list[CodeAction]:
    """What can be done in a range of the text, about the findings in it first."""
    offered = _Offered(uri, open_map)
    for diagnostic in diagnostics:
        if diagnostic.code in _UNQUOTED:
            _quoting(offered, open_map, diagnostic)
    if open_map.is_sound:
        for diagnostic in diagnostics:
            _mending(offered, open_map, diagnostic)
            if diagnostic.code in _DANGLING:
                _of_dangling(offered, open_map, diagnostic)
        _flipping(offered, open_map, range)
        if any(one.code in FIXABLE for one in open_map.quickly()):
            everywhere = partial(_mended_everywhere, open_map)
            offered.change("Fix all that has one safe answer", everywhere, kind=FIX_ALL)
    return offered.found


# Mending


def _mending(offered: _Offered, open_map: OpenMap, diagnostic: Diagnostic) -> None:
    """What ``argmap check --fix`` would do, in the entry of the finding alone."""
    key = _entry_at(open_map, diagnostic.range)
    for fix in FIXES:
        if fix.code == diagnostic.code and key is not None:
            offered.change(f"Fix: {fix.what.rstrip('.')}", partial(_mended_in, fix, key), diagnostic)


def _mended_in(fix: Fix, key: tuple[str, str], map: Map) -> Map:
    """``map`` with a fix made in one entry."""
    section, name = key
    new = {part.id: part for part in getattr(fix.mend(map), section)}
    parts = tuple(new.get(part.id, part) if part.id == name else part for part in getattr(map, section))
    return rebuilt(map, **{section: parts})


def _mended_everywhere(open_map: OpenMap, map: Map) -> Map:
    return mend(map, open_map.settings)[0]


def _entry_at(open_map: OpenMap, range: Range) -> tuple[str, str] | None:
    there = open_map.then(open_map.text.offset(range.start))
    found = open_map.block_at(there) if there is not None else None
    return found[0].key if found is not None else None


# References to what is not there


def _of_dangling(offered: _Offered, open_map: OpenMap, diagnostic: Diagnostic) -> None:
    for one in _dangling_in(open_map, diagnostic.range):
        near = nearest(one.thing[-1], _there(open_map.index, one.thing))
        if near is not None:
            offered.splice(f"Change to '{near}'", Splice(one.start, one.end, near), diagnostic)
        _adding(offered, open_map, one.thing, diagnostic)


def _dangling_in(open_map: OpenMap, range: Range) -> list[Occurrence]:
    """The references to something missing in a range, or in the value of a field whose name the range is in."""
    text = open_map.text
    low, high = text.offset(range.start), text.offset(range.end)
    line_end = text.line_start(range.end.line) + len(text.line(range.end.line))
    there = things_in(open_map.map)
    found = open_map.block_at(low)
    if found is None:
        return []
    block, start = found
    behind = [
        one._replace(start=one.start + start, end=one.end + start)
        for one in open_map.layout_of(block).occurrences
        if not one.defines and one.thing not in there and low <= one.start + start <= line_end
    ]
    return [one for one in behind if one.start < high] or behind


def _there(index: Index, thing: Thing) -> Sequence[str]:
    """The ids of all things of the same kind."""
    if thing[0] == "reasons":
        return list(index.reasons)
    if len(thing) == 4:
        tension = index.tensions.get(thing[1])
        return [side.id for side in tension.sides] if tension is not None else []
    return list(getattr(index, thing[0]))


def _adding(offered: _Offered, open_map: OpenMap, thing: Thing, diagnostic: Diagnostic) -> None:
    section, name = thing[0], thing[1]
    if section not in SECTIONS or len(thing) != 2 or not is_id(name):
        return
    words = name.replace("-", " ").capitalize()
    near = _entry_at(open_map, diagnostic.range)
    after = near[1] if near is not None and near[0] == "claims" else None
    add: dict[str, Change] = {
        "claims": lambda map: add_claim(map, name, f"{words}.", after=after),
        "sources": lambda map: add_source(map, Source(id=name, title=words)),
        "stakeholders": lambda map: add_stakeholder(map, Stakeholder(id=name, name=words)),
        "tensions": lambda map: add_tension(map, Tension(id=name, title=words)),
    }
    offered.change(f"Add the {THINGS[section]} '{name}'", add[section], diagnostic)


# Links


def _flipping(offered: _Offered, open_map: OpenMap, range: Range) -> None:
    """Turn the link at the cursor from a support into an objection, or the other way round."""
    reason = _link_at(open_map, open_map.text.offset(range.start))
    if reason is not None and reason.kind != "undercuts":
        now, then = ("supports", "objects_to") if reason.kind == "supports" else ("objects_to", "supports")
        noun, other = RELATIONS[now].noun, RELATIONS[then].noun  # type: ignore[index]
        article = "an" if other[0] in "aeiou" else "a"
        title = f"Turn this {noun} into {article} {other}"
        kind = CodeActionKind.RefactorRewrite.value
        offered.change(title, lambda map: flip(map, reason.address), kind=kind)


def _link_at(open_map: OpenMap, offset: int) -> Reason | None:
    """The link that is written down at an offset in the text."""
    there = open_map.then(offset)
    found = open_map.block_at(there) if there is not None else None
    if there is None or found is None:
        return None
    block, start = found
    for one in open_map.layout_of(block).occurrences:
        if one.defines and one.thing[0] == "reasons" and one.start <= there - start <= one.end:
            return open_map.index.reasons.get(one.thing[-1])
    return None


# Quotation marks


def _quoting(offered: _Offered, open_map: OpenMap, diagnostic: Diagnostic) -> None:
    """Put the whole text of a line in quotation marks."""
    text, line = open_map.text, diagnostic.range.start.line
    found = _VALUE.fullmatch(text.line(line))
    if found is not None:
        start = text.line_start(line)
        splice = Splice(start + found.start("value"), start + found.end("value"), double_quoted(found["value"]))
        offered.splice("Put the text in quotation marks", splice, diagnostic)
