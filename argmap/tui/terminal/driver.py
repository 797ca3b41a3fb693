"""Textual's driver for terminals, for what those really do: bytes that are no text, floods, and stops by signals.

Windows has no such terminal, and Textual's own driver serves there.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import select
import signal
from codecs import getincrementaldecoder
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from textual.drivers.linux_driver import LinuxDriver

from argmap.tui.terminal.parser import TerminalParser

if TYPE_CHECKING:
    from textual.app import App

LOOK_EVERY = 0.1
"""Seconds between looks at whether keys are still wanted."""
MOST_WAITING = 256
"""Messages that may wait for the editor; what the terminal sends meanwhile stays with the terminal."""
AT_ONCE = 4096
"""Bytes that are read at once."""


class TerminalDriver(LinuxDriver):
    """Reads keys whatever bytes come, no faster than the editor takes them, and survives every kind of stop."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._editor = app
        self._asyncio = asyncio.get_running_loop()
        self._has_terminal = False
        signal.signal(signal.SIGTSTP, self._asked_to_stop)
        signal.signal(signal.SIGCONT, self._went_on)

    # Keys

    def run_input_thread(self) -> None:
        """Read keys and hand them on until the driver is to end, in a thread of its own."""
        parser = TerminalParser()
        decode = getincrementaldecoder("utf-8")("replace").decode
        while not self.exit_event.is_set():
            self._read(parser, decode, min(LOOK_EVERY, parser.until_tick))
        self._read(parser, decode, 0)

    def _read(self, parser: TerminalParser, decode: Callable[[bytes], str], timeout: float) -> None:
        ready, _, _ = select.select([self.fileno], [], [], timeout)
        if ready:
            try:
                data = os.read(self.fileno, AT_ONCE)
            except OSError:
                data = b""
            if not data:  # the terminal is gone, which is noticed elsewhere
                self.exit_event.wait(LOOK_EVERY)
            for message in parser.feed(decode(data)):
                self.process_message(message)
            if len(data) > MOST_WAITING:
                self._wait_for_editor()
        for message in parser.tick():
            self.process_message(message)

    def _wait_for_editor(self) -> None:
        """Wait until the editor has taken most of what was sent."""
        while not self.exit_event.is_set():
            waiting: Future[int] = asyncio.run_coroutine_threadsafe(self._waiting(), self._asyncio)
            while not waiting.done() and not self.exit_event.is_set():
                with contextlib.suppress(TimeoutError):
                    waiting.result(LOOK_EVERY)
            if not waiting.done() or waiting.result() < MOST_WAITING:
                return
            self.exit_event.wait(LOOK_EVERY / 10)

    async def _waiting(self) -> int:
        return self._editor.message_queue_size

    # Stops

    def start_application_mode(self) -> None:
        """Take the terminal."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._has_terminal = True

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        self._has_terminal = False
        super().stop_application_mode()

    def _asked_to_stop(self, *_: object) -> None:
        """Stop as the shell wants it (SIGTSTP), with the terminal as it was before."""
        had_terminal = self._has_terminal
        if had_terminal:
            self.suspend_application_mode()
        os.kill(os.getpid(), signal.SIGSTOP)
        if had_terminal:
            self._take_terminal_again()

    def _went_on(self, *_: object) -> None:
        """Take the terminal anew after a stop that nobody announced (SIGSTOP): the shell has set it up for itself.

        After an announced stop, and while another program has the terminal, there is nothing to do.
        """
        if self._has_terminal:
            self._has_terminal = False
            self._stop_while_in_background()
            self.suspend_application_mode()
            self._take_terminal_again()

    def _take_terminal_again(self) -> None:
        self._stop_while_in_background()
        self.resume_application_mode()
        self._asyncio.call_soon_threadsafe(lambda: self._editor.refresh(layout=True))

    def _stop_while_in_background(self) -> None:
        """Stay stopped until the shell gives the terminal back."""
        with contextlib.suppress(OSError):
            while os.tcgetpgrp(self.fileno) != os.getpgrp():
                os.kill(os.getpid(), signal.SIGSTOP)
