"""The screen that opens without a file: what each entry leads to, and how a new map begins with it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual import events

from argmap.io.preferences import Preferences, remember_file
from argmap.tui.dialogs.dialog import Dialog
from argmap.tui.dialogs.form import Form
from argmap.tui.dialogs.picker import Picker
from argmap.tui.files.startup import Start
from argmap.tui.opening import HEADING, Opening
from argmap.tui.run import prepare
from argmap.tui.widgets.plain_text import PlainText
from tests.tui.conftest import no_space_for_journals, running

OF_ANOTHER_TOOL = "[Close]: Close the street.\n  + [Air]: The air gets cleaner.\n"
DOWN, ENTER, ESCAPE = "down", "enter", "escape"


class Opened:
    """An opening screen: words are typed, and keys pressed that have a name."""

    def __init__(self, app: Opening, pilot) -> None:
        self.app = app
        self._pilot = pilot

    async def does(self, *keys: str) -> None:
        for key in keys:
            await self._pilot.press(*([key] if key in {DOWN, ENTER, ESCAPE} else key))
        await self._pilot.pause()

    @property
    def dialog(self) -> Dialog:
        assert isinstance(self.app.screen, Dialog)
        return self.app.screen

    def refused(self, line: str) -> str:
        """What a line of the dialog says that it cannot do."""
        return self.dialog.query_one(f"#{line}", PlainText).render().plain


@asynccontextmanager
async def opening() -> AsyncIterator[Opened]:
    app = Opening("light")
    async with app.run_test() as pilot:
        await pilot.pause()
        yield Opened(app, pilot)


@pytest.mark.parametrize(
    ("keys", "start"),
    [
        ([ESCAPE], None),
        ([DOWN, DOWN, ENTER], Start(Path("lesson.yaml"), is_tutor=True)),
        ([DOWN, DOWN, DOWN, ENTER], Start(Path("example-1.yaml"), sample=True)),
        (["the street.yaml", ENTER], Start(Path("the street.yaml"))),
        (["the street", ENTER], Start(Path("the street.yaml"))),
        (["bare", ENTER], Start(Path("bare"))),
        ([DOWN, ENTER, "old maps.argdown", ENTER], Start(Path("old-maps.yaml"), imports="old maps.argdown")),
        ([ENTER, "Why?", ENTER, ENTER, ENTER], Start(Path("why.yaml"), "Why", "Why?")),
        ([ENTER, "Why?", ENTER, "A road", ENTER, ENTER], Start(Path("road.yaml"), "A road", "Why?")),
        ([ENTER, ENTER, "A road", ENTER, "r", ENTER], Start(Path("r.yaml"), "A road")),
    ],
)
async def test_each_entry_begins_something(tmp_path: Path, keys: list[str], start: Start | None) -> None:
    (tmp_path / "old maps.argdown").write_text(OF_ANOTHER_TOOL, encoding="utf-8")
    (tmp_path / "example.yaml").touch()
    (tmp_path / "bare").touch()
    async with opening() as opened:
        assert opened.app.theme == "light"
        await opened.does(*keys)
    assert opened.app.return_value == start


async def test_the_entries_are_recent_maps_and_what_one_can_begin_with(tmp_path: Path) -> None:
    (tmp_path / "street.yaml").touch()
    remember_file(tmp_path / "street.yaml")
    async with opening() as opened:
        picker = opened.dialog
        assert isinstance(picker, Picker)
        assert picker.heading == HEADING == "argmap: maps of arguments. Open a map, or start one"
        assert [(item.text, item.note) for item in picker.items] == [
            ("street.yaml", str(tmp_path)),
            ("New map", "asks for its question"),
            ("Import a file of another tool", "spreadsheet, Kialo, Argdown …"),
            ("Learn the editor", "ten minutes, on a small dispute"),
            ("Look at an example", "a small map to change"),
        ]


@pytest.mark.parametrize(
    ("keys", "said", "field"),
    [
        ([ENTER, ENTER, ENTER, ENTER], "Enter the question that the map is about.", "question"),
        (
            [ENTER, "Why?", ENTER, ENTER, "taken", ENTER],
            "taken.yaml exists already. Choose another name, or open it.",
            "file",
        ),
        (
            [ENTER, "Why?", ENTER, ENTER, "nowhere/map", ENTER],
            "The folder nowhere does not exist. Create it, or choose another.",
            "file",
        ),
        ([DOWN, ENTER, "nothing.xlsx", ENTER], "File not found. Enter the name of a file or folder.", "file"),
    ],
)
async def test_what_cannot_begin_is_refused_beside_its_field(
    tmp_path: Path, keys: list[str], said: str, field: str
) -> None:
    (tmp_path / "taken.yaml").write_text("argmap: 1\ntitle: T\nclaims: {}\n", encoding="utf-8")
    async with opening() as opened:
        await opened.does(*keys)
        assert opened.refused(f"refusal-{field}") == f"! {said}"
        assert opened.app.focused is opened.dialog.query_one(f"#field-{field}")


@pytest.mark.parametrize("entry", [[ENTER], [DOWN, ENTER]])
async def test_leaving_a_form_leads_back_to_the_entries(entry: list[str]) -> None:
    async with opening() as opened:
        await opened.does(*entry)
        assert isinstance(opened.dialog, Form)
        await opened.does(ESCAPE)
        assert opened.dialog.heading == HEADING


async def test_that_nothing_typed_can_be_kept_is_told_where_it_is_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    async with opening() as opened:
        await opened.does(ENTER)
        no_space_for_journals(monkeypatch)
        await opened.does("Why")
        opened.app._note_typed()
        await opened.does()
        assert opened.refused("problem").startswith(
            "What you type would be lost if the editor ended now. Cannot write"
        )


@pytest.mark.parametrize(
    ("start", "claims", "title", "question", "said", "writes"),
    [
        (Start(Path("new.yaml"), imports="old maps.argdown"), 2, "Old maps", None, "Imported 2 claims", False),
        (
            Start(Path("new.yaml"), sample=True),
            5,
            "A car-free high street",
            "Should the high street be closed to cars?",
            "This is an example to change.",
            False,
        ),
        (Start(Path("new.yaml"), "A road", "Why?"), 0, "A road", "Why?", "The first claim: an answer", True),
        (Start(Path("new.yaml"), "", "Why?"), 0, "New", "Why?", "The first claim: an answer", True),
        (Start(Path("new.yaml"), "A road", ""), 0, "A road", None, "The first claim: an answer", True),
    ],
)
async def test_a_new_map_begins_as_was_chosen(
    tmp_path: Path, start: Start, claims: int, title: str, question: str | None, said: str, writes: bool
) -> None:
    (tmp_path / "old maps.argdown").write_text(OF_ANOTHER_TOOL, encoding="utf-8")
    async with running(prepare(tmp_path / "new.yaml", Preferences(), start)) as driver:
        map = driver.editor.state.map
        assert (len(map.claims), map.title, map.question) == (claims, title, question)
        assert driver.said.startswith(said)
        assert driver.editor.main.entry.is_open == writes
        assert not isinstance(driver.editor.screen, Dialog)


async def test_a_new_file_without_anything_chosen_asks_how_it_is_to_begin(tmp_path: Path) -> None:
    async with running(prepare(tmp_path / "new.yaml", Preferences(), Start(tmp_path / "new.yaml"))) as driver:
        assert "new.yaml does not exist. Create it?" in "\n".join(driver.screen_lines())


async def test_a_form_that_arrives_in_one_piece_is_filled_field_by_field() -> None:
    async with opening() as opened:
        named = {"\t": "tab", "\r": "enter", " ": "space"}
        for key in "New map\rWhy?\rThe street\rstreet.yaml\r":
            opened.app.post_message(events.Key(named.get(key, key), key))
        async with asyncio.timeout(60):
            while opened.app.return_value is None:
                await opened.does()
    assert opened.app.return_value == Start(Path("street.yaml"), "The street", "Why?")


async def test_a_signal_before_the_choice_is_shown_ends_it() -> None:
    app = Opening("light")
    app.end_from_outside(15)
    async with asyncio.timeout(10) as limit:
        assert await app.run_async(headless=True) is None
    assert not limit.expired()
