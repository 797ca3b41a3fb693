"""The Textual app of the editor: startup, delivery of keys, background threads, faults and shutdown."""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from rich.console import RenderableType
from textual import events
from textual.await_complete import AwaitComplete
from textual.driver import Driver
from textual.geometry import Offset
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

from argmap.escape import one_line
from argmap.model.findings import MapError
from argmap.session.drafts import Left
from argmap.session.session import State
from argmap.tui.crash import ForeignFault
from argmap.tui.dialogs.dialog import NOTE_TYPED, Dialog, unkept
from argmap.tui.files.disk import DiskWatch
from argmap.tui.keys.in_turn import KeysInTurn
from argmap.tui.keys.keymap import Keymap
from argmap.tui.screen import MainScreen
from argmap.tui.state import EditorState
from argmap.tui.terminal.pastes import MaybePasted, TypingIn, opens_text
from argmap.tui.textual_compat import FaultCatchingApp, has_key_parser
from argmap.tui.themes import THEMES
from argmap.tui.views.entry_bar import EntryBar
from argmap.tui.widgets.text_entry import DRAFT_DISCARDED
from argmap.tui.worker import FileWorker, Journalled

LOOK_AT_DISK = 2.0
"""Seconds between looks at whether the file changed on disk."""


TYPED_A_SECOND = 5000
"""Most characters of what is typed that go to the journal each second, as each time all of it does."""


NO_TEXT_OPEN = "Left out what looks pasted: here it would be commands. Start a text first, then paste."

NOWHERE_TO_PASTE = "Nothing pasted: no text is open. Press {} to add a reason or {} to edit the claim, then paste."

LEFT_OUT = "Left out the lines after the first: they look pasted, and here they would be commands."


@dataclass
class _Packet:
    """Keys that arrived together and may be a paste."""

    of: MaybePasted
    waiting: int
    """How many of them are not handled yet."""


def _as_enter(typed: Message) -> Message:
    """Enter for a line feed: what a terminal that is not set up yet makes of Enter. All else stays."""
    return events.Key("enter", "\r") if isinstance(typed, events.Key) and typed.key == "ctrl+j" else typed


class Editor(KeysInTurn[int], FaultCatchingApp[int], inherit_bindings=False):
    """Edits one map file. Its return value is the exit code."""

    ENABLE_COMMAND_PALETTE = False
    CSS_PATH = None
    DEFAULT_CSS = ""

    def __init__(self, state: EditorState, keymap: Keymap, theme: str = "dark") -> None:
        super().__init__(driver_class=_driver())
        for known in THEMES:
            self.register_theme(known)
        self.theme = theme
        self.state = state
        self.keymap = keymap
        self.worker = FileWorker(
            state.file, state.digest, state.session.document, self._edit_not_kept, self._draft_not_kept
        )
        self.disk_watch = DiskWatch(state, keymap, self)
        self.main = MainScreen(state, keymap, self)
        self.at_start: Callable[[], None] | None = None
        """Called once the first screen is shown, for example to offer unsaved work."""
        self._into_form: _Packet | None = None
        """The first of the waiting keys that arrived together, if they may be a paste into a form."""
        self._early: list[Message] | None = []
        """Keys pressed before the first screen was shown; None afterwards."""
        self._asyncio: asyncio.AbstractEventLoop | None = None
        """The event loop; None until the editor runs."""
        self.ended_by: int | None = None
        """The number of the signal that ended the editor."""
        self.last_words: Callable[[], str] = str
        """Gives what is said once the editor is gone."""
        self._is_ending = False
        self._is_under_way = False
        """Whether the last key went to a widget or a dialog, which may not be done with it."""
        self.fault: Exception | None = None
        """The first fault that ended the editor."""
        state.watchers += [self._journal_change, self._get_ready_again]
        state.drafts.changed = self.worker.note_draft
        state.drafts.left = self._say_what_is_left

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's cursor is, for screen readers and input methods; asked at each painting.

        Textual's fields tell it when they have the focus, which is before they have a place on the screen.
        """
        told = (getattr(node, "cursor_screen_offset", None) for node in self._with_cursor())
        return next((place for place in told if place is not None), Offset())

    @cursor_position.setter
    def cursor_position(self, told: Offset) -> None:
        pass

    def _with_cursor(self) -> Iterator[Widget]:
        """The widgets that may know where the cursor is, the first ones better."""
        screen = self.screen
        if screen.focused is not None and screen.focused.region:
            yield screen.focused
        yield screen

    def get_default_screen(self) -> Screen[None]:
        """The main screen, so that Textual never shows an empty one."""
        return self.main

    def on_mount(self) -> None:
        """Start the timers and the background work."""
        self.title = f"argmap {one_line(self.state.file.name)}"
        self._asyncio = asyncio.get_running_loop()
        if self.ended_by is not None:
            self._ended_from_outside(self.ended_by)
        self.set_interval(LOOK_AT_DISK, self.disk_watch.look)
        self.set_timer(NOTE_TYPED, self._note_typed_again)
        self.call_after_refresh(self._begin)
        for work in (self.disk_watch.look_for_others, self.ask_git, self._get_ready):
            self.call_after_refresh(self.in_background, work)

    def on_unmount(self) -> None:
        """Be seen by other editors no more."""
        self.disk_watch.leave()

    def end_from_outside(self, number: int) -> None:
        """End because of a signal, from any thread. Raises RuntimeError when the editor has ended already."""
        self.ended_by = number
        if self._asyncio is not None:
            self._asyncio.call_soon_threadsafe(self._ended_from_outside, number)

    def _ended_from_outside(self, number: int) -> None:
        """Restore the terminal and end; the journal stays when there are unsaved changes or something was typed."""
        self.note_typed()
        self._end(128 + number, forget=not self.state.has_unkept)

    def note_typed(self) -> int:
        """Make drafts of what is typed in the entry bar and in open forms, and return their length in characters."""
        writing = [*self.main.query(EntryBar), *(one for one in self.screen_stack if isinstance(one, Dialog))]
        return sum(one.note_draft() for one in writing)

    def _say_what_is_left(self, how: Left) -> None:
        """Say what became of a text that was left."""
        words: Mapping[Left, str] = {
            "kept": f"Kept as a draft. {self.keymap.key_of('undo')} to go on with it.",
            "as it was": "The draft stays as it was.",
            "discarded": DRAFT_DISCARDED,
        }
        self.main.say(words[how])

    def _note_typed_again(self) -> None:
        self.set_timer(max(NOTE_TYPED, self.note_typed() / TYPED_A_SECOND), self._note_typed_again)

    def _begin(self) -> None:
        """Ask the questions of the start, then handle the keys that were pressed before."""
        if self.at_start is not None:
            self.at_start()
        self.call_later(self._take_early_keys)

    def _take_early_keys(self) -> None:
        """Handle the keys pressed before the first screen; drop them when a question is shown first."""
        early, self._early = self._early or [], None
        if self.screen is self.main:
            self.wait_in_turn(*map(_as_enter, early))

    async def on_event(self, event: events.Event) -> None:
        """Handle keys and pastes one after the other; forward all other events to Textual."""
        if self._is_ending and isinstance(event, (events.InputEvent, events.Paste, MaybePasted)):
            return
        if not isinstance(event, (events.Key, events.Paste, MaybePasted)) or event.is_forwarded:
            await super().on_event(event)
        elif self._early is None:
            self.wait_in_turn(event)
        elif isinstance(event, MaybePasted) and not event.is_sentence:
            self._early += event.meant("")
        else:
            self._early.append(event)

    async def _look(self) -> None:
        if not self._is_ending:
            await super()._look()

    async def _is_quiet(self) -> bool:
        """As of any app; what the main screen takes itself is done with as soon as its panes have their places."""
        if self.screen is self.main and not self._is_under_way and not self.unanswered and self.main.is_laid_out:
            return True
        return await super()._is_quiet() and self.main.is_laid_out

    async def _take_first(self) -> None:
        """Handle the first of the waiting keys: of the main screen and of choices at once, others by Textual."""
        if self._left_out():
            return
        first = self.waiting.popleft()
        self._is_under_way = self.screen is not self.main
        if isinstance(first, MaybePasted) and first.is_sentence and self.is_at_rest:
            first.leave_out_the_rest()
            self.main.say(NO_TEXT_OPEN, problem=True)
        elif isinstance(first, MaybePasted):
            typing_in: TypingIn = getattr(self.focused, "typing_in", "")
            meant = first.meant(typing_in)
            self.waiting.extendleft(reversed(meant))
            self._into_form = _Packet(first, len(meant)) if typing_in == "fields" else None
        elif isinstance(first, events.Paste) and self.is_at_rest:
            key_of = self.main.keymap.key_of
            self.main.say(NOWHERE_TO_PASTE.format(key_of("add-support"), key_of("edit-text")), problem=True)
        elif not (isinstance(first, events.Key) and self._takes_at_once(first)):
            self._is_under_way = True
            await self.hand_over(first)

    def _left_out(self) -> bool:
        """Whether the rest of what may be a paste was left out: its Enter has closed the form that it went into."""
        packet = self._into_form
        if packet is None or not packet.waiting:
            return False
        if self.screen is self.main and not self.main.is_typing and not opens_text(self.waiting[0]):
            packet.of.leave_out_the_rest()
            for _ in range(packet.waiting):
                self.waiting.popleft()
            packet.waiting = 0
            self.main.say(LEFT_OUT, problem=True)
            return True
        packet.waiting -= 1
        return False

    def pop_screen(self) -> AwaitComplete:
        """Close a dialog."""
        if isinstance(self.screen, Dialog) and self.screen.TAKES_TEXT:
            self.main.keys.text_closed()
        return super().pop_screen()

    def _takes_at_once(self, event: events.Key) -> bool:
        screen = self.screen
        if screen is self.main:
            self.app_focus = True
            return self.main.keys.take(event)
        return isinstance(screen, Dialog) and screen.takes_at_once(event)

    # Faults

    def take_fault(self, fault: Exception) -> None:
        """End the editor because of an exception. The first one is kept in ``fault`` and reported without a
        traceback.

        Exceptions during shutdown are ignored: the work is kept by then, and widgets may be gone.
        """
        if self.fault is None and not self._is_ending:
            self.fault = fault
            with contextlib.suppress(Exception):  # what failed may be a widget that is asked
                self.note_typed()
        super().panic()

    def panic(self, *renderables: RenderableType) -> None:
        """End because of a fault that Textual has already rendered, for example in its thread that reads keys."""
        self.take_fault(ForeignFault.from_pictures(renderables))

    # Services for commands

    @property
    def has_begun(self) -> bool:
        """Whether the keys that were pressed before the first screen was shown are being handled."""
        return self._early is None

    @property
    def is_at_rest(self) -> bool:
        """Whether the next key is for the main screen: no dialog is open, and nothing is being typed."""
        return self.screen is self.main and not self.main.is_typing and self.main.keys.next_key is None

    def attempt(self, work: Callable[[], object], said: str = "") -> None:
        """Call ``work`` and show ``said``; a MapError is shown as a message."""
        try:
            work()
        except MapError as refusal:
            self.main.say(one_line(str(refusal)), problem=True)
            return
        if said:
            self.main.say(said)

    def in_background(self, work: Callable[[], object]) -> None:
        """Call ``work`` in a daemon thread. A MapError is shown as a message, any other exception ends the editor."""
        threading.Thread(target=self._quietly, args=(work,), daemon=True).start()

    def _quietly(self, work: Callable[[], object]) -> None:
        try:
            try:
                work()
            except MapError as refusal:
                self.from_thread(self.main.say, one_line(str(refusal)), problem=True)
        except Exception as fault:  # noqa: BLE001  no caller of a thread would see it
            if (
                self.is_running and not self._is_ending
            ):  # otherwise the app ended while the thread was about to show something
                self.call_later(self.take_fault, fault)

    def from_thread(self, show: Callable[..., object], *args: object, **named: object) -> None:
        """Call ``show`` in the app's thread and wait for it; do nothing once the editor is ending.

        The worker's thread must not use this: the editor waits for that thread when it ends.
        """
        if self.is_running and not self._is_ending:
            self.call_from_thread(self.unless_ending, show, *args, **named)

    def later(self, act: Callable[..., object], *args: object) -> None:
        """Call ``act`` in the app's thread, from any thread, without waiting; not once the editor is ending."""
        self.call_later(self.unless_ending, act, *args)

    def look_at_disk(self) -> None:
        """Compare the file on disk again."""
        self.disk_watch.look_anew()

    def unless_ending(self, act: Callable[..., object], *args: object, **named: object) -> None:
        """Call ``act`` unless the editor is ending."""
        if not self._is_ending:
            act(*args, **named)

    def remember_theme(self) -> None:
        """Store the present theme for the next start."""
        from argmap.io.preferences import remember_theme

        name = self.theme
        self.in_background(lambda: remember_theme(name))

    def _get_ready(self) -> None:
        """Compute and load what the first keys need while the user reads the first screen."""
        for action in self.keymap.actions:
            action.load()
        self.state.get_ready()
        import argmap.mapfile.patch.verify
        import argmap.tui.views.changes  # noqa: F401

    def _journal_change(self, before: State, now: State) -> None:
        """Write a change into the journal, with what else is needed to go on after it."""
        self.worker.changed(before, Journalled(now, self.state.conflicts, self.state.leaves_out_disk))

    def _get_ready_again(self, before: State, now: State) -> None:
        """Compute what the next edit needs once this change is in the journal."""
        self.worker.run(self.state.get_ready_to_edit)

    def ask_git(self) -> None:
        """Show the branch in the header and whether the file differs from its last commit. Runs in a thread."""
        from argmap.tui.files.git import branch_words

        if words := branch_words(self.state.file):
            self.from_thread(self.state.know_git, words)

    # Edits that could not be kept

    def _edit_not_kept(self, state: State, refusal: MapError) -> None:
        """Report, from the worker's thread, an edit that could not be written to the text or the journal."""
        self.call_later(self._take_back, state, refusal)

    def _take_back(self, state: State, refusal: MapError) -> None:
        present = self.state.session.present
        if not state.is_settled and present is state and state.before is not None:
            self.state.undo()
            self.main.say(f"{one_line(str(refusal))} The edit was undone.", problem=True)
        else:
            self.main.say(one_line(str(refusal)), problem=True)

    def _draft_not_kept(self, refusal: MapError) -> None:
        """Report, from the worker's thread, that what is typed could not be written to the journal."""
        self.call_later(self._say_unkept_draft, refusal)

    def _say_unkept_draft(self, refusal: MapError) -> None:
        """Say it where the user types."""
        said = one_line(unkept(refusal))
        if isinstance(self.screen, Dialog) and self.screen.TAKES_TEXT:
            self.screen.refuse(said, lasting=True)
        elif self.main.is_typing:
            self.main.entry.refuse(said, lasting=True)
        else:
            self.main.say(said, problem=True)

    def leave(self, *, forget: bool, words: Callable[[], str] = str) -> None:
        """End the editor. ``forget`` drops the journal; otherwise stay if it cannot be written.

        ``words`` gives what is said once the editor is gone; nothing if empty.
        """
        refusal = None if forget else self.worker.keep_all()
        if refusal is None:
            self.last_words = words
            self._end(0, forget=forget)
        else:
            said = f"{one_line(str(refusal))} The editor stays open."
            # After what the worker has reported meanwhile, which would take its place.
            asyncio.get_running_loop().call_soon(partial(self.call_later, self.main.say, said, problem=True))

    def _end(self, code: int, *, forget: bool) -> None:
        """End with an exit code. Input that arrives afterwards is ignored."""
        if not self._is_ending:
            self.stop_showing()
            self.worker.close(forget=forget)
            self.exit(code)

    def stop_showing(self) -> None:
        """Take no more input, and show nothing that threads still find out: the editor is ending."""
        self._is_ending = True
        self.state.stop_telling()


def _driver() -> type[Driver] | None:
    """The driver class for terminals; None for Textual's own driver, as on Windows."""
    if os.name == "nt" or not has_key_parser():
        return None
    from argmap.tui.terminal.driver import TerminalDriver

    return TerminalDriver
