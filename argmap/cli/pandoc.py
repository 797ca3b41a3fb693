"""``argmap-pandoc``: a filter of pandoc and Quarto that draws the maps in a document.

A fenced block of class ``argmap`` is a map; an image whose target ends in ``.yaml`` or ``.yml`` is a file of one,
relative to the folder that pandoc runs in. Attributes choose what is drawn, as the options of ``argmap export`` do.
"""

from __future__ import annotations

import base64
import json
import sys
from pathlib import Path
from typing import Any, NamedTuple

from argmap.api.files import load, loads
from argmap.api.map import Map
from argmap.api.pictures import render
from argmap.cli.arguments import Arguments
from argmap.cli.command import reports_refusals
from argmap.cli.output import print_data
from argmap.exit_codes import ExitCode
from argmap.model.findings import MapError

WORDS = ("tension", "focus", "stakeholder", "tag", "picture", "theme", "fit", "engine")
SWITCHES = ("quotes", "status")
"""Attributes that are drawn unless they are ``false``."""

FORMATS = {"latex": "pdf", "beamer": "pdf", "context": "pdf", "docx": "png", "pptx": "png", "odt": "png"}
"""Output of pandoc -> the format of pictures in it; all others show SVG."""

MEDIA_TYPES = {"svg": "image/svg+xml", "pdf": "application/pdf", "png": "image/png"}

Node = dict[str, Any]


class Attributes(NamedTuple):
    """The attributes of an element, in pandoc's order."""

    identifier: str
    classes: list[str]
    pairs: list[list[str]]


@reports_refusals
def main(argv: list[str]) -> int:
    """Read pandoc's document from standard input and write it with its maps drawn. ``argv`` holds the format."""
    parser = Arguments(prog="argmap-pandoc", description="Draw the maps in a document: pandoc --filter argmap-pandoc")
    parser.add_argument("format", nargs="?", default="html", help="what pandoc writes; pandoc gives it")
    format = FORMATS.get(parser.read(argv).format.partition("+")[0], "svg")
    try:
        document = json.load(sys.stdin)
    except ValueError as problem:
        raise MapError("argmap-pandoc reads what pandoc gives it: pandoc --filter argmap-pandoc FILE") from problem
    print_data(json.dumps(with_pictures(document, format), ensure_ascii=True))
    return ExitCode.FINE


def with_pictures(node: Any, format: str) -> Any:
    """A part of a document in which each map is a picture of this format. Raises MapError."""
    if isinstance(node, list):
        return [with_pictures(part, format) for part in node]
    if not isinstance(node, dict):
        return node
    if node.get("t") == "CodeBlock" and "argmap" in node["c"][0][1]:
        return _block(Attributes(*node["c"][0]), node["c"][1], format)
    if node.get("t") == "Image" and node["c"][2][0].lower().endswith((".yaml", ".yml")):
        attributes, caption, (target, title) = node["c"]
        map = load(Path(target))
        caption = caption or [_text(map.title)]
        return _image(map, Attributes(*attributes), caption, title, format)
    return {key: with_pictures(part, format) for key, part in node.items()}


def _block(attributes: Attributes, text: str, format: str) -> Node:
    map = loads(text)
    caption = dict(attributes.pairs).get("caption", map.title)
    return {"t": "Para", "c": [_image(map, attributes, [_text(caption)], "fig:", format)]}


def _image(map: Map, attributes: Attributes, caption: list[Node], title: str, format: str) -> Node:
    given = dict(attributes.pairs)
    choices: dict[str, Any] = {"theme": "light"} | {name: given[name] for name in WORDS if name in given}
    choices |= {name: given[name] != "false" for name in SWITCHES if name in given}
    if "depth" in given:
        choices["depth"] = _number(given["depth"])
    picture = base64.b64encode(render(map, format, **choices)).decode()
    kept = [pair for pair in attributes.pairs if pair[0] not in {*WORDS, *SWITCHES, "depth", "caption"}]
    classes = [name for name in attributes.classes if name != "argmap"]
    target = [f"data:{MEDIA_TYPES[format]};base64,{picture}", title]
    return {"t": "Image", "c": [[attributes.identifier, classes, kept], caption, target]}


def _number(text: str) -> int:
    if not text.isdecimal():
        raise MapError(f"depth is a whole number, and not '{text}'.")
    return int(text)


def _text(text: str) -> Node:
    return {"t": "Str", "c": text}


def run() -> None:
    """The console entry, which pandoc calls."""
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(main(sys.argv[1:]))
