"""The lines around the screens: header, screen tabs, message line, footer and the notice of a changed file."""

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
from argmap.tui.keys.keymap import Keymap
from argmap.tui.keys.names import show_key
from argmap.tui.widgets.plain_text import fitted


class Bar(Widget):
    """One line of pieces, each of which may be clicked for an action."""

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
        """Paint what there is to say now, if that is something else than before."""
        width = self.size.width
        if not width or self.pieces(width) != self._shown:
            self.refresh()

    def pieces(self, width: int) -> list[tuple[str, str, str]]:
        """Text, look (a component class without ``bar--``, or nothing) and action name (or nothing)."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """The pieces, remembering where each is for the mouse."""
        self._shown = self.pieces(self.size.width)
        return self.painted(self._shown)

    def painted(self, pieces: Iterable[tuple[str, str, str]]) -> Strip:
        """A whole line of pieces."""
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
        """Do what the clicked piece stands for."""
        for start, end, action in self._spots:
            if start <= event.x < end:
                event.stop()
                self.post_message(self.ActionChosen(action))
                return


class Header(Bar):
    """Program, file, whether it is saved, what is in it, what is wrong with it, and git."""

    file = ""
    dirty = False
    counts: Sequence[str] = ()
    """What is in the map, in longer and shorter words."""
    findings = ""
    git = ""

    def pieces(self, width: int) -> list[tuple[str, str, str]]:
        """All of it in the longest words that have room; where there is none, what matters least is left out."""
        mark = " ● not saved" if self.dirty else ""
        name = fitted(self.file, min(cell_len(self.file), max(8, width - 10 - len(mark))))
        left = [(" argmap ", "key", "palette"), (" " + name, "strong", ""), (mark, "warning", "save")]
        room = width - sum(cell_len(text) for text, _, _ in left)
        return [*left, *next((rest for rest in self._rests() if _width(rest) <= room), [])]

    def _rests(self) -> Iterator[list[tuple[str, str, str]]]:
        findings = ("   " + self.findings, "dim", "screen-findings") if self.findings else None
        git = ("   " + self.git, "dim", "screen-changes") if self.git else None
        counts = [("   " + words, "dim", "") for words in self.counts if words]
        for kept in (*((one, findings, git) for one in counts), (findings, git), (findings,)):
            yield [piece for piece in kept if piece is not None]


def _width(pieces: Iterable[tuple[str, str, str]]) -> int:
    return sum(cell_len(text) for text, _, _ in pieces)


class Tabs(Bar):
    """The six screens with their numbers."""

    DEFAULT_CSS = "Tabs { background: $background; }"
    view: ViewName = "map"
    key = "v"

    def pieces(self, width: int) -> list[tuple[str, str, str]]:
        """Each screen's number and name; the present one marked."""
        found = [(f" {self.key} ", "key", "screens")]
        for number, (view, title) in enumerate(VIEWS, start=1):
            here = view == self.view
            text = f" {number} {title} "
            found.append((f"▸{text[1:]}" if here else text, "on" if here else "dim", f"screen-{view}"))
        return found


class MessageLine(Bar):
    """What just happened or why a key could not act; else a quiet word about the selection.

    A message too long for one line takes more, over the foot of the panes: nothing moves for it.
    """

    DEFAULT_CSS = "MessageLine { background: $background; }"
    MOST_LINES = 4
    message = ""
    problem = False
    quiet = ""

    def pieces(self, width: int) -> list[tuple[str, str, str]]:
        """A line of text each."""
        if not self.message:
            return [(fitted(f" {self.quiet}", width), "dim", "")]
        look = "warning" if self.problem else "strong"
        return [(f" {line}", look, "") for line in wrapped(self.message, max(1, width - 2), self.MOST_LINES)]

    def render_line(self, y: int) -> Strip:
        """The line ``y`` of the message."""
        self._shown = self.pieces(self.size.width)
        return self.painted(self._shown[y : y + 1])

    def show(self) -> None:
        """Paint what there is to say now, in as many lines as it takes."""
        super().show()
        lines = len(self.pieces(self.size.width)) if self.size.width else 1
        if self.size.height != lines:
            self.styles.height = lines

    def on_resize(self) -> None:
        """Break the message anew."""
        self.show()

    def say(self, message: str, *, problem: bool = False) -> None:
        """Show a message until the next key."""
        if (message, problem) != (self.message, self.problem):
            self.message, self.problem = message, problem
            self.show()

    def about(self, quiet: str) -> None:
        """What to show when there is no message."""
        if quiet != self.quiet:
            self.quiet = quiet
            self.show()


class Footer(Bar):
    """The most useful keys of the screen, as many as fit, with help and more always last."""

    view: ViewName = "map"
    hint = ""
    """Shown instead of keys, while something special is going on."""

    def __init__(self, keymap: Keymap, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.keymap = keymap

    def pieces(self, width: int) -> list[tuple[str, str, str]]:
        """Key and label of each action that fits whole."""
        if self.hint:
            pieces = self.hint.split("   ")
            spaced = (gap.join(pieces) for gap in ("   ", "  ", " "))
            hint = next((hint for hint in spaced if cell_len(hint) < width), " ".join(pieces))
            return [(fitted(f" {hint}", width), "", "")]
        items = [
            (show_key(keys[0]), action.label, action.name)
            for action in self.keymap.footer_of(self.view)
            if (keys := action.keys)
        ]
        shown, gap = fitting(items, width)
        return [
            piece
            for key, label, name in shown
            for piece in ((f" {key}", "key", name), (f" {label}" + " " * (gap - 1), "", name))
        ]


FooterItem = tuple[str, str, str]
"""Key, label, action name."""


def fitting(items: list[FooterItem], width: int) -> tuple[list[FooterItem], int]:
    """As many items as fit in ``width`` cells, the last two before all others, and the spaces between two."""
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
    """A notice across the screen that something needs a decision, such as a file changed on disk."""

    DEFAULT_CSS = "Notice { background: $notice-ground; color: $notice-text; display: none; }"
    text = ""
    action = ""

    def pieces(self, width: int) -> list[tuple[str, str, str]]:
        """The notice; a click on it opens the decision."""
        return [(fitted(f" {self.text}", width), "strong", self.action)]

    def give(self, text: str, action: str) -> None:
        """Show a notice and do ``action`` when it is clicked; an empty text takes it away."""
        self.text, self.action = text, action
        self.display = bool(text)
        self.show()
