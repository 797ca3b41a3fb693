"""The maps that names on a command line stand for."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.io.map_files import maps_in


def test_a_map_that_is_named_twice_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("maps").mkdir()
    for name in ("a", "b"):
        Path("maps", f"{name}.yaml").write_text("argmap: 1\n", encoding="utf-8")
    a, b = str(Path("maps", "a.yaml")), str(Path("maps", "b.yaml"))
    assert list(maps_in([b, "maps", f".{'/'}{b}", str(tmp_path / a), "-", "-"])) == [b, a, "-"]
