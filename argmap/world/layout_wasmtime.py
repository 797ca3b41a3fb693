"""Running one WebAssembly program with wasmtime: the few functions of its C library that this takes.

The ``wasmtime`` package brings that library, and its Python binds all 1,100 functions when it is imported. That took
28 ms, laying out a map of 50 claims 11 ms. The functions here, and what of their structures is relied on, are the
same from version 30 to 50 of wasmtime (``wasm.h``, ``wasi.h`` and ``wasmtime.h`` of its C API).
"""

from __future__ import annotations

import ctypes
import functools
import importlib.util
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import POINTER, byref, c_bool, c_char_p, c_int, c_int64, c_size_t, c_uint64, c_void_p
from pathlib import Path

PACKAGE = "wasmtime"

UNLIMITED = -1


class WasmFailure(Exception):
    """What wasmtime refused or a program ran into, in wasmtime's words."""


class ProgramLeft(WasmFailure):
    """The program ended itself, by ``exit()``, in the middle of a call."""


class _Bytes(ctypes.Structure):
    """``wasm_byte_vec_t``."""

    _fields_ = (("size", c_size_t), ("data", c_void_p))

    def take(self) -> bytes:
        """The bytes, which are freed."""
        data = ctypes.string_at(self.data, self.size) if self.size else b""
        library().wasm_byte_vec_delete(byref(self))
        return data


_OUT = POINTER(c_void_p)

_SIGNATURES: dict[str, tuple[type | None, tuple[type, ...]]] = {
    "wasm_byte_vec_delete": (None, (POINTER(_Bytes),)),
    "wasm_config_new": (c_void_p, ()),
    "wasmtime_config_epoch_interruption_set": (None, (c_void_p, c_bool)),
    "wasmtime_config_max_wasm_stack_set": (None, (c_void_p, c_size_t)),
    "wasm_engine_new_with_config": (c_void_p, (c_void_p,)),
    "wasmtime_engine_increment_epoch": (None, (c_void_p,)),
    "wasmtime_module_new": (c_void_p, (c_void_p, c_char_p, c_size_t, _OUT)),
    "wasmtime_module_serialize": (c_void_p, (c_void_p, POINTER(_Bytes))),
    "wasmtime_module_deserialize_file": (c_void_p, (c_void_p, c_char_p, _OUT)),
    "wasmtime_linker_new": (c_void_p, (c_void_p,)),
    "wasmtime_linker_define_wasi": (c_void_p, (c_void_p,)),
    "wasmtime_linker_instantiate": (c_void_p, (c_void_p, c_void_p, c_void_p, c_void_p, _OUT)),
    "wasmtime_store_new": (c_void_p, (c_void_p, c_void_p, c_void_p)),
    "wasmtime_store_delete": (None, (c_void_p,)),
    "wasmtime_store_context": (c_void_p, (c_void_p,)),
    "wasmtime_store_limiter": (None, (c_void_p, c_int64, c_int64, c_int64, c_int64, c_int64)),
    "wasmtime_context_set_epoch_deadline": (None, (c_void_p, c_uint64)),
    "wasi_config_new": (c_void_p, ()),
    "wasmtime_context_set_wasi": (c_void_p, (c_void_p, c_void_p)),
    "wasmtime_instance_export_get": (c_bool, (c_void_p, c_void_p, c_char_p, c_size_t, c_void_p)),
    "wasmtime_func_call_unchecked": (c_void_p, (c_void_p, c_void_p, c_void_p, c_size_t, _OUT)),
    "wasmtime_memory_data": (c_void_p, (c_void_p, c_void_p)),
    "wasmtime_memory_data_size": (c_size_t, (c_void_p, c_void_p)),
    "wasmtime_error_message": (None, (c_void_p, POINTER(_Bytes))),
    "wasmtime_error_exit_status": (c_bool, (c_void_p, POINTER(c_int))),
    "wasmtime_error_delete": (None, (c_void_p,)),
    "wasm_trap_message": (None, (c_void_p, POINTER(_Bytes))),
    "wasm_trap_delete": (None, (c_void_p,)),
}
"""What each function returns and takes."""


@functools.cache
def library_file() -> Path:
    """The C library in the package. Raises WasmFailure when it is not there."""
    package = importlib.util.find_spec(PACKAGE)
    for folder in (package.submodule_search_locations or ()) if package else ():
        for file in sorted(Path(folder).glob(f"{sys.platform}-*/*wasmtime.*")):
            return file
    raise WasmFailure(f"the package {PACKAGE} is not installed for this platform")


@functools.cache
def library() -> ctypes.CDLL:
    """The C library with its signatures told. Raises WasmFailure when it cannot be loaded."""
    try:
        loaded = ctypes.CDLL(str(library_file()))
        for name, (returned, taken) in _SIGNATURES.items():
            function = getattr(loaded, name)
            function.restype, function.argtypes = returned, taken
    except (OSError, AttributeError) as failure:
        raise WasmFailure(f"its library does not load: {failure}") from failure
    return loaded


class Program:
    """A program compiled for this machine, with the engine that runs it. Kept as long as the process lives."""

    def __init__(self, stack: int, wasm: bytes | None = None, compiled: Path | None = None) -> None:
        """From the bytes of a WebAssembly file, or from a file of what :meth:`compiled` gave. ``stack`` is in bytes.

        Such a file holds machine code that is run: only the user may have been able to write it. Raises WasmFailure,
        also for a file of another version of wasmtime, of another processor or of another stack.
        """
        self._library = library()
        config = self._library.wasm_config_new()
        self._library.wasmtime_config_epoch_interruption_set(config, True)
        self._library.wasmtime_config_max_wasm_stack_set(config, stack)
        self._engine = self._library.wasm_engine_new_with_config(config)
        self._module = c_void_p()
        if compiled is not None:
            path = os.fsencode(compiled)
            _raise(self._library.wasmtime_module_deserialize_file(self._engine, path, byref(self._module)))
        else:
            data = wasm or b""
            _raise(self._library.wasmtime_module_new(self._engine, data, len(data), byref(self._module)))
        self._linker = self._library.wasmtime_linker_new(self._engine)
        _raise(self._library.wasmtime_linker_define_wasi(self._linker))

    def compiled(self) -> bytes:
        """The machine code, for a file that starts in a millisecond rather than a second."""
        data = _Bytes()
        _raise(self._library.wasmtime_module_serialize(self._module, byref(data)))
        return data.take()

    def stop(self) -> None:
        """Make every call that is running fail. May be called from any thread."""
        self._library.wasmtime_engine_increment_epoch(self._engine)

    @contextmanager
    def started(self, memory_limit: int) -> Iterator[Instance]:
        """The program with a fresh memory of at most so many bytes, in one thread. Raises WasmFailure."""
        store = self._library.wasmtime_store_new(self._engine, None, None)
        try:
            rest = [UNLIMITED] * 4
            self._library.wasmtime_store_limiter(store, memory_limit, *rest)
            context = self._library.wasmtime_store_context(store)
            self._library.wasmtime_context_set_epoch_deadline(context, 1)
            _raise(self._library.wasmtime_context_set_wasi(context, self._library.wasi_config_new()))
            place, trap = _room(), c_void_p()
            failure = self._library.wasmtime_linker_instantiate(
                self._linker, context, self._module, place, byref(trap)
            )
            _raise(failure, trap)
            yield Instance(context, place)
        finally:
            self._library.wasmtime_store_delete(store)


class Instance:
    """A started program: its functions and its memory."""

    def __init__(self, context: int, place: ctypes.Array[c_uint64]) -> None:
        self._library = library()
        self._context = context
        self._place = place
        self._memory = self._exported("memory")

    def call(self, name: str, *arguments: int) -> int:
        """What an exported function of numbers of 32 bits returns, unsigned. Raises WasmFailure."""
        return self.prepared(name, *arguments)()

    def prepared(self, name: str, *arguments: int) -> Callable[[], int]:
        """:meth:`call` in two steps. The second lets go of Python's lock once, for as long as the program runs, so
        another thread that is busy holds it up once only.
        """
        function = self._exported(name)
        numbers = (c_uint64 * (2 * max(len(arguments), 1)))()  # each takes 16 bytes, the result the first's
        for place, argument in enumerate(arguments):
            numbers[2 * place] = argument & 0xFFFFFFFF

        def call() -> int:
            trap, length = c_void_p(), len(numbers) // 2
            failure = self._library.wasmtime_func_call_unchecked(
                self._context, function, numbers, length, byref(trap)
            )
            _raise(failure, trap)
            return numbers[0] & 0xFFFFFFFF

        return call

    def read(self, address: int, length: int) -> bytes:
        """Bytes of the memory; fewer where it ends."""
        length = max(0, min(length, self._size - address))
        return ctypes.string_at(self._base + address, length) if length else b""

    def write(self, data: bytes, address: int) -> None:
        """Put bytes into the memory. Raises WasmFailure when they do not lie in it."""
        if address + len(data) > self._size:
            raise WasmFailure("out of bounds memory access")
        ctypes.memmove(self._base + address, data, len(data))

    @property
    def _base(self) -> int:
        """Where the memory begins, which moves when it grows."""
        return int(self._library.wasmtime_memory_data(self._context, self._memory))

    @property
    def _size(self) -> int:
        return int(self._library.wasmtime_memory_data_size(self._context, self._memory))

    def _exported(self, name: str) -> ctypes.Array[c_uint64]:
        """A function or memory: what stands in ``wasmtime_extern_t`` after the 8 bytes that say which."""
        found = _room()
        called = name.encode()
        if not self._library.wasmtime_instance_export_get(self._context, self._place, called, len(called), found):
            raise WasmFailure(f"it has no '{name}'")
        return (c_uint64 * (len(found) - 1)).from_buffer(found, 8)


def _room() -> ctypes.Array[c_uint64]:
    """Room for a structure that only wasmtime looks into; the largest takes 32 bytes."""
    return (c_uint64 * 8)()


def _raise(failure: int | None, trap: c_void_p | None = None) -> None:
    """Raise what a call ended in, if it was no success; both are freed."""
    called, said = library(), _Bytes()
    if failure:
        left = called.wasmtime_error_exit_status(failure, byref(c_int()))
        called.wasmtime_error_message(failure, byref(said))
        called.wasmtime_error_delete(failure)
        raise (ProgramLeft if left else WasmFailure)(said.take().decode(errors="replace"))
    if trap:
        called.wasm_trap_message(trap, byref(said))
        called.wasm_trap_delete(trap)
        raise WasmFailure(said.take().decode(errors="replace").rstrip("\0"))
