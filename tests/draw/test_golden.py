"""Small maps and what is written for them, byte for byte; ``ARGMAP_GOLDEN=write`` writes them anew."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from argmap.draw.brief.fitting import picture
from argmap.draw.brief.options import BriefOptions
from argmap.draw.html.brief import brief_markup
from argmap.draw.html.outline import outline_items, source_items
from argmap.draw.html.payload import page_data
from argmap.draw.layout.graph import layout_dot
from argmap.draw.office.document import write_docx
from argmap.draw.office.slides import write_pptx
from argmap.draw.writers import markdown, mermaid, svg
from argmap.model.index import Index
from argmap.model.types import Map
from tests.draw.drawn import drawing, svg_of
from tests.draw.office.opened import parts_of
from tests.draw.small_maps import ALL
from tests.golden import kept

GOLDEN = Path(__file__).parent / "golden"

WRITERS: dict[str, Callable[[Map], str]] = {
    "layout.dot": lambda map: layout_dot(drawing(map).graph),
    "dot": lambda map: drawing(map).digraph().source,
    "svg": svg_of,
    "brief.svg": lambda map: svg.write(picture(Index.build(map), BriefOptions(quotes=True))),
    "mmd": lambda map: mermaid.write(drawing(map).scene),
}


def xml_of(data: bytes, *names: str) -> str:
    """Some parts of an office file, indented."""
    parts = parts_of(data)
    there = [name for name in names if name in parts]
    trees = [ElementTree.fromstring(parts[name]) for name in there]
    for tree in trees:
        ElementTree.indent(tree)
    return "".join(
        f"{name}\n{ElementTree.tostring(tree, 'unicode')}\n" for name, tree in zip(there, trees, strict=True)
    )


def docx_of(map: Map) -> str:
    return xml_of(write_docx(Index.build(map)), "word/document.xml", "word/footnotes.xml")


def pptx_of(map: Map) -> str:
    return xml_of(write_pptx(Index.build(map), pages=True), "ppt/slides/slide1.xml", "ppt/slides/slide2.xml")


DOCUMENTS: dict[str, Callable[[Map], str]] = {
    "md": lambda map: markdown.write(Index.build(map)),
    "brief.html": lambda map: brief_markup(Index.build(map), {}),
    "claims.html": lambda map: (
        "\n".join([*outline_items(Index.build(map), {}), *source_items(Index.build(map))]) + "\n"
    ),
    "data.json": lambda map: (
        json.dumps(page_data(Index.build(map), drawing(map)), indent=1, ensure_ascii=False) + "\n"
    ),
    "docx.xml": docx_of,
    "pptx.xml": pptx_of,
}
"""What is written of two maps that have some of everything."""

CASES = [(name, suffix) for suffix in WRITERS for name in ALL] + [
    (name, suffix) for suffix in DOCUMENTS for name in ("held", "steps")
]


@pytest.mark.parametrize(("name", "suffix"), CASES, ids=map("-".join, CASES))
def test_is_as_it_was(name: str, suffix: str) -> None:
    file = GOLDEN / f"{name}.{suffix}"
    text = (WRITERS | DOCUMENTS)[suffix](ALL[name])
    assert text == kept(file, text)
