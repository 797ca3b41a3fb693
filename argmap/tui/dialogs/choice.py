"""A dialog with a few answers, each with its own key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.geometry import Offset
from textual.widgets import Static

from argmap.tui.dialogs.dialog import Dialog
from argmap.tui.widgets.plain_text import plain


@dataclass(frozen=True, slots=True)
class ChoiceAnswer:
    """One answer: the result, its key and its text."""

    value: str
    key: str
    about: str


class _Line(Static):
    DEFAULT_CSS = (
        "_Line { height: auto; } _Line:hover { background: $cursor-on; } _Line.-on { background: $cursor-on; }"
    )

    def __init__(self, answer: ChoiceAnswer) -> None:
        super().__init__(markup=False)
        self.answer = answer
        self.mark(False)

    def mark(self, on: bool) -> None:
        """Show whether Enter gives this answer."""
        key = plain(f"{'▸' if on else ' '}{self.answer.key}  ", "bold")
        self.update(Text.assemble(key, plain(self.answer.about)))
        self.set_class(on, "-on")


class Choice(Dialog[str]):
    """A question with answers: press an answer's key, move and press Enter, or click. Long explanations scroll."""

    DEFAULT_CSS = """
    Choice #explanation { height: auto; max-height: 50vh; scrollbar-size: 1 1; }
    Choice.-short #explanation { max-height: 30vh; }
    """

    def __init__(
        self,
        title: str,
        answers: Sequence[ChoiceAnswer],
        explanation: str | Text = "",
        hint: str = "Press a key   Esc cancel",
    ) -> None:
        super().__init__(title, hint)
        self.answers = tuple(answers)
        self.explanation = explanation
        self.on = 0

    def content(self) -> ComposeResult:
        """The explanation and the answers."""
        if self.explanation:
            words = plain(self.explanation) if isinstance(self.explanation, str) else self.explanation
            with VerticalScroll(id="explanation", can_focus=False):
                yield Static(words, markup=False)
        for answer in self.answers:
            yield _Line(answer)

    def on_mount(self) -> None:
        """Mark the first answer."""
        self.mark(0)

    def give(self, value: str) -> None:
        """Close with an answer."""
        self.dismiss(value)

    def mark(self, place: int) -> None:
        """Mark the answer at a place, counted from 0; after the last one comes the first."""
        self.on = place % len(self.answers)
        for number, line in enumerate(self.query(_Line)):
            line.mark(number == self.on)

    @property
    def cursor_screen_offset(self) -> Offset:
        """At the marked answer."""
        return self.query(_Line)[self.on].content_region.offset

    def takes_key(self, event: events.Key) -> bool:
        """Handle the keys of answers, the arrows and Enter."""
        pressed = event.character if event.is_printable else event.key
        if event.key in {"up", "down"}:
            self.mark(self.on + (1 if event.key == "down" else -1))
        elif event.key in {"pageup", "pagedown"} and self.explanation:
            for scroll in self.query("#explanation"):  # a key may come before the widget is composed
                scroll.scroll_relative(y=scroll.size.height * (1 if event.key == "pagedown" else -1), animate=False)
        elif event.key == "enter":
            self.give(self.answers[self.on].value)
        elif answer := next((answer for answer in self.answers if answer.key == pressed), None):
            self.give(answer.value)
        else:
            return False
        return True

    def takes_at_once(self, event: events.Key) -> bool:
        """Handle every key: a choice has no text field."""
        self.on_key(event)
        return True

    def takes_click(self, event: events.Click) -> bool:
        """Give the answer that was clicked."""
        if isinstance(event.widget, _Line):
            self.give(event.widget.answer.value)
            return True
        return False
