"""Running one WebAssembly program with the ``wasmtime`` package: calls, memory and its limit, a stop, and a cache.

Compiling Graphviz takes half a second, loading the compiled code milliseconds, so it is kept in the user's cache.
wasmtime's own cache is not used: its files must be unpacked, which takes 18 ms, and it does not check who could have
written them.
"""

from __future__ import annotations

import contextlib
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

import wasmtime

from argmap.draw.layout.strategy import no_embedded_engine
from argmap.escape import one_line
from argmap.io.private_files import is_intact, private_folder, read_private, sweep_private, write_private
from argmap.io.user_folders import cache_folder

MEBIBYTE = 1 << 20

Exported = TypeVar("Exported")


class WasmFailure(Exception):
    """What wasmtime refused or a program ran into, in wasmtime's words."""


class ProgramLeft(WasmFailure):
    """The program ended itself, by ``exit()``, in the middle of a call."""


class NoRoom(WasmFailure):
    """The system does not give the address space that a program starts with, as under ``ulimit -v``."""


class Tuning(NamedTuple):
    """How a program is compiled. Code compiled with one tuning cannot be loaded with another.

    ``stack`` is in bytes. ``frugal`` code takes 64 MiB of address space at first and more as it grows; the usual code
    reserves 4 GiB and a guard behind it, which spares a check of bounds at each access to memory and makes layouts a
    quarter faster. Compiling frugally starts no threads, whose stacks need address space too.
    """

    stack: int
    frugal: bool = False

    def engine(self) -> wasmtime.Engine:
        """A new engine with this tuning."""
        config = wasmtime.Config()
        config.epoch_interruption = True
        config.max_wasm_stack = self.stack
        if self.frugal:
            config.memory_reservation = 64 * MEBIBYTE
            config.memory_reservation_for_growth = 64 * MEBIBYTE
            config.memory_guard_size = 1 << 16
            config.parallel_compilation = False
        return wasmtime.Engine(config)

    def fits(self) -> bool:
        """Whether the system gives the address space of an empty memory now."""
        with contextlib.closing(wasmtime.Store(self.engine())) as store:
            try:
                wasmtime.Memory(store, wasmtime.MemoryType(wasmtime.Limits(1, None)))
            except wasmtime.WasmtimeError:
                return False
        return True


class Program:
    """A program compiled for this machine, with the engine that runs it. Kept as long as the process lives."""

    def __init__(self, tuning: Tuning, wasm: bytes = b"", compiled: Path | bytes | None = None) -> None:
        """``wasm`` is a WebAssembly file; ``compiled`` is what :meth:`compiled` gave with the same tuning, or a file
        that begins with it, whose pages the system loads when they are run.

        The latter is machine code: it must come from a place where only the user can write. Raises WasmFailure, also
        for code of another version of wasmtime or of another processor.
        """
        with _failures():
            self._engine = tuning.engine()
            if isinstance(compiled, Path):
                self._module = wasmtime.Module.deserialize_file(self._engine, str(compiled))
            elif compiled is not None:
                self._module = wasmtime.Module.deserialize(self._engine, compiled)
            else:
                self._module = wasmtime.Module(self._engine, wasm)
            self._linker = wasmtime.Linker(self._engine)
            self._linker.define_wasi()

    def compiled(self) -> bytes:
        """The machine code, which starts in milliseconds where compiling takes half a second."""
        with _failures():
            return bytes(self._module.serialize())

    def stop(self) -> None:
        """Make every call that is running fail. May be called from any thread."""
        self._engine.increment_epoch()

    @contextlib.contextmanager
    def started(self, memory_limit: int) -> Iterator[Instance]:
        """The program with a fresh memory of at most ``memory_limit`` bytes, for one thread.

        Raises NoRoom when that memory cannot be reserved, else WasmFailure.
        """
        with contextlib.closing(wasmtime.Store(self._engine)) as store:
            store.set_limits(memory_size=memory_limit)
            store.set_epoch_deadline(1)
            with _failures(other=NoRoom):
                store.set_wasi(wasmtime.WasiConfig())
                instance = self._linker.instantiate(store, self._module)
            yield Instance(store, instance)


class Instance:
    """A started program: its functions and its memory."""

    def __init__(self, store: wasmtime.Store, instance: wasmtime.Instance) -> None:
        self._store = store
        self._exports = instance.exports(store)
        self._memory = self._export("memory", wasmtime.Memory)

    def call(self, name: str, *arguments: int) -> int:
        """What an exported function of numbers of 32 bits returns, unsigned. Raises WasmFailure."""
        function = self._export(name, wasmtime.Func)
        with _failures():
            return int(function(self._store, *arguments) or 0) & 0xFFFFFFFF

    def read(self, address: int, length: int) -> bytes:
        """Bytes of the memory; fewer where it ends."""
        return bytes(self._memory.read(self._store, address, address + length))

    def write(self, data: bytes, address: int) -> None:
        """Put bytes into the memory. Raises WasmFailure when they do not lie in it."""
        try:
            self._memory.write(self._store, data, address)
        except IndexError as problem:
            raise WasmFailure("out of bounds memory access") from problem

    def _export(self, name: str, kind: type[Exported]) -> Exported:
        found = self._exports.get(name)
        if not isinstance(found, kind):
            raise WasmFailure(f"it has no '{name}'")
        return found


@contextlib.contextmanager
def _failures(other: type[WasmFailure] = WasmFailure) -> Iterator[None]:
    """What wasmtime raises, as failures of this module; ``other``: what is neither a trap nor an exit."""
    try:
        yield
    except wasmtime.ExitTrap as left:
        raise ProgramLeft(str(left)) from left
    except wasmtime.Trap as trap:
        raise WasmFailure(str(trap)) from trap
    except wasmtime.WasmtimeError as refused:
        raise other(str(refused)) from refused


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
            if is_intact(file):
                return _kept(tuning, file)
        made = Program(tuning, wasm=source)
    except (WasmFailure, OSError) as problem:
        raise no_embedded_engine(_why(problem)) from problem
    if file is not None:
        with contextlib.suppress(WasmFailure, *NO_CACHE):
            write_private(file, made.compiled())
            sweep_private(file.parent, "graphviz-*.cwasm", KEPT)
    return made


def _kept(tuning: Tuning, file: Path) -> Program:
    """The program in a file of the cache. Raises WasmFailure or OSError."""
    try:
        return Program(tuning, compiled=file)
    except WasmFailure:  # as on a disk from which no code may be run, where a copy in memory may
        return Program(tuning, compiled=read_private(file))


def _why(problem: Exception) -> str:
    """The first line of an error, for texts in pictures: without the path of a file."""
    said = problem.strerror if isinstance(problem, OSError) and problem.strerror else str(problem)
    return one_line(said.strip().partition("\n")[0]).rstrip(".")


def _cache_name(source: bytes, tuning: Tuning) -> str:
    """The file for this program, this tuning and this installation of wasmtime, in the second form of such files.

    wasmtime itself refuses code of another version; the name keeps two versions from overwriting each other's.
    """
    installed = Path(wasmtime.__file__).stat().st_mtime_ns
    kind = "frugal" if tuning.frugal else "usual"
    return f"graphviz-2-{zlib.crc32(source):08x}-{len(source):x}-{installed:x}-{tuning.stack:x}-{kind}.cwasm"
