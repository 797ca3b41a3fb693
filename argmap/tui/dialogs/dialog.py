"""The base of all dialogs: a titled box over the screen, which Esc closes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.containers import Vertical
from textual.geometry import Offset
from textual.screen import ModalScreen
from textual.widgets import Static

from argmap.tui.keys.keymap import keys_and_words
from argmap.tui.widgets.plain_text import PlainText
from argmap.tui.widgets.text_entry import PasteChanged

Result = TypeVar("Result")


NOTE_TYPED = 1.0
"""Seconds after which what is typed goes to the journal."""

LOW = 16
"""Dialogs on screens with fewer lines have no border."""
TINY = 8
"""Dialogs on screens with fewer lines have one line of everything but their content."""
NARROW = 100
"""Dialogs on screens with fewer columns take the whole width."""

HINTED_KEYS = {"^s": "ctrl+s", "^r": "ctrl+r", "Esc": "escape"}
"""The keys in hints that a click presses; other keys depend on the focused field."""


ENTER_DONE = "Enter done"
"""The hint of Enter in the last field of a form, where it does what Ctrl+S does; a click presses that."""

MOST_LINES = 2
"""Most lines of hints."""


def unkept(refusal: object) -> str:
    """What is said where the user types when the journal does not take it."""
    return f"What you type would be lost if the editor ended now. {refusal}"


def packed(hints: Sequence[str], width: int) -> tuple[str, list[list[str]]]:
    """The space between hints, and the hints by lines of ``width`` cells, none broken.

    Where they need too many lines, those without a key are left out.
    """
    gap, lines = "   ", [list(hints)]
    for shown in (hints, [hint for hint in hints if keys_and_words(hint)[0]]):
        for gap in ("   ", "  ", " "):
            lines = [[]]
            for hint in shown:
                if lines[-1] and cell_len(gap.join([*lines[-1], hint])) > width:
                    lines.append([])
                lines[-1].append(hint)
            if len(lines) <= MOST_LINES:
                return gap, lines
    return gap, lines


def clickable(hint: str, width: int = 1000) -> Text:
    """Hints separated by three spaces, each beginning with its key, in lines. A click on a hint presses its key."""
    gap, lines = packed(hint.split("   "), width)
    text = Text()
    for number, line in enumerate(lines):
        text.append("\n" if number else "")
        for place, piece in enumerate(line):
            keys, words = keys_and_words(piece)
            key = "ctrl+s" if piece == ENTER_DONE else HINTED_KEYS.get(keys.strip())
            meta = {"key": key} if key else {}
            text.append(gap if place else "")
            text.append(keys, Style(meta=meta, bold=True))
            text.append(words, Style(meta=meta))
    return text


class Hints(Static):
    """The keys of a dialog, in lines as wide as it is."""

    def __init__(self, hint: str) -> None:
        super().__init__(clickable(hint), classes="hint", markup=False)
        self.hint = hint

    def say(self, hint: str) -> None:
        """Show others."""
        self.hint = hint
        self.on_resize()

    def on_resize(self) -> None:
        """Fill the lines."""
        self.update(clickable(self.hint, self.size.width or 1000))


class Dialog(ModalScreen[Result | None]):
    """A box with a title, content and a line of hints. Esc, or a click beside it, returns None."""

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 60%; }
    Dialog > Vertical {
        width: 76; max-width: 100%; height: auto; max-height: 100%; background: $background;
        border: round $footer-key; padding: 0 1;
    }
    Dialog .title { text-style: bold; color: $foreground; height: auto; max-height: 3; }
    Dialog .hint { color: $dim; height: auto; max-height: 2; }
    Dialog .problem { color: $error-text; height: auto; max-height: 3; display: none; }
    Dialog.-narrow > Vertical { width: 100%; }
    Dialog.-short > Vertical { border: none; padding: 0; }
    Dialog.-tiny .title { max-height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    Dialog.-tiny .hint { max-height: 1; }
    Dialog.-tiny .problem { max-height: 1; }
    Dialog.-tiny > Vertical { height: 100%; }
    """

    TAKES_TEXT: ClassVar[bool] = False
    """Whether it has fields to type in."""

    def __init__(self, title: str, hint: str = "Esc cancel") -> None:
        super().__init__()
        self.heading = title
        self.hint = hint

    def compose(self) -> ComposeResult:
        """Title, content, problem, hint."""
        with Vertical():
            yield PlainText(self.heading, classes="title")
            yield from self.content()
            yield PlainText("", classes="problem", id="problem")
            yield Hints(self.hint)

    def content(self) -> ComposeResult:
        """The widgets between the title and the hint."""
        yield from ()

    def on_mount(self) -> None:
        """Fit the box to the screen."""
        self._fit()

    def on_resize(self) -> None:
        """Fit the box to the screen."""
        self._fit()

    def _fit(self) -> None:
        """Drop the border on low screens and cover the whole width on narrow ones."""
        self.set_class(self.app.size.height < LOW, "-short")
        self.set_class(self.app.size.height < TINY, "-tiny")
        self.set_class(self.app.size.width < NARROW, "-narrow")

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the terminal's cursor is unless the focused widget has one of its own: at the title."""
        return self.query_one(".title").content_region.offset

    def show_hint(self, hint: str) -> None:
        """Show another line of hints."""
        self.query_one(Hints).say(hint)

    def on_paste_changed(self, event: PasteChanged) -> None:
        """Say that a paste was cleaned or refused."""
        self.refuse(event.why)

    def note_draft(self) -> int:
        """Make a draft of what is typed so far, and return its length in characters."""
        return 0

    def refuse(self, why: str, *, lasting: bool = False) -> None:
        """Show why the request is impossible and stay open. If it is ``lasting``, it is about whatever is typed."""
        problem = self.query_one("#problem", PlainText)
        problem.say(why)
        problem.display = bool(why)

    # Textual calls the handlers of every base class, so subclasses override these two and not on_key and on_click.

    def takes_key(self, event: events.Key) -> bool:
        """Handle a key; False when it has no meaning here."""
        return False

    def takes_click(self, event: events.Click) -> bool:
        """Handle a click; False when it has no meaning here."""
        return False

    def takes_at_once(self, event: events.Key) -> bool:
        """Handle a key before the next one arrives; False leaves it to the focused widget.

        Dialogs without text fields override this, so that keys typed ahead reach what is shown after the dialog.
        """
        return False

    def on_key(self, event: events.Key) -> None:
        """Handle the dialog's keys; Esc, Ctrl+C and Ctrl+Q close it."""
        if self.takes_key(event):
            event.stop()
        elif event.key in {"escape", "ctrl+c", "ctrl+q"}:
            event.stop()
            self.give_up()

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close with a result. A second call does nothing: it would close the screen below."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()

    def give_up(self) -> None:
        """Close without a result."""
        self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        """Close on a click beside the box."""
        if key := event.style.meta.get("key"):
            self.on_key(events.Key(key, None))
        elif not self.takes_click(event) and event.widget is self:
            self.give_up()
