"""Names that begin alike can be told apart wherever they are cut."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from argmap.draw.brief.fitting import picture as brief
from argmap.draw.brief.options import BriefOptions
from argmap.draw.charts import agreement, agreement_table, matrix, power_interest
from argmap.draw.display_list import Picture, ShapeGroup, Text, flattened
from argmap.draw.office.document import write_docx
from argmap.draw.office.slides import write_pptx
from argmap.draw.scene.boxes import box_layouts
from argmap.draw.scene.builder import build_scene
from argmap.draw.writers import markdown
from argmap.mapfile.read.read import read
from argmap.model.index import Index
from argmap.semantics.wording import stakeholder_named
from tests.draw.drawn import picture
from tests.draw.office.opened import parts_of, texts_of

NAME = "Federation of the associations of the owners of small fishing vessels in the {} districts of the coast"
MAP = f"""\
argmap: 1
title: T
stakeholders:
  a: {{name: {NAME.format("northern")}, power: high, interest: high}}
  b: {{name: {NAME.format("southern")}, power: high, interest: high}}
claims:
  one: {{text: One, positions: {{a: agrees, b: agrees}}}}
  two: {{text: Two, supports: [one], positions: {{a: agrees, b: disagrees}}}}
"""
INDEX = Index.build(read(MAP.encode(), "map.yaml").map)


def words(picture: Picture) -> str:
    return " ".join(item.text for item in flattened(picture.items) if isinstance(item, Text))


PLACES: dict[str, Callable[[], str]] = {
    "diagram": lambda: " ".join(
        badge.label for box in box_layouts(build_scene(INDEX)).values() for badge in box.badges
    ),
    "brief": lambda: words(brief(INDEX, BriefOptions())),
    "matrix": lambda: words(matrix.picture(INDEX)),
    "network": lambda: words(agreement.picture(INDEX)),
    "grid": lambda: words(power_interest.picture(INDEX)),
    "sentence": lambda: f"{stakeholder_named(INDEX, 'a')} {stakeholder_named(INDEX, 'b')}",
}


LONG = f"{NAME.format('northern')} and of the islands that lie off it in the open sea"
HARBOUR = "Bay Harbour Commission for Navigation"
OF_LONG = Index.build(
    read(
        MAP.replace(NAME.format("northern"), LONG)
        .replace(
            "claims:",
            f"  c: {{name: {HARBOUR}, short: Harbour, power: low, interest: high}}\n"
            "  d: {name: Town, power: low, interest: low}\nclaims:",
        )
        .replace("positions: {a", "positions: {c: agrees, d: agrees, a")
        .encode(),
        "map.yaml",
    ).map
)


def names_below(made: Picture) -> list[str]:
    """The texts of the list of names below a picture."""
    waiting = list(made.items)
    found: list[str] = []
    for item in waiting:
        if isinstance(item, ShapeGroup):
            waiting += item.items
            if item.kind == "stakeholders":
                found += [part.text for part in flattened(item.items) if isinstance(part, Text)]
    return found


KEYS: dict[str, tuple[Callable[[Index], Picture], list[str]]] = {
    "matrix": (matrix.picture, ["Federation of… northern districts of the coast and…", "Harbour"]),
    "network": (agreement.picture, ["Federation of… northern districts of th…", "Harbour"]),
    "table": (agreement_table.picture, ["Federation of… northern districts of the coast and of the…", "Harbour"]),
    "grid": (power_interest.picture, ["Federation of… northern districts of the coast and of the…"]),
    "diagram": (
        lambda index: picture(index.map),
        ["Harbour", "Federation of… northern districts of the coast and of the…"],
    ),
}


@pytest.mark.parametrize("form", KEYS)
def test_below_a_picture_stand_the_whole_names_of_those_that_it_shortens(form: str) -> None:
    draw, short = KEYS[form]
    said = names_below(draw(OF_LONG))
    joined = " ".join(said)
    assert LONG in joined
    assert NAME.format("southern") in joined
    assert (HARBOUR in said) is ("Harbour" in short)
    assert [name for name in said if name in short] == short
    assert "Town" not in said


@pytest.mark.parametrize("form", KEYS)
def test_a_picture_without_shortened_names_has_no_list_of_them(form: str) -> None:
    plain = MAP.replace(NAME.format("northern"), "Ann").replace(NAME.format("southern"), "Bo")
    assert names_below(KEYS[form][0](Index.build(read(plain.encode(), "map.yaml").map))) == []


def test_documents_and_the_brief_have_the_whole_name() -> None:
    said = re.sub("[\u2066-\u2069]", "", words(brief(OF_LONG, BriefOptions())))
    assert LONG in said
    assert f"Harbour ({HARBOUR})" in said
    assert f"### {LONG}\n" in markdown.write(OF_LONG)
    assert LONG in texts_of(parts_of(write_docx(OF_LONG))["word/document.xml"])
    notes = [part for name, part in parts_of(write_pptx(OF_LONG)).items() if "notesSlide" in name]
    assert any(LONG in part for part in notes)


@pytest.mark.parametrize("place", PLACES)
def test_a_picture_tells_names_apart_that_begin_alike(place: str) -> None:
    said = PLACES[place]()
    assert "northern" in said
    assert "southern" in said
