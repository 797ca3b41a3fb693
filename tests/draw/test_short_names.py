"""Names that begin alike can be told apart wherever they are cut."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from argmap.draw.brief.fitting import picture as brief
from argmap.draw.brief.options import BriefOptions
from argmap.draw.charts import agreement, matrix, power_interest
from argmap.draw.display_list import Picture, Text, flattened
from argmap.draw.scene.boxes import box_layouts
from argmap.draw.scene.builder import build_scene
from argmap.mapfile.read.read import read
from argmap.model.index import Index
from argmap.semantics.wording import stakeholder_named

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


@pytest.mark.parametrize("place", PLACES)
def test_a_picture_tells_names_apart_that_begin_alike(place: str) -> None:
    said = PLACES[place]()
    assert "northern" in said
    assert "southern" in said
