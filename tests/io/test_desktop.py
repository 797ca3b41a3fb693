"""A text on its way through the user's own editor: whatever becomes of the editor, what was typed is not lost."""

from __future__ import annotations

import tempfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from argmap.io.desktop import copy_with_tool, edit_file, edited_text, editor_command, fits_osc_52, text_file, tool
from argmap.model.findings import MapError

pytestmark = pytest.mark.skipif("os.name == 'nt'", reason="the editors are shell scripts")


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def edited(script: str, refusal: str = "") -> str:
    """A text after an editor, given as a shell script; ``refusal`` is why the map does not take it."""
    with text_file("before\n", "a.txt") as file:
        edit_file(file, {"EDITOR": f"sh -c '{script}' own-editor"})
        text = edited_text(file)
        if refusal:
            raise MapError(refusal)
        return text


def test_an_accepted_text_leaves_nothing_behind(temporary: Path) -> None:
    assert edited('printf "after\\r\\n" > "$1"') == "after\n"
    assert not list(temporary.iterdir())


@pytest.mark.parametrize(
    ("script", "refusal", "said", "left", "content"),
    [
        ('printf typed > "$1"; exit 3', "", "The editor 'sh' ended with code 3.", "a.txt", b"typed"),
        ('printf typed > "$1"; kill -9 $$', "", "The editor 'sh' ended with code -9.", "a.txt", b"typed"),
        (
            'printf "caf\\351" > "$1"',
            "",
            "The editor left text that is not UTF-8.",
            "a.txt",
            b"caf\xe9",
        ),
        ('printf typed > "$1"', "No such claim. Nothing was changed.", "No such claim.", "a.txt", b"typed"),
        (
            'printf swap > "${1%/*}/.a.txt.swp"; exit 1',
            "",
            "The editor 'sh' ended with code 1.",
            ".a.txt.swp",
            b"swap",
        ),
        (
            'printf saved > "$1.save"; rm "$1"',
            "",
            "The file for the text editor cannot be read or written: No such file or directory.",
            "a.txt.save",
            b"saved",
        ),
    ],
)
def test_a_text_that_is_not_taken_is_kept_in_a_file_that_is_named(
    temporary: Path, script: str, refusal: str, said: str, left: str, content: bytes
) -> None:
    with pytest.raises(MapError) as found:
        edited(script, refusal)
    (file,) = temporary.glob(f"*/{left}")
    assert str(found.value) == f"{said} Nothing was changed. Your text is kept in {file}."
    assert file.read_bytes() == content


@pytest.mark.parametrize(
    "script", ["exit 3", 'printf " \\n" > "$1"; exit 3', 'cp "$1" "$1.new"; mv "$1.new" "$1"; exit 3']
)
def test_an_editor_that_fails_without_a_new_text_leaves_nothing_behind(temporary: Path, script: str) -> None:
    with pytest.raises(MapError, match=r"^The editor 'sh' ended with code 3\. Nothing was changed\.$"):
        edited(script)
    assert not list(temporary.iterdir())


def test_a_text_is_kept_when_argmap_itself_fails(temporary: Path) -> None:
    with pytest.raises(ZeroDivisionError) as found, text_file("before\n", "a.txt") as file:
        file.write_text("typed")
        raise ZeroDivisionError
    (kept,) = temporary.glob("*/a.txt")
    assert kept.read_text() == "typed"
    assert found.value.__notes__ == [f"Your text is kept in {kept}."]


def test_no_editor_leaves_nothing_behind(temporary: Path) -> None:
    with pytest.raises(MapError, match="does not start"), text_file("before\n", "a.txt") as file:
        edit_file(file, {"EDITOR": "no-such-editor"})
    assert not list(temporary.iterdir())


def test_a_text_that_can_no_longer_be_read_is_kept(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(file: Path) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "read_bytes", fails)
    with pytest.raises(MapError, match="Input/output error"):
        edited('printf typed > "$1"')
    (folder,) = temporary.iterdir()
    assert (folder / "a.txt").read_text() == "typed"


@pytest.mark.parametrize(
    ("command", "taken"),
    [
        (("sh", "-c", 'cat > "$0"'), True),
        (("sh", "-c", 'cat > "$0"; exit 3'), False),
        (("no-such-tool",), False),
    ],
)
def test_a_tool_takes_a_text_when_it_ends_well(tmp_path: Path, command: tuple[str, ...], taken: bool) -> None:
    place = tmp_path / "copied"
    assert copy_with_tool("café", (*command, str(place))) is taken
    assert not taken or place.read_text(encoding="utf-8") == "café"


@pytest.mark.parametrize(
    ("environment", "platform", "installed", "found"),
    [
        ({"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, "linux", "wl-copy xclip xsel", ("wl-copy",)),
        ({"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, "linux", "xclip xsel", ("xclip", "-selection", "clipboard")),
        ({"DISPLAY": ":0"}, "linux", "wl-copy xsel", ("xsel", "--clipboard", "--input")),
        ({"WAYLAND_DISPLAY": "w"}, "linux", "xclip xsel pbcopy clip.exe", None),
        ({}, "linux", "wl-copy xclip xsel pbcopy clip.exe", None),
        ({}, "darwin", "pbcopy clip.exe", ("pbcopy",)),
        ({}, "win32", "pbcopy clip.exe", ("clip.exe",)),
    ],
)
def test_the_tool_that_copies_is_the_one_of_the_desktop(
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    platform: str,
    installed: str,
    found: tuple[str, ...] | None,
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: name if name in installed.split() else None)
    assert tool(environment, platform) == found


def test_terminals_take_texts_of_74_000_characters_in_base64() -> None:
    assert fits_osc_52("é" * 27_750)
    assert not fits_osc_52("é" * 27_750 + "a")


@pytest.mark.parametrize(
    ("environment", "system", "command"),
    [
        ({"VISUAL": "code --wait", "EDITOR": "ed"}, "posix", ("code", "--wait")),
        ({"VISUAL": "", "EDITOR": "'my ed' -x"}, "posix", ("my ed", "-x")),
        ({"EDITOR": "'not closed"}, "posix", ("/bin/vi",)),
        ({}, "posix", ("/bin/vi",)),
        ({"VISUAL": " ", "EDITOR": r"C:\\my ed.exe"}, "nt", (r"C:\\my ed.exe",)),
    ],
)
def test_the_editor_is_the_users(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], system: str, command: tuple[str, ...]
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: "/bin/vi" if name == "vi" else None)
    monkeypatch.setattr("argmap.io.desktop.os", SimpleNamespace(name=system))
    assert editor_command(environment) == command


def test_without_an_editor_it_says_which_variable_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(MapError) as refused:
        editor_command({})
    assert str(refused.value) == "Set the EDITOR variable first, for example: export EDITOR=nano."
