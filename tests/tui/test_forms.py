"""Forms: what they take, refuse and take away."""

from __future__ import annotations

from typing import Any

import pytest
from textual import events
from textual.color import Color

from argmap.model.types import Map, rebuilt
from argmap.tui.commands import citations, forms, positions, records
from argmap.tui.dialogs.dialog import Hints
from argmap.tui.dialogs.form import Chooser, Form, FormField
from argmap.tui.widgets.plain_text import PlainText
from argmap.tui.widgets.text_entry import LineInput, TextBox
from tests.examples import each, slow_but
from tests.tui.conftest import SMALL, Driver

DATED_IN_WORDS = SMALL.replace("  report:\n", "  lost:\n    title: Lost\n    date: then\n  report:\n")


async def test_a_position_cites_a_new_source_and_is_taken_away_in_its_form(driving) -> None:
    async with driving() as driver:
        await driver.select("close")
        await driver.press("S", "tab", "tab", "enter")
        await driver.paste("The hearing")
        await driver.press("enter", "ctrl+s")
        [position] = driver.editor.state.index.claims["close"].positions
        assert (position.stance, position.source) == ("agrees", "hearing")
        await driver.press("S", "ctrl+r")
        assert driver.editor.state.index.claims["close"].positions == ()

        assert driver.said == "Removed The shops' position on “Close the street”, with its source. u to undo."


async def test_what_is_typed_on_a_choice_finds_it_and_tab_takes_it_to_the_next_field(driving) -> None:
    """Also where all keys of the form arrive together."""
    async with driving() as driver:
        await driver.select("air")
        await driver.press("S", "tab", "tab")
        for key in ("A", "space", "s", "p", "e", "e", "c", "h", "tab", "2", "0", "2", "6", "enter"):
            driver.editor.post_message(events.Key(key, " " if key == "space" else key if len(key) == 1 else None))
        await driver.until(lambda: driver.editor.state.index.claims["air"].positions)
        (position,) = driver.editor.state.index.claims["air"].positions
        assert driver.editor.state.index.sources[position.source].title == "A speech"
        assert position.date == "2026"


async def test_after_a_choice_with_enter_the_focus_stays_on_the_field(driving) -> None:
    async with driving() as driver:
        await driver.select("close")
        await driver.press("S", "tab", "tab", "enter")
        await driver.paste("The hearing")
        await driver.press("enter")
        form = driver.editor.screen
        assert form.focused is form.query_one("#field-source")
        await driver.press("tab")
        assert form.focused is form.query_one("#field-date")


async def test_a_form_takes_dates_as_people_write_them_and_refuses_what_is_none(driving) -> None:
    async with driving() as driver:
        await driver.select("close")
        await driver.press("S", "tab", "tab", "tab")
        await driver.paste("last week")
        await driver.press("ctrl+s")
        assert any("'last week' is not a date. Use 2025, 2025-07, " in line for line in driver.screen_lines())
        await driver.press("ctrl+u")
        await driver.paste("21 July 2025")
        await driver.press("ctrl+s")
        [position] = driver.editor.state.index.claims["close"].positions
        assert position.date == "2025-07-21"


async def test_a_date_that_the_file_had_does_not_keep_the_form_from_closing(driving) -> None:
    async with driving(DATED_IN_WORDS) as driver:
        await driver.press("v", "4")
        driver.editor.main.table.go_to("lost")
        await driver.press("enter")
        await driver.paste(" Letter")
        await driver.press("ctrl+s")
        assert driver.editor.state.index.sources["lost"].title == "Lost Letter"


async def test_a_form_is_kept_by_mouse(driving) -> None:
    async with driving() as driver:
        await driver.select("close")
        await driver.press("f4")
        await driver.paste(" Soon.")
        lines = driver.screen_lines()
        y = next(y for y, line in enumerate(lines) if "^s done" in line)
        await driver.pilot.click(offset=(lines[y].index("^s done") + 3, y))
        assert driver.editor.state.index.claims["close"].text == "Close the street. Soon."


FULL = """\
argmap: 1
title: Small
language: en
tensions:
  cars:
    title: Cars or quiet
    sides:
      drive:
        text: Drive
        short: Cars
      walk: Walk
stakeholders:
  shops:
    name: The shops
    short: Shops
claims:
  close:
    text: Close the street.
    short: Close it
    positions:
      shops: disagrees
  air:
    text: The air gets cleaner.
    supports:
      - claim: close
        scheme: argument from consequences
sources:
  report:
    title: A report
    short: Report
    url: https://example.org/
    copy: sources/report.txt
    copy_sha256: "0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a"
"""


@pytest.mark.parametrize(
    ("form", "at", "field", "section", "change"),
    [
        (forms.edit_map, "close", "language", None, {"language": "fr"}),
        (forms.edit_claim, "close", "short", "claims", {"short": "fr"}),
        (lambda screen: records._stakeholder_form(screen, screen.state.map.stakeholders[0]), "close", "short",
         "stakeholders", {"short": "fr"}),
        (lambda screen: records._stakeholder_form(screen, screen.state.map.stakeholders[0]), "close", "kind",
         "stakeholders", {"kind": "fr"}),
        (lambda screen: records._source_form(screen, screen.state.map.sources[0]), "close", "short", "sources",
         {"short": "fr"}),
        (lambda screen: records._source_form(screen, screen.state.map.sources[0]), "close", "author", "sources",
         {"author": "fr"}),
        (lambda screen: records._source_form(screen, screen.state.map.sources[0]), "close", "copy", "sources",
         {"copy": "fr", "copy_sha256": None}),
        (lambda screen: records.tension_form(screen, screen.state.map.tensions[0]), "close", "title", "tensions",
         {"title": "fr"}),
    ],
)  # fmt: skip
async def test_a_form_changes_the_field_that_was_typed_in_and_no_other(
    driving: Any, form: Any, at: str, field: str, section: str | None, change: dict[str, str | None]
) -> None:
    async with driving(FULL) as driver:
        await driver.select(at)
        before: Map = driver.editor.state.map
        await _filled(driver, form, field, "fr")
        target = before if section is None else getattr(before, section)[0]
        expected: Any = rebuilt(target, **change)
        if section is not None:
            expected = rebuilt(before, **{section: (expected, *getattr(before, section)[1:])})
        assert driver.editor.state.map == expected


async def test_a_side_is_shortened_in_the_form_of_its_tension(driving: Any) -> None:
    async with driving(FULL) as driver:
        [tension] = driver.editor.state.map.tensions
        await _filled(driver, lambda screen: records.tension_form(screen, tension), "short-walk", "Feet")
        [now] = driver.editor.state.map.tensions
        assert [(side.id, side.title, side.short) for side in now.sides] == [
            ("drive", "Drive", "Cars"),
            ("walk", "Walk", "Feet"),
        ]


async def test_the_scheme_of_a_step_is_kept(driving: Any) -> None:
    async with driving(FULL) as driver:
        await driver.select("air")
        await _filled(driver, forms.edit_link, "scheme", "argument from cause to effect")
        [reason] = driver.editor.state.index.claims["air"].reasons
        assert reason.scheme == "argument from cause to effect"


async def test_a_short_text_that_no_picture_has_room_for_is_refused(driving: Any) -> None:
    async with driving(FULL) as driver:
        await driver.select("close")
        await _filled(driver, forms.edit_claim, "short", 41 * "x")
        assert any("! Use at most 40 characters (now 41)." in line for line in driver.screen_lines())
        assert driver.editor.state.index.claims["close"].short == "Close it"


async def _filled(driver: Driver, form: Any, field: str, value: str) -> None:
    """Open a form, write a value into one field and keep it."""
    form(driver.editor.main)
    await driver.pilot.pause()
    driver.editor.screen.query_one(f"#field-{field}", LineInput).value = value
    await driver.press("ctrl+s")


async def test_the_name_of_a_language_is_refused_at_once_with_the_form_of_a_tag(driving) -> None:
    async with driving() as driver:
        await driver.press("M", "tab", "tab")
        await driver.paste("english")
        await driver.press("ctrl+s")
        said = "! 'english' is not a language tag. Use one such as en, en-GB or cy."
        assert str(driver.editor.screen.query_one("#refusal-language", PlainText).render()) == said
        assert driver.editor.state.map.language is None
        await driver.press("ctrl+u")
        await driver.paste("en-GB")
        await driver.press("ctrl+s")
        assert driver.editor.state.map.language == "en-GB"


async def test_the_key_that_keeps_a_form_keeps_a_text_too(driving) -> None:
    async with driving() as driver:
        await driver.select("close")
        await driver.press("a")
        await driver.paste("It is quieter.")
        await driver.press("ctrl+s")
        assert "quieter" in driver.claims
        assert not driver.editor.main.is_typing


@pytest.mark.parametrize("opened", [("a",), ("f4", "tab")], ids=["text", "form"])
@pytest.mark.parametrize("key", ["backspace", "delete"])
async def test_keys_that_delete_and_were_typed_before_a_text_closed_delete_no_claim(
    driving, opened: tuple[str, ...], key: str
) -> None:
    async with driving() as driver:
        await driver.select("custom")
        await driver.press(*opened)
        await driver.paste("Typed")
        before = len(driver.claims)
        for one in ("ctrl+s", key, key):
            driver.editor.post_message(events.Key(one, None))
        await driver.until(lambda: "Nothing was deleted." in driver.said)
        assert len(driver.claims) == before + (opened == ("a",))
        await driver.select("custom")
        await driver.press(key)
        assert "custom" not in driver.claims


FORMS: dict[str, Any] = {
    "map": forms.edit_map,
    "claim": forms.edit_claim,
    "link": forms.edit_link,
    "stakeholder": lambda screen: records._stakeholder_form(screen, screen.state.map.stakeholders[0]),
    "new stakeholder": lambda screen: records._stakeholder_form(screen, None),
    "source": lambda screen: records._source_form(screen, screen.state.map.sources[0]),
    "new source": lambda screen: records._source_form(screen, None),
    "tension": lambda screen: records.tension_form(screen, screen.state.map.tensions[0]),
    "new tension": lambda screen: records.tension_form(screen, None),
    "new position": lambda screen: positions.position_form(screen, "air", "shops"),
    "position": lambda screen: positions.position_form(screen, "close", "shops"),
    "citation": lambda screen: citations.citation_form(
        screen, "cited", screen.state.index.claims["cited"].sources[0], 0
    ),
}
"""Every form about a part of a map, on :data:`CITING`."""

CITING = FULL.replace(
    "sources:\n  report:", "  cited:\n    text: Cited.\n    sources:\n      - report\nsources:\n  report:"
)

REFUSALS = [
    ("map", "title", "", "The title of a map cannot be empty."),
    ("map", "language", "english", "'english' is not a language tag. Use one such as en, en-GB or cy."),
    ("claim", "text", "", "The text of a claim cannot be empty."),
    ("claim", "short", 41 * "x", "Use at most 40 characters (now 41)."),
    ("stakeholder", "name", "", "Enter a name."),
    ("stakeholder", "short", 41 * "x", "Use at most 40 characters (now 41)."),
    ("new stakeholder", "name", "", "Enter a name."),
    ("source", "title", "", "Enter a title."),
    ("source", "short", 41 * "x", "Use at most 40 characters (now 41)."),
    ("source", "date", "soon", "'soon' is not a date. Use 2025, 2025-07, 2025-07-21 or 21 July 2025."),
    ("source", "accessed", "03/04/2025", "'03/04/2025' is not a date. Use 2025-04-03 or 2025-03-04."),
    ("source", "accessed", "2026-02-30", "'2026-02-30' is not a date. February 2026 has 28 days."),
    ("source", "url", "example", "'example' is not a web address. Begin it with https:, http:, mailto: or doi:."),
    ("new source", "title", "", "Enter a title."),
    ("tension", "title", "", "Enter a title."),
    ("tension", "sides", "Drive", "Enter at least two sides, one per line. Enter starts a new line."),
    ("tension", "short-drive", 41 * "x", "Use at most 40 characters (now 41)."),
    ("new tension", "title", "", "Enter a title."),
    ("new tension", "sides", "", "Enter at least two sides, one per line. Enter starts a new line."),
    ("new tension", "sides", "One", "Enter at least two sides, one per line. Enter starts a new line."),
    (
        "new position",
        "date",
        "last week",
        "'last week' is not a date. Use 2025, 2025-07, 2025-07-21 or 21 July 2025.",
    ),
    ("position", "date", "last week", "'last week' is not a date. Use 2025, 2025-07, 2025-07-21 or 21 July 2025."),
]
"""What a form refuses in which field, and what it says below it."""


def _typed(driver: Driver) -> dict[str, str]:
    form = driver.editor.screen
    assert isinstance(form, Form)
    return form.values()


@pytest.mark.parametrize(("form", "field", "typed", "said"), each(2, REFUSALS))
async def test_a_refusal_stands_below_its_field_and_loses_nothing(
    driving: Any, form: str, field: str, typed: str, said: str
) -> None:
    async with driving(CITING) as driver:
        await driver.select("air")
        before = driver.editor.state.map
        FORMS[form](driver.editor.main)
        await driver.pilot.pause()
        screen = driver.editor.screen
        if field != screen.fields[0].name and not _typed(driver)[screen.fields[0].name]:
            screen.set_focus(screen.query_one(f"#field-{screen.fields[0].name}"))
            await driver.paste("Named")
        box = screen.query_one(f"#field-{field}")
        screen.set_focus(box)
        if isinstance(box, TextBox):
            box.text = ""
        else:
            box.value = ""
        await driver.paste(typed)
        values = _typed(driver)
        await driver.press("ctrl+s")
        refusal = screen.query_one(f"#refusal-{field}", PlainText)
        assert (str(refusal.render()), screen.focused) == (f"! {said}", box)
        assert [one.id for one in screen.query(".refusal") if one.display] == [refusal.id]
        assert driver.editor.state.map == before and _typed(driver) == values
        await driver.press("escape")
        if values != {one.name: one.value for one in screen.fields}:
            assert _typed(driver) == values
            await driver.press("escape")
        assert driver.editor.screen is driver.editor.main
        FORMS[form](driver.editor.main)
        await driver.pilot.pause()
        assert _typed(driver) == values


@pytest.mark.parametrize("form", FORMS)
async def test_each_field_takes_what_is_typed_and_shows_an_example_while_it_is_empty(driving: Any, form: str) -> None:
    async with driving(CITING, size=(100, 40)) as driver:
        await driver.select("air")
        FORMS[form](driver.editor.main)
        await driver.pilot.pause()
        screen = driver.editor.screen
        assert screen.fields
        for field in screen.fields:
            box = screen.focused
            assert box.id == f"field-{field.name}"
            if isinstance(box, Chooser):
                await driver.press("right")
                assert _typed(driver)[field.name] in [option.value for option in field.options]
            else:
                await driver.press("end", "ctrl+u")
                if isinstance(box, TextBox):
                    box.text = ""
                assert field.example and str(box.placeholder) == field.example
                await driver.paste("21 July 2025" if field.date else "doi:x" if field.name == "url" else "fr")
                assert _typed(driver)[field.name] in {"fr", "doi:x", "21 July 2025"}
            await driver.press("tab")


@pytest.mark.parametrize("form", slow_but(FORMS, "claim", "position", "new source"))
async def test_esc_leaves_an_unchanged_form_without_a_question(driving: Any, form: str) -> None:
    async with driving(CITING) as driver:
        await driver.select("air")
        FORMS[form](driver.editor.main)
        await driver.pilot.pause()
        await driver.press("escape")
        assert driver.editor.screen is driver.editor.main


async def test_esc_asks_again_after_more_was_typed_and_typing_goes_on_after_it_asked(driving: Any) -> None:
    async with driving() as driver:
        await driver.press("N", "u")
        await driver.paste("A study")
        await driver.press("escape")
        assert any("Esc again to leave it as a draft." in line for line in driver.screen_lines())
        await driver.paste(" of streets")
        await driver.press("escape")
        assert _typed(driver)["title"] == "A study of streets"
        await driver.press("ctrl+s")
        assert [source.title for source in driver.editor.state.map.sources][-1] == "A study of streets"


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("costs health", ("costs", "health")),
        ("costs, public health", ("costs", "public health")),
        ("#costs  #health", ("costs", "health")),
        ("", ()),
    ],
)
async def test_tags_are_separated_by_commas_or_spaces(driving: Any, typed: str, tags: tuple[str, ...]) -> None:
    async with driving() as driver:
        await driver.select("close")
        await _filled(driver, forms.edit_claim, "tags", typed)
        assert driver.editor.state.index.claims["close"].tags == tags


async def test_a_tag_of_two_words_stays_one_when_something_else_is_edited(driving: Any) -> None:
    async with driving(SMALL.replace("  air:\n", "    tags: [public money]\n  air:\n")) as driver:
        await driver.select("close")
        await _filled(driver, forms.edit_claim, "short", "Close")
        assert driver.editor.state.index.claims["close"].tags == ("public money",)


@pytest.mark.parametrize(
    ("place", "hint"),
    [
        (0, "Enter next   ^s done   Esc cancel"),
        (1, "Tab next   Enter new line   ^s done   Esc cancel"),
        (2, "Tab next   Enter done   Esc cancel"),
    ],
)
async def test_the_hints_of_a_form_name_each_thing_once(driving: Any, place: int, hint: str) -> None:
    fields = (FormField("a", "A"), FormField("b", "B", lines=True), FormField("c", "C"))
    async with driving() as driver:
        form = Form("Three", fields, lambda values: None, draft=driver.editor.state.drafts.of("three"))
        await driver.editor.push_screen(form)
        await driver.press(*["tab"] * place)
        await driver.until(lambda: form.query_one(Hints).hint == hint)


async def test_a_click_on_the_hint_of_enter_keeps_a_form_of_one_field(driving: Any) -> None:
    kept: list[dict[str, str]] = []
    async with driving() as driver:
        draft = driver.editor.state.drafts.of("one")
        await driver.editor.push_screen(Form("One", (FormField("a", "A"),), kept.append, draft=draft))
        await driver.press("x")
        await driver.until(lambda: any("│ Enter done   Esc cancel" in line for line in driver.screen_lines()))
        await driver.click_on("Enter done")
    assert kept == [{"a": "x"}]


@pytest.mark.parametrize("form", slow_but(FORMS, "claim", "position", "new source"))
async def test_a_form_stands_in_a_terminal_of_any_size(driving: Any, form: str) -> None:
    async with driving(CITING) as driver:
        await driver.select("air")
        FORMS[form](driver.editor.main)
        await driver.pilot.pause()
        for width in (24, 20, 19, 18, 10, 1, 80):
            await driver.pilot.resize_terminal(width, 8)
        assert driver.editor.screen.fields[0].label in "\n".join(driver.screen_lines())


LIBRARY = SMALL.replace(
    "  report:\n    title: A report\n",
    "  zoo: {title: Zoo}\n  report: {title: A report}\n"
    "  minutes: {title: Minutes, author: The council, date: 2025-07}\n  bees: {title: bees}\n",
)


async def test_sources_come_last_used_first_and_by_title_and_the_field_says_which_of_how_many(driving: Any) -> None:
    async with driving(LIBRARY, size=(80, 24)) as driver:
        await driver.select("close")

        async def offered() -> list[str]:
            await driver.press("S", "tab", "tab")
            box = driver.editor.screen.focused
            shown = []
            for _ in box.options:
                shown.append(box.render().plain)
                await driver.press("right")
            assert box.render().plain == shown[0]
            await driver.press("left")
            assert box.render().plain == shown[-1]
            await driver.press("right", "escape")
            return shown

        assert await offered() == [
            "‹ none ›  1 of 5",
            "‹ A report ›  2 of 5",
            "‹ bees ›  3 of 5",
            "‹ Minutes ›  4 of 5 · The council 2025-07",
            "‹ Zoo ›  5 of 5",
        ]
        for source, shown in (("zoo", "‹ Zoo ›  2 of 5 · last used"), ("minutes", None)):
            driver.editor.state.use("sources", source)
            assert (await offered())[1] == (shown or "‹ Minutes ›  2 of 5 · last used · The council 2025-07")
        assert [line.partition(" ›")[0] for line in await offered()] == [
            "‹ none", "‹ Minutes", "‹ A report", "‹ bees", "‹ Zoo",
        ]  # fmt: skip
        await driver.press("c")
        assert [item.value for item in driver.editor.screen.items] == ["minutes", "report", "bees", "zoo"]


async def test_the_list_of_a_field_opens_at_what_is_chosen(driving: Any) -> None:
    async with driving(LIBRARY) as driver:
        await driver.select("close")
        await driver.press("S", "tab", "tab", "left", "enter")
        assert driver.editor.screen.rows.marked.value == "zoo"
        await driver.press("up", "enter", "M")
        assert driver.editor.screen.rows.marked.value == "minutes"


async def test_what_is_beside_a_choice_is_cut_before_the_choice(driving: Any) -> None:
    long = "A report on the streets of the town and on all who walk there"
    async with driving(LIBRARY.replace("A report", long).replace("Minutes", 4 * "Minutes "), size=(80, 24)) as driver:
        await driver.select("close")
        await driver.press("S", "tab", "tab", "right")
        box = driver.editor.screen.focused
        assert box.render().plain == "‹ A report on the streets of the town and on all who w… ›"
        assert len(box.render().plain) == box.size.width
        await driver.press("right", "right")
        assert box.render().plain == "‹ Minutes Minutes Minutes Minutes ›  4 of 5 · The counci…"


async def test_few_options_are_not_counted_and_a_new_one_is_shown_as_it_was_typed(driving: Any) -> None:
    async with driving(LIBRARY) as driver:
        await driver.select("close")
        await driver.press("S")
        assert driver.editor.screen.focused.render().plain == "‹ ✓ agrees ›"
        await driver.press("tab", "tab", *"Bus", "enter")
        box = driver.editor.screen.query_one("#field-source")
        assert box.render().plain == "‹ Bus ›"
        box.choose("report")
        assert box.render().plain == "‹ A report ›  2 of 5"
        [beside] = box.render().spans
        assert (beside.start, beside.style.bold, beside.style.underline) == (12, False, False)
        dim = driver.editor.theme_variables["dim"]
        assert beside.style.color.triplet.hex == Color.parse(dim).hex.lower()


async def test_what_is_said_of_a_paste_or_a_draft_goes_once_it_is_so_no_more(driving: Any) -> None:
    async with driving() as driver:

        def shown(words: str) -> bool:
            return any(words in line for line in driver.screen_lines())

        await driver.select("close")
        await driver.press("a")
        await driver.paste(100_001 * "x")
        assert shown("Not pasted")
        await driver.paste("Cle\u200baner")
        assert driver.editor.main.entry.box.text == "Cleaner"
        assert shown("Removed 1 invisible character from the pasted text.") and not shown("Not pasted")
        await driver.paste(" air")
        assert not shown("Removed")
        await driver.press("escape", "a")
        assert shown("Draft restored.")
        await driver.press("s")
        assert not shown("Draft restored.")
        await driver.press("escape", "S", "tab", "A", "escape", "escape", "S")
        assert shown("Draft restored.")
        await driver.press("tab", "B")
        assert not shown("Draft restored.")


@pytest.mark.parametrize(
    "script",
    ["می\u200cخواهم", "क्\u200dष", "👩\u200d🔬", "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"],
)
async def test_a_paste_keeps_the_joiners_that_scripts_and_emoji_need(driving: Any, script: str) -> None:
    async with driving() as driver:
        await driver.select("close")
        await driver.press("a")
        await driver.paste(f"{script} so\u00adft")
        assert driver.editor.main.entry.box.text == f"{script} soft"
