"""``argmap completion``: the script that makes a shell complete commands, options and files.

It is made from the parsers of all commands, and so are manual pages and the reference.
"""

from __future__ import annotations

from argmap.cli.arguments import Arguments, ForParser, ParserFound
from argmap.cli.main import COMMANDS, HIDDEN, loaded
from argmap.cli.output import print_data, reports_refusals
from argmap.exit_codes import ExitCode


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


SHELLS = ("bash", "zsh", "fish", "powershell")

EPILOG = """\
examples:
  bash         add to ~/.bashrc:   eval "$(argmap completion bash)"
  zsh          add to ~/.zshrc, below 'compinit':   eval "$(argmap completion zsh)"
  fish         argmap completion fish > ~/.config/fish/completions/argmap.fish
  PowerShell   add to $PROFILE:   argmap completion powershell | Out-String | Invoke-Expression

Then open a new terminal. A script that is kept in a file starts the shell faster than 'eval'; write
it again after an update. Tab completes commands, options, their values, and names of files.
"""


@reports_refusals
def main(argv: list[str]) -> int:
    """Print the script for one shell."""
    parser = Arguments(
        prog="argmap completion",
        description="Print the script that makes a shell complete commands, options and files.",
        epilog=EPILOG,
    )
    parser.add_argument("shell", choices=SHELLS, metavar="SHELL", help="bash, zsh, fish or powershell")
    shell = parser.read(argv).shell
    import shtab

    print_data(shtab.complete(whole_parser(), shell) + "\n")
    return ExitCode.FINE
