"""The bars around the views: header, tabs, message line, footer and notice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from argmap.draw.terminal.cells import wrapped
from argmap.tui.actions import VIEWS, ViewName
from argmap.tui.keys.keymap import Keymap, keys_and_words
from argmap.tui.views.footers import USUAL, FooterItem, Footing, items_of
from argmap.tui.widgets.plain_text import fitted


class Bar(Widget):
    """One line of pieces; a click on a piece runs its action."""

    COMPONENT_CLASSES = {"bar--key", "bar--dim", "bar--strong", "bar--on", "bar--warning"}  # noqa: RUF012
    DEFAULT_CSS = """
    Bar { height: 1; width: 100%; background: $raised; color: $foreground; }
    Bar > .bar--key { color: $footer-key; text-style: bold; }
    Bar > .bar--dim { color: $dim; }
    Bar > .bar--strong { text-style: bold; }
    Bar > .bar--on { background: $cursor-on; text-style: bold; }
    Bar > .bar--warning { color: $warning-text; text-style: bold; }
    """

    class ActionChosen(Message):
        """A piece was clicked; ``action`` is the name of its action."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._spots: list[tuple[int, int, str]] = []
        self._shown: list[tuple[str, str, str]] = []

    def show(self) -> None:
        """Repaint if the pieces have changed."""
        width = self.size.width
        if not width or self.pieces(width) != self._shown:
            self.refresh()

    def pieces(self, width: int) -> list[tuple[str, str, str]]:
        """Tuples of text, style (a component class without ``bar--``, or empty) and action name (or empty)."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """The pieces as a strip; the column of each is stored for the mouse."""
        self._shown = self.pieces(self.size.width)
        return self.painted(self._shown)

    def painted(self, pieces: Iterable[tuple[str, str, str]]) -> Strip:
        """The pieces, padded to the whole width."""
        ground = self.rich_style
        segments: list[Segment] = []
        self._spots = []
        column = 0
        for text, look, action in pieces:
            style = ground + self.get_component_rich_style(f"bar--{look}", partial=True) if look else ground
            if look == "on" and self.app.no_color:
                style += Style(reverse=True)
            segments.append(Segment(text, style))
            end = column + cell_len(text)
            if action:
                self._spots.append((column, end, action))
            column = end
        return Strip(segments).adjust_cell_length(self.size.width, ground)

    def on_click(self, event: events.Click) -> None:
        """Run the action of the clicked piece."""
        for start, end, action in self._spots:
            if start <= event.x < end:
                event.stop()
                self.post_message(self.ActionChosen(action))
                return


class Header(Bar):
    """Program, file, saved or not, size of the map, findings, and git."""

    file = ""
    dirty = False
    counts: Sequence[str] = ()
    """The size of the map, from the longest text to the shortest."""
    findings: Sequence[str] = ()
    """What was found, from the longest text to the shortest."""
    git = ""

    def pieces(self, width: int) -> list[tuple[str, str, str]]:
        """The longest texts that fit; the least important pieces are left out when none fit."""
        mark = " ● unsaved" if self.dirty else ""
        name = fitted(self.file, min(cell_len(self.file), max(8, width - 10 - len(mark))))
        left = [(" argmap ", "key", "palette"), (" " + name, "strong", ""), (mark, "warning", "save")]
        room = width - sum(cell_len(text) for text, _, _ in left)
        return [*left, *next((rest for rest in self._rests() if _width(rest) <= room), [])]

    def _rests(self) -> Iterator[list[tuple[str, str, str]]]:
        findings = [("   " + words, "dim", "tab-findings") if words else None for words in self.findings or ("",)]
        git = ("   " + self.git, "dim", "tab-changes") if self.git else None
        counts = [("   " + words, "dim", "") for words in self.counts if words]
        least = findings[-1]
        for kept in (*((one, all, git) for all in findings for one in counts), (least, git), (least,)):
            yield [piece for piece in kept if piece is not None]


def _width(pieces: Iterable[tuple[str, str, str]]) -> int:
    return sum(cell_len(text) for text, _, _ in pieces)


class Tabs(Bar):
    """The views with their numbers."""

    DEFAULT_CSS = "Tabs { background: $background; }"
    view: ViewName = "map"
    key = "v"

    def pieces(self, width: int) -> list[tuple[str, str, str]]:
        """Number and name of each view; the present one is marked. Where they do not fit, others are numbers only."""
        for space, names in ((" ", True), ("", True), ("", False)):
            found = [(f" {self.key} ", "key", "tabs")]
            for number, (view, title) in enumerate(VIEWS, start=1):
                here = view == self.view
                text = f"{'▸' if here else ' '}{number}{f' {title}' if names or here else ''}{space}"
                found.append((text, "on" if here else "dim", f"tab-{view}"))
            if _width(found) <= width:
                break
        return found


class MessageLine(Bar):
    """The last message, or the status line when there is none.

    A message of several lines covers the foot of the panes, so that nothing moves.
    """

    DEFAULT_CSS = "MessageLine { background: $background; }"
    MOST_LINES = 4
    message = ""
    problem = False
    quiet = ""

    def pieces(self, width: int) -> list[tuple[str, str, str]]:
        """One piece per line of text."""
        if not self.message:
            return [(fitted(f" {self.quiet}", width), "dim", "")]
        look = "warning" if self.problem else "strong"
        return [(f" {line}", look, "") for line in wrapped(self.message, max(1, width - 2), self.MOST_LINES)]

    def render_line(self, y: int) -> Strip:
        """The line ``y`` of the message."""
        self._shown = self.pieces(self.size.width)
        return self.painted(self._shown[y : y + 1])

    def show(self) -> None:
        """Show the message, in as many lines as it needs."""
        super().show()
        lines = len(self.pieces(self.size.width)) if self.size.width else 1
        if self.size.height != lines:
            self.styles.height = lines

    def on_resize(self) -> None:
        """Wrap the message for the new width."""
        self.show()

    def say(self, message: str, *, problem: bool = False) -> None:
        """Show a message until the next key."""
        if (message, problem) != (self.message, self.problem):
            self.message, self.problem = message, problem
            self.show()

    def about(self, quiet: str) -> None:
        """Set the text for when there is no message."""
        if quiet != self.quiet:
            self.quiet = quiet
            self.show()


class Footer(Bar):
    """The most useful keys of the view, as many as fit; help and the palette are always last."""

    view: ViewName = "map"
    footing: Footing = USUAL
    """How the keys of the present place differ from those of the view."""
    hint = ""
    """A hint that is shown instead of the keys."""
    is_covered = False
    """Whether a dialog, which tells its own keys, gets all keys: then none are named."""

    def __init__(self, keymap: Keymap, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.keymap = keymap

    def pieces(self, width: int) -> list[tuple[str, str, str]]:
        """Key and label of each action that fits."""
        if self.is_covered:
            return []
        if self.hint:
            hints = self.hint.split("   ")
            lines = (apart.join(hints) for apart in ("   ", "  ", " "))
            line = next((line for line in lines if cell_len(line) < width), " ".join(hints))
            return list(_in_pieces(fitted(f" {line}", width), hints))
        shown, gap = fitting(list(items_of(self.keymap, self.view, self.footing)), width)
        return [
            piece
            for key, label, name in shown
            for piece in ((f" {key}", "key", name), (f" {label}" + " " * (gap - 1), "", name))
        ]


def _in_pieces(text: str, hints: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """A line of hints with its keys apart."""
    at = 0
    for hint in hints:
        keys = keys_and_words(hint)[0]
        start = text.find(hint, at)
        if keys and start >= 0:
            yield text[at:start], "", ""
            yield keys, "key", ""
            at = start + len(keys)
    yield text[at:], "", ""


def fitting(items: list[FooterItem], width: int) -> tuple[list[FooterItem], int]:
    """The items that fit in ``width`` cells, the last two first, and the number of spaces between items."""
    for gap in (2, 1):
        if sum(_item_width(item, gap) for item in items) <= width + gap - 1:
            return items, gap
    room = width
    kept: set[FooterItem] = set()
    for item in (*items[-2:], *items[:-2]):
        room -= _item_width(item, 1)
        if room < 0:
            break
        kept.add(item)
    return [item for item in items if item in kept], 1


def _item_width(item: FooterItem, gap: int) -> int:
    return cell_len(item[0]) + cell_len(item[1]) + 1 + gap


class Notice(Bar):
    """A notice across the screen about something to resolve, such as a file changed on disk."""

    DEFAULT_CSS = "Notice { background: $notice-ground; color: $notice-text; display: none; }"
    texts: tuple[str, ...] = ()
    action = ""

    def pieces(self, width: int) -> list[tuple[str, str, str]]:
        """The first text that fits, or the last one; a click on it runs its action."""
        text = next((one for one in self.texts if cell_len(one) < width), self.texts[-1] if self.texts else "")
        return [(fitted(f" {text}", width), "strong", self.action)]

    def give(self, *texts: str, action: str = "") -> None:
        """Show the first text that fits, and run ``action`` when it is clicked; without texts remove the notice."""
        self.texts, self.action = texts, action
        self.display = bool(texts)
        self.show()
