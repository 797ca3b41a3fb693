"""The user's settings: what cannot be understood is refused in a sentence that says where and what is expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from argmap.io.preferences import read_preferences
from argmap.model.findings import MapError

EXAMPLE = 'such as add-support = ["a", "+"].'


def test_settings_are_read(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('theme = "dark"\n[keys]\nundo = "u"\nredo = ["r", "R"]\n')
    found = read_preferences(file)
    assert (found.theme, found.keys) == ("dark", {"undo": ("u",), "redo": ("r", "R")})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff", "The settings FILE cannot be read: they are not UTF-8 text."),
        (b"theme = 1", 'In FILE, theme is the name of a set of colours, such as theme = "light".'),
        (b"keys = 1", f"In FILE, [keys] is a table of actions and their keys, {EXAMPLE}"),
        (b'[keys]\n"a\\tb" = 1', f"In FILE, the keys of 'a b' are a list of names, {EXAMPLE}"),
        (b"[keys]\nundo = ['a', 1]", f"In FILE, the keys of 'undo' are a list of names, {EXAMPLE}"),
        (b"colour = 1", "In FILE, 'colour' is not a setting. Use theme or the table [keys]."),
    ],
)
def test_what_cannot_be_understood_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(data)
    with pytest.raises(MapError) as refused:
        read_preferences(file)
    assert str(refused.value).replace(str(file), "FILE") == said


def test_settings_that_are_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(MapError, match=r"cannot be read: Is a directory\.$"):
        read_preferences(tmp_path)
