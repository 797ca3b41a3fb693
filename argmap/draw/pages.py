"""A large map as pages: an overview, a page for each tension, and one for each contention outside them."""

from __future__ import annotations

from dataclasses import dataclass

from argmap.draw import lenses
from argmap.draw.lenses import Selection
from argmap.draw.outline import contentions
from argmap.draw.scene import Scene
from argmap.draw.staging import Options, stage
from argmap.model.index import Index

OVERVIEW = "overview"


@dataclass(frozen=True)
class Page:
    """One page: ``name`` is the end of its file's name."""

    name: str
    scene: Scene


def pages(index: Index, stem: str, suffix: str = ".svg") -> tuple[Page, ...]:
    """The pages of a map, the overview first; links between them are to ``<stem>-<name><suffix>``."""
    parts: dict[str, Selection] = {name: lenses.tension(index, name) for name in index.tensions}
    parts |= {claim.id: lenses.argument(index, claim.id) for claim in contentions(index)}
    files = {name: f"{stem}-{name}{suffix}" for name in parts}
    first = Page(OVERVIEW, stage(index, lenses.overview(index), Options(pages=files)))
    rest = Options(pages=files, up=f"{stem}-{OVERVIEW}{suffix}")
    return (first, *(Page(name, stage(index, selection, rest)) for name, selection in parts.items()))
