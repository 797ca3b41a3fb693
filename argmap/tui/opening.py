"""Opening a file in the editor: a map, a file that is not there yet, or unsaved work that was left behind."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path

from argmap.model.findings import Refusal
from argmap.model.types import Map
from argmap.text.document import Document
from argmap.tui.app import COULD_NOT_RUN, Editor
from argmap.tui.choice import Answer, Choice
from argmap.tui.desk import Desk
from argmap.tui.fault import fault_words
from argmap.tui.keymap import Keymap
from argmap.tui.paste_parser import use_for_terminals
from argmap.tui.themes import NAMES
from argmap.world.fault_log import write_fault_log
from argmap.world.journal import Leftover, leftovers, set_aside
from argmap.world.preferences import Preferences, read_preferences


def run(file: Path) -> int:
    """Edit ``file`` in the terminal and return the exit code.

    Raises Refusal when it cannot be read, and when the settings cannot be understood.
    """
    _forget_exported_size()
    use_for_terminals()
    editor = prepare(file, read_preferences())
    try:
        code = editor.run()
    except Exception as fault:  # noqa: BLE001  whatever it is, the user's work comes first
        editor.fault = editor.fault or fault
    if editor.fault is not None:
        return _report(editor, editor.fault)
    return code if code is not None else editor.return_code or 0


def _report(editor: Editor, fault: Exception) -> int:
    """Say on standard error what became of a faulty editor's work, and where the details are."""
    editor.keeper.close(forget=False)
    log = write_fault_log(fault, editor.main.doing)
    sys.stderr.write(fault_words(fault, editor.desk, log) + "\n")
    return COULD_NOT_RUN


def _forget_exported_size() -> None:
    """Take ``COLUMNS`` and ``LINES`` out of the environment where the terminal can say its size itself.

    Some shells and wrappers export them. Textual and Rich believe them over the terminal, so the screen would keep
    the size of the start whatever became of the window.
    """
    try:
        knows = all(os.get_terminal_size(sys.__stdout__.fileno())) if sys.__stdout__ else False
    except (OSError, ValueError):
        return
    if knows:
        for name in ("COLUMNS", "LINES"):
            os.environ.pop(name, None)


def prepare(file: Path, preferences: Preferences) -> Editor:
    """The editor on ``file``, ready to run."""
    desk = open_desk(file)
    theme = preferences.theme or _theme_for_terminal()
    if theme not in NAMES:
        raise Refusal(f"There are no colours called '{theme}'. There are: {', '.join(NAMES)}.")
    editor = Editor(desk, Keymap.build(preferences.keys), theme)
    editor.at_start = lambda: begin(editor)
    return editor


def open_desk(file: Path) -> Desk:
    """The desk with the map in ``file``, or with an empty map when there is no such file."""
    from argmap.text.read import read
    from argmap.world.files import load

    if not os.path.lexists(file):
        return Desk(new_document(file), file, None)
    loaded = load(file)
    return Desk(read(loaded.data, str(file)), file, loaded.digest)


def new_document(file: Path) -> Document:
    """An empty map titled after the file."""
    from argmap.text.canonical import write
    from argmap.text.read import read

    title = file.stem.replace("_", " ").replace("-", " ").strip().capitalize() or "New map"
    return read(write(Map(title=title)).encode(), str(file))


def _theme_for_terminal() -> str:
    """Light where the terminal says that its ground is light (``COLORFGBG``, as rxvt and others set it)."""
    ground = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return "light" if ground in {"7", "15"} else "dark"


def begin(editor: Editor) -> None:
    """Offer what was left unsaved; else, for a new file, a sample to begin from."""
    found = leftovers(editor.desk.file)
    if found:
        offer_recovery(editor, found[-1])
    elif editor.desk.digest is None:
        offer_beginning(editor)
    elif not editor.desk.index.claims:
        editor.main.say("This map has no claims yet. Enter writes the first one, ? shows every key.")


# A new file


def offer_beginning(editor: Editor) -> None:
    """An empty map, or a small sample to change."""
    answers = (
        Answer("empty", "e", "Begin with an empty map"),
        Answer("sample", "s", "Begin with a small sample to change"),
        Answer("leave", "q", "Leave without making a file"),
    )

    def answered(answer: str | None) -> None:
        if answer == "leave":
            editor.leave(forget=True)
        elif answer == "sample":
            take_sample(editor)
        else:
            editor.main.say("Enter writes the first claim. Nothing is on disk before ^s. ? shows every key.")

    name = editor.desk.file.name
    editor.push_screen(Choice(f"{name} does not exist yet. How do you want to begin?", answers), answered)


def take_sample(editor: Editor) -> None:
    """The sample in place of the empty map; undo brings the empty one back."""
    document = packaged_map("sample.yaml", str(editor.desk.file))
    editor.desk.take(editor.desk.session.replace_document(document, "begin with the sample"))
    editor.main.say("A sample to change. Nothing is on disk before ^s. ? shows every key.")


def packaged_map(name: str, file: str) -> Document:
    """A map that comes with the editor, as if it were ``file``."""
    from argmap.text.read import read

    return read((Path(__file__).parent / name).read_bytes(), file)


# Unsaved work


def offer_recovery(editor: Editor, leftover: Leftover) -> None:
    """Recover, ignore or show what an earlier session left unsaved."""
    count = len(leftover.entries)
    when = datetime.fromtimestamp(leftover.last_write).strftime("%H:%M on %d %B")
    answers = (
        Answer("recover", "r", "Recover it; u takes that back"),
        Answer("show", "d", "Show what it changes, and decide then"),
        Answer("ignore", "i", "Ignore it; it is kept but not offered again"),
    )
    title = f"{count} unsaved change{'s' if count != 1 else ''} to {editor.desk.file.name} from {when}."
    explanation = "The editor ended before saving. Esc asks again at the next start."

    def answered(answer: str | None) -> None:
        if answer == "recover":
            editor.attempt(lambda: recover(editor, leftover))
        elif answer == "show":
            editor.attempt(lambda: show(editor, leftover))
        elif answer == "ignore":
            set_aside(leftover)
            editor.main.say(f"Put aside as {leftover.journal.with_suffix('.ignored')}.")

    editor.push_screen(Choice(title, answers, explanation), answered)


def _recovered(editor: Editor, leftover: Leftover):  # type: ignore[no-untyped-def]
    from argmap.session.recover import recover as repeat

    return repeat(editor.desk.session.saved.document, leftover.entries)


def recover(editor: Editor, leftover: Leftover) -> None:
    """Repeat the unsaved edits as one that can be undone. The old journal goes once the new one has them."""
    recovery = _recovered(editor, leftover)
    editor.desk.take(recovery.session)
    editor.keeper.run(lambda: leftover.journal.unlink(missing_ok=True))
    count = len(recovery.labels)
    lost = f" {recovery.lost} could not be." if recovery.lost else ""
    editor.main.say(f"Recovered {count} change{'s' if count != 1 else ''}.{lost} ^s saves them.", problem=bool(lost))


def show(editor: Editor, leftover: Leftover) -> None:
    """The unsaved edits on the screen of changes; then the question again."""
    from argmap.tui.changes import lines_between
    from argmap.tui.deeds.looking import go_to_view

    main = editor.main
    recovery = _recovered(editor, leftover)
    lines = lines_between(main.desk.map, recovery.session.map)
    main.changes = (main.desk.session.present, lines, "The unsaved work changes nothing.")
    go_to_view(main, "changes")
    main.ask_again = lambda: offer_recovery(editor, leftover)
    main.say("This is what was not saved. Esc goes back to the question.")
