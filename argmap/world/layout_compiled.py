"""Graphviz compiled for this machine, kept in the user's cache: compiling takes a second, loading it a millisecond.

wasmtime has a cache of its own, but what is in it must be unpacked, which takes 18 ms.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from argmap.world.layout_refused import LayoutRefused
from argmap.world.layout_wasmtime import Program, WasmFailure, library_file

WASM_STACK = (2 << 20) - (128 << 10)
"""Bytes of stack inside the engine: dense graphs recurse deeply. wasmtime aborts the process at 2 MiB and more."""

NO_CACHE = (OSError, RuntimeError)
"""What is raised where there is no cache: the latter by Path.home() where a user has no home, as in a container."""

KEPT = 4
"""Files kept in the cache: as many versions of Graphviz and wasmtime, each of 3 MB, may be used in turn."""


def program(wasm: Path) -> Program:
    """The program in a WebAssembly file, from the cache where it is. Raises LayoutRefused when it cannot be run."""
    try:
        name = _cache_name(wasm)
        with contextlib.suppress(WasmFailure, *NO_CACHE):
            if _is_ours(cached := cache_folder() / name):
                return Program(WASM_STACK, compiled=cached)
        compiled = Program(WASM_STACK, wasm=wasm.read_bytes())
        with contextlib.suppress(*NO_CACHE):
            _keep(compiled.compiled(), cache_folder() / name)
    except (WasmFailure, OSError) as problem:
        why = f"The embedded layout engine does not start ({problem}). Try --engine system."
        raise LayoutRefused("missing", why) from problem
    return compiled


def cache_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Where the platform keeps what programs can make again (XDG Base Directory on Linux), with ``argmap`` added."""
    home = Path.home()
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / "argmap" / "Cache"
    if platform == "darwin":
        return home / "Library" / "Caches" / "argmap"
    return Path(environment.get("XDG_CACHE_HOME") or home / ".cache") / "argmap"


def _cache_name(wasm: Path) -> str:
    """The file of this program and this wasmtime, told by their sizes and times: reading them would take longer."""
    stamps = (file.stat() for file in (wasm, library_file()))
    return f"graphviz-{'-'.join(f'{at.st_size:x}.{at.st_mtime_ns:x}' for at in stamps)}.cwasm"


def _is_ours(file: Path) -> bool:
    """Whether nobody else can have written the file, whose machine code will run."""
    at = file.stat()
    return not hasattr(os, "getuid") or (at.st_uid == os.getuid() and not at.st_mode & 0o022)


def _keep(compiled: bytes, file: Path) -> None:
    """Write a file of the cache, whole or not at all, and take out the oldest. Raises OSError."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = file.with_name(f"graphviz-{os.getpid()}.cwasm")
    temporary.touch(mode=0o600)
    temporary.write_bytes(compiled)
    temporary.replace(file)
    newest_first = sorted(file.parent.glob("graphviz-*.cwasm"), key=lambda one: one.stat().st_mtime_ns, reverse=True)
    for old in newest_first[KEPT:]:
        old.unlink()
