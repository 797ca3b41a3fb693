"""The exports that the repository holds are what `argmap export` writes today."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from argmap.cli.export.command import main
from argmap.draw.pages.fitting import WIDEST

ROOT = Path(__file__).resolve().parents[2]
GALLERY = ROOT / "docs" / "gallery"

SAMPLE = str(ROOT / "maps" / "uk_openai.yaml")
EXPORTS = [
    (SAMPLE, ROOT / "exports" / "uk_openai.svg", []),
    *(
        (SAMPLE, ROOT / "exports" / f"uk_openai-{name}.svg", ["--tension", name])
        for name in ("foreign-reliance", "training-copyright", "ai-oversight")
    ),
    (SAMPLE, ROOT / "exports" / "uk_openai-brief.svg", ["--picture", "brief"]),
    (
        str(ROOT / "docs" / "explanation" / "status" / "partnership.yaml"),
        ROOT / "docs" / "explanation" / "status" / "partnership.svg",
        ["--status"],
    ),
    *((str(file), file.with_suffix(".svg"), []) for file in sorted(GALLERY.glob("*.yaml"))),
    *(
        (str(GALLERY / f"{name}.yaml"), GALLERY / f"{name}-{form}.svg", options.split())
        for name, form, options in (
            ("bridge", "narrow", "--focus build-bridge --depth 9"),
            ("deux-langues", "sides", "--tension une-ou-deux"),
            ("library-hours", "brief", "--picture brief --width 900"),
            ("night-flights", "brief", "--picture brief --width 900"),
            ("river-dam", "sides", "--tension free-or-managed"),
            ("school-phones", "sides", "--tension whole-day"),
            ("tension", "sides", "--tension openness"),
        )
    ),
    *(
        (str(GALLERY / "tension.yaml"), GALLERY / f"tension-{picture}.svg", ["--picture", picture])
        for picture in ("matrix", "network", "coverage", "grid")
    ),
]


@pytest.mark.parametrize(("map", "export", "options"), EXPORTS, ids=[export.stem for _, export, _ in EXPORTS])
def test_is_current(map: str, export: Path, options: list[str]) -> None:
    assert main([map, "-o", str(export), "--check", *options]) == 0


def test_no_picture_is_left_of_a_map_that_is_gone() -> None:
    assert len(EXPORTS) >= 10
    folders = (ROOT / "exports", GALLERY, ROOT / "docs" / "explanation" / "status")
    held = {file for folder in folders for file in folder.glob("*.svg")}
    assert held == {export for _, export, _ in EXPORTS}


def test_a_machine_with_nothing_on_its_path_draws_the_same(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PATH"} | {"PATH": str(tmp_path)}
    command = [sys.executable, "-m", "argmap", "export", SAMPLE, "-o", str(tmp_path / "map.svg")]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    assert (tmp_path / "map.svg").read_bytes() == (ROOT / "exports" / "uk_openai.svg").read_bytes()


def test_every_picture_that_the_gallery_shows_can_be_read_in_a_column() -> None:
    page = (GALLERY / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"!\[[^]]*\]\(([^)]*\.svg)\)", page)
    assert len(shown) > 12
    for name in shown:
        head = (GALLERY / name).read_text(encoding="utf-8")[:400]
        width = float(re.search(r'width="([\d.]+)', head)[1])  # type: ignore[index]
        assert width <= WIDEST, name
