"""``argmap lsp``: the language server, which editors start."""

from __future__ import annotations

from argmap.cli.arguments import Arguments
from argmap.cli.output import reports_refusals
from argmap.exit_codes import ExitCode
from argmap.model.findings import MapError

EPILOG = """\
An editor starts it for YAML files, and speaks with it on standard input and output as the Language Server
Protocol 3.17 has it. Files without a line 'argmap: 1' are left alone.
"""


@reports_refusals
def main(argv: list[str]) -> int:
    """Serve an editor until it ends."""
    parser = Arguments(
        prog="argmap lsp",
        description="Check, complete and explain maps in a text editor, while they are written.",
        epilog=EPILOG,
    )
    parser.add_argument("--stdio", action="store_true", help="speak on standard input and output, as it always does")
    parser.read(argv)
    try:
        from argmap.lsp.features import serve
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in {"pygls", "lsprotocol", "cattrs", "attrs"}:
            raise
        raise MapError("The language server needs pygls. Install it with: pip install 'argmap[lsp]'") from missing
    serve()
    return ExitCode.FINE
