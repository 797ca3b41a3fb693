"""What stands on slides and in documents of large maps, a line for each shape or paragraph: files of ``listed``."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import pptx
import pytest

from argmap.draw.office.document import write_docx
from argmap.draw.office.slides import write_pptx
from argmap.mapfile.read.read import read
from argmap.model.index import Index
from tests.golden import kept
from tests.transcripts.crowd import crowd
from tests.transcripts.transcript import LAKE
from tests.transcripts.transcript import MAPS as FIXTURES

LISTED = Path(__file__).with_name("listed")
GALLERY = Path(__file__).parents[3] / "docs" / "gallery"
MAPS = {
    "lake": lambda: (LAKE / "lake.yaml").read_bytes(),
    "crowd": lambda: crowd(12).encode(),
    "loops": lambda: (FIXTURES / "loops.yaml").read_bytes(),
    "tension": lambda: (GALLERY / "tension.yaml").read_bytes(),
}


def shapes(index: Index, pages: bool = False) -> Iterator[str]:
    """The shapes of slides: name, place and size in points, texts with their sizes, and the notes."""
    deck = pptx.Presentation(io.BytesIO(write_pptx(index, pages=pages)))
    for number, slide in enumerate(deck.slides, 1):
        yield f"slide {number}"
        for shape in slide.shapes:
            where = " ".join(f"{one.pt:g}" for one in (shape.left, shape.top, shape.width, shape.height))
            yield f"  {shape.name}: {where}{runs(shape)}"
        if slide.has_notes_slide:
            frame = slide.notes_slide.notes_text_frame
            assert frame is not None
            yield from (f"  > {line}" for line in frame.text.splitlines())


def runs(shape: Any) -> str:
    if not shape.has_text_frame:
        return ""
    all = [run for paragraph in shape.text_frame.paragraphs for run in paragraph.runs]
    return "".join(f" | {run.font.size.pt if run.font.size else 0:g} {run.text}" for run in all)


def paragraphs(index: Index) -> Iterator[str]:
    """The paragraphs of a document with their styles, and its tables."""
    document = docx.Document(io.BytesIO(write_docx(index)))
    for paragraph in document.paragraphs:
        assert paragraph.style is not None
        yield f"{paragraph.style.name}: {paragraph.text}"
    for table in document.tables:
        yield from (" | ".join(cell.text for cell in row.cells) for row in table.rows)


LISTS: dict[str, Callable[[Index], Iterator[str]]] = {
    "slides": shapes,
    "pages": lambda index: shapes(index, pages=True),
    "document": paragraphs,
}


@pytest.mark.parametrize("map", MAPS)
@pytest.mark.parametrize("kind", LISTS)
def test_is_as_it_was(kind: str, map: str) -> None:
    index = Index.build(read(MAPS[map](), "map.yaml").map)
    text = "\n".join(LISTS[kind](index)) + "\n"
    assert text == kept(LISTED / f"{map}-{kind}.txt", text)
