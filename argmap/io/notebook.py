"""Maps in Python and in notebooks: ``argmap.load("map.yaml")`` shows its diagram where it stands."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from argmap.draw.drawing import Drawing
from argmap.draw.renderer import Renderer
from argmap.draw.scene.builder import build_scene
from argmap.draw.theme import THEMES, ThemeName
from argmap.draw.writers import svg
from argmap.io.files import load as load_file
from argmap.io.graphviz.engines import engine
from argmap.mapfile.read.read import read
from argmap.model.findings import Refusal
from argmap.model.index import Index
from argmap.model.types import Map
from argmap.views import selection
from argmap.views.selection import Selection


class DrawableMap(Map):
    """A map that draws itself. It is a :class:`argmap.model.types.Map` in everything else."""

    def svg(
        self,
        *,
        tension: str | None = None,
        focus: str | None = None,
        depth: int | None = None,
        stakeholder: str | None = None,
        tag: str | None = None,
        theme: ThemeName = "auto",
    ) -> str:
        """The diagram as SVG: of the whole map, or of one part of it as ``argmap export`` names them.

        ``depth`` is the number of steps around ``focus``, 2 unless told; ``theme`` is auto, which follows the
        reader's light or dark setting, light, dark or print. Raises Refusal for an id that the map does
        not have, and when more than one part is asked for or a depth around nothing.
        """
        index = Index.build(self)
        asked: dict[str, Callable[[str], Selection]] = {
            "tension": lambda name: selection.tension(index, name),
            "focus": lambda name: selection.focus(index, name, 2 if depth is None else depth),
            "stakeholder": lambda name: selection.stakeholder(index, name),
            "tag": lambda name: selection.tagged(index, name),
        }
        if theme not in THEMES:
            raise Refusal(f"There is no theme '{theme}'. There are {', '.join(THEMES)}.")
        given = {"tension": tension, "focus": focus, "stakeholder": stakeholder, "tag": tag}
        selections = [asked[part](name) for part, name in given.items() if name is not None]
        if len(selections) > 1:
            raise Refusal(f"One part of a map is drawn at a time: give one of {', '.join(given)}.")
        if depth is not None and focus is None:
            raise Refusal("depth is the steps around a claim: give focus as well.")
        picture = Renderer(engine()).picture(Drawing(build_scene(index, selections[0] if selections else None)))
        return svg.write(picture, theme)

    def _repr_svg_(self) -> str:
        return self.svg()


def load(path: str | os.PathLike[str]) -> DrawableMap:
    """The map in a file. Raises ReadingRefused when it is not one, Refusal when it cannot be read."""
    found = read(load_file(Path(path)).data, os.fspath(path)).map
    return DrawableMap(**dict(found.items()))
