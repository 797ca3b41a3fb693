"""``argmap diff``: what changed between two versions of a map."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.cli.arguments import Arguments
from argmap.cli.command import reports_refusals
from argmap.cli.output import print_data, progress, say, takes_colour
from argmap.draw.theme import THEMES
from argmap.exit_codes import ExitCode
from argmap.io.evidence import evidence_of
from argmap.io.git.versions import Versions, versions
from argmap.merge.changes import Changes
from argmap.merge.consequences import LabelledVersions
from argmap.merge.diff import diff
from argmap.model.index import Index

if TYPE_CHECKING:
    from argmap.evidence.quotations import Evidence

EPILOG = """\
examples:
  argmap diff map.yaml                       since the last commit
  argmap diff main map.yaml                  since a branch, a tag or any revision
  argmap diff main...HEAD map.yaml           what this branch did since it left main
  argmap diff old.yaml new.yaml              two files
  argmap diff --format markdown map.yaml     for a pull request
  argmap diff --format svg -o changes.svg map.yaml

Changes are compared by id and field. The result says first what they do to the argument: objections
that are unanswered now, claims that lost their last source, claims whose status changed.

exit codes: 0 no differences; 1 differences; 2 could not run
"""

DRAWN = ("svg", "html")
FORMATS = ("text", "markdown", "json", *DRAWN)


@reports_refusals
def main(argv: list[str]) -> int:
    """Print what changed; 0 nothing, 1 something."""
    parser = _parser()
    asked = parser.read(argv)
    if len(asked.versions) > 2:
        parser.error("too many versions. Name a file, a revision and a file, or two files")
    if asked.theme and asked.format not in DRAWN:
        parser.error(f"--theme is for --format {' and '.join(DRAWN)}. Add one of them, or remove --theme")
    found = versions(asked.versions)
    changes = diff(found.old, found.new)
    _write(asked.output, _WRITERS[asked.format](found, changes, asked))
    return ExitCode.FOUND if changes else ExitCode.FINE


def _as_text(found: Versions, changes: Changes, asked: argparse.Namespace) -> str:
    from argmap.report.changes.changes import account
    from argmap.report.changes.text import text

    colour = asked.output is None and not asked.no_color and takes_colour(sys.stdout)
    judged = LabelledVersions.of(found.old, found.new, changes)
    return text(account(changes, judged, _evidence(found, asked)), found.title, colour)


def _as_markdown(found: Versions, changes: Changes, asked: argparse.Namespace) -> str:
    from argmap.report.changes.changes import account
    from argmap.report.changes.markdown import markdown

    judged = LabelledVersions.of(found.old, found.new, changes)
    return markdown(account(changes, judged, _evidence(found, asked)), found.title, asked.max_characters)


def _evidence(found: Versions, asked: argparse.Namespace) -> Evidence | None:
    """The quotations of the new map, checked against the copies as they are now."""
    return evidence_of(found.new, found.file, asked.copies)


def _as_json(found: Versions, changes: Changes, asked: argparse.Namespace) -> str:
    from argmap.report.changes.json import as_json

    return as_json(changes, LabelledVersions.of(found.old, found.new, changes))


def _as_svg(found: Versions, changes: Changes, asked: argparse.Namespace) -> str:
    from argmap.draw.drawing import Drawing
    from argmap.draw.renderer import Renderer
    from argmap.draw.scene.changes import diff_scene
    from argmap.draw.writers import svg
    from argmap.io.graphviz.engines import engine

    scene = diff_scene(Index.build(found.old), Index.build(found.new), changes)
    with progress(f"Laying out {len(scene.boxes)} boxes ..."):
        picture = Renderer(engine()).picture(Drawing(scene))
    if picture.warning:
        say(picture.warning)
    return svg.write(picture, asked.theme or "auto")


def _as_html(found: Versions, changes: Changes, asked: argparse.Namespace) -> str:
    from argmap.draw.theme import color_scheme
    from argmap.report.changes.changes import describe
    from argmap.report.changes.html import page

    picture = _as_svg(found, changes, asked) if changes else ""
    start = picture.find("<svg")
    account = describe(found.old, found.new, changes, _evidence(found, asked))
    return page(account, found.title, picture[max(start, 0) :], color_scheme(asked.theme or "auto"))


_WRITERS: dict[str, Callable[[Versions, Changes, argparse.Namespace], str]] = {
    "text": _as_text,
    "markdown": _as_markdown,
    "json": _as_json,
    "svg": _as_svg,
    "html": _as_html,
}


def _write(output: str | None, text: str) -> None:
    from argmap.io.files import write_output

    if output is None or output == "-":
        print_data(text)
    else:
        write_output(Path(output), text.encode())


def _parser() -> Arguments:
    from argmap.report.changes.markdown import MOST_CHARACTERS

    parser = Arguments(
        prog="argmap diff",
        usage="argmap diff [OPTIONS] FILE | REV FILE | REV..REV FILE | OLD NEW",
        description="Show what changed between two versions of a map, and what it does to the argument.",
        epilog=EPILOG,
    )
    add = parser.add_argument
    add("versions", nargs="+", metavar="VERSION", help="a file; a revision and a file; a range and a file; two files")
    add("--format", choices=FORMATS, default="text", help="output format (default: text)")
    add("-o", "--output", metavar="FILE", help="output file (default: standard output)")
    add("--theme", choices=THEMES, help="for svg and html; auto (default) follows the reader's light or dark setting")
    add("--copies", metavar="FOLDER", help="folder with copies of sources that are not beside the map")
    add("--no-color", action="store_true", help="never use colour")
    add(
        "--max-characters",
        type=int,
        default=MOST_CHARACTERS,
        metavar="N",
        help=f"longest Markdown (default: {MOST_CHARACTERS:,}, one comment on GitHub)",
    )
    return parser
