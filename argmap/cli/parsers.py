"""The parsers of all commands, for what is made from them: completion in shells, manual pages, the reference."""

from __future__ import annotations

from argmap.cli.arguments import Arguments, ForParser, ParserFound
from argmap.cli.main import COMMANDS, HIDDEN, loaded


def parser_of(command: str) -> Arguments:
    """The parser of a command, without running it."""
    try:
        loaded(command)(ForParser())
    except ParserFound as found:
        return found.parser
    raise AssertionError(f"'{command}' reads no arguments")


def whole_parser() -> Arguments:
    """A parser of ``argmap`` with all its commands, but for those that only programs call."""
    parsers = {f"argmap {name}": parser_of(name) for name in COMMANDS if name not in HIDDEN}
    whole = Arguments(prog="argmap", description="Build, analyse and publish argument maps of public disputes.")
    whole.add_argument("--version", action="store_true", help="print the version")
    commands = whole.add_subparsers(parser_class=lambda **given: parsers[given["prog"]])  # type: ignore[call-overload]
    for name, (_, about) in COMMANDS.items():
        if name not in HIDDEN:
            commands.add_parser(name, help=about)
    return whole
