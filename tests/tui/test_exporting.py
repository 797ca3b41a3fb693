"""Exporting from the editor: every part in every format, told as it goes, stopped by Esc."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from argmap.draw.formats import FORMATS
from argmap.model.findings import Refusal
from argmap.model.index import Index
from argmap.text.read import read
from argmap.tui.exporting import PICTURES, Wanted, export
from tests.tui.conftest import SMALL

TEXT = SMALL.replace("    name: The shops\n", "    name: The shops\n    power: high\n    interest: low\n").replace(
    "    side: walk\n", "    side: walk\n    positions:\n      shops: disagrees\n"
)
INDEX = Index.build(read(TEXT.encode(), "map.yaml").map)


def wanted() -> list[Wanted]:
    found = [Wanted("whole", name) for name in FORMATS if name != "png"]
    found += [Wanted("claim", name, "custom") for name in ("svg", "md")]
    return [*found, Wanted("tension", "txt", "cars"), Wanted("matrix", "svg"), Wanted("grid", "pdf")]


@pytest.mark.parametrize("one", wanted(), ids=lambda one: f"{one.part}-{one.format}")
def test_every_part_and_format_makes_its_file(one: Wanted, tmp_path: Path) -> None:
    told: list[str] = []
    file = tmp_path / one.file_for(Path("map.yaml"))
    export(INDEX, one, file, threading.Event(), told.append)
    assert file.stat().st_size > 100
    assert bool(told) == FORMATS[one.format].drawn


def test_files_are_named_as_the_command_names_them() -> None:
    assert Wanted("whole", "mermaid").file_for(Path("a/map.yaml")) == Path("exports/map.mmd")
    assert Wanted("claim", "svg", "jobs").file_for(Path("map.yaml")) == Path("exports/map-jobs.svg")
    assert Wanted("matrix", "pdf").file_for(Path("map.yaml")) == Path("exports/map-matrix.pdf")
    assert set(PICTURES) <= set(FORMATS)


@pytest.mark.parametrize("format", ["svg", "txt"])
def test_a_stopped_export_writes_nothing(format: str, tmp_path: Path) -> None:
    stopped = threading.Event()
    stopped.set()
    with pytest.raises(Refusal):
        export(INDEX, Wanted("whole", format), tmp_path / "map", stopped, lambda step: None)
    assert not list(tmp_path.glob("map*"))


async def test_a_format_is_found_by_typing(driving, tmp_path: Path) -> None:
    async with driving() as driver:
        await driver.select("custom")
        await driver.press("r")
        await driver.paste("surroundings report")
        await driver.press("enter")
        await driver.until(lambda: driver.said == "Exported exports/map-custom.md.")
        assert "Shops lose custom" in (tmp_path / "exports" / "map-custom.md").read_text()
