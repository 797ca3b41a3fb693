"""``argmap edit FILE``, also plain ``argmap FILE``: the map in the terminal editor."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.cli.arguments import Arguments
from argmap.cli.output import progress, reports_refusals
from argmap.io.map_files import refuse_other_ending
from argmap.model.findings import MapError
from argmap.tui.flow_control import without_flow_control

if TYPE_CHECKING:
    from argmap.tui.files.startup import Start

DESCRIPTION = """Open a map in the terminal editor: the outline, the claim and the diagram around it.
A file that does not exist, or is empty, becomes a map when you save. Saving rewrites only the
lines you changed."""

EPILOG = """examples:
  argmap edit maps/uk_openai.yaml
  argmap maps/uk_openai.yaml        the same
  argmap edit new.yaml              start a map

In the editor, press ? for all keys and q to quit. 'argmap help settings' explains how to set your
own keys and theme. NO_COLOR is respected."""


@reports_refusals
def main(argv: list[str]) -> int:
    """Run ``argmap edit``."""
    parser = Arguments(
        prog="argmap edit",
        description=DESCRIPTION,
        epilog=EPILOG,
    )
    parser.add_argument("file", metavar="FILE", help="the map to edit")
    arguments = parser.read(argv)
    refuse_without_terminal()
    return edit_file(Path(arguments.file))


def edit_file(file: Path, start: Start | None = None) -> int:
    """Edit a file in the terminal and return the exit code. ``start`` is what a new file begins with.

    A line says that the file is being opened until the editor is loaded and has read it. Raises MapError when it
    cannot be read, or is new and has the ending of another format.
    """
    if not os.path.lexists(file):
        refuse_other_ending(file)
    with without_flow_control(), ExitStack() as notice:
        notice.enter_context(progress(f"Opening {file.name} ..."))
        from argmap.tui.run import run

        return run(file, start, notice.close)


def refuse_without_terminal() -> None:
    """Raise MapError when input or output is not a terminal, or the terminal cannot address the screen."""
    instead = "'argmap show FILE' prints a map, 'argmap check FILE' checks one."
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise MapError(f"The editor needs a terminal. {instead}")
    if not sys.stderr.isatty():
        raise MapError("Standard error is redirected. Run the editor without '2>'.")
    if os.environ.get("TERM") == "dumb":
        raise MapError(f"The editor cannot run in this terminal (TERM=dumb). {instead}")
