"""A dialog that goes through a list and asks about each entry whether it is meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.text import Text
from textual.widgets import Static

from argmap.tui.dialogs.choice import Choice, ChoiceAnswer
from argmap.tui.widgets.plain_text import PlainText

YES, NO, REST, BACK, DONE = "yes", "no", "rest", "back", "done"


class Asked(NamedTuple):
    """What is asked about each entry: the title, the name of an entry, and the words of the answer yes."""

    title: str
    entry: str
    yes: str


class StepThrough(Choice):
    """Shows one entry after the other.

    Once the last one is answered it returns the numbers of those that are meant, from 0, separated by spaces.
    """

    def __init__(self, asked: Asked, entries: Sequence[Text]) -> None:
        answers = (
            ChoiceAnswer(YES, "y", asked.yes),
            ChoiceAnswer(NO, "n", "Skip"),
            ChoiceAnswer(REST, "a", f"{asked.yes} this and all that follow"),
            ChoiceAnswer(BACK, "b", "Back to the one before"),
            ChoiceAnswer(DONE, "d", "Done; skip all that follow"),
        )
        super().__init__("", answers, entries[0], "Press a key   Esc cancel")
        self.asked = asked
        self.entries = entries
        self.meant: list[bool] = []
        """Whether each entry is meant that was answered."""
        self.heading = self._heading()

    def _heading(self) -> str:
        chosen = f" ({sum(self.meant)} chosen)" if any(self.meant) else ""
        return f"{self.asked.title}: {self.asked.entry} {len(self.meant) + 1} of {len(self.entries)}{chosen}"

    def give(self, value: str) -> None:
        """Go on to the next entry, or back; at the end close."""
        left = len(self.entries) - len(self.meant)
        if value == BACK:
            del self.meant[-1:]
        else:
            self.meant += {YES: [True], NO: [False], REST: [True] * left, DONE: [False] * left}[value]
        if len(self.meant) == len(self.entries):
            self.dismiss(" ".join(str(number) for number, meant in enumerate(self.meant) if meant))
            return
        self.query_one(".title", PlainText).say(self._heading())
        self.query_one("#explanation Static", Static).update(self.entries[len(self.meant)])
        self.mark(0)
