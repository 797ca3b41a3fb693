"""The manual page of argmap, made from the parsers of its commands, in the man macros of roff (man-pages(7))."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from argmap import __version__
from argmap.cli.arguments import Arguments
from argmap.cli.completion import parser_of
from argmap.cli.main import COMMANDS, HIDDEN

FILE = Path(__file__).parents[2] / "docs" / "man" / "argmap.1"

BEGINNING = f"""\
.\\" Made by: python -m tests.documents
.TH ARGMAP 1 "" "argmap {__version__}" "User Commands"
.ad l
.SH NAME
argmap \\- build, analyse and publish argument maps of public disputes
.SH SYNOPSIS
.B argmap
.I COMMAND
[\\fIOPTIONS\\fR] ...
.br
.B argmap
.I FILE
.SH DESCRIPTION
A map is a YAML file of claims, reasons for and against them, the people who hold them, and the tensions between them.
.B argmap
.I FILE
opens one in the terminal editor. The documentation is shown by
.BR "argmap help" .
"""

END = """\
.SH EXIT STATUS
.TP
.B 0
Done, and nothing to report.
.TP
.B 1
Done, with findings, differences or conflicts.
.TP
.B 2
Could not run: one sentence says why and what to do.
.SH ENVIRONMENT
.TP
.B NO_COLOR
Where it is set, nothing is shown in colour.
.TP
.B ARGMAP_CONFIG_HOME
The folder of the settings.
.TP
.B ARGMAP_STATE_HOME
The folder of edits that are not saved yet.
"""


def page() -> str:
    """The whole page."""
    sections = (line for name in COMMANDS if name not in HIDDEN for line in _section(parser_of(name)))
    return BEGINNING + ".SH COMMANDS\n" + "".join(f"{line}\n" for line in sections) + END


def _section(parser: Arguments) -> Iterator[str]:
    usage = " ".join(parser.format_usage().removeprefix("usage: ").split())
    yield f'.SS "{escaped(parser.prog)}"'
    yield from (escaped(usage), ".PP", escaped(" ".join((parser.description or "").split())))
    yield from _terms(parser)
    if parser.epilog:
        yield from (".PP", ".nf", *map(escaped, parser.epilog.strip().splitlines()), ".fi")


def _terms(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        if isinstance(action, argparse._HelpAction) or action.help == argparse.SUPPRESS:
            continue
        if isinstance(action, argparse._SubParsersAction):
            for choice in action._choices_actions:
                yield from (".TP", f"\\fB{escaped(choice.dest)}\\fR", escaped(choice.help or ""))
            continue
        yield from (".TP", _named(action), escaped(" ".join(((action.help or "") % vars(action)).split())))


def _named(action: argparse.Action) -> str:
    value = action.metavar or ("|".join(map(str, action.choices)) if action.choices else action.dest.upper())
    shown = escaped(" ".join(value) if isinstance(value, tuple) else value)
    forms = ", ".join(f"\\fB{escaped(form)}\\fR" for form in action.option_strings)
    if not forms:
        return f"\\fI{shown}\\fR"
    return forms if action.nargs == 0 else f"{forms} \\fI{shown}\\fR"


def escaped(text: str) -> str:
    """A text as one line of roff: no character of it is a command."""
    plain = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^(?=[.'])", r"\\&", plain)
