"""The widget of the outline: rows with fold mark, sign, text and badges; the selected one is shown in full."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping

from rich.cells import cell_len
from rich.style import Style
from textual.message import Message

from argmap.draw.terminal.cells import wrapped
from argmap.session.claim_status import StatusBadge
from argmap.session.outline.outline import Outline
from argmap.session.outline.rows import Row
from argmap.tui.widgets.line_list import LineList, StyledText
from argmap.tui.widgets.plain_text import fitted
from argmap.vocabulary import ASSUMED, LINKED_SIGN, SIDE_SIGN, Status, counted

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

UNANSWERED_SIGN = "!"

SIDE = f"{SIDE_SIGN} "
"""Before a tension, and before the side of a claim, which would read as more of its text."""

MOST_LINES = 12
"""Most lines that the selected row takes."""

LEAST_TEXT = 8
"""Fewest cells of the text of the selected row."""

StatusOf = Callable[[str], StatusBadge]


def _cells(pieces: Iterable[StyledText]) -> int:
    return sum(cell_len(text) for text, _ in pieces)


def _folded_away(shown: Row) -> str:
    """What is folded away below a row: ``+3 −1 ⊘1 &2`` of a claim, ``4 claims`` of a tension."""
    if shown.kind == "tension":
        return counted(shown.children, "claim")
    linked = shown.children - shown.supports - shown.objections - shown.undercuts
    counts = (("+", shown.supports), ("−", shown.objections), ("⊘", shown.undercuts), (LINKED_SIGN, linked))
    return " ".join(f"{sign}{count}" for sign, count in counts if count > 0)


def _counts(shown: Row, unanswered: int) -> Iterator[str]:
    """Assumed or not, positions, sources, other links, and unanswered objections."""
    if shown.assumed:
        yield ASSUMED
    also = len(shown.also) if shown.kind == "claim" else 0
    counts = (("☺", shown.positions), ("§", shown.sources), ("⇢", also), (UNANSWERED_SIGN, unanswered))
    for sign, count in counts:
        if count:
            yield f"{sign}{count}"


class OutlineView(LineList):
    """Draws an :class:`Outline`. Its own state is only the row under the cursor."""

    class FoldClicked(Message):
        """The fold mark of the row under the cursor was clicked."""

    def __init__(self, outline: Outline, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.outline = outline
        self.status_of: StatusOf | None = None
        self.marked: str | None = None
        self.unanswered: Mapping[str, int] = {}
        """The number of unanswered objections to claims that have any."""
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
            self.unanswered.get(shown.claim_id or "", 0),
            self._hit(shown),
        )

    def draw(self, row: int, width: int) -> list[StyledText]:
        """Indent, fold mark, sign and text; badges at the right edge."""
        shown = self.outline.row(row)
        head = self._head(row, shown, width)
        room = width - _cells(head) - len(BESIDE)
        tail = self._badges_in(shown, width, room - cell_len(shown.text))
        room -= _cells(tail)
        return [*head, (fitted(shown.text, max(room, 0)), self._text_look(shown)), *tail, (BESIDE, self.look("dim"))]

    def draw_selected(self, row: int, width: int) -> list[list[StyledText]]:
        """The row with its whole text, and its badges at the end of the last line, or on one of their own."""
        shown = self.outline.row(row)
        head, tail, look = self._head(row, shown, width), self._badges(shown, width), self._text_look(shown)
        room = max(width - _cells(head) - len(BESIDE), LEAST_TEXT)
        texts = wrapped(shown.text, room, MOST_LINES)
        if cell_len(texts[-1]) + _cells(tail) > room:
            texts = [*texts, ""] if len(texts) > 1 or cell_len(texts[0]) else texts
        tail = self._badges_in(shown, width, room - cell_len(texts[-1]))
        beside: list[StyledText] = [("▌", self.look("bar")), (" " * max(0, _cells(head) - 1), self.look("dim"))]
        lines = [[*(beside if place else head), (text, look)] for place, text in enumerate(texts)]
        lines[-1] += [(" " * max(0, room - cell_len(texts[-1]) - _cells(tail)), look), *tail]
        return lines

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
        if shown.kind in {"tension", "tensions"}:
            head.append((SIDE, self.look("tension")))
        elif shown.sign:
            head.append((shown.sign + " ", self.look(SIGN_LOOKS[shown.relation])))
        if shown.kind == "also":
            head.append(("⇢ ", self.look("badge")))
        return head

    def _indent(self, shown: Row, width: int) -> int:
        return min(shown.depth * 2, max(0, width // 2 - 6))

    def _text_look(self, shown: Row) -> Style:
        style = self.look("error" if shown.missing else "dim" if shown.kind == "also" else "plain")
        if shown.kind in {"tension", "tensions"}:
            style += self.look("strong")
        return style + self.look("match") if self._hit(shown) else style

    def _badges_in(self, shown: Row, width: int, room: int) -> list[StyledText]:
        """The badges, the side of a claim in as much of the room as it needs."""
        tail = self._badges(shown, width)
        spare = room - _cells(tail)
        return self._badges(shown, width, spare) if spare > 0 and (shown.takes or shown.side) else tail

    def _badges(self, shown: Row, width: int, spare: int = 0) -> list[StyledText]:
        """The badges; ``spare`` cells more than usual for a side."""
        pieces = [(" " + word, self.look("badge")) for word in self._badge_words(shown, width, spare)]
        if badge := self._status(shown):
            look = self.look(STATUS_LOOKS.get(badge.status, "badge"))
            words = badge.sign if width < NARROW else f"{badge.words:<{BADGE_WIDTH}}"
            pieces.append((f" {words}", look + self.look("strong") if badge.is_changed else look))
        return pieces

    def _badge_words(self, shown: Row, width: int, spare: int) -> Iterator[str]:
        if shown.folded and shown.children and shown.kind != "tensions":
            yield from filter(None, [_folded_away(shown)])
        if shown.kind == "also" and (shown.missing or width >= 100):
            yield "missing claim" if shown.missing else "reference"
        if shown.takes:
            yield SIDE + fitted(shown.takes, min(cell_len(shown.takes), max(10, width // 4) + spare - len(SIDE)))
        elif shown.side and width >= 100:
            yield SIDE + fitted(shown.side, 24 + spare - len(SIDE)).rstrip()
        yield from _counts(shown, self.unanswered.get(shown.claim_id or "", 0))
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
