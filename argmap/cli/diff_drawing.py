"""``argmap diff --format svg|html``: the picture of what changed, and a page around it."""

from __future__ import annotations

from argmap.cli.output import progress, say
from argmap.cli.versions import Versions
from argmap.draw.drawing import Drawing
from argmap.draw.renderer import Renderer
from argmap.draw.scene.changes import diff_scene
from argmap.draw.theme import ThemeName, color_scheme
from argmap.draw.writers import svg
from argmap.io.graphviz.engines import engine
from argmap.merge.changes import Changes
from argmap.model.index import Index


def as_svg(found: Versions, changes: Changes, theme: ThemeName = "auto") -> str:
    """Both versions in one picture: what came, what went, what changed, and what they bear on."""
    scene = diff_scene(Index.build(found.old), Index.build(found.new), changes)
    drawing = Drawing(scene)
    with progress(f"Laying out {len(scene.boxes)} boxes ..."):
        picture = Renderer(engine()).picture(drawing)
    if picture.warning:
        say(picture.warning)
    return svg.write(picture, theme)


def as_page(found: Versions, changes: Changes, theme: ThemeName = "auto") -> str:
    """A page with the picture and every change in words."""
    from argmap.report.changes.changes import describe
    from argmap.report.changes.html import page

    picture = as_svg(found, changes, theme) if changes else ""
    start = picture.find("<svg")
    account = describe(found.old, found.new, changes)
    return page(account, found.title, picture[max(start, 0) :], color_scheme(theme))
