"""``argmap`` without a file: asks what to open or start, and opens it in the editor."""

from __future__ import annotations

from argmap.cli.edit import edit_file
from argmap.cli.output import reports_refusals
from argmap.exit_codes import ExitCode
from argmap.tui.flow_control import without_flow_control


@reports_refusals
def main(argv: list[str]) -> int:
    """Show the opening screen, and edit what is picked there."""
    with without_flow_control():
        from argmap.tui.run import ask_what_to_open

        start = ask_what_to_open()
    if start is None:
        return ExitCode.FINE
    if start.is_tutor:
        from argmap.cli.tutor import main as learn

        return learn(argv)
    return edit_file(start.file, start)
