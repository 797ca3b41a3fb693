"""``argmap completion``: the script that makes a shell complete commands, options and files."""

from __future__ import annotations

from argmap.cli.arguments import Arguments
from argmap.cli.command import reports_refusals
from argmap.cli.output import print_data
from argmap.exit_codes import ExitCode

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

    from argmap.cli.parsers import whole_parser

    print_data(shtab.complete(whole_parser(), shell) + "\n")
    return ExitCode.FINE
