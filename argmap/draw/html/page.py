"""From a picture to one HTML page: the SVG to pan, zoom, search, filter and read, and the map in words below it.

The page is one file that loads nothing, and says so in its Content-Security-Policy: only the styles and scripts that
stand in it may act, by their hashes. Without scripts it is the picture above the outline. Text of the map reaches the
page as escaped markup, or as JSON that the script puts into text nodes.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from string import Template

from argmap.draw.display_list import Picture
from argmap.draw.drawing import Drawing
from argmap.draw.html.outline import outline_items, source_items
from argmap.draw.html.payload import NO_HOMES, Homes, elsewhere, page_data
from argmap.draw.html.style import variables
from argmap.draw.theme import ThemeName, color_scheme
from argmap.draw.writers import svg
from argmap.escape import for_json_in_html, for_xml, one_line
from argmap.model.index import Index

STYLES = ("page.css", "parts.css", "print.css")
SCRIPTS = (
    "map.js",
    "elements.js",
    "camera.js",
    "sight.js",
    "minimap.js",
    "branches.js",
    "trace.js",
    "panel.js",
    "reading.js",
    "filter.js",
    "paper.js",
    "search.js",
    "walk.js",
    "start.js",
)
"""Joined in this order; each may use what stands in those before it, and from inside functions all of them."""


def write(
    index: Index, drawing: Drawing, picture: Picture, theme: ThemeName = "auto", homes: Homes = NO_HOMES
) -> str:
    """The page for a picture; ``index`` is of the part of the map that it shows, or of all of it if claims that are
    not drawn have their ``homes`` on other pages.
    """
    style = "\n".join([variables(theme), *map(_part, STYLES)])
    script = '"use strict";\n(() => {\n' + "\n".join(map(_part, SCRIPTS)) + "})();\n"
    values = {
        "policy": _policy((style, svg.style(picture, theme)), (_part("first.js"), script)),
        "scheme": color_scheme(theme),
        "title": for_xml(one_line(index.map.title)),
        "question": for_xml(one_line(index.map.question or "")),
        "summary": for_xml(one_line(index.map.summary or "")),
        "shape": "wide" if picture.width > picture.height else "tall",
        "style": style,
        "picture": svg.write(picture, theme, drawing.markup_cache),
        "outline": "\n".join(outline_items(index, elsewhere(drawing, homes))),
        "sources": "\n".join(source_items(index)),
        "data": for_json_in_html(json.dumps(page_data(index, drawing, homes), separators=(",", ":"))),
        "first": _part("first.js"),
        "script": script,
    }
    return Template(_part("page.html")).substitute(values)


@cache
def _part(name: str) -> str:
    return files("argmap.draw.html").joinpath("assets", name).read_text(encoding="utf-8")


def _policy(styles: Iterable[str], scripts: Iterable[str]) -> str:
    """Nothing but these very styles and scripts (Content Security Policy Level 3, hash sources)."""
    allowed = f"script-src {_hashes(scripts)}; style-src {_hashes(styles)}"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _hashes(texts: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(map(_hash, texts)))


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
