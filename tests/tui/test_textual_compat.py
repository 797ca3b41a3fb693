"""The private parts of Textual: one file touches them, and the editor works without each of them."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.message_pump import MessagePump
from textual.widget import Widget

import argmap.tui
from argmap.io.preferences import Preferences
from argmap.tui import run, textual_compat
from argmap.tui.app import Editor
from argmap.tui.run import prepare
from tests.tui.conftest import SMALL

ROOM = Path(argmap.tui.__file__).parent
FILES = [file for file in ROOM.rglob("*.py") if file.name != "textual_compat.py"]
MODULES = [name for _, name, _ in pkgutil.walk_packages([str(ROOM)], "argmap.tui.")]


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name != "_"


def own_names(tree: ast.AST) -> Iterator[str]:
    """The private names that a file defines: functions, classes, class attributes, attributes of ``self``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif (
            isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and ast.unparse(node.value) == "self"
        ):
            yield node.attr


def test_no_other_file_reads_or_imports_a_private_name_of_textual() -> None:
    trees = {file: ast.parse(file.read_text(encoding="utf-8")) for file in FILES}
    own = {name for tree in trees.values() for name in own_names(tree)} | {"_exit"}  # os._exit
    found = []
    for file, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and is_private(node.attr) and node.attr not in own:
                found.append(f"{file.name}: {ast.unparse(node)}")
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("textual"):
                parts = [*node.module.split("."), *(alias.name for alias in node.names)]
                found += [f"{file.name}: {node.module}" for part in parts if is_private(part)]
    assert len(trees) > 40
    assert found == []


def test_no_other_class_defines_a_private_name_that_textual_uses() -> None:
    """Whether on purpose or by chance."""
    classes = {
        value
        for name in MODULES
        for value in vars(importlib.import_module(name)).values()
        if inspect.isclass(value) and issubclass(value, MessagePump) and value.__module__.startswith("argmap.")
    }
    assert len(classes) > 15
    clashes = []
    for one in classes - {textual_compat.FaultCatchingApp}:
        tree = ast.parse(inspect.getsource(one))
        ours = {name for name in own_names(tree) if is_private(name)}
        theirs = {
            name
            for base in one.__mro__
            if base.__module__.startswith("textual.")
            for name in own_names(ast.parse(inspect.getsource(base)))
        }
        clashes += [f"{one.__name__}.{name}" for name in sorted(ours & theirs)]
    assert clashes == []


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
    assert run.run(tmp_path / "map.yaml") == 2
    assert "Nothing was unsaved: " in capsys.readouterr().err
