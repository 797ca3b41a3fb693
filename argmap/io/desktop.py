"""The desktop around the terminal: its clipboard, its program that shows a file, and the user's own text editor."""

from __future__ import annotations

import base64
import contextlib
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import webbrowser
from collections.abc import Iterator, Mapping
from pathlib import Path

from argmap.escape import one_line
from argmap.model.findings import MapError

LONGEST_OSC_52 = 74_000
"""Bytes of base64 that common terminals still take (xterm, tmux)."""

TERMINAL_BROWSERS = frozenset({"www-browser", "links", "elinks", "lynx", "w3m"})
"""Browsers that would paint over the editor's screen."""


def fits_osc_52(text: str) -> bool:
    """Whether common terminals take ``text`` by the sequence OSC 52 (xterm control sequences)."""
    return len(base64.b64encode(text.encode("utf-8", "replace"))) <= LONGEST_OSC_52


def tool(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> tuple[str, ...] | None:
    """The desktop's own command that reads what to copy on standard input, or None."""
    candidates: list[tuple[str, ...]] = []
    if platform == "darwin":
        candidates.append(("pbcopy",))
    if platform == "win32":
        candidates.append(("clip.exe",))
    if environment.get("WAYLAND_DISPLAY"):
        candidates.append(("wl-copy",))
    if environment.get("DISPLAY"):
        candidates += [("xclip", "-selection", "clipboard"), ("xsel", "--clipboard", "--input")]
    return next((command for command in candidates if shutil.which(command[0])), None)


def copy_with_tool(text: str, command: tuple[str, ...]) -> bool:
    """Whether ``command`` took ``text`` within two seconds."""
    try:
        ended = subprocess.run(
            command, input=text.encode("utf-8", "replace"), timeout=2, check=False,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return False
    return ended.returncode == 0


def show_address(address: str) -> bool:
    """Show a web address in the desktop's browser; False where there is none outside the terminal."""
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    if Path(str(getattr(browser, "name", ""))).name in TERMINAL_BROWSERS:
        return False
    return browser.open(address)


FALLBACKS = ("nano", "vim", "vi", "notepad.exe")


def editor_command(environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """The user's editor with its own arguments.

    Raises MapError when none is set and none of the usual ones is installed.
    """
    for variable in ("VISUAL", "EDITOR"):
        if words := _split(environment.get(variable, "")):
            return words
    for name in FALLBACKS:
        if found := shutil.which(name):
            return (found,)
    raise MapError("Set the EDITOR variable first, for example: export EDITOR=nano.")


@contextlib.contextmanager
def text_file(text: str, name: str) -> Iterator[Path]:
    """A temporary file of that name with ``text``, for the user's editor. It is deleted at the end of the block.

    When the block raises, a file with another text stays, and so does what a failing editor saved beside it, such as
    vim's swap file: a MapError then names it at its end, any other exception in a note. Raises MapError when the file
    cannot be written.
    """
    with _about_reading_and_writing():
        folder = Path(tempfile.mkdtemp(prefix="argmap-"))
    kept = None
    try:
        with _about_reading_and_writing():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
        yield folder / name
    except BaseException as problem:
        try:
            kept = _typed_in(folder, name, text.encode("utf-8"))
        except OSError:  # what cannot be read may be what was typed
            kept = folder
        if kept is None:
            raise
        where = f"Your text is kept in {one_line(str(kept))}."
        if isinstance(problem, MapError):
            raise MapError(f"{problem} {where}") from problem
        problem.add_note(where)
        raise
    finally:
        if kept is None:
            shutil.rmtree(folder, ignore_errors=True)


def edit_file(file: Path, environment: Mapping[str, str] = os.environ) -> float:
    """Let the user edit a file, and wait until the editor ends: how many seconds it ran.

    Raises MapError when it cannot run, or fails.
    """
    began = time.monotonic()
    _run((*editor_command(environment), str(file)))
    return time.monotonic() - began


def edited_text(file: Path) -> str:
    """The text of a file that the user's editor has left. Raises MapError when it cannot be read, or is not UTF-8."""
    try:
        with _about_reading_and_writing():
            return file.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise MapError("The editor left text that is not UTF-8. Nothing was changed.") from error


@contextlib.contextmanager
def _about_reading_and_writing() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise MapError(
            f"The file for the text editor cannot be read or written: {error.strerror}. Nothing was changed."
        ) from error


def _typed_in(folder: Path, name: str, before: bytes) -> Path | None:
    """The file with what the user typed, if there is any: the one of that name, else one that an editor saved."""
    for file in sorted(folder.iterdir(), key=lambda file: (file.name != name, file.name)):
        if file.is_file():
            after = file.read_bytes()
            if after.strip() and after.replace(b"\r\n", b"\n") != before:
                return file
    return None


def _run(command: tuple[str, ...]) -> None:
    try:
        with _deaf_to_the_keyboard():
            ended = subprocess.run(command, check=False)
    except OSError as error:
        raise MapError(
            f"The editor '{command[0]}' does not start: {error.strerror}. Set EDITOR to another."
        ) from error
    if ended.returncode != 0:
        raise MapError(f"The editor '{command[0]}' ended with code {ended.returncode}. Nothing was changed.")


@contextlib.contextmanager
def _deaf_to_the_keyboard() -> Iterator[None]:
    """Leave Ctrl-C and the quit key to the other program while it runs, as POSIX ``system`` does."""
    before = {}
    for number in {signal.SIGINT, getattr(signal, "SIGQUIT", signal.SIGINT)}:
        with contextlib.suppress(ValueError):  # not in the main thread
            before[number] = signal.signal(number, lambda *_: None)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _split(words: str) -> tuple[str, ...]:
    if os.name == "nt":
        return (words,) if words.strip() else ()
    try:
        return tuple(shlex.split(words))
    except ValueError:
        return ()
