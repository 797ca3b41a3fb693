"""Maps in Python and in notebooks: ``argmap.load("map.yaml")`` shows its diagram where it stands."""

from __future__ import annotations

import os
from pathlib import Path

from argmap.draw import lenses, svg
from argmap.draw.drawing import Drawing
from argmap.draw.lenses import Selection
from argmap.draw.staging import stage
from argmap.model.index import Index
from argmap.model.types import Map
from argmap.text.read import read
from argmap.world.files import load as load_file
from argmap.world.layout_pictures import Engine


class DrawableMap(Map):
    """A map that draws itself. It is a :class:`argmap.model.types.Map` in everything else."""

    def svg(self, *, tension: str | None = None, focus: str | None = None, depth: int = 2) -> str:
        """The diagram as SVG: of the whole map, of one tension, or of what is within ``depth`` steps of one claim.

        Raises Refusal for an id that the map does not have.
        """
        index = Index.build(self)
        selection: Selection | None = None
        if tension is not None:
            selection = lenses.tension(index, tension)
        elif focus is not None:
            selection = lenses.focus(index, focus, depth)
        return svg.write(Engine().picture(Drawing(stage(index, selection))))

    def _repr_svg_(self) -> str:
        return self.svg()


def load(path: str | os.PathLike[str]) -> DrawableMap:
    """The map in a file. Raises ReadingRefused when it is not one, Refusal when it cannot be read."""
    found = read(load_file(Path(path)).data, os.fspath(path)).map
    return DrawableMap(**{name: getattr(found, name) for name in Map.model_fields})
