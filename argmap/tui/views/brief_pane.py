"""The brief pane: the map as a numbered, nested text that follows the cursor."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from argmap.model.index import Index
from argmap.model.types import rebuilt
from argmap.session.outline.outline import Outline
from argmap.session.outline.rows import Row
from argmap.tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from argmap.draw.terminal.brief import BriefEntry, BriefLine

WHOLE = 600
"""Claims up to which the brief of the whole map is shown."""

AROUND = 150
"""Rows before and after the selected one whose brief is shown of a larger map."""

SPACE = 1
"""Cells between the text and its scrollbar."""

MOST = 1000
"""Most claims whose brief is shown of a larger map."""


class BriefPane(LineView, can_focus=True):
    """The brief of the map, or of what is around the selected row of a large one. A click on a claim selects it."""

    LOOKS = "brief"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "brief--plain", "brief--dim", "brief--strong", "brief--supports", "brief--objects_to", "brief--undercuts",
        "brief--with", "brief--tension", "brief--selected",
    }  # fmt: skip
    DEFAULT_CSS = """
    BriefPane { padding: 0 1; scrollbar-size: 1 1; overflow-x: hidden; overflow-y: scroll; }
    BriefPane > .brief--dim { color: $dim; }
    BriefPane > .brief--strong { text-style: bold; }
    BriefPane > .brief--supports { color: $support; text-style: bold; }
    BriefPane > .brief--objects_to { color: $objection; text-style: bold; }
    BriefPane > .brief--undercuts { color: $undercut; text-style: bold; }
    BriefPane > .brief--with { color: $badge; }
    BriefPane > .brief--tension { color: $tension; text-style: bold; }
    BriefPane > .brief--selected { background: $cursor-on; }
    """

    class ClaimChosen(Message):
        """A claim was clicked."""

        def __init__(self, claim_id: str) -> None:
            super().__init__()
            self.claim_id = claim_id

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._of: tuple[Index, tuple[str, ...]] | None = None
        """The index that the entries are of, and the claims of the part, if it is not the whole."""
        self._entries: tuple[BriefEntry, ...] = ()
        self._lines: list[BriefLine] = []
        self._entry_of: list[int] = []
        """By line the place of its entry; -1 for an empty line."""
        self._starts: list[int] = []
        """The first line of each entry."""
        self._wrapped: dict[tuple[BriefEntry, int, bool], list[BriefLine]] = {}
        self._selected = -1

    @property
    def text(self) -> str:
        """All of the brief as plain text."""
        return "\n".join("".join(text for text, _ in line) for line in self._lines)

    def show(self, outline: Outline, row: Row | None) -> None:
        """Show the brief with a row selected and in view."""
        index = outline.shape.index
        part = _part(outline, row) if len(index.claims) > WHOLE else ()
        if self._of is None or self._of[0] is not index or self._of[1] != part:
            from argmap.draw.terminal.brief import brief_entries
            from argmap.views.brief import brief

            self._of = index, part
            shown = _cut_out(index, part) if part else index
            self._entries = tuple(brief_entries(shown, brief(shown)))
            self._wrap()
        self._select(row)

    def _wrap(self) -> None:
        width = self.scrollable_content_region.width - SPACE
        if width <= 0 or self._of is None:
            return
        from argmap.draw.terminal.brief import brief_lines

        known, self._wrapped = self._wrapped, {}
        self._lines, self._entry_of, self._starts = [], [], []
        for place, entry in enumerate(self._entries):
            key = entry, width, not place
            lines = self._wrapped[key] = known.get(key) or brief_lines(entry, width, is_first=not place)
            self._starts.append(len(self._lines) + (not lines[0]))
            self._lines += lines
            self._entry_of += [place if line else -1 for line in lines]
        self.resize_to(width, len(self._lines))

    def _select(self, row: Row | None) -> None:
        self._selected = -1
        if row is not None:
            for place, entry in enumerate(self._entries):
                if entry.claim_id == row.claim_id if row.claim_id is not None else entry.tension_id == row.tension_id:
                    self._selected = place
                    break
        self._scroll_to_selected()
        self.refresh()

    def _scroll_to_selected(self) -> None:
        if self._selected >= 0 and self._starts:
            start = self._starts[self._selected]
            end = next((at for at in self._starts[self._selected + 1 :] if at > start), len(self._lines))
            top, height = self.scroll_offset.y, self.size.height
            if start < top or end > top + height:
                region = Region(0, max(0, start - height // 4), 1, height)
                self.scroll_to_region(region, animate=False, force=True, x_axis=False)

    def line_key(self, line: int) -> Hashable:
        """The pieces of the line, and whether it is of the selected row."""
        if line >= len(self._lines):
            return None
        return self._lines[line], 0 <= self._entry_of[line] == self._selected

    def draw_line(self, line: int, width: int) -> Strip:
        """The line with its styles."""
        ground = self.ground
        pieces = [(text, self.look(name)) for text, name in self._lines[line]]
        if 0 <= self._entry_of[line] == self._selected:
            ground += self.look("selected")
            if self.app.no_color:  # as in lists of lines: a bar of one colour
                ground += Style(reverse=True)
                pieces = [(text, style.without_color) for text, style in pieces]
        return Strip([Segment(text, ground + style) for text, style in pieces]).adjust_cell_length(width, ground)

    def on_resize(self) -> None:
        """Wrap for the new width."""
        self._wrap()
        self._scroll_to_selected()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Select the clicked claim."""
        at = event.get_content_offset(self)
        line = at.y + self.scroll_offset.y if at is not None else -1
        if 0 <= line < len(self._lines) and (place := self._entry_of[line]) >= 0:
            claim_id = self._entries[place].claim_id
            if claim_id is not None:
                event.stop()
                self.post_message(self.ClaimChosen(claim_id))


def _part(outline: Outline, row: Row | None) -> tuple[str, ...]:
    """The claims above a row of a large map, and those around it in the outline, in the order of the outline.

    Of a tension it is claims of its sides, and of a row without claims around it the first claims of the map.
    """
    claims = outline.shape.index.claims
    if row is not None and row.kind == "tension":
        around: Iterable[str] = (claim.id for claim in claims.values() if claim.tension == row.tension_id)
    else:
        around = _around(outline, row)
    return tuple(islice(around, MOST)) or tuple(islice(claims, MOST))


def _around(outline: Outline, row: Row | None) -> Iterator[str]:
    shape, keys = outline.shape, outline.flat.keys
    key = row.key if row is not None and row.key in keys else keys[0] if keys else ""
    if not key:
        return
    above = [key]
    while parent := shape.parent(above[-1]):
        above.append(parent)
    top = keys.index(above[-1])
    place = keys.index(key, top)
    start = max(top, place - place % AROUND - AROUND)
    end = min(outline.flat.end(top), place - place % AROUND + 2 * AROUND)
    claims = shape.index.claims
    yield from (key for key in dict.fromkeys([*reversed(above), *keys[start:end]]) if key in claims)


def _cut_out(index: Index, claims: tuple[str, ...]) -> Index:
    """The index of some claims alone."""
    return Index.build(rebuilt(index.map, claims=tuple(index.claims[one] for one in claims)))
