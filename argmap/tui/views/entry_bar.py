"""The bar for typing text under the outline: label, box and the reason of a refusal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from argmap.model.findings import MapError
from argmap.session.drafts import TypedDraft
from argmap.tui.widgets.plain_text import PlainText
from argmap.tui.widgets.text_entry import DISCARDS_DRAFT, DRAFT_DISCARDED, DRAFT_RESTORED, PasteChanged, TextBox

MOST_LINES = 9
"""Most lines that the open bar takes."""


@dataclass
class TextRequest:
    """Asks for a text. ``keep`` gets it on Enter and may raise MapError; ``live`` gets it at each key."""

    label: str
    keep: Callable[[str], None]
    text: str = ""
    hint: str = "Enter done   ^j new line   Esc cancel"
    lines: bool = True
    live: Callable[[str], None] | None = None
    given_up: Callable[[], None] | None = None
    draft: TypedDraft | None = None
    """Where text that is given up is kept, to be shown when the same is asked again."""
    select: bool = False
    """Whether the first key replaces the text."""


class _Box(TextBox):
    """Handles Enter and Esc at once: keys that follow immediately are not typed."""

    typing_in = "text"

    @property
    def bar(self) -> EntryBar:
        """The bar that contains the box."""
        assert isinstance(self.parent, EntryBar)
        return self.parent

    def before_key(self, event: events.Key) -> bool:
        """Enter keeps, Esc gives up; keys after either go to the screen."""
        if not self.bar.is_open:
            self.bar.typed_after(event)
        elif event.key in {"enter", "ctrl+s"}:  # as in forms
            self.bar.keep()
        elif event.key == "escape":
            self.bar.give_up()
        elif event.key == DISCARDS_DRAFT:
            self.bar.discard_draft()
        else:
            return False
        return True

    def edit(self, edit: Edit) -> EditResult:
        """Edit the text and tell the bar at once, so that what follows from it is painted with it.

        Textual tells of a change in a message, after which the next paint is up to a sixtieth of a second away.
        """
        result = super().edit(edit)
        self.bar.text_changed()
        return result


class EntryBar(Vertical):
    """Hidden until a text is asked for with :meth:`ask`."""

    DEFAULT_CSS = """
    EntryBar { height: auto; max-height: 0; background: $raised; }
    EntryBar #entry-label {
        height: 2; border-top: solid $footer-key; text-style: bold; padding: 0 1;
        text-overflow: ellipsis; text-wrap: nowrap;
    }
    EntryBar #entry-problem { height: auto; max-height: 2; color: $error-text; padding: 0 1; display: none; }
    """

    def __init__(
        self,
        closed: Callable[[], None],
        typed_after: Callable[[events.Key], object],
        ask_again: Callable[[TextRequest], None],
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._ask_again = ask_again
        """Asks for a text that was given up again."""
        self.typed_after = typed_after
        """Handles a key that reached the box after the bar had closed."""
        self._when_closed = closed
        """Called as soon as the keys go to the list again."""
        self.request: TextRequest | None = None
        self._refused: str | None = None
        """The text that what is shown below it is about; None where that is about any text."""
        self._noted = ""
        """The text when a draft was last made of it, at first as the bar was opened."""
        self._draft: Mapping[str, str] = {}
        """The draft with which the bar was opened."""
        self._followed = ""
        """The text that ``live`` was last called with."""

    def compose(self) -> ComposeResult:
        """Label, box, problem."""
        yield PlainText(id="entry-label")
        yield _Box(id="entry-text")
        yield PlainText(id="entry-problem")

    @property
    def box(self) -> TextBox:
        """The text box."""
        return self.query_one("#entry-text", TextBox)

    @property
    def is_open(self) -> bool:
        """Whether text is being asked for."""
        return self.request is not None

    def ask(self, request: TextRequest) -> None:
        """Open the bar and send it the keys."""
        self.request = None  # following changes of the box's text are not the user's
        self._draft = request.draft.values if request.draft else {}
        draft = self._draft.get("text")
        self.query_one("#entry-label", PlainText).say(request.label)
        box = self.box
        box.lines = request.lines
        box.load_text(request.text if draft is None else draft)
        box.move_cursor(box.document.end)
        if request.select and draft is None:
            box.select_all()
        self.refuse(DRAFT_RESTORED if draft is not None else "")
        self.styles.max_height = MOST_LINES
        self._noted = self._followed = box.text
        self.request = request

    def refuse(self, why: str, *, lasting: bool = False) -> None:
        """Show why the text cannot be kept, or what became of it, until it changes; if ``lasting``, for any text."""
        problem = self.query_one("#entry-problem", PlainText)
        problem.say(why)
        problem.display = bool(why)
        self._refused = self.box.text if why and not lasting else None

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Follow changes that are no edits, such as undo within the text."""
        event.stop()
        self.text_changed()

    def text_changed(self) -> None:
        """Call ``live`` of the request, if there is one, with a text that it does not have yet.

        What is shown below the text is about it as it was, and goes.
        """
        if self._refused is not None and self.box.text != self._refused:
            self.refuse("")
        if self.request is not None and self.request.live is not None and self.box.text != self._followed:
            self._followed = self.box.text
            self.request.live(self._followed)

    def keep(self) -> None:
        """Give the text to ``keep``; on a MapError the bar stays open."""
        request, text = self.request, self.box.text
        if request is None:
            return
        try:
            self.request = None
            if request.live is not None:
                request.live(text)  # Enter can arrive before the last letters are handled
            request.keep(text)
        except MapError as refusal:
            self.request = request
            self.refuse(str(refusal))
            return
        if request.draft is not None:
            request.draft.drop()
        if self.request is None:
            self._close()

    def give_up(self) -> None:
        """Close without a change. The text is shown again when the same question is asked."""
        request, self.request = self.request, None
        if request is None:
            return
        if request.given_up is not None:
            request.given_up()
        self._close()
        if request.draft is not None:
            request.draft.leave(request.label, self._typed(request), self._draft, lambda: self._ask_again(request))

    def discard_draft(self) -> None:
        """Show the text as it is in the map again, if what is shown began as a draft."""
        if self.request is not None and self._draft:
            self.box.load_text(self.request.text)
            self.box.move_cursor(self.box.document.end)
            self.refuse(DRAFT_DISCARDED)

    def note_draft(self) -> int:
        """Make a draft of what is typed so far, and return its length in characters."""
        text = self.box.text if self.request is not None else ""
        if self.request is not None and text != self._noted:
            self._noted = text
            if self.request.draft is not None:
                self.request.draft.put(self.request.label, self._typed(self.request))
        return len(text)

    def _typed(self, request: TextRequest) -> Mapping[str, str]:
        """What a draft of the text has: nothing where it is empty or unchanged."""
        text = self.box.text
        return {"text": text} if text != request.text and text.strip() else {}

    def on_paste_changed(self, event: PasteChanged) -> None:
        """Say that a paste was cleaned or refused."""
        event.stop()
        self.refuse(event.why)

    def _close(self) -> None:
        self.styles.max_height = 0  # a bar that is not displayed changes the order of all widgets: each is painted
        self.refuse("")
        self._when_closed()
