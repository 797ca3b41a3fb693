"""The widget of the outline: one line per row, with fold mark, sign, text and badges."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping

from rich.cells import cell_len
from rich.style import Style
from textual.message import Message

from argmap.session.claim_status import StatusBadge
from argmap.session.outline.outline import Outline
from argmap.session.outline.rows import Row
from argmap.tui.widgets.line_list import LineList, StyledText
from argmap.tui.widgets.plain_text import fitted
from argmap.vocabulary import ASSUMED, Status

SIGN_LOOKS = {"supports": "support", "objects_to": "objection", "undercuts": "undercut", "with": "badge"}
STATUS_LOOKS: Mapping[Status, str] = {
    "supported": "support", "accepted": "support", "challenged": "warning", "support lost": "warning",
    "contested": "undercut", "circular": "undercut", "rejected": "objection",
}  # fmt: skip
"""The looks of statuses; the others have that of badges. A challenged claim is amber, as it may be right."""

BADGE_WIDTH = 12
"""Cells of a status badge, where there is room for its words."""

NARROW = 56
"""Width of the outline in cells below which a status badge is only a sign."""

BESIDE = "  "
"""Empty cells at the end of a row: a margin and the place of the scrollbar."""

StatusOf = Callable[[str], StatusBadge]


class OutlineView(LineList):
    """Draws an :class:`Outline`. Its own state is only the row under the cursor."""

    class FoldClicked(Message):
        """The fold mark of the row under the cursor was clicked."""

    def __init__(self, outline: Outline, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.outline = outline
        self.status_of: StatusOf | None = None
        self.marked: str | None = None
        self.jump_labels: dict[int, str] = {}

    # Rows for LineList

    def row_count(self) -> int:
        """The number of visible rows."""
        return len(self.outline)

    def key_of(self, row: int) -> Hashable:
        """The row, with everything else that is drawn on it."""
        shown = self.outline.row(row)
        return (
            shown,
            self._status(shown),
            shown.claim_id == self.marked,
            self.jump_labels.get(row),
            self._hit(shown),
        )

    def draw(self, row: int, width: int) -> list[StyledText]:
        """Indent, fold mark, sign and text; badges at the right edge."""
        shown = self.outline.row(row)
        head = self._head(row, shown, width)
        tail = self._badges(shown, width)
        room = width - sum(cell_len(text) for text, _ in (*head, *tail)) - len(BESIDE)
        return [*head, (fitted(shown.text, max(room, 0)), self._text_look(shown)), *tail, (BESIDE, self.look("dim"))]

    def clicked(self, row: int, column: int) -> bool:
        """Fold or unfold on a click on the fold mark."""
        shown = self.outline.row(row)
        start = self._indent(shown, self.size.width) + 1
        if not shown.children or not start <= column <= start + 1:
            return False
        self.post_message(self.FoldClicked())
        return True

    # Parts of a row

    def _head(self, row: int, shown: Row, width: int) -> list[StyledText]:
        bar = "▌" if row == self.cursor else " "
        fold = "·" if not shown.children else "▸" if shown.folded else "▾"
        head: list[StyledText] = [(bar, self.look("bar" if row == self.cursor else "dim"))]
        if label := self.jump_labels.get(row):
            head.append((f"{label:<2}", self.look("label")))
        head.append((" " * self._indent(shown, width) + fold + " ", self.look("dim")))
        if shown.kind == "tension":
            head.append(("◆ ", self.look("tension")))
        elif shown.sign:
            head.append((shown.sign + " ", self.look(SIGN_LOOKS[shown.relation])))
        if shown.kind == "also":
            head.append(("⇢ ", self.look("badge")))
        return head

    def _indent(self, shown: Row, width: int) -> int:
        return min(shown.depth * 2, max(0, width // 2 - 6))

    def _text_look(self, shown: Row) -> Style:
        style = self.look("error" if shown.missing else "dim" if shown.kind == "also" else "plain")
        if shown.kind == "tension":
            style += self.look("strong")
        return style + self.look("match") if self._hit(shown) else style

    def _badges(self, shown: Row, width: int) -> list[StyledText]:
        pieces = [(" " + word, self.look("badge")) for word in self._badge_words(shown, width)]
        if badge := self._status(shown):
            look = self.look(STATUS_LOOKS.get(badge.status, "badge"))
            words = badge.sign if width < NARROW else f"{badge.words:<{BADGE_WIDTH}}"
            pieces.append((f" {words}", look + self.look("strong") if badge.is_changed else look))
        return pieces

    def _badge_words(self, shown: Row, width: int) -> Iterator[str]:
        if shown.folded and shown.children:
            yield f"[{shown.children}]"
        if shown.missing:
            yield "missing claim"
        if shown.kind == "also" and not (shown.takes and width < 100):
            yield "reference"
        if shown.takes:
            yield fitted(shown.takes, min(cell_len(shown.takes), max(10, width // 4)))
        elif shown.side and width >= 100:
            yield fitted(shown.side, 24).rstrip()
        if shown.assumed:
            yield ASSUMED
        also = len(shown.also) if shown.kind == "claim" else 0
        for sign, count in (("☺", shown.positions), ("§", shown.sources), ("⇢", also)):
            if count:
                yield f"{sign}{count}"
        if shown.claim_id is not None and shown.claim_id == self.marked:
            yield "marked"

    def _status(self, shown: Row) -> StatusBadge | None:
        if self.status_of is None or shown.claim_id is None or shown.missing:
            return None
        return self.status_of(shown.claim_id)

    def _hit(self, shown: Row) -> bool:
        return bool(self.outline.query.strip()) and shown.key in self.outline.hits

    # The row under the cursor

    @property
    def selected(self) -> Row | None:
        """The row under the cursor, or None in an empty outline."""
        return self.outline.row(self.cursor) if len(self.outline) else None

    def show(self, outline: Outline, key: str | None = None) -> None:
        """Draw another outline with the cursor on ``key``, or on the same row when ``key`` is None.

        A row that keeps the cursor keeps its line on the screen too.
        """
        before, cursor_before = self.outline, self.cursor
        old_key = before.key(self.cursor) if self.cursor < len(before) else None
        if outline is not before:
            self.outline = outline
        wanted = key if key is not None else old_key
        if wanted is not None:
            place = outline.kept(wanted, before)
            self.cursor = (outline.number(place) if place is not None else None) or 0
        self.rows_changed()
        key_now = outline.key(self.cursor) if len(outline) else None
        if key_now == old_key and self.cursor != cursor_before:
            self.scroll_to(y=self.scroll_offset.y + self.cursor - cursor_before, animate=False, force=True)
        self.show_cursor()
        if key_now != old_key:
            self.post_message(self.CursorMoved())
