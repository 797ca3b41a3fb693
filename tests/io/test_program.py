"""Programs that hang, never stop writing or cannot start: each is over within its bounds, with all it has started."""

from __future__ import annotations

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from argmap.io import processes

NEVER = threading.Event()


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_the_answer_is_what_was_written() -> None:
    code = "import sys; sys.stdout.write(sys.stdin.read().upper()); sys.stderr.write('oh'); sys.exit(3)"
    answer = processes.run(python(code), b"words", 60, NEVER)
    assert answer == processes.Answer(3, b"WORDS", b"oh")


def test_input_that_nobody_reads_does_not_block() -> None:
    assert processes.run(python("pass"), b"x" * (1 << 22), 60, NEVER).code == 0


def test_one_that_hangs_is_overdue() -> None:
    with pytest.raises(processes.Overdue):
        processes.run(python("import time; time.sleep(600)"), b"", 0.1, NEVER)


def test_the_caller_stops_it() -> None:
    stop = threading.Event()
    threading.Timer(0.1, stop.set).start()
    with pytest.raises(processes.Stopped):
        processes.run(python("import time; time.sleep(600)"), b"", None, stop)


def test_one_that_writes_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "LONGEST_ANSWER", 1 << 16)
    with pytest.raises(processes.Endless):
        processes.run(python("while True: print('more' * 1000)"), b"", 60, NEVER)


def test_one_that_is_not_there_does_not_start() -> None:
    with pytest.raises(FileNotFoundError):
        processes.run(["/nowhere/at-all"], b"", 60, NEVER)


@pytest.mark.skipif(os.name != "posix", reason="processes form no groups")
def test_what_a_stopped_program_has_started_ends_too(tmp_path: Path) -> None:
    pipe, stop = tmp_path / "pipe", threading.Event()
    os.mkfifo(pipe)
    command = ["/bin/sh", "-c", f"sleep 60 > '{pipe}' & sleep 60"]
    with ThreadPoolExecutor() as pool:
        running = pool.submit(processes.run, command, b"", None, stop)
        with pipe.open("rb") as held:  # by the program's own child
            stop.set()
            assert held.read() == b""
        assert isinstance(running.exception(), processes.Stopped)
