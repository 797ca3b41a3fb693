"""PDFs in tests: from a map to its file, and what another program reads of it."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pikepdf
import typst

from argmap.draw.display_list import Picture
from argmap.draw.measure import Weight
from argmap.draw.pdf.document import description
from argmap.draw.theme import ThemeName
from argmap.io.typst.typeset import all_families, installed, typeset
from argmap.model.types import Map
from tests.draw.drawn import picture


def pdf_of(map: Map, theme: ThemeName = "light") -> bytes:
    return pdf_of_pictures([picture(map)], theme)


def pdf_of_pictures(pictures: Sequence[Picture], theme: ThemeName = "light", files: Sequence[str] = ()) -> bytes:
    return typeset(description(pictures, theme, files))


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


class Element(NamedTuple):
    """An element of the structure tree with its alternative text, and the numbers of its parts of the page."""

    kind: str
    alternative: str
    title: str
    marks: tuple[int, ...]


def elements(file: pikepdf.Pdf) -> list[Element]:
    """The structure tree in the order of reading."""
    return list(_elements(file.Root.StructTreeRoot.K))


def _elements(item: Any) -> Iterator[Element]:
    if isinstance(item, pikepdf.Array):
        for inner in item:
            yield from _elements(inner)
    elif isinstance(item, pikepdf.Dictionary) and "/S" in item:
        inside = item.get("/K", [])
        parts = list(inside) if isinstance(inside, pikepdf.Array) else [inside]
        marks = tuple(int(part) for part in parts if isinstance(part, int))
        yield Element(str(item.S)[1:], str(item.get("/Alt", "")), str(item.get("/T", "")), marks)
        for part in parts:
            yield from _elements(part)


def bookmarks(file: pikepdf.Pdf) -> list[tuple[int, str]]:
    """The bookmarks, each with its level from 0."""

    def below(items: Sequence[pikepdf.OutlineItem], level: int) -> Iterator[tuple[int, str]]:
        for item in items:
            yield level, str(item.title)
            yield from below(item.children, level + 1)

    with file.open_outline() as outline:
        return list(below(outline.root, 0))


def links(file: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    """The links of all pages."""
    return [link for page in file.pages for link in page.get("/Annots", ())]


def real_width(text: str, weight: Weight) -> float:
    """The width of a text in ems, set in the fonts that a PDF has it in."""
    fonts = installed()
    families = json.dumps([family.name for family in all_families(text, fonts.families())])
    source = (
        b"#set text(font: json(bytes(sys.inputs.families)), size: 100pt, weight: sys.inputs.weight)\n"
        b"#context [#metadata(measure(sys.inputs.text).width.pt()) <width>]"
    )
    given = {"families": families, "text": text, "weight": weight}
    found = typst.Compiler(source, font_paths=fonts, ignore_system_fonts=True, sys_inputs=given).query(
        "<width>", field="value", one=True
    )
    return float(found) / 100
