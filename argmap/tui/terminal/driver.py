"""A Textual driver that copes with invalid bytes, floods of input and job control.

Windows uses Textual's own driver.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import os
import select
import signal
from codecs import getincrementaldecoder
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from textual.drivers.linux_driver import LinuxDriver

from argmap.tui.flow_control import give_back_flow_control
from argmap.tui.terminal.parser import TerminalParser
from argmap.tui.terminal.pastes import ASK, is_known_to_mark

if TYPE_CHECKING:
    from textual.app import App

LOOK_EVERY = 0.1
"""Seconds between checks whether the driver is to end."""
MOST_WAITING = 256
"""Most messages waiting for the editor; further input stays with the terminal."""
AT_ONCE = 4096
"""Most bytes of one read."""


class TerminalDriver(LinuxDriver):
    """Reads keys from any bytes, no faster than the editor handles them, and supports stops (SIGTSTP, SIGSTOP)."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._editor = app
        self._asyncio = asyncio.get_running_loop()
        self._has_terminal = False
        signal.signal(signal.SIGTSTP, self._asked_to_stop)
        signal.signal(signal.SIGCONT, self._went_on)

    # Input

    def run_input_thread(self) -> None:
        """Read keys and post them until the driver ends; runs in its own thread.

        In the background a read fails there instead of stopping the editor: once that goes on in the foreground, the
        shell has taken what there was to read, and the read would wait for another key.
        """
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTIN})
        parser = TerminalParser(marks_pastes=is_known_to_mark(os.environ))
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
            if not data:  # the terminal is gone, which ExitSignals handles
                self.exit_event.wait(LOOK_EVERY)
            for message in parser.feed(decode(data)):
                self.process_message(message)
            if len(data) > MOST_WAITING:
                self._wait_for_editor()
        for message in parser.tick():
            self.process_message(message)

    def _wait_for_editor(self) -> None:
        """Wait until the editor has handled most of the posted messages."""
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

    # Job control

    def start_application_mode(self) -> None:
        """Set up the terminal, from how it was before the editor began: so it is when the editor stops or ends."""
        give_back_flow_control()
        super().start_application_mode()  # type: ignore[no-untyped-call]
        if not is_known_to_mark(os.environ):
            self.write(ASK)
        self._has_terminal = True

    def stop_application_mode(self) -> None:
        """Restore the terminal."""
        self._has_terminal = False
        super().stop_application_mode()

    def _asked_to_stop(self, *_: object) -> None:
        """Stop as the shell asks (SIGTSTP), with the terminal restored."""
        had_terminal = self._has_terminal
        if had_terminal:
            self.suspend_application_mode()
        os.kill(os.getpid(), signal.SIGSTOP)
        if had_terminal:
            self._take_terminal_again()

    def _went_on(self, *_: object) -> None:
        """Set up the terminal again after a stop without notice (SIGSTOP), during which the shell used it.

        After an announced stop, and while another program uses the terminal, there is nothing to do.
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
        """Stay stopped until the shell puts the editor in the foreground.

        The system stops whoever changes the terminal from the background (SIGTTOU). To look and then to stop would be
        too late where the shell has meanwhile put it there.
        """
        import termios

        while True:
            try:
                termios.tcsetattr(self.fileno, termios.TCSANOW, termios.tcgetattr(self.fileno))
            except termios.error as error:
                if error.args[0] == errno.EINTR:
                    continue
            return
