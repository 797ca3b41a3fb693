"""When an editor under test has dealt with what it was given: told by its event loop and not by the clock.

Textual's pilot sleeps 20 ms at least twice after each key, and longer while the process is busy with anything at all.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from time import process_time
from typing import Any
from weakref import WeakKeyDictionary

import pytest

SOON = 0.02
"""Seconds: what is due in this time belongs to what was done, such as painting; later timers wait for the user."""

A_MOMENT = 0.002

AT_MOST = 1.0


class Call:
    """One call that an event loop was asked for."""

    handle: asyncio.Handle | None = None

    @property
    def is_given_up(self) -> bool:
        return self.handle is not None and self.handle.cancelled()

    @property
    def due(self) -> float:
        """When it is due, in the seconds of its loop; 0 for at once."""
        return self.handle.when() if isinstance(self.handle, asyncio.TimerHandle) else 0


PENDING: WeakKeyDictionary[asyncio.AbstractEventLoop, set[Call]] = WeakKeyDictionary()
"""What each loop is still to call."""


def watch_loops(monkeypatch: pytest.MonkeyPatch) -> None:
    """Note from now on what event loops are asked to call, until they have called it."""
    for name, before in (("call_soon", 0), ("call_soon_threadsafe", 0), ("call_at", 1)):
        monkeypatch.setattr(asyncio.BaseEventLoop, name, _noting(getattr(asyncio.BaseEventLoop, name), before))


def _noting(schedule: Callable[..., asyncio.Handle], before: int) -> Callable[..., asyncio.Handle]:
    """A method of loops that notes the call; ``before`` as many arguments comes the function to call."""

    def noted(loop: asyncio.AbstractEventLoop, *args: Any, context: Any = None) -> asyncio.Handle:
        call, pending = Call(), PENDING.setdefault(loop, set())

        def run(*given: Any) -> None:
            pending.discard(call)
            args[before](*given)

        pending.add(call)  # before another thread can have called it
        call.handle = schedule(loop, *args[:before], run, *args[before + 1 :], context=context)
        return call.handle

    return noted


def background_threads() -> list[threading.Thread]:
    """The threads in which editors work."""
    return [one for one in threading.enumerate() if one.name.endswith("(_quietly)")]


async def settled(min_sleep: float = 0, max_sleep: float = AT_MOST) -> None:
    """Wait until nothing is left to do: no callback, no timer that is due soon, no thread that computes.

    Threads that wait, for a disk or an answer, are not waited for; and nothing longer than ``max_sleep`` seconds.
    """
    loop = asyncio.get_running_loop()
    end = loop.time() + max_sleep
    frames = loop.time() + 5 * SOON  # a timer that goes on and on is not waited for
    await asyncio.sleep(min_sleep)
    while loop.time() < end:
        due = _next_call(loop)
        if due == 0:
            await asyncio.sleep(0)
        elif due < min(loop.time() + SOON, frames):
            await asyncio.sleep(max(0, due - loop.time()))
        elif background_threads():
            used = process_time()
            await asyncio.sleep(A_MOMENT)
            if process_time() - used < A_MOMENT / 10:
                return
        else:
            return


def _next_call(loop: asyncio.AbstractEventLoop) -> float:
    """When the next call is due; infinite when there is none."""
    pending = PENDING.get(loop, set())
    pending.difference_update([one for one in list(pending) if one.is_given_up])
    return min((one.due for one in list(pending)), default=float("inf"))
