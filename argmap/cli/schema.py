"""``argmap schema``: the JSON Schema of the map format, for editors that complete and check YAML."""

from __future__ import annotations

from argmap.cli.arguments import Arguments
from argmap.cli.output import print_data, reports_refusals
from argmap.exit_codes import ExitCode
from argmap.mapfile.schema import schema_text

EPILOG = """\
example:
  argmap schema > map-1.schema.json

With '# yaml-language-server: $schema=map-1.schema.json' as the first line of a map, text editors complete
its fields and underline what is wrong.
"""


@reports_refusals
def main(argv: list[str]) -> int:
    """Print the schema."""
    parser = Arguments(
        prog="argmap schema",
        description="Print the JSON Schema (draft-07) of the map format.",
        epilog=EPILOG,
    )
    parser.read(argv)
    print_data(schema_text())
    return ExitCode.FINE
