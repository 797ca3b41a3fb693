"""Opens a file in the editor and runs it until it ends."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path

from argmap.escape import for_log, one_line
from argmap.exit_codes import ExitCode
from argmap.io.fault_log import write_fault_log
from argmap.io.preferences import Preferences, read_preferences, remember_file, settings_file
from argmap.mapfile.document import Document
from argmap.mapfile.syntax.cst import no_collection
from argmap.model.findings import MapError
from argmap.model.types import Map
from argmap.tui.app import Editor
from argmap.tui.commands.table import TABLE
from argmap.tui.crash import ForeignFault, fault_words, opening_fault_words, words_of_the_kept
from argmap.tui.files.startup import Start, begin
from argmap.tui.keys.keymap import Keymap
from argmap.tui.signals import ExitSignals, name_of_signal
from argmap.tui.state import EditorState
from argmap.tui.themes import NAMES


def ask_what_to_open() -> Start | None:
    """What the user picks on the opening screen; None when it is closed. Raises MapError on invalid settings.

    A signal that ends it ends the process, once the terminal is as it was.
    """
    from argmap.tui.opening import Opening

    _forget_exported_size()
    opening = Opening(_theme(read_preferences()))
    with ExitSignals(opening.end_from_outside, lambda number: ""):
        start = opening.run()
    if opening.ended_by is not None:
        raise SystemExit(128 + opening.ended_by)
    return start


def run(file: Path, start: Start | None = None, opened: Callable[[], object] = lambda: None) -> int:
    """Edit ``file`` in the terminal and return the exit code. ``start`` is what a new file begins with.

    ``opened`` is called before anything is written to the terminal. Raises MapError when the file cannot be read or
    the settings are invalid.
    """
    _forget_exported_size()
    try:
        with no_collection():
            editor = prepare(file, read_preferences(), start)
            gc.freeze()  # the map lives as long as the editor; traversing a large one takes longer than a key may
    except (MapError, OSError, MemoryError, ImportError, SystemError):  # have better sentences elsewhere
        raise
    except Exception as fault:  # noqa: BLE001  any fault must be reported
        log = write_fault_log(fault, "open")
        opened()
        _tell(for_log(opening_fault_words(fault, file, log)))
        return ExitCode.BUG
    opened()
    _remember(file, start)
    with ExitSignals(editor.end_from_outside, lambda number: _ended_words(editor, number)):
        try:
            code = editor.run()
        except Exception as fault:  # noqa: BLE001  any fault must be reported with the state of the user's work
            editor.fault = editor.fault or fault
        if editor.fault is None and editor.return_code == 1:  # Textual ended it and printed why
            editor.fault = ForeignFault("a part of the editor failed")
        if editor.fault is not None:
            code = _report(editor, editor.fault)
        else:
            _tell(editor.last_words() if editor.ended_by is None else _ended_words(editor, editor.ended_by))
    if editor.worker.is_hung:
        _tell(f"argmap: The disk of {one_line(str(file))} does not respond. The last changes may be lost.")
        os._exit(code or 0)  # the thread that waits for the disk cannot be stopped
    _remember(file, start)  # one that was new exists now
    return code if code is not None else editor.return_code or 0


def _remember(file: Path, start: Start | None) -> None:
    """Put a file first among the recent maps, if it exists and is no lesson of the tutor."""
    if file.exists() and not (start is not None and start.is_tutor):
        remember_file(file)


def _ended_words(editor: Editor, number: int) -> str:
    """The message after a signal ended the editor; empty when nothing was unsaved and nothing typed."""
    if not editor.state.has_unkept:
        return ""
    return f"argmap: Ended by {name_of_signal(number)}. {words_of_the_kept(editor.state, editor.worker.unwritten)}"


def _tell(words: str) -> None:
    """Write to standard error, which may be closed with the terminal."""
    if words:
        with contextlib.suppress(OSError):
            sys.stderr.write(words + "\n")
            sys.stderr.flush()


def _report(editor: Editor, fault: Exception) -> int:
    """Report a fault on standard error: the state of the work, and the file with the details."""
    editor.worker.close(forget=False)
    log = write_fault_log(fault, editor.main.doing)
    sys.stderr.write(for_log(fault_words(fault, editor.state, log, editor.worker.unwritten) + "\n"))
    return ExitCode.BUG


def _forget_exported_size() -> None:
    """Remove ``COLUMNS`` and ``LINES`` from the environment if the terminal itself reports its size.

    Some shells and wrappers export them. Textual and Rich prefer them to the terminal's size, so the editor would not
    follow changes of the window.
    """
    try:
        knows = all(os.get_terminal_size(sys.__stdout__.fileno())) if sys.__stdout__ else False
    except (OSError, ValueError):
        return
    if knows:
        for name in ("COLUMNS", "LINES"):
            os.environ.pop(name, None)


def prepare(file: Path, preferences: Preferences, start: Start | None = None) -> Editor:
    """An editor of ``file``, ready to run. ``start`` is what a new file begins with."""
    state = open_state(file)
    editor = Editor(state, keys_in_force(preferences), _theme(preferences))
    editor.at_start = lambda: begin(editor.main, start)
    return editor


def keys_in_force(preferences: Preferences) -> Keymap:
    """The key map with the user's settings. Raises MapError when they are invalid."""
    try:
        return Keymap.build(TABLE, preferences.keys)
    except MapError as refusal:
        raise MapError(f"In [keys] of {settings_file()}: {refusal}") from refusal


def _theme(preferences: Preferences) -> str:
    """The theme of the settings, else the last one used, else one that suits the terminal."""
    theme = preferences.theme
    if theme is not None and theme not in NAMES:
        raise MapError(f"In {settings_file()}: unknown theme '{one_line(theme)}'. Use one of: {', '.join(NAMES)}.")
    last = preferences.last_theme if preferences.last_theme in NAMES else None
    return theme or last or _theme_for_terminal()


def open_state(file: Path) -> EditorState:
    """The state with the map in ``file``. A new or empty file gives an empty map; its folder must exist.

    A file with conflict markers of git gives the merge of both sides by claim and field.
    """
    from argmap.io.files import load
    from argmap.mapfile.read.read import read

    if not os.path.lexists(file):
        if not file.absolute().parent.is_dir():
            raise MapError(f"Folder {file.parent} does not exist. Create it, or choose another.")
        return EditorState(new_document(file), file, None)
    loaded = load(file)
    if not loaded.data.strip():
        return EditorState(new_document(file), file, loaded.digest, is_empty=True)
    try:
        document = read(loaded.data, str(file))
    except MapError:
        from argmap.tui.files.git import unmerged

        found = unmerged(file, loaded.data)
        if found is None:
            raise
        state = EditorState(found.merged, file, loaded.digest)
        state.written_by_hand = found.written_by_hand
        return state
    return EditorState(document, file, loaded.digest)


def new_document(file: Path) -> Document:
    """An empty map, titled after the file name."""
    from argmap.mapfile.canonical import write
    from argmap.mapfile.read.read import read

    title = file.stem.replace("_", " ").replace("-", " ").strip().capitalize() or "New map"
    return read(write(Map(title=title)).encode(), str(file))


def _theme_for_terminal() -> str:
    """Light if the terminal reports a light background (``COLORFGBG``, set by rxvt and others), else dark."""
    ground = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return "light" if ground in {"7", "15"} else "dark"
