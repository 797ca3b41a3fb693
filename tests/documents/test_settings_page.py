"""The page on settings: its examples are accepted, and it leaves nothing out."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from argmap.check.settings import FIELDS, choices_from
from argmap.io.preferences import read_preferences
from argmap.report.findings.pages import names
from argmap.tui.commands.table import TABLE
from argmap.tui.keys.keymap import Keymap
from argmap.tui.themes import NAMES
from tests.documents.played import DOCS
from tests.house.source import FILES

TEXT = (DOCS / "reference" / "settings.md").read_text(encoding="utf-8")
PROJECT, EDITOR = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)


def test_the_example_of_a_project_is_accepted() -> None:
    table = tomllib.loads(PROJECT)["check"]
    assert set(table) == set(FIELDS)
    assert choices_from(table, "settings.md", names()).longest_text == 300


def test_the_example_of_the_editor_is_accepted(tmp_path: Path) -> None:
    file = tmp_path / "editor.toml"
    file.write_text(EDITOR, encoding="utf-8")
    preferences = read_preferences(file)
    assert Keymap.build(TABLE, preferences.keys).named("add-support").keys == ("a", "+")
    assert preferences.theme in NAMES
    assert all(name in EDITOR for name in NAMES)


def test_every_variable_of_ours_is_named() -> None:
    ours = {name for file in FILES for name in re.findall(r"ARGMAP_[A-Z_]+", file.read_text(encoding="utf-8"))}
    assert {name for name in ours if name.endswith("_HOME")} <= set(re.findall(r"[A-Z_]{6,}", TEXT))
