"""The maps that names on a command line stand for."""

from __future__ import annotations

import io
from pathlib import Path
from types import SimpleNamespace

import pytest

from argmap.io import files
from argmap.io.map_files import foreign_file, is_map, maps_in, open_map
from argmap.model.findings import MapError


def test_a_map_that_is_named_twice_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("maps").mkdir()
    for name in ("a", "b"):
        Path("maps", f"{name}.yaml").write_text("argmap: 1\n", encoding="utf-8")
    a, b = str(Path("maps", "a.yaml")), str(Path("maps", "b.yaml"))
    assert list(maps_in([b, "maps", f".{'/'}{b}", str(tmp_path / a), "-", "-"])) == [b, a, "-"]


SMALL = b"argmap: 1\ntitle: T\nclaims: {}\n"
LARGE = SMALL + b"#" * 2**20


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A map that is larger than any that is read."""
    monkeypatch.setattr(files, "LARGEST_MAP", 2**20)
    file = tmp_path / "large.yaml"
    file.write_bytes(LARGE)
    return file


def given(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """Give this on standard input."""
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))


def test_a_map_on_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, SMALL)
    found = open_map("-")
    assert (found.map.title, found.file) == ("T", "<stdin>")
    given(monkeypatch, b"- a\n")
    assert foreign_file("-").text == "- a\n"


def test_no_map_is_as_large_as_that(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_map(large)
    with pytest.raises(MapError) as refused:
        open_map(str(large))
    assert str(refused.value) == f"{large} is 1 MiB large. A map file has at most 1 MiB."
    given(monkeypatch, LARGE)
    with pytest.raises(MapError) as refused:
        open_map("-")
    assert str(refused.value) == "Standard input has more than 1 MiB, the most that a map file has."
    large.write_bytes(LARGE[: 2**20])
    assert is_map(large)
    given(monkeypatch, LARGE[: 2**20])
    assert open_map("-").map == open_map(str(large)).map


def test_a_folder_to_import_has_csv_files(tmp_path: Path) -> None:
    with pytest.raises(MapError) as refused:
        foreign_file(str(tmp_path))
    assert str(refused.value) == f"{tmp_path} is a folder without CSV files. Name a file to import."
