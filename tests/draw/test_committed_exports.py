"""The exports that the repository holds are what `argmap export` writes today."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.cli.export import main

ROOT = Path(__file__).resolve().parents[2]
GALLERY = ROOT / "docs" / "gallery"

SAMPLE = str(ROOT / "maps" / "uk_openai.yaml")
EXPORTS = [
    (SAMPLE, ROOT / "exports" / "uk_openai.svg", []),
    *(
        (SAMPLE, ROOT / "exports" / f"uk_openai-{name}.svg", ["--tension", name])
        for name in ("foreign-reliance", "training-copyright", "ai-oversight")
    ),
    (
        str(ROOT / "docs" / "standing" / "partnership.yaml"),
        ROOT / "docs" / "standing" / "partnership.svg",
        ["--standing"],
    ),
    *((str(file), file.with_suffix(".svg"), []) for file in sorted(GALLERY.glob("*.yaml"))),
    *(
        (str(GALLERY / "tension.yaml"), GALLERY / f"tension-{picture}.svg", ["--picture", picture])
        for picture in ("matrix", "grid")
    ),
]


@pytest.mark.parametrize(("map", "export", "options"), EXPORTS, ids=[export.stem for _, export, _ in EXPORTS])
def test_is_current(map: str, export: Path, options: list[str]) -> None:
    assert main([map, "-o", str(export), "--check", *options]) == 0


def test_the_gallery_was_found() -> None:
    assert len(EXPORTS) >= 10
