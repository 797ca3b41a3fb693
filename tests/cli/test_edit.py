"""``argmap edit`` up to its first screen, and where there is no terminal that could show one."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from argmap.cli import opening
from argmap.cli.edit import edit_file, refuse_without_terminal
from argmap.cli.output import CLEAR
from argmap.model.findings import MapError
from argmap.tui import run
from argmap.tui.files.startup import Start

TERMINAL = {"stdin": True, "stdout": True, "stderr": True}


@pytest.mark.parametrize(
    ("leads_to_terminal", "term", "why"),
    [
        (TERMINAL | {"stdin": False}, "xterm", "The editor needs a terminal."),
        (TERMINAL | {"stdout": False}, "xterm", "The editor needs a terminal."),
        (TERMINAL | {"stderr": False}, "xterm", "Run the editor without '2>'."),
        (TERMINAL, "dumb", "TERM=dumb"),
        (TERMINAL, "xterm", None),
    ],
)
def test_the_editor_says_why_it_cannot_be_shown(
    leads_to_terminal: dict[str, bool], term: str, why: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for stream, leads in leads_to_terminal.items():
        monkeypatch.setattr(getattr(sys, stream), "isatty", lambda leads=leads: leads, raising=False)
    monkeypatch.setenv("TERM", term)
    if why is None:
        refuse_without_terminal()
        return
    with pytest.raises(MapError) as refused:
        refuse_without_terminal()
    assert why in str(refused.value)


@pytest.mark.parametrize("why", ["", "It cannot be read."])
def test_a_line_says_which_file_is_opened_and_is_gone_before_anything_else_is_shown(
    why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "40")
    said = ""

    def prepared(file: Path, start: object, opened: Callable[[], object]) -> int:
        nonlocal said
        said = capsys.readouterr().err
        if why:
            raise MapError(why)
        opened()
        assert capsys.readouterr().err == CLEAR
        return 3

    monkeypatch.setattr(run, "run", prepared)
    file = tmp_path / f"a\x1b{'long ' * 20}name.yaml"
    if why:
        with pytest.raises(MapError):
            edit_file(file)
        assert capsys.readouterr().err == CLEAR
    else:
        assert edit_file(file) == 3
        assert not capsys.readouterr().err
    line = said.removeprefix(CLEAR)
    assert line.startswith("Opening a") and line.endswith("…") and "\x1b" not in line
    assert len(line) <= 39  # a line of the terminal's width would begin another, which stays


def test_a_new_map_has_the_ending_of_no_other_format_wherever_it_was_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "ask_what_to_open", lambda: Start(tmp_path / "x.csv"))
    assert opening.main([]) == 2
    assert "x.csv" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
