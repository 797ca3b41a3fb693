"""Graphviz compiled for this machine, kept in the user's cache: compiling takes half a second, loading milliseconds.

wasmtime has a cache of its own, but what is in it must be unpacked, which takes 18 ms, and it does not look at who
could have written it.
"""

from __future__ import annotations

import contextlib
import zlib
from pathlib import Path

import wasmtime

from argmap.draw.layout.errors import no_embedded_engine
from argmap.escape import one_line
from argmap.io.graphviz.wasm import Program, Tuning, WasmFailure
from argmap.io.private_files import private_folder, read_private, sweep_private, write_private
from argmap.io.user_folders import cache_folder

WASM_STACK = (2 << 20) - (128 << 10)
"""Bytes of stack inside the engine: dense graphs recurse deeply. wasmtime aborts the process at 2 MiB and more."""

NO_CACHE = (OSError, RuntimeError)
"""What is raised where there is no cache to trust: the latter where a user has no home, as in a container."""

KEPT = 4
"""Files kept in the cache: as many versions of Graphviz and wasmtime, each of 3 MB, may be used in turn."""


def program(wasm: Path, frugal: bool = False) -> Program:
    """The program in a WebAssembly file, from the cache where it is. Raises LayoutError when it cannot be run.

    ``frugal``, as :class:`argmap.io.graphviz.wasm.Tuning` explains, also where the usual tuning does not fit.
    """
    tuning = Tuning(WASM_STACK, frugal)
    try:
        if not tuning.fits():
            tuning = Tuning(WASM_STACK, frugal=True)
        source = wasm.read_bytes()
        file: Path | None = None
        with contextlib.suppress(WasmFailure, *NO_CACHE):
            file = private_folder(cache_folder()) / _cache_name(source, tuning)
            if compiled := read_private(file):
                return Program(tuning, compiled=compiled)
        made = Program(tuning, wasm=source)
    except (WasmFailure, OSError) as problem:
        raise no_embedded_engine(_why(problem)) from problem
    if file is not None:
        with contextlib.suppress(WasmFailure, *NO_CACHE):
            write_private(file, made.compiled())
            sweep_private(file.parent, "graphviz-*.cwasm", KEPT)
    return made


def _why(problem: Exception) -> str:
    """The first line of what went wrong, which stands in pictures: without the path of a file."""
    said = problem.strerror if isinstance(problem, OSError) and problem.strerror else str(problem)
    return one_line(said.strip().partition("\n")[0]).rstrip(".")


def _cache_name(source: bytes, tuning: Tuning) -> str:
    """The file for this program, this tuning and this installation of wasmtime.

    wasmtime itself refuses code of another version; the name keeps two versions from overwriting each other's.
    """
    installed = Path(wasmtime.__file__).stat().st_mtime_ns
    kind = "frugal" if tuning.frugal else "usual"
    return f"graphviz-{zlib.crc32(source):08x}-{len(source):x}-{installed:x}-{tuning.stack:x}-{kind}.cwasm"
