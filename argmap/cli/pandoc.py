"""``argmap-pandoc``: a filter of pandoc and Quarto that draws the maps in a document.

A fenced block of class ``argmap`` is a map; an image whose target ends in ``.yaml`` or ``.yml`` is a file of one,
relative to the folder that pandoc runs in. Attributes choose what is drawn, as the options of ``argmap export`` do.
"""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from argmap.api.files import load, loads
from argmap.api.map import Map
from argmap.api.pictures import render
from argmap.cli.arguments import Arguments
from argmap.cli.main import run as run_command
from argmap.cli.output import print_data, reports_refusals
from argmap.excerpt import excerpt
from argmap.exit_codes import ExitCode
from argmap.io.files import standard_input
from argmap.model.findings import MapError, ReadingRefused

WORDS = ("tension", "focus", "stakeholder", "tag", "picture", "theme", "fit", "engine")
SWITCHES = ("quotes", "status")
"""Attributes that are drawn unless they are ``false``."""

FORMATS = {"latex": "pdf", "beamer": "pdf", "context": "pdf", "docx": "png", "pptx": "png", "odt": "png"}
"""Output of pandoc -> the format of pictures in it; all others show SVG."""

MEDIA_TYPES = {"svg": "image/svg+xml", "pdf": "application/pdf", "png": "image/png"}

Node = dict[str, Any]

_TOO_DEEP = "The document is nested too deep for the filter. Divide it."
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


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
    given = standard_input()
    try:
        document = json.loads(given)
    except ValueError as problem:
        raise MapError("argmap-pandoc reads what pandoc gives it: pandoc --filter argmap-pandoc FILE") from problem
    except RecursionError as problem:
        raise MapError(_TOO_DEEP) from problem
    try:
        drawn = json.dumps(with_pictures(document, format), ensure_ascii=True)
    except RecursionError as problem:
        raise MapError(_TOO_DEEP) from problem
    print_data(drawn)
    return ExitCode.FINE


def with_pictures(node: Any, format: str) -> Any:
    """A part of a document in which each map is a picture of this format. Raises MapError."""
    if isinstance(node, list):
        return [with_pictures(part, format) for part in node]
    if not isinstance(node, dict):
        return node
    match node:
        case {"t": "CodeBlock", "c": [head, str() as text]}:
            if (attributes := _attributes(head)) and "argmap" in attributes.classes:
                return _block(attributes, text, format)
        case {"t": "Image", "c": [head, [*caption], [str() as target, str() as title]]}:
            if (attributes := _attributes(head)) and target.lower().endswith((".yaml", ".yml")):
                map = load(_file_of(target))
                return _image(map, attributes, caption or [_text(map.title)], title, format)
    return {key: with_pictures(part, format) for key, part in node.items()}


def _attributes(head: Any) -> Attributes | None:
    """The attributes that the head of an element holds; None when it is laid out in another way."""
    match head:
        case [str() as identifier, [*classes], [*pairs]]:
            pairs = [pair for pair in pairs if isinstance(pair, list) and len(pair) == 2]
            return Attributes(identifier, classes, pairs)
    return None


def _block(attributes: Attributes, text: str, format: str) -> Node:
    if not text.strip():
        raise MapError("The block is empty. Write a map into it, which begins with the line 'argmap: 1'.")
    try:
        map = loads(text)
    except ReadingRefused as refused:
        first = refused.findings[0]
        line = f", line {first.place.line}" if first.place else ""
        raise MapError(
            f"In the block that begins with '{excerpt(text, 60)}'{line}: {first.code}: {first.message} {first.hint}"
        ) from refused
    caption = dict(attributes.pairs).get("caption", map.title)
    return {"t": "Para", "c": [_image(map, attributes, [_text(caption)], "fig:", format)]}


def _file_of(target: str) -> Path:
    """The file that an image leads to, which pandoc writes as part of a web address: a space is ``%20``."""
    if _ADDRESS.match(target):
        raise MapError(f"'{target}' is a web address, and nothing is fetched. Save the map beside the document.")
    as_written = Path(target)
    return as_written if as_written.exists() else Path(unquote(target))


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
    run_command(main, listens=False)
