"""Long walks through the editor, key by key: what each says, opens and changes, where no other test goes.

The keys are drawn at random, the same in every run, and each by its number, so that a walk that goes another way soon
comes back to the way it went. ``ARGMAP_GOLDEN=write`` writes what they did anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from argmap.tui.commands.table import TABLE
from argmap.tui.dialogs.answers import Answers
from argmap.tui.dialogs.dialog import Dialog
from tests.examples import share_of, slow_but
from tests.golden import WRITES, kept
from tests.tui.accounts import account
from tests.tui.conftest import Driver
from tests.tui.test_any_keys import NOT_HERE

MAPS = Path(__file__).parents[1] / "maps"
WALKS = Path(__file__).with_name("walks")

STEPS = 300
LATER = {"tab-findings", "tab-changes", "tabs", "save-copy", "read-source"}
"""Actions that show what the background finds out, or write files: when they end is another matter in every run."""

ACTIONS = [action for action in TABLE if action.name not in {*NOT_HERE, *LATER, "undo", "copy"}]
ON_THE_WAY = ["down", "down", "up", "right", "left", "space", "pagedown", "home", "end", "u", "enter", "tab"]
IN_DIALOGS = ["down", "down", "up", "tab", "tab", "right", "left", "space", "backspace"]
TYPED = ["a", "1", "é", "Streets are for people.", "2025-07", "https://example.org/a", "cars", "costs, health", "yes"]
RARE = ["escape", "ctrl+r", "pageup", "pagedown", "f8", "ctrl+p"]
ENDING = ["enter", "enter", "enter", "ctrl+s", "ctrl+s", "escape", "ctrl+r"]


def drawn(chance: Random, driver: Driver) -> str:
    """The next key, or ``@`` and what is pasted."""
    if driver.editor.screen is not driver.editor.main or driver.editor.main.entry.is_open:
        kind = chance.choices((ENDING, IN_DIALOGS, [f"@{text}" for text in TYPED], RARE), (12, 5, 5, 1))[0]
    else:
        here = [action for action in ACTIONS if driver.editor.state.view in action.where]
        edits = [action.keys[0] for action in here if action.group in {"Add and edit", "Rearrange"}]
        kind = chance.choices((edits, [one.keys[0] for one in here], ON_THE_WAY, RARE), (6, 4, 4, 1))[0]
    return chance.choice(kind)


def has_answered(driver: Driver) -> bool:
    """Whether no answer to a question is still being worked out."""
    screen = driver.editor.screen
    return not isinstance(screen, Answers) or screen.section is not None


def place(driver: Driver) -> str:
    """The tab and the row on it, with the column of a table."""
    main = driver.editor.main
    if main.state.view == "map":
        return f"map {driver.selected}"
    return f"{main.state.view} {main.table.selected} {main.table.column}"


def told(driver: Driver, before: str, seen: set[str]) -> Iterator[str]:
    """What a step did, without the dialogs and questions that were told before."""
    lines = list(account(driver, before))
    if isinstance(driver.editor.screen, Dialog):
        opened = next(at for at, line in enumerate(lines) if line.startswith("opens: "))
        did = next((at for at, line in enumerate(lines) if line.startswith("did: ")), len(lines))
        if lines[opened] in seen:
            lines[opened:did] = []
        else:
            seen.add(lines[opened])
    asked = {line for line in lines if line.startswith("asks: ")}
    yield from (line for line in lines if line not in asked & seen)
    seen |= asked


@pytest.mark.parametrize("seed", slow_but(range(3), 0))
async def test_a_walk_goes_as_it_went(driving, seed: int) -> None:
    seen, steps = set[str](), list[str]()
    text = (MAPS / "everything.yaml").read_text(encoding="utf-8")
    async with driving(text, size=(120, 40)) as driver:
        state = driver.editor.state
        folder = str(state.file.parent)
        await driver.until(lambda: state.findings is not None)
        await driver.press("0")
        for number in range(STEPS if WRITES else share_of(STEPS)):
            before, at = state.session.document.text, place(driver)
            driver.editor.main.say("")
            key = drawn(Random(1000 * seed + number), driver)
            await (driver.paste(key[1:]) if key[0] == "@" else driver.press(key))
            await driver.until(lambda: state.findings is not None and has_answered(driver))
            now = place(driver)
            steps.append(f"{number} {key}{'' if now == at else f': {now}'}")
            steps += [f"    {line.replace(folder, 'FOLDER')}" for line in told(driver, before, seen)]
    went = "\n".join(steps) + "\n"
    assert went == kept(WALKS / f"{seed}.txt", went)[: len(went)]
