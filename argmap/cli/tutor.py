"""``argmap tutor``: the editor, on a map that teaches it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from argmap.cli.arguments import Arguments
from argmap.cli.edit import edit_file, refuse_without_terminal
from argmap.cli.output import reports_refusals
from argmap.exit_codes import ExitCode
from argmap.io.map_files import refuse_other_ending

DESCRIPTION = """Learn the editor in ten minutes, on the dispute about a car-free high street. Each claim has a task
in its note. You work on a copy that is deleted at the end. -o keeps it."""


@reports_refusals
def main(argv: list[str]) -> int:
    """Run ``argmap tutor``."""
    parser = Arguments(
        prog="argmap tutor",
        description=DESCRIPTION,
        epilog="examples:\n  argmap tutor\n  argmap tutor -o lesson.yaml",
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="write the lesson to FILE and keep it")
    arguments = parser.read(argv)
    refuse_without_terminal()
    if arguments.output is not None:
        return _learn(Path(arguments.output))
    folder = Path(tempfile.mkdtemp(prefix="argmap-tutor-"))
    code: int = ExitCode.FINE
    try:
        code = _learn(folder / "lesson.yaml")
    finally:
        if code == ExitCode.FINE:  # a signal or fault has just named the file with which to go on
            shutil.rmtree(folder, ignore_errors=True)
    return code


def _learn(file: Path) -> int:
    from argmap.io.files import save
    from argmap.io.preferences import read_preferences
    from argmap.tui.files.bundled_maps import lesson
    from argmap.tui.files.startup import Start
    from argmap.tui.run import keys_in_force

    if not file.exists():
        refuse_other_ending(file)
        save(file, lesson(str(file), keys_in_force(read_preferences())).data, None)
    return edit_file(file, Start(file, is_tutor=True))
