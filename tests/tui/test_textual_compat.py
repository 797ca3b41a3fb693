"""The private parts of Textual: one file touches them, and the editor works without each of them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from textual.widget import Widget

from argmap.io.preferences import Preferences
from argmap.tui import run, textual_compat
from argmap.tui.app import Editor
from argmap.tui.run import prepare
from tests.tui.conftest import SMALL


async def test_lists_scroll_where_scrollbars_cannot_be_set(driving, monkeypatch: pytest.MonkeyPatch) -> None:
    scrolled = []

    def over(view, size) -> None:
        with monkeypatch.context() as patch:
            patch.delattr(Widget, "_scroll_update")
            textual_compat.scroll_over(view, size)
        scrolled.append(view)

    monkeypatch.setattr("argmap.tui.widgets.line_view.scroll_over", over)
    many = SMALL.replace(
        "sources:\n  report", "".join(f"  c{n}:\n    text: C.\n" for n in range(60)) + "sources:\n  report"
    )
    async with driving(many, size=(80, 24)) as driver:
        outline = driver.editor.main.outline
        await driver.press("end")
        await driver.until(lambda: "▌" in "".join(driver.screen_lines()))
        assert outline.cursor == outline.row_count() - 1
        assert outline.virtual_size.height == outline.row_count()
        assert outline.show_vertical_scrollbar
        assert outline in scrolled


async def test_without_its_parser_textuals_own_driver_reads_the_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "textual._xterm_parser", None)  # importing it fails
    editor = prepare(tmp_path / "map.yaml", Preferences())
    editor.worker.close(forget=True)
    assert not textual_compat.has_key_parser()
    assert editor.driver_class is editor.get_driver_class()


def test_a_fault_that_textual_prints_itself_is_reported_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def ended_by_textual(editor: Editor) -> None:
        editor.exit(return_code=1)

    monkeypatch.setattr(Editor, "run", ended_by_textual)
    (tmp_path / "map.yaml").write_text(SMALL, encoding="utf-8")
    assert run.run(tmp_path / "map.yaml") == 70
    assert "All your changes are saved in " in capsys.readouterr().err
