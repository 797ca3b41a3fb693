"""One export, whoever asks: the command, the editor and Python make the same files of the same map."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

import argmap
from argmap.cli.export.command import main
from argmap.draw.charts.registry import ABOUT
from argmap.draw.export import ExportPlan, ExportTarget, ExportTools, export
from argmap.draw.formats import FORMATS, file_name
from argmap.io.export_tools import export_tools
from argmap.mapfile.canonical import write as yaml_of
from argmap.model.index import Index
from argmap.tui.files.exporting import ExportRequest, Stop
from argmap.tui.files.exporting import export as export_from_editor
from tests.bench.large_maps import large_map
from tests.draw.small_maps import HELD

PARTS = {
    "whole": ([], {}, ExportRequest("map", "")),
    "claim": (["--focus", "look-first"], {"focus": "look-first"}, ExportRequest("focus", "", "look-first")),
    "brief": (["--picture", "brief"], {"picture": "brief"}, ExportRequest("brief", "")),
    **{name: (["--picture", name], {"picture": name}, ExportRequest(name, "")) for name in ("matrix", "coverage")},
}
"""Each part of a map, as the three ask for it."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "held.yaml").write_text(yaml_of(HELD), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def kinds() -> list[tuple[str, str]]:
    words = [(part, format) for part in ("whole", "claim") for format in ("dot", "mermaid", "md", "txt", "json")]
    return [*words, *((part, format) for part in PARTS for format in ("svg", "html", "pdf"))]


@pytest.mark.parametrize(("part", "format"), kinds())
def test_command_editor_and_python_make_the_same_file(folder: Path, part: str, format: str) -> None:
    argv, given, wanted = PARTS[part]
    assert main(["held.yaml", "--format", format, "-o", "command/", *argv]) == 0
    (by_command,) = (folder / "command").iterdir()
    wanted = replace(wanted, format=format)
    by_editor = folder / wanted.file_for(Path("held.yaml"))
    export_from_editor(Index.build(argmap.load("held.yaml")), wanted, by_editor, Stop(), lambda step: None)
    assert by_command.name == by_editor.name
    assert by_command.read_bytes() == by_editor.read_bytes()
    assert argmap.render(argmap.load("held.yaml"), format, **given) == by_command.read_bytes()


def quiet_tools(say: Callable[[str], None], steps: Callable[[str], None]) -> ExportTools:
    def progress(step: str) -> nullcontext[Callable[[str], None]]:
        steps(step)
        return nullcontext(steps)

    return export_tools(say, progress)


def test_a_map_is_laid_out_once_for_all_formats(folder: Path) -> None:
    steps: list[str] = []
    targets = [ExportTarget(format) for format in ("svg", "html", "pdf", "md")]
    made = list(export(Index.build(HELD), ExportPlan(), targets, quiet_tools(steps.append, steps.append)))
    assert [file.target for file in made] == targets
    assert steps[0] == "Laying out 5 boxes"
    assert [step for step in steps if step.startswith("Painting")] == [
        "Painting svg",
        "Painting html",
        "Painting pdf",
    ]


def test_a_series_is_an_overview_and_pages_that_say_so(folder: Path) -> None:
    tools = quiet_tools(pytest.fail, lambda step: None)
    targets = [ExportTarget("svg", stem="held"), ExportTarget("pdf", stem="held")]
    *pages, book = export(Index.build(large_map(60)), ExportPlan(pages=True), targets, tools)
    assert [page.of_series for page in pages] == [False, *[True] * (len(pages) - 1)]
    assert pages[0].pages == len(pages) - 1 > 0
    assert pages[0].name == "held-overview.svg"
    assert all(page.name.startswith("held-page-") for page in pages[1:])
    assert (book.name, book.pages, book.of_series) == ("", 0, False)
    assert book.data.startswith(b"%PDF")


def test_a_series_of_one_page_is_that_page(folder: Path) -> None:
    tools = quiet_tools(pytest.fail, lambda step: None)
    (page,) = export(Index.build(HELD), ExportPlan(pages=True), [ExportTarget("svg", stem="held")], tools)
    assert (page.pages, page.of_series) == (0, False)


def test_every_chart_and_format_has_a_name_of_its_own() -> None:
    names = {file_name("map", (chart,), format) for chart in (None, *ABOUT) for format in FORMATS}
    assert len(names) == (len(ABOUT) + 1) * len(FORMATS)
    assert file_name("map", ("a/b", None, "tag"), "svg") == "map-tag.svg"


def test_formats_with_a_picture_need_a_layout_and_those_with_pages_can_be_divided() -> None:
    assert {name for name, one in FORMATS.items() if one.drawn} == {"svg", "html", "pdf", "png"}
    assert {name for name, one in FORMATS.items() if one.divides} == {"svg", "html", "pdf", "png", "pptx"}
    assert (
        len({one.suffix for one in FORMATS.values()}) == len({one.about for one in FORMATS.values()}) == len(FORMATS)
    )
    assert all(one.suffix.startswith(".") and one.about for one in FORMATS.values())
