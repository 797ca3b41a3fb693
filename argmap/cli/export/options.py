"""The options of ``argmap export``."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Iterator, Mapping, Sequence

from argmap.cli.arguments import Arguments, whole_number
from argmap.cli.export.outputs import Output
from argmap.draw.charts.registry import ABOUT
from argmap.draw.formats import FORMATS
from argmap.draw.layout.strategy import DEADLINE
from argmap.draw.paper import PAPERS
from argmap.draw.theme import THEMES
from argmap.io.graphviz.engines import ENGINES
from argmap.model.findings import Refusal

LONGEST_DEADLINE = 86_400
"""Seconds: a day."""

PICTURES = ("map", *ABOUT)

EXAMPLES = """examples:
  argmap export maps/uk_openai.yaml                      writes exports/uk_openai.svg
  argmap export map.yaml -o picture.svg -o picture.pdf   writes both, formats by their endings
  argmap export map.yaml --tension foreign-reliance      draws one tension
  argmap export map.yaml --focus lock-in --depth 1       draws a claim with what bears on it
  argmap export map.yaml --fit a4 --format pdf           fills a page, with text as large as it can be
  argmap export map.yaml --pages --format pdf            an overview and pages that can be read on paper
  argmap export map.yaml --picture network               draws who agrees with whom, and on how much
  argmap export map.yaml -o - | less                     writes the SVG to standard output
  argmap export --check maps/*.yaml                      exit code 1 when an export is out of date
"""


def parser() -> Arguments:
    """The parser of the command's arguments."""
    made = Arguments(
        prog="argmap export",
        description="Draw a map. Graphviz comes with argmap; nothing else need be installed.",
        epilog=EXAMPLES,
    )
    made.add_argument("files", nargs="+", metavar="FILE", help="a map, or - for standard input")
    _add_outputs(made.add_argument_group("what to write"))
    _add_lenses(made.add_argument_group("which part of the map").add_mutually_exclusive_group())
    made.add_argument("--depth", type=whole_number, metavar="N", help="steps around --focus (default: 2)")
    _add_looks(made.add_argument_group("looks"))
    _add_layout(made.add_argument_group("layout"))
    return made


def _add_outputs(group: argparse._ArgumentGroup) -> None:
    add = group.add_argument
    formats = "; ".join(f"{name}: {format.about}" for name, format in FORMATS.items())
    add("-o", "--output", action="append", default=[], metavar="PATH", help="where, the ending giving the format, or a folder; - is standard output; may be repeated")  # fmt: skip  # noqa: E501
    add("--format", action="append", default=[], choices=list(FORMATS), help=f"default: svg, or what -o ends in; may be repeated. {formats}")  # fmt: skip  # noqa: E501
    pictures = "; ".join(f"{name}: {about}" for name, about in ABOUT.items())
    add("--picture", choices=PICTURES, default="map", help=f"the map (default); {pictures}. In md, txt and json: the same in words")  # fmt: skip  # noqa: E501
    add(
        "--pages",
        action="store_true",
        help="an overview and linked pages that can be read, one or more for each tension",
    )
    add("--check", action="store_true", help="write nothing; exit code 1 when a file is not what would be written")
    add("--watch", action="store_true", help="write again whenever the map is saved, until Ctrl-C")


def _add_lenses(group: argparse._MutuallyExclusiveGroup) -> None:
    add = group.add_argument
    add("--tension", metavar="ID", help="one tension: its sides and all that bears on them")
    add("--focus", metavar="CLAIM", help="one claim: what bears on it and what it argues about")
    add("--stakeholder", metavar="ID", help="what one stakeholder agrees with, disagrees with and has not answered")
    add("--tag", metavar="TAG", help="the claims with a tag")
    add("--changed-since", metavar="REV", help="the claims added or changed since a git revision")


def _add_looks(group: argparse._ArgumentGroup) -> None:
    add = group.add_argument
    add("--fit", choices=list(PAPERS), help="fill this page, with text as large as it can be")
    add("--theme", choices=THEMES, default="auto", help="auto (default) follows the reader's light or dark setting")
    add("--quotes", action="store_true", help="who said what, where and when, as numbered notes below the drawing")
    add("--standing", action="store_true", help="mark what stands, falls or is open as the map is now")


def _add_layout(group: argparse._ArgumentGroup) -> None:
    add = group.add_argument
    add("--engine", choices=ENGINES, default="embedded", help="Graphviz inside argmap, or this machine's 'dot'")
    add("--deadline", type=_seconds, default=DEADLINE, metavar="SECONDS", help=f"how long the layout may take before a simpler one is drawn (default: {DEADLINE:g})")  # fmt: skip  # noqa: E501


def _seconds(text: str) -> float:
    with contextlib.suppress(ValueError):
        if 0 < float(text) <= LONGEST_DEADLINE:
            return float(text)
    raise argparse.ArgumentTypeError(f"'{text}' is no number of seconds above 0, at most {LONGEST_DEADLINE}")


def refuse_what_does_nothing(options: argparse.Namespace, outputs: Sequence[Output]) -> None:
    """Raises Refusal for an option that has no effect with the other options or with the outputs."""
    for applies, sentence in (*_unused(options, outputs), *_contradicting(options, outputs)):
        if applies:
            raise Refusal(sentence)


def _unused(options: argparse.Namespace, outputs: Sequence[Output]) -> Iterator[tuple[bool, str]]:
    """For each option that can have no effect: whether it has none here, and the sentence that says so."""
    drawn = any(FORMATS[output.format].drawn for output in outputs)
    yield (
        options.depth is not None and not options.focus,
        "--depth is the steps around a claim: give --focus as well.",
    )
    looks = {"--fit": options.fit, "--standing": options.standing}
    looks["--quotes"] = options.quotes
    looks["--theme"] = options.theme != "auto"
    for option, given in looks.items():
        yield bool(given) and not drawn, f"{option} is for svg, html, pdf and png. Add one of them, or leave it out."
    if options.pages:
        given = next((option for option, value in _lenses(options).items() if value), None)
        yield (
            given is not None,
            f"--pages divides the whole map. Leave {given} out, or draw that part without --pages.",
        )
    if (name := options.picture) != "map":
        yield (
            options.pages,
            f"--pages is for the map itself, and --picture {name} is one picture. Leave one of them out.",
        )
        yield (
            options.standing,
            f"--standing marks the boxes of the map, and --picture {name} has none. Leave one of them out.",
        )
        yield (
            options.quotes,
            f"--quotes is for pictures of the map, and --picture {name} has no notes. Leave one of them out.",
        )
        yield from _not_narrowed(name, _lenses(options))


def _not_narrowed(name: str, lenses: Mapping[str, str | None]) -> Iterator[tuple[bool, str]]:
    """Lenses that a picture of everything has no use for."""
    of = {"grid": "each stakeholder of the map", "balance": "whole tensions: use --tension to draw one"}.get(name)
    allowed = {"--tension"} if name == "balance" else set()
    given = next((option for option, value in lenses.items() if value and option not in allowed), None)
    yield of is not None and given is not None, f"--picture {name} is of {of}. Leave {given} out."


def _contradicting(options: argparse.Namespace, outputs: Sequence[Output]) -> Iterator[tuple[bool, str]]:
    """Options that contradict each other, or where the export goes."""
    to_stdout = any(output.path is None for output in outputs)
    yield (
        options.pages and (to_stdout or not all(FORMATS[output.format].divides for output in outputs)),
        "--pages writes pages to files: give it svg, html, pdf, png or pptx, and no '-o -'.",
    )
    yield options.check and to_stdout, "--check compares with a file, and '-o -' is none. Name the file."
    yield options.check and options.watch, "--check writes nothing, and --watch writes again. Leave one of them out."
    yield options.watch and "-" in options.files, "--watch looks at files, and standard input is none. Name the map."


def _lenses(options: argparse.Namespace) -> Mapping[str, str | None]:
    return {
        "--tension": options.tension,
        "--focus": options.focus,
        "--stakeholder": options.stakeholder,
        "--tag": options.tag,
        "--changed-since": options.changed_since,
    }
