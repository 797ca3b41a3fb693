"""Lets the n-th call to the operating system fail, for tests that try every n.

Python tells a profile function (``sys.setprofile``) of each function of C that is about to be called, and of each
that has returned; what it raises then is raised in the caller, as if that function had failed, before or after its
deed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO, StringIO
from types import FrameType
from typing import Any

MODULES = frozenset({"posix", "nt", "fcntl", "msvcrt", "_io", "io", "_posixsubprocess"})
"""The modules of C whose functions ask the system for something."""

ASKS_NOTHING = frozenset(
    {"fspath", "getpid", "urandom", "cpu_count", "text_encoding", "_path_normpath", "WIFSTOPPED", "WSTOPSIG"}
)
"""Functions of those modules that make no system call, or one that cannot fail."""


ENDS = frozenset({"close", "__exit__"})
"""Functions that let go of a file even when they fail."""


class Calls:
    """How many calls were made so far, and which of them failed."""

    def __init__(self, nth: int, failure: BaseException, afterwards: bool) -> None:
        self.made = 0
        self.failed = ""
        self._nth = nth
        self._failure = failure
        self._event = "c_return" if afterwards else "c_call"

    def __call__(self, frame: FrameType, event: str, function: Any) -> None:
        if event == self._event and asks_the_system(function) and not _is_loading(frame):
            if event == "c_call" and function.__name__ in ENDS:
                return
            self.made += 1
            if self.made == self._nth:
                self.failed = f"{_name(function)} in {frame.f_code.co_qualname}"
                raise self._failure


def asks_the_system(function: Any) -> bool:
    """Whether a function of C makes a system call."""
    owner = getattr(function, "__self__", None)
    if isinstance(owner, (BytesIO, StringIO)) or function in (BytesIO, StringIO) or owner in (sys.stdout, sys.stderr):
        return False
    module = getattr(function, "__module__", None) or type(owner).__module__
    return module in MODULES and function.__name__ not in ASKS_NOTHING


def _name(function: Any) -> str:
    return getattr(function, "__qualname__", repr(function))


def _is_loading(frame: FrameType | None) -> bool:
    """Whether it is Python that looks for a module."""
    return frame is not None and frame.f_code.co_filename.startswith("<frozen importlib")


@contextmanager
def failing_call(nth: int, failure: BaseException, afterwards: bool = False) -> Iterator[Calls]:
    """Let the ``nth`` call of this thread fail, counted from 1; ``afterwards`` when it has done what it was to do."""
    calls = Calls(nth, failure, afterwards)
    before = sys.getprofile()
    sys.setprofile(calls)
    try:
        yield calls
    finally:
        sys.setprofile(before)


def calls_made(act: Callable[[], object]) -> int:
    """How many calls ``act`` makes when none of them fails."""
    with failing_call(0, AssertionError()) as calls:
        act()
    return calls.made
