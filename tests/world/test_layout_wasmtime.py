"""The few functions of wasmtime that are bound: numbers, memory, and every way in which a program can fail."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import wasmtime

from argmap.world import layout_compiled, layout_wasmtime
from argmap.world.layout_refused import LayoutRefused
from argmap.world.layout_wasmtime import Instance, Program, ProgramLeft, WasmFailure

STACK = 1 << 20

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
    with Program(STACK, wasm=wasm).started(1 << 20) as instance:
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
    program = Program(STACK, wasm=wasm)
    threading.Timer(0.1, program.stop).start()
    with program.started(1 << 20) as instance, pytest.raises(WasmFailure, match="interrupt"):
        instance.call("turn")
    with program.started(1 << 20) as instance:
        assert instance.call("less", 2, 1) == 1


def test_what_is_no_program_is_refused() -> None:
    with pytest.raises(WasmFailure, match="magic"):
        Program(STACK, wasm=b"no program")


def test_a_missing_package_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout_wasmtime, "PACKAGE", "argmap_without_wasmtime")
    layout_wasmtime.library_file.cache_clear()
    try:
        with pytest.raises(LayoutRefused, match=r"not installed for this platform\)\. Try --engine system\."):
            layout_compiled.program(tmp_path / "any.wasm")
    finally:
        layout_wasmtime.library_file.cache_clear()


class TestCache:
    """What was compiled once is loaded the next time, and whatever else lies in the cache does no harm."""

    @pytest.fixture
    def file(self, wasm: bytes, tmp_path: Path) -> Path:
        file = tmp_path / "program.wasm"
        file.write_bytes(wasm)
        return file

    @pytest.fixture(autouse=True)
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        folder = tmp_path / "cache" / "argmap"
        monkeypatch.setattr(layout_compiled, "cache_folder", lambda: folder)
        return folder

    def test_it_is_compiled_once(self, file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        layout_compiled.program(file)
        (kept,) = folder.iterdir()
        asked: list[object] = []
        monkeypatch.setattr(layout_compiled, "Program", lambda stack, **given: asked.append(given))
        layout_compiled.program(file)
        assert asked == [{"compiled": kept}]

    @pytest.mark.parametrize("damage", [b"", b"not machine code", None], ids=["empty", "other", "cut short"])
    def test_a_damaged_file_is_made_anew(self, file: Path, folder: Path, damage: bytes | None) -> None:
        layout_compiled.program(file)
        (kept,) = folder.iterdir()
        whole = kept.read_bytes()
        kept.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
        with layout_compiled.program(file).started(1 << 20) as instance:
            assert instance.call("less", 2, 1) == 1
        assert kept.read_bytes() == whole

    @pytest.mark.skipif(not hasattr(os, "getuid"), reason="files have no owner by number")
    @pytest.mark.parametrize("written_by", ["another user", "anyone"])
    def test_what_others_may_have_written_is_not_run(
        self, file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, written_by: str
    ) -> None:
        layout_compiled.program(file)
        (kept,) = folder.iterdir()
        if written_by == "anyone":
            kept.chmod(0o666)
        else:
            monkeypatch.setattr(layout_compiled.os, "getuid", lambda: -1)
        made_from: list[dict[str, object]] = []

        def program(stack: int, **given: bytes) -> Program:
            made_from.append({**given})
            return Program(stack, wasm=given["wasm"])

        monkeypatch.setattr(layout_compiled, "Program", program)
        layout_compiled.program(file)
        assert made_from == [{"wasm": file.read_bytes()}]

    def test_a_user_without_a_home_has_no_cache(self, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def nowhere() -> Path:
            raise RuntimeError("Could not determine home directory.")

        monkeypatch.setattr(layout_compiled, "cache_folder", nowhere)
        with layout_compiled.program(file).started(1 << 20) as instance:
            assert instance.call("less", 2, 1) == 1

    def test_only_the_newest_are_kept(self, file: Path, folder: Path) -> None:
        folder.mkdir(parents=True)
        for number in range(9):
            old = folder / f"graphviz-{number}.cwasm"
            old.write_bytes(b"old")
            os.utime(old, (number, number))
        layout_compiled.program(file)
        assert len(list(folder.iterdir())) == layout_compiled.KEPT
        assert {f"graphviz-{number}.cwasm" for number in (6, 7, 8)} < {kept.name for kept in folder.iterdir()}
