"""Small maps and what is written for them, byte for byte; ``ARGMAP_GOLDEN=write`` writes them anew."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import docx
import pptx
import pytest
from docx.oxml.ns import nsmap
from pptx.oxml.ns import namespaces

from argmap.draw.brief.fitting import picture
from argmap.draw.brief.options import BriefOptions
from argmap.draw.html.brief import brief_markup
from argmap.draw.html.outline import outline_items, source_items
from argmap.draw.html.payload import page_data
from argmap.draw.layout.graph import layout_dot
from argmap.draw.office.document import write_docx
from argmap.draw.office.slides import write_pptx
from argmap.draw.pages.layout import lay_out_pages
from argmap.draw.pdf.document import description
from argmap.draw.renderer import Renderer
from argmap.draw.writers import markdown, mermaid, svg
from argmap.io.graphviz.engines import engine
from argmap.mapfile.read.read import read
from argmap.model.index import Index
from argmap.model.types import Map
from argmap.views.brief import brief
from argmap.views.source_numbers import source_numbers
from tests.draw.drawn import drawing, svg_of
from tests.draw.drawn import picture as drawn
from tests.draw.office.opened import parts_of
from tests.draw.small_maps import ALL
from tests.golden import kept

GOLDEN = Path(__file__).parent / "golden"


def pdf_of(map: Map) -> str:
    """What Typst is given for a picture and a brief: on each line a part of a page, with its place in the reading."""
    briefly = picture(Index.build(map), BriefOptions(quotes=True))
    told = json.loads(description([drawn(map), briefly], "light", ["map.pdf", "brief.pdf"]))
    lines = [f"{name}: {json.dumps(value)}" for name, value in told.items() if name != "pages"]
    for page in told["pages"]:
        lines += [f"page: {json.dumps({name: value for name, value in page.items() if name != 'parts'})}"]
        lines += [json.dumps(part, ensure_ascii=False) for part in page["parts"]]
    return "\n".join(lines) + "\n"


WRITERS: dict[str, Callable[[Map], str]] = {
    "layout.dot": lambda map: layout_dot(drawing(map).graph),
    "dot": lambda map: drawing(map).digraph().source,
    "svg": svg_of,
    "brief.svg": lambda map: svg.write(picture(Index.build(map), BriefOptions(quotes=True))),
    "mmd": lambda map: mermaid.write(drawing(map).scene),
    "pdf.txt": pdf_of,
}


CONTENT = re.compile(r"word/(document|footnotes).xml|ppt/slides/slide\d+.xml")
"""The parts of office files that hold what is in the map; the others hold how it looks."""


def xml_of(data: bytes, template: Mapping[str, str], *, content: bool) -> str:
    """The parts of an office file, indented: of those that the library's template has, what differs from it."""
    found = []
    for name, part in parts_of(data).items():
        if bool(CONTENT.fullmatch(name)) is content:
            tree = ElementTree.fromstring(part)
            own = list(differing(tree, ElementTree.fromstring(template[name]))) if name in template else [tree]
            for one in own:
                ElementTree.indent(one)
            found += [name, *(ElementTree.tostring(one, "unicode").strip() for one in own)] if own else []
    return re.sub(r' xmlns:\w+="[^"]*"', "", "\n".join(found)) + "\n"


for prefix, address in {"w": nsmap["w"], **namespaces("a", "p", "r")}.items():
    ElementTree.register_namespace(prefix, address)


def differing(new: Element, old: Element) -> Iterator[Element]:
    """The elements of one tree that another does not have, the smallest of them where both are built alike."""
    if [one.tag for one in new] == [one.tag for one in old] and (new.attrib, new.text) == (old.attrib, old.text):
        for one, other in zip(new, old, strict=True):
            yield from differing(one, other)
    elif len(new):
        known = set(map(ElementTree.tostring, old))
        yield from (one for one in new if ElementTree.tostring(one) not in known)
    else:
        yield new


@cache
def template(library: str) -> Mapping[str, str]:
    """The parts of an empty file of a library, of one with room for notes."""
    data = io.BytesIO()
    if library == "docx":
        docx.Document().save(data)
    else:
        made = pptx.Presentation()
        assert made.notes_master
        made.save(data)
    return parts_of(data.getvalue())


def docx_of(map: Map, content: bool = True) -> str:
    return xml_of(write_docx(Index.build(map)), template("docx"), content=content)


def pptx_of(map: Map, content: bool = True) -> str:
    return xml_of(write_pptx(Index.build(map), pages=True), template("pptx"), content=content)


def pages_of(map: Map) -> str:
    pages = lay_out_pages(Renderer(engine()), Index.build(map), "16:9", "map", ".svg")
    return "".join(f"<!-- {page.file} -->\n{svg.write(page.picture)}" for page in pages)


def brief_of(map: Map) -> str:
    index = Index.build(map)
    return brief_markup(index, brief(index), {})


def claims_of(index: Index) -> str:
    numbers = source_numbers(index)
    return "\n".join([*outline_items(index, {}, numbers), *source_items(index, numbers)]) + "\n"


DOCUMENTS: dict[str, Callable[[Map], str]] = {
    "md": lambda map: markdown.write(Index.build(map)),
    "brief.html": brief_of,
    "claims.html": lambda map: claims_of(Index.build(map)),
    "data.json": lambda map: (
        json.dumps(page_data(Index.build(map), drawing(map)), indent=1, ensure_ascii=False) + "\n"
    ),
    "docx.xml": docx_of,
    "pptx.xml": pptx_of,
}
"""What is written of maps that have some of everything."""

EVERYTHING = Path(__file__).parents[1] / "maps" / "everything.yaml"
MAPS = ALL | {"everything": read(EVERYTHING.read_bytes(), EVERYTHING.name).map}

LOOKS: dict[str, Callable[[Map], str]] = {
    "docx-looks.xml": lambda map: docx_of(map, content=False),
    "pptx-looks.xml": lambda map: pptx_of(map, content=False),
}
"""What is written of any map."""

CASES = [
    *((name, suffix) for suffix in WRITERS for name in ALL),
    *((name, suffix) for suffix in DOCUMENTS for name in ("held", "steps", "everything")),
    ("everything", "pages.svg"),
    *(("held", suffix) for suffix in LOOKS),
]


@pytest.mark.parametrize(("name", "suffix"), CASES, ids=map("-".join, CASES))
def test_is_as_it_was(name: str, suffix: str) -> None:
    file = GOLDEN / f"{name}.{suffix}"
    text = (WRITERS | DOCUMENTS | LOOKS | {"pages.svg": pages_of})[suffix](MAPS[name])
    assert text == kept(file, text)
