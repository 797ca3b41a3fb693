"""Running a program with limits on its time and the size of its output, and ending all that it has started.

Input and output are temporary files: no pipe can fill up, and no surviving child of the program can keep one open.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from typing import IO, NamedTuple

LOOK_EVERY = 0.02
"""Seconds between looks at the program."""

LONGEST_ANSWER = 256 << 20
"""Bytes that a program may write: many times what any map needs."""


class Overdue(Exception):
    """The program ran past its deadline and was stopped."""


class Stopped(Exception):
    """The caller stopped the program."""


class Endless(Exception):
    """The program wrote more than :data:`LONGEST_ANSWER` and was stopped."""


class Answer(NamedTuple):
    """How a program ended and what it wrote, to standard output and to standard error."""

    code: int
    output: bytes
    problems: bytes


def run(command: Sequence[str], data: bytes, deadline: float | None, cancelled: threading.Event) -> Answer:
    """Run ``command`` on ``data`` as standard input.

    ``deadline`` is in seconds. Raises OSError when it cannot be started, Overdue, Stopped (``cancelled`` was set) and
    Endless; it is not running any more then, nor anything that it has started.
    """
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as problems:
        given.write(data)
        given.seek(0)
        with _started(command, given, output, problems) as process:
            _wait(process, (output, problems), deadline, cancelled)
        return Answer(process.returncode, _all(output), _all(problems))


@contextlib.contextmanager
def _started(
    command: Sequence[str], given: IO[bytes], output: IO[bytes], problems: IO[bytes]
) -> Iterator[subprocess.Popen[bytes]]:
    # A group of its own: the program is ended with all that it has started, and Ctrl-C reaches argmap alone.
    process = subprocess.Popen(command, stdin=given, stdout=output, stderr=problems, process_group=0)
    try:
        yield process
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def _wait(
    process: subprocess.Popen[bytes],
    written: Sequence[IO[bytes]],
    deadline: float | None,
    cancelled: threading.Event,
) -> None:
    ends = None if deadline is None else time.monotonic() + deadline
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(LOOK_EVERY)
            return
        if cancelled.is_set():
            raise Stopped
        if ends is not None and time.monotonic() > ends:
            raise Overdue
        if any(os.fstat(file.fileno()).st_size > LONGEST_ANSWER for file in written):
            raise Endless


def _all(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read(LONGEST_ANSWER)
