"""From a picture to one HTML page: the SVG to pan, zoom, search, filter and read, and the map as text below it.

The page is one file without external resources. Its Content-Security-Policy allows only its own styles and scripts,
by their hashes. Without scripts it shows the picture above the outline. Text of the map is in the page as escaped
markup, or as JSON from which the script makes text nodes.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

from argmap.draw.display_list import Picture
from argmap.draw.drawing import Drawing
from argmap.draw.html.brief import brief_markup
from argmap.draw.html.outline import outline_items, source_items
from argmap.draw.html.payload import NO_HOMES, Homes, elsewhere, page_data
from argmap.draw.paper import LEAST_TEXT
from argmap.draw.scene.boxes import TEXT_SIZE
from argmap.draw.scene.scene import Scene
from argmap.draw.theme import FONTS, KINDS, Palette, ThemeName, color_scheme, palettes
from argmap.draw.writers import svg
from argmap.escape import for_json_in_html, for_xml, one_line
from argmap.model.index import Index
from argmap.views.brief import brief
from argmap.views.source_numbers import source_numbers
from argmap.vocabulary import RELATIONS, STANCE_WORDS, STEP, quotations_in_words

if TYPE_CHECKING:
    from argmap.evidence.quotations import Evidence

STYLES = ("page.css", "parts.css", "brief.css", "print.css")
SCRIPTS = (
    "map.js",
    "elements.js",
    "camera.js",
    "sight.js",
    "minimap.js",
    "views.js",
    "branches.js",
    "levels.js",
    "compact.js",
    "lines.js",
    "trace.js",
    "panel.js",
    "reading.js",
    "filter.js",
    "paper.js",
    "search.js",
    "walk.js",
    "outline.js",
    "start.js",
)
"""Concatenated in this order. Top-level code uses only earlier scripts, functions use all of them."""

LIVE_STYLES = ("live.css",)
LIVE_SCRIPTS = ("live.js",)
"""What a page of ``argmap serve`` has besides."""


def write(
    index: Index,
    drawing: Drawing,
    picture: Picture,
    theme: ThemeName = "auto",
    homes: Homes = NO_HOMES,
    live: int | None = None,
    evidence: Evidence | None = None,
    *,
    is_brief: bool = False,
) -> str:
    """The page for a picture.

    ``index`` is the part of the map that the picture shows; in a series of pages it may have more claims, with their
    pages in ``homes``. A page of ``argmap serve`` has ``live``, its version: it asks the server that it came from for
    later ones. ``evidence`` marks quotations that were looked for in the copies of their sources. The picture may be
    a brief (``is_brief``), and not the map.
    """
    is_live = live is not None
    made = brief(index)
    numbers = drawing.scene.source_numbers or source_numbers(index)
    totals = quotations_in_words(evidence.totals) if evidence else ""
    style = "\n".join([_variables(theme), *map(_part, (*STYLES, *(LIVE_STYLES if is_live else ())))])
    scripts = "\n".join(map(_part, (*SCRIPTS, *(LIVE_SCRIPTS if is_live else ()))))
    script = f'"use strict";\n(() => {{\n{scripts}}})();\n'
    version = f'\n<script type="application/json" id="live-data">{{"version":{live}}}</script>'
    values = {
        "policy": _policy((style, svg.style(picture, theme)), (_part("first.js"), script), is_live),
        "live": version if is_live else "",
        "language": for_xml(index.map.language or "en"),
        "scheme": color_scheme(theme),
        "title": for_xml(one_line(index.map.title)),
        "question": for_xml(one_line(index.map.question or "")),
        "question_or_title": for_xml(one_line(index.map.question or index.map.title)),
        "drawn": "Picture" if is_brief else "Map",
        "key": _key(drawing.scene),
        "brief": brief_markup(index, made, elsewhere(drawing, homes)),
        "summary": for_xml(one_line(index.map.summary or "")),
        "shape": _shape(picture),
        "style": style,
        "picture": svg.write(picture, theme, drawing.markup_cache),
        "outline": "\n".join(outline_items(index, elsewhere(drawing, homes), numbers)),
        "sources": "\n".join(source_items(index, numbers)),
        "quotations": f'<p class="quotations">{for_xml(totals)}.</p>\n' if totals else "",
        "data": for_json_in_html(json.dumps(page_data(index, drawing, homes, evidence), separators=(",", ":"))),
        "first": _part("first.js"),
        "script": script,
    }
    return Template(_part("page.html")).substitute(values)


def _key(scene: Scene) -> str:
    """The signs of a drawing with their meanings; empty without any."""
    drawn = {arrow.kind for arrow in scene.arrows}
    stances = {badge.stance for box in scene.boxes for badge in box.badges}
    said = [
        f'<span class="sign {kind}" aria-hidden="true">{words.sign}</span> {words.on_box}'
        + (f" {STEP}" if kind == "undercuts" else "")
        for kind, words in RELATIONS.items()
        if kind in drawn
    ]
    said += [f"{words.sign} {stance}" for stance, words in STANCE_WORDS.items() if stance in stances]
    items = "".join(f"<li>{one}</li>\n" for one in said)
    return f'<ul aria-label="Key" lang="en">\n{items}</ul>' if items else ""


def _shape(picture: Picture) -> str:
    """Which way the paper is turned for a drawing, and whether its text can be read on it."""
    wide = picture.width > picture.height
    across, down = (277, 190) if wide else (190, 277)  # A4 without its margins, in millimetres
    scale = min(across / picture.width, down / picture.height) * 72 / 25.4
    return ("wide" if wide else "tall") + ("" if scale * TEXT_SIZE >= LEAST_TEXT["a4"] else " too-large")


@cache
def _part(name: str) -> str:
    return files("argmap.draw.html").joinpath("assets", name).read_text(encoding="utf-8")


def _variables(theme: ThemeName) -> str:
    """The colours of a theme as CSS variables; dark ones for screens only."""
    light, dark = palettes(theme)
    rules = [":root{", f"  --fonts:{FONTS};", *_colours(light), "}"]
    if dark is not None:
        rules += ["@media screen and (prefers-color-scheme:dark){", ":root{", *_colours(dark), "}", "}"]
    return "\n".join(rules) + "\n"


def _colours(palette: Palette) -> Iterator[str]:
    for name in ("paper", "ink", "quiet", "rule"):
        yield f"  --{name}:{getattr(palette, name)};"
    for kind in KINDS:
        line, tint = getattr(palette, kind)
        name = kind.replace("_", "-")
        yield f"  --{name}:{line}; --{name}-tint:{tint};"
    for hue, (line, _) in enumerate(palette.sides):
        yield f"  --side-{hue}:{line};"
    yield f"  --badge:{palette.badge}; --on-badge:{palette.on_badge}; --focus:{palette.focus};"


def _policy(styles: Iterable[str], scripts: Iterable[str], is_live: bool) -> str:
    """A policy that allows these styles and scripts and nothing else (Content Security Policy Level 3); a live page
    may ask its own server, too."""
    allowed = f"script-src {_hashes(scripts)}; style-src {_hashes(styles)}"
    if is_live:
        allowed += "; connect-src 'self'"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _hashes(texts: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(map(_hash, texts)))


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
