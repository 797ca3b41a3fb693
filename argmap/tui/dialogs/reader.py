"""The reader: the copy of a source, in which a passage is picked as a quote."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Input

from argmap.escape import for_terminal, one_line
from argmap.evidence.copy_text import CopyText
from argmap.tui.dialogs.dialog import Dialog
from argmap.tui.search import no_matches
from argmap.tui.widgets.line_view import LineView
from argmap.tui.widgets.plain_text import PlainText
from argmap.tui.widgets.text_entry import LineInput

READING = "↑↓←→ move   Space select   / find   Tab next quote   Enter quote   Esc close"
SELECTING = "↑↓←→ extend the selection   Enter use it as the quote   Esc drop it"
FINDING = "Type words   Enter next match   Esc end the search"


class Quoted(NamedTuple):
    """A passage that the map quotes already, as a range of the copy's text, and for which claim, in words."""

    start: int
    end: int
    claim: str


class Passage(NamedTuple):
    """A passage that was picked, as a range of the copy's text."""

    start: int
    end: int


class _Line(NamedTuple):
    """A line on the screen: its words by number. A head line, which has none, says where a page begins."""

    first: int
    after: int
    head: str = ""


class CopyView(LineView, can_focus=True):
    """The words of a copy in lines of the screen, with a cursor on a word, a selection and marks."""

    LOOKS = "copy"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "copy--plain", "copy--dim", "copy--quoted", "copy--chosen", "copy--match", "copy--cursor",
    }  # fmt: skip
    DEFAULT_CSS = """
    CopyView { scrollbar-size: 1 1; overflow-x: hidden; overflow-y: auto; height: 1fr; }
    CopyView > .copy--dim { color: $dim; }
    CopyView > .copy--quoted { color: $support; text-style: underline; }
    CopyView > .copy--chosen { background: $cursor-on; text-style: bold; }
    CopyView > .copy--match { color: $tension; text-style: bold underline; }
    CopyView > .copy--cursor { text-style: reverse; }
    """

    class CursorSet(Message):
        """The cursor is on another word, or the selection changed."""

    def __init__(self, copy: CopyText, quoted: Sequence[Quoted]) -> None:
        super().__init__()
        self.copy_text = copy
        self.quoted = sorted(quoted)
        words = [found.span() for found in re.finditer(r"\S+", copy.text)]
        self.starts = [start for start, _ in words]
        self.ends = [end for _, end in words]
        self._keeps_lines = copy.kind == "pdf"  # where lines are all that is known of headings and paragraphs
        self.cursor = 0
        self.begun_at: int | None = None
        self.matches: set[int] = set()
        self.lines: list[_Line] = []
        self._wrapped_at = 0
        self._marked = {word for one in self.quoted for word in self._words_in(one.start, one.end)}

    def _words_in(self, start: int, end: int) -> range:
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))

    # Lines

    def wrap(self) -> None:
        """Put the words into lines of the present width, with an empty line between paragraphs."""
        width = max(self.size.width, 10)
        self._wrapped_at, self.lines = self.size.width, []
        breaks = iter([*self.copy_text.paragraphs, len(self.copy_text.text)])
        pages = list(self.copy_text.pages)
        next_break = next(breaks)
        first, room = 0, width
        for number, start in enumerate(self.starts):
            is_page = bool(pages) and start >= pages[0].start
            is_break = start >= next_break
            is_line_end = self._keeps_lines and number and "\n" in self.copy_text.text[self.ends[number - 1] : start]
            needs = self.width_of(number) + 1
            if number > first and (needs > room or is_break or is_page or is_line_end):
                self.lines.append(_Line(first, number))
                first, room = number, width
            while start >= next_break:
                next_break = next(breaks, len(self.copy_text.text) + 1)
            if is_break and number and not is_page:
                self.lines.append(_Line(number, number))
            while pages and start >= pages[0].start:
                page = pages.pop(0)
                self.lines.append(_Line(number, number, f"p. {one_line(page.label or str(page.number))}"))
            room -= needs
        if first < len(self.starts):
            self.lines.append(_Line(first, len(self.starts)))

    def line_of(self, word: int) -> int:
        """The line that a word is on."""
        return bisect_right(self.lines, word, key=lambda line: line.after)

    def on_resize(self) -> None:
        """Wrap for the new width, and keep the cursor in view."""
        if self.size.width != self._wrapped_at:
            self.wrap()
            self.forget_strips()
        self.resize_to(self.size.width, len(self.lines))
        self.call_after_refresh(self.show_cursor)

    def line_key(self, line: int) -> Hashable:
        """The line with its marks."""
        if line >= len(self.lines):
            return None
        shown = self.lines[line]
        chosen = self.chosen
        part = (max(chosen.start, shown.first), min(chosen.stop, shown.after)) if len(chosen) else (0, 0)
        at = self.cursor if shown.first <= self.cursor < shown.after else -1
        return line, at, part if part[0] < part[1] else ()

    def draw_line(self, line: int, width: int) -> Strip:
        """The words of a line, each in its style."""
        shown = self.lines[line]
        if shown.head:
            return Strip([Segment(shown.head, self.ground + self.look("dim"))]).adjust_cell_length(width, self.ground)
        segments = []
        for word in range(shown.first, shown.after):
            style = self._style(word)
            text = for_terminal(self.copy_text.text[self.starts[word] : self.ends[word]])
            segments.append(Segment(text, self.ground + style))
            joined = word + 1 < shown.after and style == self._style(word + 1)
            segments.append(Segment(" ", self.ground + (style if joined else Style())))
        return Strip(segments).adjust_cell_length(width, self.ground)

    def _style(self, word: int) -> Style:
        if word == self.cursor and self.begun_at is None:
            return self.look("cursor")
        if word in self.chosen and self.begun_at is not None:
            return self.look("chosen") + (Style(reverse=True) if self.app.no_color else Style())
        if word in self.matches:
            return self.look("match")
        return self.look("quoted") if word in self._marked else self.look("plain")

    # Moving and selecting

    @property
    def chosen(self) -> range:
        """The words of the selection, or the word under the cursor."""
        other = self.cursor if self.begun_at is None else self.begun_at
        return range(min(self.cursor, other), max(self.cursor, other) + 1)

    @property
    def passage(self) -> Passage | None:
        """The selected passage of the text; None without a selection."""
        if self.begun_at is None or not self.starts:
            return None
        return Passage(self.starts[self.chosen.start], self.ends[self.chosen.stop - 1])

    @property
    def quoted_here(self) -> Quoted | None:
        """The quoted passage that the cursor is in."""
        if not self.starts:
            return None
        at = self.starts[self.cursor]
        return next((one for one in self.quoted if one.start <= at < one.end), None)

    def move_to(self, word: int) -> None:
        """Move the cursor to a word and scroll it into view."""
        self.cursor = max(0, min(word, len(self.starts) - 1))
        self.refresh()
        self.show_cursor()
        self.post_message(self.CursorSet())

    def move_lines(self, step: int) -> None:
        """Move the cursor some lines up or down, to the word nearest below it."""
        if not self.lines:
            return
        here = self.line_of(self.cursor)
        column = self._column(self.cursor)
        line, way = here + step, 1 if step > 0 else -1
        line = max(0, min(line, len(self.lines) - 1))
        while 0 <= line < len(self.lines) and self.lines[line].first == self.lines[line].after:
            line += way
        if 0 <= line < len(self.lines):
            self.move_to(self._word_at(line, column))

    def _column(self, word: int) -> int:
        line = self.lines[self.line_of(word)]
        return sum(self.width_of(one) + 1 for one in range(line.first, word))

    def width_of(self, word: int) -> int:
        """The cells that a word takes."""
        text = self.copy_text.text[self.starts[word] : self.ends[word]]
        return len(text) if text.isascii() and text.isprintable() else cell_len(for_terminal(text))

    def _word_at(self, line: int, column: int) -> int:
        shown = self.lines[line]
        for word in range(shown.first, shown.after):
            column -= self.width_of(word) + 1
            if column < 0:
                return word
        return max(shown.after - 1, shown.first)

    def select(self, on: bool) -> None:
        """Begin a selection at the cursor, or drop it."""
        self.begun_at = self.cursor if on else None
        self.refresh()
        self.post_message(self.CursorSet())

    def show_cursor(self) -> None:
        """Scroll the cursor into view."""
        if self.size.height and self.lines:
            line = Region(0, self.line_of(self.cursor), 1, 1)
            self.scroll_to_region(line, animate=False, force=True, x_axis=False)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the word under the cursor begins."""
        word = Offset(self._column(self.cursor), self.line_of(self.cursor)) if self.lines else Offset()
        return self.content_region.offset + word - Offset(0, self.scroll_offset.y)

    def next_quoted(self) -> None:
        """Move the cursor to the next passage that the map quotes, from the last one to the first."""
        if self.quoted and self.starts:
            at = self.starts[self.cursor]
            found = next((one for one in self.quoted if one.start > at), self.quoted[0])
            self.move_to(bisect_left(self.starts, found.start))

    def find(self, words: str, onward: bool = False) -> bool:
        """Mark all matches and move the cursor to the next one; False when there is none."""
        pattern = r"\s+".join(map(re.escape, words.split()))
        spans = [one.span() for one in re.finditer(pattern, self.copy_text.text, re.IGNORECASE)] if pattern else []
        self.matches = {word for span in spans for word in self._words_in(*span)}
        self.forget_strips()
        if not spans:
            self.refresh()
            return not pattern
        at = self.starts[self.cursor] + onward
        start, end = next((span for span in spans if span[0] >= at or span[1] > at + 1), spans[0])
        self.move_to(self._words_in(start, end).start)
        return True

    # Mouse: press on the first word, release on the last

    def _word_under(self, event: events.MouseEvent) -> int | None:
        at = event.get_content_offset(self)
        line = at.y + self.scroll_offset.y if at is not None else len(self.lines)
        if at is None or line >= len(self.lines) or self.lines[line].first == self.lines[line].after:
            return None
        return self._word_at(line, at.x)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor on a word."""
        word = self._word_under(event)
        if word is not None:
            self.begun_at = None
            self.move_to(word)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Extend the selection to a word while the button is held."""
        word = self._word_under(event) if self.app.mouse_captured is self else None
        if word is not None and word != self.cursor:
            self.begun_at = self.cursor if self.begun_at is None else self.begun_at
            self.move_to(word)

    def on_mouse_up(self) -> None:
        """End the selection."""
        self.release_mouse()


class Reader(Dialog[Passage]):
    """The copy of a source with a search. Enter returns the selected passage."""

    AUTO_FOCUS = "CopyView"
    DEFAULT_CSS = """
    Reader > Vertical { width: 100; height: 95%; }
    Reader LineInput { display: none; }
    Reader.-finding LineInput { display: block; }
    Reader .about { color: $dim; height: 1; }
    """

    def __init__(self, title: str, copy: CopyText, quoted: Sequence[Quoted] = ()) -> None:
        super().__init__(title, READING)
        self._view = CopyView(copy, quoted)

    def content(self) -> ComposeResult:
        """The search line, the copy and a line on the passage under the cursor."""
        yield LineInput(id="query")
        yield self._view
        yield PlainText("", classes="about", id="about")

    def on_mount(self) -> None:
        """Begin at the first passage that the map quotes."""
        if self._view.quoted:
            self.call_after_refresh(self._view.next_quoted)

    def on_copy_view_cursor_set(self) -> None:
        """Say what is selected, or for which claim the passage under the cursor is quoted."""
        view = self._view
        here = view.quoted_here
        if view.begun_at is not None:
            words = len(view.chosen)
            said = f"Selected: {words} word{'' if words == 1 else 's'}"
        else:
            said = f"Quoted for “{here.claim}”" if here is not None else ""
        self.query_one("#about", PlainText).say(said)
        self.show_hint(SELECTING if view.begun_at is not None else READING)

    def takes_key(self, event: events.Key) -> bool:
        """Move, select, search and choose."""
        if self.has_class("-finding"):
            return self._while_finding(event)
        view = self._view
        moves = {"left": -1, "h": -1, "right": 1, "l": 1}
        lines = {"up": -1, "k": -1, "down": 1, "j": 1, "pageup": -self._page, "pagedown": self._page}
        key = event.key.removeprefix("shift+")
        if event.key.startswith("shift+") and view.begun_at is None:
            view.select(True)
        if key in moves:
            view.move_to(view.cursor + moves[key])
        elif key in lines:
            view.move_lines(lines[key])
        elif key in {"home", "end"}:
            view.move_to(0 if key == "home" else len(view.starts))
        elif key == "space":
            view.select(view.begun_at is None)
        else:
            return self._other_key(event)
        return True

    def _other_key(self, event: events.Key) -> bool:
        view = self._view
        if event.key == "escape" and view.begun_at is not None:
            view.select(False)
        elif event.key == "tab":
            view.next_quoted()
        elif event.key == "slash":
            self._find(True)
        elif event.key == "n":
            view.find(self.query_one(LineInput).value, onward=True)
        elif event.key == "enter":
            self._choose()
        else:
            return False
        return True

    @property
    def _page(self) -> int:
        return max(self._view.size.height - 2, 1)

    def _choose(self) -> None:
        passage = self._view.passage
        if passage is None:
            self.refuse("Select a passage first: Space at its first word, move to its last, then Enter.")
        else:
            self.dismiss(passage)

    def _while_finding(self, event: events.Key) -> bool:
        if event.key == "escape":
            self._find(False)
        elif event.key == "enter":
            self._view.find(self.query_one(LineInput).value, onward=True)
            self._find(False)
        elif event.key == "down":
            self._view.find(self.query_one(LineInput).value, onward=True)
        elif event.character is not None and event.is_printable:
            self.query_one(LineInput).insert_text_at_cursor(event.character)  # typed before the line had the focus
        else:
            return False
        return True

    def _find(self, begin: bool) -> None:
        self.set_class(begin, "-finding")
        self.set_focus(self.query_one(LineInput) if begin else self._view)
        self.refuse("")
        self.show_hint(FINDING if begin else READING)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the first match from the cursor on."""
        found = self._view.find(event.value)
        self.refuse("" if found else no_matches(event.value))

    def on_input_submitted(self) -> None:
        """Go on reading at the match."""
        self._find(False)
