"""A dialog that shows a report as the answer to a question; its entries lead to their claims."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from textual import events
from textual.app import ComposeResult
from textual.geometry import Offset

from argmap.escape import one_line
from argmap.model.index import Index
from argmap.report.status.model import ReportEntry, ReportSection
from argmap.tui.dialogs.dialog import Dialog
from argmap.tui.widgets.line_list import LineList, StyledText
from argmap.tui.widgets.plain_text import PlainText, fitted
from argmap.vocabulary import CAVEAT


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One line of an answer.

    ``entry`` is the index of its entry from 0, None between entries. ``claim_id`` is the claim it leads to.
    """

    text: str
    look: str = "plain"
    entry: int | None = None
    claim_id: str | None = None


def lines_of(section: ReportSection, index: Index, width: int) -> list[ReportLine]:
    """A report as lines of at most ``width`` cells, except for longer words; the caveat comes last."""
    lines = [ReportLine(text) for text in _wrapped(section.lead, width)]
    count = 0
    for group in section.groups:
        if not group.entries:
            continue
        lines.append(ReportLine(""))
        if group.heading:
            lines += [ReportLine(text, "strong") for text in _wrapped(group.heading, width)]
        for entry in group.entries:
            lines += _entry(entry, count, claim_of(entry, index), width)
            count += 1
    return [*lines, ReportLine(""), *(ReportLine(text, "dim") for text in _wrapped(CAVEAT, width))]


def claim_of(entry: ReportEntry, index: Index) -> str | None:
    """The claim of an entry, or the first premise of its reason."""
    for name in entry.ids:
        if name in index.claims:
            return name
        if name in index.reasons:
            return index.reasons[name].premise
    return None


def _entry(entry: ReportEntry, count: int, claim_id: str | None, width: int) -> Iterator[ReportLine]:
    mark = "› " if claim_id else "  "
    for place, text in enumerate(_wrapped(entry.text, width - 2)):
        yield ReportLine((mark if not place else "  ") + text, "plain", count, claim_id)
    for detail in entry.details:
        for text in _wrapped(detail, width - 4):
            yield ReportLine(f"    {text}", "badge", count, claim_id)


def _wrapped(text: str, width: int) -> list[str]:
    return wrap(one_line(text), max(20, width), break_on_hyphens=False)


class _Lines(LineList, can_focus=False):
    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[ReportLine] = ()
        self.entry: int | None = None

    @property
    def has_keys(self) -> bool:
        """True: the cursor is drawn as focused, because the dialog handles the keys."""
        return True

    def row_count(self) -> int:
        return len(self.lines)

    def key_of(self, row: int) -> Hashable:
        return row, self.lines[row]

    def draw(self, row: int, width: int) -> list[StyledText]:
        line = self.lines[row]
        bar = "▌" if self.is_chosen(row) else " "
        return [(bar, self.look("bar")), (fitted(line.text, max(0, width - 1)), self.look(line.look))]

    def is_chosen(self, row: int) -> bool:
        return self.entry is not None and self.lines[row].entry == self.entry


class Answers(Dialog[str]):
    """An answer to read: arrows move between entries, Enter returns the id of the entry's claim."""

    DEFAULT_CSS = """
    Answers > Vertical { width: 100; height: 90%; }
    Answers _Lines { height: 1fr; }
    """

    def __init__(self, title: str, index: Index, section: ReportSection | None) -> None:
        super().__init__(one_line(title), "↑↓ PgUp PgDn move   Enter go to claim   Esc close")
        self.index = index
        self.section = section
        self.given_up = False
        self._doing = PlainText("")
        self._doing.display = False
        self._lines = _Lines()

    def content(self) -> ComposeResult:
        """The progress line and the answer."""
        yield self._doing
        yield self._lines

    def on_mount(self) -> None:
        """Show the answer if it is known."""
        self._lay_out()

    def on_resize(self) -> None:
        """Wrap the lines for the new width."""
        self.call_after_refresh(self._lay_out)

    def progress(self, words: str) -> None:
        """Show the progress of the search; it may be called before the dialog is composed."""
        self._doing.display = bool(words)
        self._doing.say(words)

    def answer(self, section: ReportSection) -> None:
        """Show the answer."""
        self.section = section
        self.progress("")
        self.call_after_refresh(self._lay_out)

    def _lay_out(self) -> None:
        lines = self._lines
        if self.section is None or not lines.size.width:
            return
        lines.lines = lines_of(self.section, self.index, lines.size.width - 2)
        if lines.entry is None and any(line.entry is not None for line in lines.lines):
            lines.entry = 0
        lines.rows_changed()

    @property
    def cursor_screen_offset(self) -> Offset:
        """At the line under the cursor."""
        return self._lines.cursor_screen_offset

    def takes_key(self, event: events.Key) -> bool:
        """Move between entries, or choose one."""
        steps = {"up": -1, "k": -1, "down": 1, "j": 1, "home": -1_000_000, "end": 1_000_000, "G": 1_000_000}
        if event.key in steps:
            self._move(steps[event.key])
        elif event.key in {"pageup", "pagedown"}:
            self._page(1 if event.key == "pagedown" else -1)
        elif event.key == "enter":
            self._choose()
        elif event.key == "q":
            self.give_up()
        else:
            return False
        return True

    def _move(self, step: int) -> None:
        lines = self._lines
        entries = [line.entry for line in lines.lines if line.entry is not None]
        if lines.entry is None or not entries:
            lines.move_to(lines.cursor + max(-1000, min(1000, step)))
            return
        self._mark(max(0, min(entries[-1], lines.entry + step)))

    def _mark(self, entry: int) -> None:
        """Mark an entry and scroll all of it into view; for the first one, to the top."""
        lines = self._lines
        places = [place for place, line in enumerate(lines.lines) if line.entry == entry]
        lines.entry = entry
        lines.move_to(places[-1] if entry else 0)
        lines.move_to(places[0] if entry else 0)
        lines.refresh()

    def _page(self, step: int) -> None:
        lines = self._lines
        at = max(0, min(len(lines.lines) - 1, lines.cursor + step * max(1, lines.size.height - 1)))
        following = [line.entry for line in lines.lines[at:] if line.entry is not None]
        entries = [line.entry for line in lines.lines if line.entry is not None]
        if entries:
            self._mark(following[0] if following else entries[-1])
        else:
            lines.move_to(at)

    def on_line_list_cursor_moved(self) -> None:
        """Mark the entry that was clicked."""
        lines = self._lines
        if 0 <= lines.cursor < len(lines.lines):
            entry = lines.lines[lines.cursor].entry
            if entry is not None and entry != lines.entry:
                lines.entry = entry
                lines.refresh()

    def on_line_list_activated(self) -> None:
        """Choose the entry that was clicked twice."""
        self._choose()

    def _choose(self) -> None:
        lines = self._lines
        chosen = next((line for line in lines.lines if line.entry is not None and line.entry == lines.entry), None)
        if chosen is None:
            self.refuse("Nothing to open.")
        elif chosen.claim_id is None:
            self.refuse("This entry is not about a single claim.")
        else:
            self.dismiss(chosen.claim_id)

    def give_up(self) -> None:
        """Close the dialog and stop the search."""
        self.given_up = True
        super().give_up()
