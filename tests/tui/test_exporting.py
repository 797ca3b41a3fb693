"""Exporting from the editor: every part in every format, told as it goes, stopped by Esc."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest

from argmap.cli.export.command import main
from argmap.draw.charts.registry import ABOUT
from argmap.draw.formats import FORMATS
from argmap.draw.layout.strategy import too_slow
from argmap.io.machine import has_extra
from argmap.mapfile.read.read import read
from argmap.model.findings import MapError
from argmap.model.index import Index
from argmap.tui.files import exporting
from argmap.tui.files.exporting import ExportRequest, Stop, about_format, export, formats_of
from argmap.tui.widgets.plain_text import PlainText
from tests.bench.large_maps import large_map
from tests.tui.conftest import SMALL, background_threads

TEXT = SMALL.replace("    name: The shops\n", "    name: The shops\n    power: high\n    interest: low\n").replace(
    "    side: walk\n", "    side: walk\n    positions:\n      shops: disagrees\n"
)
INDEX = Index.build(read(TEXT.encode(), "map.yaml").map)


def wanted() -> list[ExportRequest]:
    found = [ExportRequest("map", name) for name in FORMATS if name != "png"]
    found += [ExportRequest("focus", name, "custom") for name in ("svg", "md")]
    return [
        *found,
        ExportRequest("tension", "txt", "cars"),
        ExportRequest("stakeholder", "md", "shops"),
        *(ExportRequest("brief", name) for name in ("svg", "pdf", "docx")),
        ExportRequest("pages", "pdf"),
        *(ExportRequest(name, "html") for name in ABOUT if name != "network"),
    ]


@pytest.mark.parametrize("one", wanted(), ids=lambda one: f"{one.part}-{one.format}")
def test_every_part_and_format_makes_its_file(one: ExportRequest, tmp_path: Path) -> None:
    told: list[str] = []
    file = tmp_path / one.file_for(Path("map.yaml"))
    assert export(INDEX, one, file, Stop(), told.append) == [f"Exported {file}."]
    assert file.stat().st_size > 100
    assert bool(told) == FORMATS[one.format].drawn


def test_a_picture_that_the_map_has_nothing_for_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(MapError, match="positions on two or more of the same claims"):
        export(INDEX, ExportRequest("network", "svg"), tmp_path / "map.svg", Stop(), lambda step: None)


def test_files_are_named_as_the_command_names_them() -> None:
    assert ExportRequest("map", "mermaid").file_for(Path("a/map.yaml")) == Path("exports/map.mmd")
    assert ExportRequest("focus", "svg", "jobs").file_for(Path("map.yaml")) == Path("exports/map-jobs.svg")
    assert ExportRequest("matrix", "pdf").file_for(Path("map.yaml")) == Path("exports/map-matrix.pdf")
    assert ExportRequest("brief", "pdf").file_for(Path("map.yaml")) == Path("exports/map-brief.pdf")


OPTIONS = {"pages": ["--pages"], **{name: ["--picture", name] for name in ("map", "brief", *ABOUT)}}


@pytest.mark.parametrize("part", OPTIONS)
def test_what_is_offered_is_what_the_command_exports(part: str, tmp_path: Path) -> None:
    """Only what needs no layout is made here."""
    file = tmp_path / "map.yaml"
    file.write_text(TEXT, encoding="utf-8")
    offered = formats_of(part)
    assert offered
    for name in (name for name, format in FORMATS.items() if not format.drawn or name not in offered):
        code = main([str(file), *OPTIONS[part], "--format", name, "-o", f"{tmp_path}/{part}/"])
        made = (name in offered) and (part, name) != ("network", "graphml")  # which this map has too little for
        assert (code, (tmp_path / part / ExportRequest(part, name).file_for(file).name).exists()) == (
            (0, True) if made else (2, False)
        ), name


def test_pages_are_written_beside_their_overview(tmp_path: Path) -> None:
    index = Index.build(large_map(60))
    (said,) = export(index, ExportRequest("pages", "svg"), tmp_path / "map.svg", Stop(), lambda step: None)
    pages = sorted(path.name for path in tmp_path.glob("map-page-*.svg"))
    assert said == f"Exported {tmp_path / 'map-overview.svg'} and {len(pages)} linked pages."
    assert {path.name for path in tmp_path.iterdir()} == {"map-overview.svg", *pages}


@pytest.mark.parametrize("installed", [True, False])
def test_a_format_names_the_extra_that_it_needs_where_that_is_missing(
    installed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("argmap.io.machine.has_extra", lambda extra: installed)
    assert about_format("pdf") == f"a tagged document to print{'' if installed else ' (needs argmap[print])'}"
    assert has_extra("print")


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links are for administrators there")
@pytest.mark.parametrize("link", ["exports", "exports/map.txt"])
def test_an_export_follows_no_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, link: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    precious = elsewhere / "map.txt"
    precious.write_bytes(b"precious")
    (tmp_path / "here" / link).parent.mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "here")
    Path(link).symlink_to(precious if link.endswith("txt") else elsewhere)
    wanted = ExportRequest("map", "txt")
    with pytest.raises(MapError, match="symbolic link"):
        export(INDEX, wanted, wanted.file_for(Path("map.yaml")), Stop(), lambda step: None)
    assert precious.read_bytes() == b"precious"


@pytest.mark.parametrize("format", ["svg", "txt"])
def test_a_stopped_export_writes_nothing(format: str, tmp_path: Path) -> None:
    stop = Stop()
    assert stop.ask()
    with pytest.raises(MapError):
        export(INDEX, ExportRequest("map", format), tmp_path / "map", stop, lambda step: None)
    assert not list(tmp_path.glob("map*"))


def test_a_file_that_is_being_written_cannot_be_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stop, asked = Stop(), []
    monkeypatch.setattr("argmap.io.files.write_outputs", lambda files: asked.append(stop.ask()))
    export(INDEX, ExportRequest("map", "txt"), tmp_path / "map.txt", stop, lambda step: None)
    assert asked == [False]


def test_a_simple_layout_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: object) -> bytes:
        raise too_slow(1.0)

    monkeypatch.setattr("argmap.io.graphviz.engines.lay_out", slow)
    _, note = export(INDEX, ExportRequest("map", "svg"), tmp_path / "map.svg", Stop(), lambda step: None)
    assert note.startswith("Simple layout used.")


async def test_esc_is_answered_at_once_while_a_picture_is_painted(
    driving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    painting, go_on = threading.Event(), threading.Event()

    def paint(*_: object) -> str:
        painting.set()
        assert go_on.wait(60)
        return "<svg/>"

    monkeypatch.setattr("argmap.draw.writers.svg.write", paint)
    async with driving() as driver:
        try:
            await driver.press("r", "down", "enter", "enter")
            await driver.until(painting.is_set)
            await driver.until(lambda: "Painting" in driver.said)
            await driver.press("escape")
            await driver.until(lambda: driver.said == "Stopped. exports/map.svg was not written.")
        finally:
            go_on.set()
            await driver.until(lambda: not background_threads())
        assert driver.said == "Stopped. exports/map.svg was not written."
    assert not (tmp_path / "exports").exists()


async def test_a_format_is_found_by_typing(driving, tmp_path: Path) -> None:
    async with driving() as driver:
        await driver.select("custom")
        await driver.press("r")
        await driver.paste("around markdown")
        await driver.press("enter")
        await driver.until(lambda: driver.said == "Exported exports/map-custom.md.")
        assert "Shops lose custom" in (tmp_path / "exports" / "map-custom.md").read_text()


async def test_the_brief_is_first_and_the_last_format_comes_first(driving, tmp_path: Path) -> None:
    async with driving() as driver:
        await driver.press("r", "enter")
        assert "Brief: in which format?" in "".join(driver.screen_lines())
        await driver.press("escape")
        assert "The whole map" in "".join(driver.screen_lines())
        await driver.press("down", "enter")
        await driver.paste("html")
        await driver.press("enter")
        await driver.until(lambda: driver.said == "Exported exports/map.html.")
        await driver.press("r", "enter", "enter")
        await driver.until(lambda: driver.said == "Exported exports/map-brief.html.")


LACKING = {
    "Network": "No two stakeholders have positions on two or more of the same claims yet.",
    "Grid": "No stakeholder has both 'power' and 'interest' yet. Add them to stakeholders of the map.",
    "Matrix": "No positions to show yet.",
    "Coverage": "No tensions to show yet.",
}


async def test_the_title_says_in_which_folder_the_export_goes(driving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "exports_folder", lambda: Path("/home/ada", "x" * 60, "street", "exports"))
    async with driving(size=(80, 24)) as driver:
        await driver.press("r")
        assert any("│ Export to …/street/exports  " in line for line in driver.screen_lines())


async def test_what_a_map_has_nothing_for_says_so_before_a_format_is_chosen(driving) -> None:
    one_claim = "argmap: 1\ntitle: Small\nclaims:\n  close:\n    text: Close the street.\n"
    async with driving(one_claim) as driver:
        await driver.press("r")
        for part, why in LACKING.items():
            await driver.paste(part)
            [item] = driver.editor.screen.rows.items
            assert (item.text, item.note, item.refused) == (part, "nothing to show yet", why)
            await driver.press("enter")
            problem = driver.editor.screen.query_one("#problem", PlainText)
            assert (str(problem.render()), problem.display) == (why, True)
            await driver.press("ctrl+u")
            assert not problem.display


async def test_what_a_map_has_something_for_leads_to_its_formats(driving) -> None:
    async with driving(TEXT) as driver:
        await driver.press("r")
        items = driver.editor.screen.items
        assert {item.text for item in items if item.refused} == {"Network"}
        assert [item.text for item in items][:5] == [
            "Brief", "The whole map", "Pages", "Matrix", "Around “Close the street”",
        ]  # fmt: skip
        assert {item.text: item.note for item in items if item.value in ABOUT} == {
            name.capitalize(): ABOUT[name] if name != "network" else "nothing to show yet" for name in ABOUT
        }
        await driver.paste("grid as svg")
        await driver.press("enter")
        await driver.until(lambda: driver.said == "Exported exports/map-grid.svg.")


@pytest.mark.parametrize(("tab", "words"), [("5", "Tension “Cars or quiet”"), ("3", "Stakeholder “The shops”")])
async def test_what_a_tab_has_selected_can_be_exported(driving, tab: str, words: str) -> None:
    async with driving() as driver:
        await driver.press("v", tab, "r")
        assert words in "".join(driver.screen_lines())


async def test_keys_do_while_an_export_runs_what_they_always_do(driving, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also what shows a hint in the place of the keys, and one that means nothing."""
    painting, go_on = threading.Event(), threading.Event()

    def paint(*_: object) -> str:
        painting.set()
        assert go_on.wait(60)
        return "<svg/>"

    monkeypatch.setattr("argmap.draw.writers.svg.write", paint)
    async with driving() as driver:
        try:
            await driver.press("r", "down", "enter", "enter")
            await driver.until(lambda: painting.is_set() and "Painting" in driver.said)
            await driver.press("Y")
            assert driver.said.startswith("Y has no command.")
            await driver.press("r", "down", "enter", "enter")
            await driver.until(lambda: driver.editor.main.keys.next_key is not None)
            await driver.press("e")
            assert "Esc cancel" in driver.screen_lines()[-1]
        finally:
            go_on.set()


async def test_no_export_outlives_its_editor(driving) -> None:
    """Otherwise it would write into whatever folder the next test is in."""
    may_end = threading.Event()
    ended: list[bool] = []
    async with driving() as driver:
        close = driver.editor.worker.close

        def closed(*, forget: bool) -> None:
            close(forget=forget)
            may_end.set()

        driver.editor.worker.close = closed
        driver.editor.in_background(lambda: ended.append(may_end.wait(60)))
    assert ended == [True]
