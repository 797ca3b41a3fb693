"""Reading a text again after an edit: only the entries around the edit are parsed, as in an incremental parser.

The result equals that of :func:`argmap.mapfile.read.read.read` on the whole text; wherever that is not certain, the
whole text is read.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import Any, NamedTuple

from argmap.mapfile.document import BOM, Block, Document, Part
from argmap.mapfile.edits import Splice
from argmap.mapfile.read.decode import Builder
from argmap.mapfile.read.read import entry_blocks, read, with_warnings
from argmap.mapfile.read.source_text import (
    check_characters,
    escaped_characters,
    explicit_keys,
    possible_cuts,
    undecided_conflicts,
)
from argmap.mapfile.syntax.cst import Mapping, compose, last_offset, no_collection
from argmap.mapfile.syntax.positions import Lines, column_of, line_end
from argmap.mapfile.syntax.problems import Report
from argmap.mapfile.trivia import blank_end, comments_below
from argmap.model.findings import Place, ReadingRefused


def reread(document: Document, edit: Splice) -> Document:
    """The document after ``edit`` of its text. Unchanged blocks and parts stay the same objects.

    Raises ReadingRefused as :func:`argmap.mapfile.read.read.read` does.
    """
    found = reread_around(document, edit)
    if isinstance(found, Document):
        return found
    return read((BOM if document.bom else b"") + edited(document.text, edit).encode(), document.file)


def reread_around(document: Document, edit: Splice) -> Document | ReadingRefused | None:
    """The document after ``edit`` where reading the entries around it is certain to give it, else None.

    Where these entries have problems it is a first answer. Reading the whole text may find more problems, or show
    that the following text changes the meaning of these entries.
    """
    with no_collection():
        return _Rereading(document, edit).outcome()


def edited(text: str, edit: Splice) -> str:
    """``text`` after one edit."""
    return text[: edit.start] + edit.text + text[edit.end :]


class _LinesOfPart(Lines):
    """Lines of a part of a text, numbered as in the whole."""

    def __init__(self, file: str, text: str, before: int) -> None:
        super().__init__(file, text)
        self._before = before

    def place(self, offset: int) -> Place:
        place = super().place(offset)
        return place._replace(line=place.line + self._before)


class _Run(NamedTuple):
    """Adjacent entries of one section: blocks from ``first`` to before ``last``, ``number`` of which is the first's
    place in the section."""

    first: int
    last: int
    section: str
    number: int


class _Rereading:
    """One attempt to read a run of entries again."""

    def __init__(self, document: Document, edit: Splice) -> None:
        self.old = document
        self.edit = edit
        self.edited = edited(document.text, edit)
        self.by = len(edit.text) - (edit.end - edit.start)

    def outcome(self) -> Document | ReadingRefused | None:
        """What :func:`reread_around` returns."""
        run = self._run()
        if run is None:
            return None
        start, end = self.old.starts[run.first], self.old.starts[run.last] + self.by
        text = self.edited[start:end]
        report = Report(_LinesOfPart(self.old.file, text, self.edited.count("\n", 0, start)))
        blocks = self._blocks(run, text, report, start)
        if report.refuses:
            return report.refusal()
        return self._document(run, blocks) if blocks is not None else None

    def _document(self, run: _Run, blocks: list[Block]) -> Document | None:
        old = self.old
        parts: tuple[Part, ...] = getattr(old.map, run.section)
        new = tuple(block.part for block in blocks if block.part is not None)
        if not self._ids_are_free(run, new):
            return None
        count = run.last - run.first
        sections: dict[str, Any] = {run.section: (*parts[: run.number], *new, *parts[run.number + count :])}
        kept = (*old.blocks[: run.first], *blocks, *old.blocks[run.last :])
        return Document(old.file, replace(old.map, **sections), kept, old.bom)

    def _run(self) -> _Run | None:
        """The entries that the edit touches, with one on either side where the section has one."""
        blocks, starts = self.old.blocks, self.old.starts
        low = max(bisect_left(starts, self.edit.start) - 1, 0)
        high = min(bisect_right(starts, self.edit.end), len(blocks))
        section = blocks[low].section
        if not section or any(block.section != section for block in blocks[low:high]):
            return None
        frame = next(number for number, block in enumerate(blocks) if block.opens == section)
        if blocks[low - 1].section == section:
            low -= 1
        elif self.edit.start <= starts[low] + _name_at(blocks[low]):
            return None  # comments above the first entry may belong to the section
        if high < len(blocks) and blocks[high].section == section:
            high += 1
        return _Run(low, high, section, low - frame - 1)

    def _blocks(self, run: _Run, text: str, report: Report, start: int) -> list[Block] | None:
        """The blocks of ``text``, which begins at ``start``; None where it cannot be read by itself."""
        old = self.old.blocks
        check_characters(text, report)
        explicit_keys(text, report)
        escaped_characters(text, report)
        undecided_conflicts(text, report)
        if report.refuses:
            return None
        root = compose(text, report, possible_cuts(text))
        if not isinstance(root, Mapping) or root.flow or report.refuses:
            return None
        first_name = _name_at(old[run.first])
        if root.start != first_name or column_of(text, root.start) != column_of(old[run.first].text, first_name):
            return None
        if not self._ends_as_before(run, root, text, start):
            return None
        builder = Builder(report)
        parts = [builder.part(run.section, key.value, value) for key, value in builder.pairs(root, (run.section,))]
        if report.refuses or len(parts) != len(root.pairs):
            return None
        made = with_warnings(tuple(entry_blocks(text, run.section, tuple(parts), root, -1)), report)
        if sum(len(block.text) for block in made) != len(text):
            return None
        return self._sharing(made, old[run.first : run.last])

    def _ends_as_before(self, run: _Run, root: Mapping, text: str, start: int) -> bool:
        """Whether the text after the run is certain to be read as before: the last entry of the run was not touched,
        or ends where the old one did and what follows is not part of it."""
        old, starts = self.old.blocks, self.old.starts
        key, value = root.pairs[-1]
        last = old[run.last - 1]
        if self.edit.end < starts[run.last - 1]:
            from_end = len(text) - key.start_mark.index
            return bool(from_end == len(last.text) - _name_at(last))
        if run.last < len(old) and old[run.last].section == run.section:
            return False
        if not text.endswith("\n") and run.last < len(old):
            return False
        below = comments_below(self.edited, start + line_end(text, last_offset(value)), column_of(text, root.start))
        return blank_end(self.edited, below, len(self.edited)) == start + len(text)

    def _ids_are_free(self, run: _Run, new: tuple[Part, ...]) -> bool:
        """Whether the ids of new entries do not occur elsewhere as ids of entries."""
        old = self.old.blocks
        before = {block.part.id for block in old[run.first : run.last] if block.part is not None}
        come = {part.id for part in new}
        if come <= before and len(come) == len(new):
            return True
        map = self.old.map
        taken = {part.id for section in (map.tensions, map.stakeholders, map.claims, map.sources) for part in section}
        return len(come) == len(new) and not come & (taken - before)

    @staticmethod
    def _sharing(new: tuple[Block, ...], old: tuple[Block, ...]) -> list[Block]:
        """The new blocks, equal ones and equal parts of them as the old objects."""
        known = {block.key: block for block in old}
        found = []
        for block in new:
            same = known.get(block.key)
            if same is not None and same.part == block.part:
                block = same if same == block else block._replace(part=same.part)
            found.append(block)
        return found


def _name_at(block: Block) -> int:
    """The offset of the name of an entry in its block."""
    at = 0
    text = block.text
    while text[at : at + 1] in {" ", "#", "\n", "\r"} and at < len(text):
        line = line_end(text, at)
        content = text[at:line].lstrip(" ")
        if content[:1] not in {"#", "\n", "\r", ""}:
            return line - len(content)
        at = line
    return at
