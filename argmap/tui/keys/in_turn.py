"""Keys in turn: each waits until all is done that those before it lead to, and goes where slow hands would send it.

A key can open a dialog, close one whose answer opens the next, or move the focus. Textual does that in several tasks,
and gives the next key to whatever has the focus meanwhile.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from textual import events
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget

TURN = 1.0
"""Seconds after which a widget that has not come to the end of its messages is asked again."""

PATIENCE = 20.0
"""Seconds after which a key is handed over though those before it are not done with."""

ROUNDS = 2
"""Fewest rounds for a key. In the first, one that nobody took comes back to the app, which finds Textual's own
meaning of it before the second."""

UNPAUSED = 20
"""Rounds without a pause between them. What takes longer is left some time of its own."""

PAUSE = 0.002
"""Seconds between two later rounds."""

ReturnType = TypeVar("ReturnType")


class KeysInTurn(App[ReturnType], inherit_bindings=False):
    """An app that handles keys and pastes one after the other.

    It looks in rounds whether the last one is done with. Between two rounds it handles its own messages, such as the
    answer of a dialog that closed. The rounds end when all is quiet: whatever a slow machine takes longer for, no key
    goes to what it was not pressed for. Only what has not come to rest after :data:`PATIENCE` seconds is taken for
    something that never does, such as a widget that goes on telling itself to do something.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.waiting: deque[Message] = deque()
        """Keys and pastes that wait until those before them are done with."""
        self._is_looking = False
        """Whether a round is due. Of two that take turns, one could take a key between a dialog and its answer."""
        self._rounds = 0
        """How many rounds there were since the last key was handed over."""
        self._looks_since = 0.0
        """When the first of these rounds was, in seconds on the clock of the event loop."""
        self._asked_by: dict[Screen[Any], asyncio.Task[Any] | None] = {}
        """The task that gets the answer of each dialog that is open."""
        self.unanswered: dict[Screen[Any], asyncio.Task[Any] | None] = {}
        """The same of dialogs that have closed and whose answer nobody has got yet."""

    @property
    def message_queue_size(self) -> int:
        """How many messages are to be handled, those included that wait for their turn."""
        return super().message_queue_size + len(self.waiting)

    async def on_event(self, event: events.Event) -> None:
        """Let keys and pastes wait for their turn; handle other events."""
        if isinstance(event, (events.Key, events.Paste)) and not event.is_forwarded:
            self.wait_in_turn(event)
        else:
            await super().on_event(event)

    def wait_in_turn(self, *typed: Message) -> None:
        """Handle these, in their order, after all that wait."""
        self.waiting += typed
        self._look_again()

    def _look_again(self) -> None:
        if self.waiting and not self._is_looking:
            self._is_looking = True
            self.call_later(self._look)

    async def _look(self) -> None:
        """Take the first that waits if those before it are done with; else look again."""
        self._is_looking = False
        if not self._rounds:
            self._looks_since = asyncio.get_running_loop().time()
        self._rounds += 1
        if self._rounds > UNPAUSED:
            await asyncio.sleep(PAUSE)
        if (await self._is_quiet() or self._has_waited_long()) and self._rounds >= ROUNDS:
            self._rounds = 0
            await self._take_first()
        self._look_again()

    def _has_waited_long(self) -> bool:
        return asyncio.get_running_loop().time() - self._looks_since > PATIENCE

    async def _take_first(self) -> None:
        """Handle the first that waits."""
        await self.hand_over(self.waiting.popleft())

    async def hand_over(self, typed: Message) -> None:
        """Let Textual handle it, on the screen and the widget that have the focus now."""
        assert isinstance(typed, events.Event)
        await super().on_event(typed)

    async def _is_quiet(self) -> bool:
        """Whether nothing is left to do of what was typed; first wait until all widgets with the focus had a turn."""
        before = self.screen, self.focused
        busy = [await _is_busy(node) for node in _bottom_up(*before)]
        self.unanswered = {one: task for one, task in self.unanswered.items() if task is None or not task.done()}
        return not any(busy) and not self.unanswered and before == (self.screen, self.focused)

    def push_screen(  # type: ignore[override]  # of its many forms those with a callback
        self,
        screen: Screen[Any],
        callback: Callable[[Any], Any] | None = None,
        *args: Any,
        **named: Any,
    ) -> Any:
        """Open a dialog. Keys wait until ``callback`` has got its answer."""
        if callback is not None:
            self._asked_by[screen] = asyncio.current_task()
            callback = partial(self._answer, screen, callback)
        return super().push_screen(screen, callback, *args, **named)

    def _answer(self, screen: Screen[Any], callback: Callable[[Any], Any], answer: Any) -> Any:
        self.unanswered.pop(screen, None)
        return callback(answer)

    def pop_screen(self) -> AwaitComplete:
        """Close a dialog."""
        if self.screen in self._asked_by:
            self.unanswered[self.screen] = self._asked_by.pop(self.screen)
        return super().pop_screen()


def _bottom_up(screen: Screen[Any], widget: Widget | None) -> list[Widget]:
    """The focused widget and its ancestors, up to the screen."""
    if widget is None or widget.screen is not screen:
        return [screen]
    return [node for node in widget.ancestors_with_self if isinstance(node, Widget)]


async def _is_busy(widget: Widget) -> bool:
    """Whether a widget had messages before its turn or has some after it."""
    had_some, turn = widget.message_queue_size > 0, asyncio.Event()
    if widget.call_later(turn.set):
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(turn.wait(), TURN)
    return had_some or not turn.is_set() or widget.message_queue_size > 0
