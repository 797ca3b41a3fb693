"""The cache of compiled code: what was compiled once is loaded the next time, and what lies there does no harm."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import wasmtime

from argmap.draw.layout.strategy import LayoutError
from argmap.io.graphviz import wasm
from argmap.io.graphviz.wasm import Program, Tuning
from tests.io.graphviz.test_wasm import WAT


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "program.wasm"
    file.write_bytes(wasmtime.wat2wasm(WAT))
    return file


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache" / "argmap"
    monkeypatch.setattr(wasm, "cache_folder", lambda: folder)
    return folder


@pytest.fixture
def made_from(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What each program was made from: WebAssembly or compiled code."""
    made: list[str] = []

    def program(tuning: Tuning, **given: Any) -> Program:
        made.extend(given)
        return Program(tuning, **given)

    monkeypatch.setattr(wasm, "Program", program)
    yield made


def works(program: Program) -> bool:
    with program.started(1 << 20) as instance:
        return instance.call("less", 2, 1) == 1


def test_it_is_compiled_once(file: Path, made_from: list[str]) -> None:
    assert works(wasm.program(file))
    assert works(wasm.program(file))
    assert made_from == ["wasm", "compiled"]


def test_each_program_and_tuning_has_code_of_its_own(file: Path, folder: Path, made_from: list[str]) -> None:
    wasm.program(file)
    wasm.program(file, frugal=True)
    file.write_bytes(wasmtime.wat2wasm(WAT.replace("i32.sub", "i32.add")))
    wasm.program(file)
    assert made_from == ["wasm"] * 3
    assert len(list(folder.iterdir())) == 3


def test_where_the_usual_tuning_does_not_fit_the_frugal_one_is_taken(
    file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Tuning, "fits", lambda tuning: tuning.frugal)
    assert works(wasm.program(file))
    (kept,) = folder.iterdir()
    assert "frugal" in kept.name


def damages(whole: bytes) -> Iterator[bytes]:
    """Each a way in which a disk or a copy damages a file."""
    yield b""
    yield b"not machine code"
    yield whole[: len(whole) // 2]
    yield whole + b"\0"
    for at in range(0, len(whole), len(whole) // 7):
        yield whole[:at] + bytes(min(4096, len(whole) - at)) + whole[at + 4096 :]
        yield whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]


def test_damaged_code_is_never_loaded_and_made_anew(file: Path, folder: Path, made_from: list[str]) -> None:
    wasm.program(file)
    (kept,) = folder.iterdir()
    whole = kept.read_bytes()
    tried = set(damages(whole)) - {whole}
    assert len(tried) > 10
    for damaged in tried:
        kept.write_bytes(damaged)
        made_from.clear()
        assert works(wasm.program(file))
        assert made_from == ["wasm"]
        assert kept.read_bytes() == whole


def test_code_of_another_program_is_not_run_under_this_name(file: Path, folder: Path, made_from: list[str]) -> None:
    wasm.program(file)
    (kept,) = folder.iterdir()
    file.write_bytes(wasmtime.wat2wasm(WAT.replace("i32.sub", "i32.add")))
    wasm.program(file)
    (other,) = set(folder.iterdir()) - {kept}
    other.write_bytes(kept.read_bytes())
    made_from.clear()
    with wasm.program(file).started(1 << 20) as instance:
        assert instance.call("less", 2, 1) == 3
    assert made_from == ["wasm"]


def test_code_that_wasmtime_refuses_is_made_anew(
    file: Path, folder: Path, made_from: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    wasm.program(file)
    (kept,) = folder.iterdir()
    wasm.write_private(kept, b"code of another version")
    made_from.clear()
    assert works(wasm.program(file))
    assert works(wasm.program(file))
    assert made_from == ["compiled", "compiled", "wasm", "compiled"]


def test_code_on_a_disk_from_which_none_may_be_run_is_copied(
    file: Path, made_from: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(engine: wasmtime.Engine, path: str) -> wasmtime.Module:
        raise wasmtime.WasmtimeError("Permission denied (os error 13)")

    wasm.program(file)
    monkeypatch.setattr(wasmtime.Module, "deserialize_file", refused)
    made_from.clear()
    assert works(wasm.program(file))
    assert made_from == ["compiled", "compiled"]


@pytest.mark.parametrize("failure", [OSError("full"), RuntimeError("Could not determine home directory.")])
def test_without_a_cache_it_is_compiled_each_time(
    file: Path, made_from: list[str], monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    def nowhere() -> Path:
        raise failure

    monkeypatch.setattr(wasm, "cache_folder", nowhere)
    assert works(wasm.program(file))
    assert works(wasm.program(file))
    assert made_from == ["wasm", "wasm"]


def test_only_the_newest_are_kept(file: Path, folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True)
    for number in range(9):
        wasm.write_private(folder / f"graphviz-{number}.cwasm", b"old")
    wasm.program(file)
    assert len(list(folder.iterdir())) == wasm.KEPT


@pytest.mark.parametrize("content", [b"no program", b"\x1b[31m"], ids=["no program", "hostile"])
def test_what_is_no_program_is_a_sentence(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(LayoutError, match=r"^The embedded layout engine cannot start: [ -~]+\.$") as refused:
        wasm.program(file)
    assert refused.value.cause == "unusable"
