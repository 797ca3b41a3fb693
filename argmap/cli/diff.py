"""``argmap diff``: what changed between two versions of a map, or of all maps in a folder."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.cli.arguments import Arguments, existing_folder, whole_number
from argmap.cli.output import print_data, print_refusal, progress, reports_refusals, say, takes_colour
from argmap.draw.theme import THEMES
from argmap.exit_codes import ExitCode
from argmap.io.evidence import evidence_of
from argmap.io.git.versions import Request, Versions, versions
from argmap.merge.consequences import LabelledVersions
from argmap.merge.diff import diff
from argmap.model.findings import MapError
from argmap.model.index import Index
from argmap.vocabulary import counted

if TYPE_CHECKING:
    from argmap.evidence.quotations import Evidence
    from argmap.report.changes.file_changes import FileChanges
    from argmap.report.changes.model import Account

EPILOG = """\
examples:
  argmap diff map.yaml                       since the last commit
  argmap diff main map.yaml                  since a branch, a tag or any revision
  argmap diff main...HEAD map.yaml           what this branch did since it left main
  argmap diff --staged map.yaml              what the next commit would change
  argmap diff main:old.yaml new.yaml         a file at a revision and a file
  argmap diff :map.yaml                      since it was staged
  argmap diff old.yaml new.yaml              two files, or two folders
  argmap diff main maps                      all maps in a folder
  argmap diff --format markdown map.yaml     for a pull request
  argmap diff --format svg -o changes.svg map.yaml

Changes are compared by id and field. The result says first what to check: meanings that may have
turned, changed stances, new errors; then what the changes do to the argument.

exit codes: 0 no differences; 1 differences; 2 could not run
"""

DRAWN = ("svg", "html")
FORMATS = ("text", "markdown", "json", *DRAWN)


@reports_refusals
def main(argv: list[str]) -> int:
    """Print what changed; 0 nothing, 1 something, 2 when a map could not be compared."""
    parser = _parser()
    asked = parser.read(argv)
    if len(asked.versions) > 3:
        parser.error("too many versions. Name a file, a revision and a file, or two files")
    if asked.theme and asked.format not in DRAWN:
        parser.error(f"--theme is for --format {' and '.join(DRAWN)}. Add one of them, or remove --theme")
    compared, unread = _compared(asked)
    if compared or not unread:
        _write(asked.output, _WRITERS[asked.format](compared, asked))
    for refusal in unread:
        print_refusal(refusal)
    if unread:
        return ExitCode.COULD_NOT_RUN
    return ExitCode.FOUND if any(one.differs for one in compared) else ExitCode.FINE


def _compared(asked: argparse.Namespace) -> tuple[list[Comparison], list[MapError]]:
    """The comparisons, and why some maps of a folder cannot be compared."""
    request = Request(tuple(asked.versions), asked.staged, asked.base_name or "", asked.name or "")
    compared: list[Comparison] = []
    unread: list[MapError] = []
    for found in versions(request):
        if isinstance(found, Versions):
            compared.append(Comparison(found, asked.copies))
        else:
            unread.append(found)
    return compared, unread


class Comparison:
    """Two versions with what changed between them; parts are worked out when a format asks for them."""

    def __init__(self, found: Versions, copies: str | None) -> None:
        self.found = found
        self._copies = copies
        self.changes = diff(found.old.map, found.new.map)

    @property
    def differs(self) -> bool:
        """Whether the maps or the comments in their files differ."""
        return bool(self.changes or self.in_file.comments)

    @cached_property
    def judged(self) -> LabelledVersions:
        """Both versions with the labels of their claims."""
        return LabelledVersions.of(self.found.old.map, self.found.new.map, self.changes)

    @cached_property
    def evidence(self) -> Evidence | None:
        """The quotations of the new map, checked against the copies as they are now."""
        return evidence_of(self.found.new.map, self.found.file, self._copies)

    @cached_property
    def in_file(self) -> FileChanges:
        """What changed in the file beside the map."""
        from argmap.check.settings import NO_SETTINGS
        from argmap.io.map_files import STANDARD_INPUT
        from argmap.io.project import Projects
        from argmap.report.changes.file_changes import file_changes
        from argmap.report.findings.collect import check_document

        settings, file = NO_SETTINGS, self.found.file
        if file != STANDARD_INPUT:
            projects = Projects(None)
            settings = projects.choices_for(file).for_file(projects.name_of(file), (), (), None)
        return file_changes(
            self.found.old,
            self.found.new,
            self.changes,
            lambda document: check_document(document, settings, suggestions=False),
        )

    @cached_property
    def account(self) -> Account:
        """The changes in words."""
        from argmap.report.changes.changes import account, account_of_deleted

        if self.found.event.startswith("deleted"):
            return account_of_deleted(self.found.event)
        return account(self.changes, self.judged, self.evidence, self.in_file, self.found.event)


def _as_text(compared: Sequence[Comparison], asked: argparse.Namespace) -> str:
    from argmap.report.changes.text import text

    colour = asked.output is None and not asked.no_color and takes_colour(sys.stdout)
    return "\n".join(text(one.account, one.found.title, colour) for one in compared) or "no changes\n"


def _as_markdown(compared: Sequence[Comparison], asked: argparse.Namespace) -> str:
    from argmap.report.changes.markdown import MarkdownStyle, markdown

    fitting = compared[: max(1, asked.max_characters // FEWEST_CHARACTERS)]
    most = (asked.max_characters - len(LEFT_OUT)) // max(1, len(fitting)) - 1
    lines = max(1, asked.lines // max(1, len(fitting)))
    told = [
        markdown(one.account, one.found.title, MarkdownStyle(most, lines, _as_mermaid(one), asked.address or ""))
        for one in fitting
    ]
    if left := len(compared) - len(fitting):
        told.append(LEFT_OUT.format(counted(left, "more map")))
    return "\n".join(told) or "### no changes\n"


LEFT_OUT = "… and {} changed. 'argmap diff' shows all.\n"


def _as_mermaid(one: Comparison) -> str:
    """A flowchart of the changes for a comment; empty where nothing in it changed, or it is too large to read."""
    from argmap.draw.scene.changes import diff_scene
    from argmap.draw.writers import mermaid

    if one.found.event.startswith("deleted"):
        return ""
    scene = diff_scene(Index.build(one.found.old.map), Index.build(one.found.new.map), one.changes)
    if not scene.boxes or len(scene.boxes) > MOST_BOXES or not any(box.change for box in scene.boxes):
        return ""
    return mermaid.write(scene)


MOST_BOXES = 40
"""Boxes of a picture in a comment, which is as wide as a column of text."""


def _as_json(compared: Sequence[Comparison], asked: argparse.Namespace) -> str:
    import json

    from argmap.escape import for_json
    from argmap.report.changes.json import as_data

    told = [
        {"file": one.found.file, **as_data(one.changes, one.judged, one.evidence, one.in_file)} for one in compared
    ]
    plain = told[0] if len(told) == 1 and not Path(asked.versions[-1]).is_dir() else {"maps": told}
    return for_json(json.dumps(plain, indent=2)) + "\n"


def _as_svg(compared: Sequence[Comparison], asked: argparse.Namespace) -> str:
    if len(compared) != 1:
        raise MapError("--format svg draws one map. Name it, or use --format html for several.")
    return _svg_of(compared[0], asked)


def _svg_of(one: Comparison, asked: argparse.Namespace) -> str:
    from argmap.draw.drawing import Drawing
    from argmap.draw.renderer import Renderer
    from argmap.draw.scene.changes import diff_scene
    from argmap.draw.writers import svg
    from argmap.io.graphviz.engines import engine

    scene = diff_scene(Index.build(one.found.old.map), Index.build(one.found.new.map), one.changes)
    with progress(f"Laying out {len(scene.boxes)} boxes ..."):
        picture = Renderer(engine()).picture(Drawing(scene))
    if picture.warning:
        say(picture.warning)
    return svg.write(picture, asked.theme or "auto")


def _as_html(compared: Sequence[Comparison], asked: argparse.Namespace) -> str:
    from argmap.draw.theme import color_scheme
    from argmap.report.changes.html import Drawn, page

    told = []
    for one in compared:
        picture = _svg_of(one, asked) if one.changes and not one.account.is_empty else ""
        start = picture.find("<svg")
        told.append(Drawn(one.account, one.found.title, picture[max(start, 0) :]))
    return page(told, color_scheme(asked.theme or "auto"))


_WRITERS: dict[str, Callable[[Sequence[Comparison], argparse.Namespace], str]] = {
    "text": _as_text,
    "markdown": _as_markdown,
    "json": _as_json,
    "svg": _as_svg,
    "html": _as_html,
}


def _write(output: str | None, text: str) -> None:
    from argmap.io.files import write_output
    from argmap.io.map_files import refuse_to_overwrite

    if output is None or output == "-":
        print_data(text)
    else:
        refuse_to_overwrite(Path(output))
        write_output(Path(output), text.encode())


def fewest_characters(text: str) -> int:
    """The number of characters in an argument, for :mod:`argparse`: enough for a heading and a count."""
    number = whole_number(text)
    if number < FEWEST_CHARACTERS:
        raise argparse.ArgumentTypeError(f"'{text}' must be {FEWEST_CHARACTERS:,} or more")
    return number


FEWEST_CHARACTERS = 1_000


def _parser() -> Arguments:
    from argmap.report.changes.markdown import MOST_CHARACTERS, MOST_LINES

    parser = Arguments(
        prog="argmap diff",
        usage="argmap diff [OPTIONS] FILE | REV FILE | REV..REV FILE | REV:FILE FILE | OLD NEW",
        description="Show what changed between two versions of a map, and what it does to the argument.",
        epilog=EPILOG,
    )
    add = parser.add_argument
    add("versions", nargs="+", metavar="VERSION", help="a file or folder; a revision or range and a file; two files")
    add("--staged", "--cached", action="store_true", help="compare what is staged for the next commit")
    parser.add_format(FORMATS)
    add("-o", "--output", metavar="FILE", help="output file (default: standard output)")
    add("--theme", choices=THEMES, help="for svg and html; auto (default) follows the reader's light or dark setting")
    add("--base-name", metavar="NAME", help="what to call the old version, such as main")
    add("--name", metavar="NAME", help="what to call the map in place of the names of two files")
    add("--address", metavar="URL", help="web address of the new file, for links to its lines in Markdown")
    add(
        "--lines",
        type=whole_number,
        default=MOST_LINES,
        metavar="N",
        help=f"lines of Markdown before the rest is folded (default: {MOST_LINES})",
    )
    add(
        "--copies",
        type=existing_folder,
        metavar="FOLDER",
        help="folder with copies of sources that are not beside the map",
    )
    add("--no-color", action="store_true", help="never use colour")
    add(
        "--max-characters",
        type=fewest_characters,
        default=MOST_CHARACTERS,
        metavar="N",
        help=f"longest Markdown (default: {MOST_CHARACTERS:,}, one comment on GitHub)",
    )
    return parser
