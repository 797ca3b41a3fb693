"""The options of ``argmap export``."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Iterator, Mapping, Sequence

from argmap.cli.arguments import Arguments, RenamedOption, RepeatedValue, existing_folder, spelt_as, whole_number
from argmap.cli.export.outputs import Output
from argmap.draw.brief.options import ALL
from argmap.draw.charts.registry import ABOUT
from argmap.draw.formats import FORMATS
from argmap.draw.layout.strategy import DEADLINE
from argmap.draw.paper import PAPERS
from argmap.draw.theme import THEMES
from argmap.io.graphviz.engines import ENGINES
from argmap.model.findings import MapError
from argmap.vocabulary import EXPORTS

NARROWEST, WIDEST = 320, 10_000
"""Pixels that a brief may be wide."""

LONGEST_DEADLINE = 86_400
"""Seconds: a day."""

BRIEF = "brief"
PICTURES = ("map", BRIEF, *ABOUT)
RENAMED_PICTURES = {"balance": "coverage"}
"""Names of an earlier version, and what they are now."""

EXAMPLES = """examples:
  argmap export maps/uk_openai.yaml                      writes exports/uk_openai.svg
  argmap export map.yaml -o picture.svg -o picture.pdf   writes both, formats by their endings
  argmap export map.yaml --tension foreign-reliance      one tension
  argmap export map.yaml --focus lock-in --depth 1       a claim with its reasons and parents
  argmap export map.yaml --fit a4 --format pdf           fits a page, with text as large as possible
  argmap export map.yaml --pages --format pdf            an overview and pages of readable size
  argmap export map.yaml --picture brief --format pdf    one page: main claims, reasons for and against
  argmap export map.yaml --picture network               who agrees with whom, and on how much
  argmap export map.yaml -o - | less                     writes the SVG to standard output
  argmap export --check maps/*.yaml                      exit code 1 when an export is out of date
"""


def parser() -> Arguments:
    """The parser of the command's arguments."""
    made = Arguments(
        prog="argmap export",
        description="Export a map. Graphviz is included.",
        epilog=EXAMPLES,
    )
    made.add_argument("files", nargs="+", metavar="FILE", help="a map, or - for standard input")
    _add_outputs(made.add_argument_group("output"))
    _add_lenses(made.add_argument_group("what to include").add_mutually_exclusive_group())
    made.add_argument(
        "--depth",
        type=_depth,
        metavar="N",
        help="levels around --focus (default: 2), of reasons in --tension (default: all), or of --picture brief, "
        "where it can be 'all' (default: what can be read)",
    )
    _add_looks(made.add_argument_group("appearance"))
    _add_layout(made.add_argument_group("layout"))
    return made


def _add_outputs(group: argparse._ArgumentGroup) -> None:
    add = group.add_argument
    formats = "; ".join(f"{name}: {format.about}" for name, format in FORMATS.items())
    add("-o", "--output", action=RepeatedValue, default=[], metavar="PATH", help="output file (format from its extension), folder/, or - for standard output; repeatable")  # fmt: skip  # noqa: E501
    add("--format", action="append", default=[], type=spelt_as(FORMATS), choices=list(FORMATS), help=f"default: svg, or the extension of -o; repeatable. {formats}")  # fmt: skip  # noqa: E501
    pictures = "; ".join(f"{name}: {about}" for name, about in ABOUT.items())
    add("--picture", type=_picture, choices=PICTURES, default="map", help=f"the map (default); brief: {EXPORTS['brief']}; {pictures}. Those about stakeholders and sides as text, too, in md, txt and json")  # fmt: skip  # noqa: E501
    add(
        "--pages",
        action="store_true",
        help=f"split into {EXPORTS['pages']}",
    )
    add("--check", action="store_true", help="check that exports are up to date; exit with 1 if not")
    add("--watch", action="store_true", help="write again whenever the map is saved, until Ctrl-C")


def _add_lenses(group: argparse._MutuallyExclusiveGroup) -> None:
    add = group.add_argument
    add("--tension", metavar="ID", help=EXPORTS["tension"])
    add("--focus", metavar="CLAIM", help=EXPORTS["focus"])
    add("--stakeholder", metavar="ID", help=EXPORTS["stakeholder"])
    add("--tag", metavar="TAG", help="the claims with a tag")
    add("--changed-since", metavar="REV", help="the claims added or changed since a git revision")


def _add_looks(group: argparse._ArgumentGroup) -> None:
    add = group.add_argument
    add("--fit", choices=list(PAPERS), help="fit to this page size")
    add("--width", type=_pixels, metavar="PX", help="width of --picture brief in pixels, for a web page or a phone")
    add("--theme", choices=THEMES, default="auto", help="auto (default) follows the reader's light or dark setting")
    add("--quotes", action="store_true", help="who said what, where and when, as notes below the drawing")
    add("--status", action="store_true", help="show claim status")
    add(
        "--copies",
        type=existing_folder,
        metavar="FOLDER",
        help="folder with copies of sources, to mark quotations that are not in them",
    )
    add("--standing", action=RenamedOption, now="--status")


def _add_layout(group: argparse._ArgumentGroup) -> None:
    add = group.add_argument
    add("--engine", choices=ENGINES, default="embedded", help="Graphviz inside argmap, or 'dot' on this machine")
    add("--deadline", type=_seconds, default=DEADLINE, metavar="SECONDS", help=f"time limit for the layout, after which a simpler one is drawn (default: {DEADLINE:g})")  # fmt: skip  # noqa: E501


def _picture(name: str) -> str:
    if name in RENAMED_PICTURES:
        raise argparse.ArgumentTypeError(f"'{name}' is now '{RENAMED_PICTURES[name]}'")
    return name


def _depth(text: str) -> int:
    return ALL if text == "all" else whole_number(text)


def _pixels(text: str) -> int:
    with contextlib.suppress(ValueError):
        if NARROWEST <= int(text) <= WIDEST:
            return int(text)
    raise argparse.ArgumentTypeError(f"'{text}' must be a number of pixels from {NARROWEST} to {WIDEST:,}")


def _seconds(text: str) -> float:
    with contextlib.suppress(ValueError):
        if 0 < float(text) <= LONGEST_DEADLINE:
            return float(text)
    raise argparse.ArgumentTypeError(f"'{text}' must be a number of seconds from 1 to {LONGEST_DEADLINE:,}")


def refuse_what_does_nothing(options: argparse.Namespace, outputs: Sequence[Output]) -> None:
    """Raises MapError for an option that has no effect with the other options or with the outputs."""
    for applies, sentence in (*_unused(options, outputs), *_contradicting(options, outputs)):
        if applies:
            raise MapError(sentence)


def _unused(options: argparse.Namespace, outputs: Sequence[Output]) -> Iterator[tuple[bool, str]]:
    """For each option that can have no effect: whether it has none here, and the sentence that says so."""
    drawn = any(FORMATS[output.format].drawn for output in outputs)
    is_brief = options.picture == BRIEF
    yield (
        options.depth is not None and not (options.focus or options.tension) and not is_brief,
        "--depth needs --focus, --tension or --picture brief.",
    )
    yield options.depth == ALL and not is_brief, "--depth all needs --picture brief. For a part, give a number."
    yield options.width is not None and not is_brief, "--width needs --picture brief."
    yield options.width is not None and bool(options.fit), "--width and --fit are two sizes. Remove one of them."
    in_words = any(output.format in {"md", "dot", "mermaid"} for output in outputs)
    yield (
        options.status and not (drawn or in_words),
        "--status is for svg, html, pdf, png, md, dot and mermaid. Add one of them, or remove --status.",
    )
    looks = {"--fit": options.fit}
    in_table = options.picture == "matrix" and any(output.format == "md" for output in outputs)
    looks["--quotes"] = options.quotes and not in_table
    looks["--theme"] = options.theme != "auto"
    looks["--depth"] = is_brief and options.depth is not None
    looks["--width"] = options.width is not None
    for option, given in looks.items():
        yield (
            bool(given) and not drawn,
            f"{option} is for svg, html, pdf and png. Add one of them, or remove {option}.",
        )
    if options.pages:
        given = next((option for option, value in _lenses(options).items() if value), None)
        yield (
            given is not None,
            f"--pages splits the whole map. Remove {given}, or export that part without --pages.",
        )
    if (name := options.picture) != "map":
        yield (
            options.pages,
            f"--pages is for the map itself, and --picture {name} is one picture. Remove one of them.",
        )
        yield (
            options.status,
            f"--status is for pictures of the map, and --picture {name} has no claim boxes. Remove one of them.",
        )
        yield (
            options.quotes and not (is_brief or name == "matrix"),
            f"--quotes is for pictures of the map, and --picture {name} has no notes. Remove one of them.",
        )
        yield from _not_narrowed(name, _lenses(options))


def _not_narrowed(name: str, lenses: Mapping[str, str | None]) -> Iterator[tuple[bool, str]]:
    """Lenses that a picture of everything has no use for."""
    of = {"grid": "each stakeholder of the map", "coverage": "whole tensions: use --tension for one"}.get(name)
    allowed = {"--tension"} if name == "coverage" else set()
    given = next((option for option, value in lenses.items() if value and option not in allowed), None)
    yield of is not None and given is not None, f"--picture {name} shows {of}. Remove {given}."


def _contradicting(options: argparse.Namespace, outputs: Sequence[Output]) -> Iterator[tuple[bool, str]]:
    """Options that contradict each other, or where the export goes."""
    to_stdout = any(output.path is None for output in outputs)
    yield (
        options.pages and (to_stdout or not all(FORMATS[output.format].divides for output in outputs)),
        "--pages needs output files in svg, html, pdf, png or pptx.",
    )
    yield options.check and to_stdout, "--check needs an output file, not '-o -'."
    yield (
        options.check and options.watch,
        "--check writes nothing, and --watch writes repeatedly. Remove one of them.",
    )
    yield options.watch and "-" in options.files, "--watch needs a map file, not standard input."


def _lenses(options: argparse.Namespace) -> Mapping[str, str | None]:
    return {
        "--tension": options.tension,
        "--focus": options.focus,
        "--stakeholder": options.stakeholder,
        "--tag": options.tag,
        "--changed-since": options.changed_since,
    }
