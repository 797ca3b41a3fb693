"""What is asked of wasmtime: numbers, memory, and every way in which a program can fail."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import wasmtime

from argmap.io.graphviz.wasm import Instance, NoRoom, Program, ProgramLeft, Tuning, WasmFailure

STACK = 1 << 20
TUNING = Tuning(STACK)

WAT = """(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1)
  (func (export "less") (param i32 i32) (result i32) (i32.sub (local.get 0) (local.get 1)))
  (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
  (func (export "fall") unreachable)
  (func (export "leave") (call $exit (i32.const 3)))
  (func $deep (export "deep") (call $deep))
  (func (export "turn") (loop $again (br $again))))"""


@pytest.fixture(scope="module")
def wasm() -> bytes:
    return bytes(wasmtime.wat2wasm(WAT))


@pytest.fixture
def running(wasm: bytes) -> Iterator[Instance]:
    with Program(TUNING, wasm=wasm).started(1 << 20) as instance:
        yield instance


@pytest.mark.parametrize(("one", "other", "found"), [(7, 3, 4), (0, 1, 0xFFFFFFFF), (0xFFFFFFFF, 0xFFFFFFFE, 1)])
def test_numbers_go_in_and_come_out_unsigned(running: Instance, one: int, other: int, found: int) -> None:
    assert running.call("less", one, other) == found


def test_memory_holds_what_was_written_also_when_it_has_grown(running: Instance) -> None:
    running.write(b"argument", 100)
    assert running.call("grow", 10) == 1
    running.write(b"end", 11 * 65536 - 3)
    assert running.read(100, 8) == b"argument"
    assert running.read(11 * 65536 - 3, 100) == b"end"
    assert running.read(11 * 65536 + 3, 100) == b""


def test_memory_ends_where_it_ends(running: Instance) -> None:
    with pytest.raises(WasmFailure, match="out of bounds"):
        running.write(b"too long", 65536 - 3)
    assert running.call("grow", 16) == 0xFFFFFFFF  # past the limit of a MiB


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("fall", WasmFailure, "unreachable"),
        ("deep", WasmFailure, "call stack exhausted"),
        ("leave", ProgramLeft, "exit"),
        ("missing", WasmFailure, "it has no 'missing'"),
    ],
)
def test_each_failure_says_what_it_is(running: Instance, name: str, kind: type[WasmFailure], said: str) -> None:
    with pytest.raises(WasmFailure, match=said) as failure:
        running.call(name)
    assert type(failure.value) is kind


def test_a_call_that_does_not_end_can_be_stopped(wasm: bytes) -> None:
    program = Program(TUNING, wasm=wasm)
    threading.Timer(0.1, program.stop).start()
    with program.started(1 << 20) as instance, pytest.raises(WasmFailure, match="interrupt"):
        instance.call("turn")
    with program.started(1 << 20) as instance:
        assert instance.call("less", 2, 1) == 1


def test_what_is_no_program_is_refused() -> None:
    with pytest.raises(WasmFailure, match="expected"):
        Program(TUNING, wasm=b"no program")


def test_frugal_code_does_the_same(wasm: bytes) -> None:
    with Program(Tuning(STACK, frugal=True), wasm=wasm).started(1 << 20) as instance:
        assert instance.call("grow", 10) == 1
        instance.write(b"end", 11 * 65536 - 3)
        assert instance.read(11 * 65536 - 3, 100) == b"end"
        assert instance.call("less", 7, 3) == 4


def test_compiled_code_is_for_one_tuning(wasm: bytes, tmp_path: Path) -> None:
    compiled = tmp_path / "program.cwasm"
    compiled.write_bytes(Program(TUNING, wasm=wasm).compiled())
    with Program(TUNING, compiled=compiled).started(1 << 20) as instance:
        assert instance.call("less", 7, 3) == 4
    with pytest.raises(WasmFailure):
        Program(Tuning(STACK, frugal=True), compiled=compiled)


def test_where_there_is_no_room_for_its_memory_a_program_says_so(wasm: bytes) -> None:
    with pytest.raises(NoRoom), Program(TUNING, wasm=wasm).started(1 << 10):
        pass
