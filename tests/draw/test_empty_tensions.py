"""A tension that no claim is in yet is told wherever a map is: its name, its sides, and that it has no claims."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable

import docx
import pptx
import pytest

from argmap.draw.brief.fitting import picture as brief_picture
from argmap.draw.brief.options import BriefOptions
from argmap.draw.display_list import Text, flattened
from argmap.draw.html.brief import brief_markup
from argmap.draw.office.document import write_docx
from argmap.draw.office.slides import write_pptx
from argmap.draw.scene.builder import SceneOptions, build_scene
from argmap.draw.scene.scene import TensionNote
from argmap.draw.terminal.brief import brief_entries
from argmap.draw.writers import markdown, mermaid
from argmap.mapfile.read.read import read
from argmap.model.index import Index
from argmap.views import selection
from argmap.views.brief import brief
from tests.draw.drawn import drawing

HEAD = """\
argmap: 1
title: Hours
tensions:
  money: {title: Cost or access, sides: {cost: Save money, access: Open more}}
  staff: {title: Rest or service, sides: {rest: {short: Rest, text: A common day of rest}, service: Serve}}
  noise: {title: Noise}
"""
CLAIMS = """\
claims:
  open: {text: Open on Sundays.}
  more: {text: More could come., supports: [open], tension: money, side: access}
  any: {text: Others may pay., supports: [open], tension: money}
"""


def index_of(text: str) -> Index:
    return Index.build(read(text.encode(), "map.yaml").map)


INDEX = index_of(HEAD + CLAIMS)


def of_brief(index: Index) -> str:
    made = brief_picture(index, BriefOptions())
    return "|".join(item.text for item in flattened(made.items) if isinstance(item, Text))


def of_html(index: Index) -> str:
    return re.sub(r"(\n?<[^>]*>)+", "|", brief_markup(index, brief(index), {}))


def of_slides(index: Index, pages: bool) -> str:
    slides = pptx.Presentation(io.BytesIO(write_pptx(index, pages=pages))).slides
    return "|".join(
        shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame
    ).replace("\u00a0", " ")


def of_document(index: Index) -> str:
    document = docx.Document(io.BytesIO(write_docx(index)))
    found = []
    for part in document.iter_inner_content():
        if isinstance(part, docx.table.Table):
            found += [": ".join(cell.text for cell in row.cells) for row in part.rows]
        else:
            found.append(part.text)
    return "|".join(found)


TOLD: dict[str, tuple[Callable[[Index], str], list[str]]] = {
    "brief": (
        of_brief,
        [
            "|Cost or access|Save money|no claims yet|Open more|1|On no side|2|",
            "|Rest or service|Rest|Serve|no claims yet|",
            "|Noise|no claims yet|",
        ],
    ),
    "web page": (
        of_html,
        [
            "|Cost or access|◆ |Save money| |no claims yet|◆ |Open more| |1|◆ |On no side| |2|",
            "|Rest or service|◆ |Rest| |no claims yet|◆ |Serve| |no claims yet|",
            "|Noise|no claims yet|",
        ],
    ),
    "Markdown": (
        markdown.write,
        [
            "- **Save money**\n  - *No claims yet*\n- **Open more**\n  - **1** More could come\n- **On no",
            "### Rest or service\n\n- **A common day of rest**\n  - *No claims yet*\n- **Serve**\n  - *No claims",
            "### Noise\n\n*No claims yet*\n",
        ],
    ),
    "Word": (
        of_document,
        [
            "|Save money: No claims yet|Open more: 1 More could come.|On no side: 2 Others may pay.|",
            "|Rest or service|Side: Claims|A common day of rest: No claims yet|Serve: No claims yet|Noise|No",
        ],
    ),
    "slide": (
        lambda index: of_slides(index, False),
        [
            "|Cost or access  ◆ Save money no claims yet  ◆ Open more 1  ◆ On no side 2|",
            "|Rest or service  ◆ Rest no claims yet  ◆ Serve no claims yet|Noise  no claims yet|",
        ],
    ),
    "DOT": (
        lambda index: drawing(index.map).digraph().source,
        ["\\lTension: Rest or service (no claims yet); sides: Rest (A common day of rest), Serve\\lTension: Noise "],
    ),
    "Mermaid": (
        lambda index: html.unescape(re.sub(r"#(\d+);", r"&#\1;", mermaid.write(build_scene(index)))),
        [
            "Tension: Cost or access; sides: Save money, Open more",
            "Tension: Rest or service (no claims yet); sides: Rest (A common day of rest), Serve",
            "Tension: Noise (no claims yet)",
        ],
    ),
    "terminal": (
        lambda index: "|".join(f"{one.text}|{one.aside}" for one in brief_entries(index, brief(index))),
        ["|Rest or service|Rest · Serve · no claims yet|Noise|no claims yet"],
    ),
    "slides": (
        lambda index: of_slides(index, True),
        [
            "|Save money|No claims yet|Open more|1  More could come.|On no side|2  Others may pay.|",
            "|Rest or service|A common day of rest|No claims yet|Serve|No claims yet|Noise|No claims yet",
        ],
    ),
}


@pytest.mark.parametrize("form", TOLD)
def test_a_form_tells_of_tensions_and_sides_without_claims(form: str) -> None:
    write, told = TOLD[form]
    said = write(INDEX)
    assert [words for words in told if words not in said] == []


def test_a_diagram_names_tensions_without_claims_above_it() -> None:
    sides = (("Rest", "A common day of rest"), ("Serve", ""))
    notes = build_scene(INDEX).tensions
    assert notes[1:] == (
        TensionNote("Rest or service (no claims yet)", sides),
        TensionNote("Noise (no claims yet)", ()),
    )
    assert notes[0] == TensionNote("Cost or access", (("Save money", ""), ("Open more", "")))
    assert build_scene(INDEX, options=SceneOptions(tensions=False)).tensions == notes[:1]
    part = selection.focus(INDEX, "more")
    assert [note.title for note in build_scene(INDEX, part).tensions] == ["Cost or access"]


@pytest.mark.parametrize(("number", "more"), [(6, ""), (7, ", 6 of 7 sides")])
def test_of_many_sides_without_claims_the_first_are_named(number: int, more: str) -> None:
    sides = ", ".join(f"s{n}: Side {n}" for n in range(number))
    (note,) = build_scene(
        index_of(
            f"argmap: 1\ntitle: T\ntensions: {{t: {{title: TT, sides: {{{sides}}}}}}}\n{CLAIMS}".replace(
                ", tension: money, side: access", ""
            ).replace(", tension: money", "")
        )
    ).tensions
    assert note.title == f"TT (no claims yet{more})"
    assert note.sides == tuple((f"Side {n}", "") for n in range(6))


def test_tensions_that_are_too_many_for_a_slide_with_reasons_have_one_of_their_own() -> None:
    many = "".join(f"  t{n}: {{title: Tension {n}, sides: {{a: This, b: That}}}}\n" for n in range(2))
    index = index_of(HEAD + many + CLAIMS)
    first, *others = pptx.Presentation(io.BytesIO(write_pptx(index))).slides
    assert not any(shape.name.startswith("Tension") for shape in first.shapes)
    said = [shape.text_frame.text for slide in others for shape in slide.shapes if shape.has_text_frame]
    assert {"Cost or access", "Rest or service", "Noise", "Tension 0", "Tension 1"} <= set(said)
    assert "Sources" not in said


def test_a_slide_of_a_tension_tells_it_once() -> None:
    alone = (
        HEAD + "claims:\n  a: {text: A., tension: money, side: cost}\n  b: {text: B., tension: money, side: access}\n"
    )
    said = of_slides(index_of(alone), False)
    assert said.count("Cost or access") == 1
    assert "|Rest or service|A common day of rest|No claims yet|Serve|No claims yet|Noise|" in said
