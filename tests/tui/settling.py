"""When an editor under test has dealt with what it was given: told by its event loop and not by the clock.

Textual's pilot sleeps 20 ms at least twice after each key, and longer while the process is busy with anything at all.
"""

from __future__ import annotations

import asyncio
import threading
from time import process_time

SOON = 0.02
"""Seconds: what is due in this time belongs to what was done, such as painting; later timers wait for the user."""

A_MOMENT = 0.002

AT_MOST = 1.0


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
        if loop._ready:
            await asyncio.sleep(0)
        elif (due := _next_timer(loop)) < min(loop.time() + SOON, frames):
            await asyncio.sleep(max(0, due - loop.time()))
        elif background_threads():
            used = process_time()
            await asyncio.sleep(A_MOMENT)
            if process_time() - used < A_MOMENT / 10:
                return
        else:
            return


def _next_timer(loop: asyncio.AbstractEventLoop) -> float:
    return min((timer.when() for timer in loop._scheduled if not timer.cancelled()), default=float("inf"))
