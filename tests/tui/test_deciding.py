"""Conflicts in words, and deciding them on the screen."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from rich.style import Style

from argmap.merge.conflicts import BothChanged, BranchNames, RemovedButNeeded
from argmap.merge.three_way import merge
from argmap.model.index import Index
from argmap.model.types import Claim, Map, Source, Stakeholder
from argmap.report.conflicts.headings import heading
from argmap.report.conflicts.names import named
from argmap.tui.dialogs.conflict_text import answers, sides
from tests.examples import examples
from tests.strategies import maps


@examples(60)
@given(maps(), maps(), maps())
def test_every_conflict_has_safe_words_and_answers(base: Map, ours: Map, theirs: Map) -> None:
    merged = merge(base, ours, theirs)
    index = Index.build(merged.map)
    hostile = BranchNames("main\x1b[2J", "“\u202eWords” " * 30, "rebase")
    for conflict, names in product(merged.conflicts, (None, BranchNames(), hostile)):
        shown = sides(conflict, index, lambda name: Style.null(), names).plain.replace("\n", "")
        ways = answers(conflict, merged.map, names)
        said = heading(conflict, index, names) + shown + "".join(way.about for way in ways)
        assert said.isprintable() or not {"\x1b", "\x07", "\u202e"} & set(said)
        keys = [answer.key for answer in ways]
        assert len(keys) == len(set(keys)) >= 2
        if names is not None:
            told = heading(conflict, index, names)
            assert not re.search(r"\b(you|yours|they)\b", re.split("[“']", told)[0].lower())
            assert not any(re.search(r"\byours\b", way.about.lower()) for way in ways)


def test_a_long_name_is_cut_beside_the_words_and_told_in_full_above_them() -> None:
    names = BranchNames("main", "“Reword the dependence on a supplier” (7b736df)", "rebase")
    conflict = BothChanged(("claims", "a"), ("text",), ("One.",), ("Two.",), ("Three.",))
    lines = sides(conflict, Index.build(Map(title="t")), lambda name: Style.null(), names).plain.split("\n")
    assert lines == [
        "In this rebase the map has main, and the other side is “Reword the dependence on a supplier” (7b736df).",
        "before                    One.",
        "main                      Two.",
        "“Reword the dependence…”  Three.",
    ]


LABOUR = Index.build(
    Map(
        title="Labour",
        stakeholders=(Stakeholder(id="union", name="The union"),),
        sources=(Source(id="report", title="A report"),),
        claims=(Claim(id="growth", text="The economy grows."), Claim(id="jobs", text="Jobs come back.")),
    )
)


def test_paths_are_named_in_words() -> None:
    assert named(("claims", "jobs"), LABOUR) == "the claim “Jobs come back”"
    growth = named(("claims", "jobs", "supports", "growth"), LABOUR)
    assert growth == "the claim “Jobs come back”, its support of “The economy grows”"
    union = named(("claims", "jobs", "positions", "union"), LABOUR)
    assert union == "the claim “Jobs come back”, the position of “The union”"
    link = named(("claims", "jobs", "undercuts", "growth -> jobs"), LABOUR)
    assert link.endswith("its undercut of the link from “The economy grows” to “Jobs come back”")
    assert named(("claims", "gone"), LABOUR) == "the claim 'gone'"
    assert named((), LABOUR) == "the map"


@pytest.mark.parametrize(
    ("path", "field", "said"),
    [
        (
            ("claims", "jobs", "supports", "growth"),
            "kind",
            "the support or objection of the claim “Jobs come back”, its support of",
        ),
        (("stakeholders", "union"), "kind", "the kind of the stakeholder “The union”"),
        (("stakeholders", "union"), "short", "the short text of the stakeholder “The union”"),
        (("sources", "report"), "copy_sha256", "the digest of the copy of the source “A report”"),
    ],
)
def test_the_fields_of_a_conflict_are_named_in_words(path: tuple[str, ...], field: str, said: str) -> None:
    assert said in heading(BothChanged(path, (field,), ("One.",), ("Two.",), ("Three.",)), LABOUR)


def test_a_part_that_was_deleted_is_not_told_as_the_whole() -> None:
    part = ("claims", "jobs", "supports", "growth")
    told = heading(RemovedButNeeded(part, "ours", "growth", (("claims", "growth"),)), LABOUR)
    assert told.startswith(
        "Ours deleted a part of the claim “Jobs come back”, its support of “The economy grows”, and"
    )
    told = heading(RemovedButNeeded(part[:2], "ours", LABOUR.claims["jobs"], (("claims", "growth"),)), LABOUR)
    assert told.startswith("Ours deleted the claim “Jobs come back”, and")


def joined(shown: str) -> str:
    """The words in the box of a dialog, on one line."""
    inside = (line.split("│")[1] for line in shown.splitlines() if line.count("│") > 1)
    return " ".join(" ".join(inside).split())


async def merging(driver, file: Path) -> None:
    """Both change the texts of ``air`` and ``custom``; the merge asks about the first."""
    for claim_id in ("air", "custom"):
        await driver.select(claim_id)
        await driver.press("e")
        await driver.write(" We say.")
    text = file.read_text()
    file.write_text(text.replace("gets cleaner", "gets clean").replace("lose custom", "lose trade"))
    await driver.press("R", "m")
    await driver.until(lambda: "1 of 2" in "\n".join(driver.screen_lines()))


async def test_conflicts_are_decided_one_after_the_other(driving, tmp_path: Path) -> None:
    async with driving() as driver:
        file = tmp_path / "map.yaml"
        await merging(driver, file)
        shown = "\n".join(driver.screen_lines())
        assert "You and they changed the text of the claim “The air gets cleaner. We say”." in joined(shown)
        assert "before  The air gets cleaner." in shown
        assert "theirs  The air gets clean." in shown
        await driver.press("t")
        assert driver.editor.state.index.claims["air"].text == "The air gets clean."
        await driver.press("e")
        await driver.until(lambda: len(driver.editor.screen_stack) == 2)
        await driver.paste(" Both say.")
        await driver.press("ctrl+s")
        await driver.until(lambda: len(driver.editor.screen_stack) == 1)
        assert driver.editor.state.index.claims["custom"].text == "Shops lose custom. We say. Both say."
        await driver.press("ctrl+s")
        await driver.until(lambda: driver.said.startswith("Saved"))
        assert "CONFLICT" not in file.read_text()


async def test_what_is_put_off_stays_in_sight_and_undo_asks_again(driving, tmp_path: Path) -> None:
    async with driving() as driver:
        await merging(driver, tmp_path / "map.yaml")
        await driver.press("o", "escape")
        assert "1 conflict. The map uses one version" in "\n".join(driver.screen_lines())
        await driver.press("u")
        assert "2 conflicts. The map uses one version" in "\n".join(driver.screen_lines())
        await driver.press("D", "n", "b", "b")
        await driver.until(lambda: "All conflicts resolved" in driver.said)
        assert "Press D or click to resolve" not in "\n".join(driver.screen_lines())


async def test_saving_before_deciding_writes_theirs_down(driving, tmp_path: Path) -> None:
    async with driving() as driver:
        file = tmp_path / "map.yaml"
        await merging(driver, file)
        await driver.press("escape", "ctrl+s")
        await driver.until(lambda: len(driver.editor.screen_stack) == 2)
        await driver.press("s")
        await driver.until(lambda: driver.said.startswith("Saved"))
        assert file.read_text().count("# CONFLICT: ") == 2
        assert '"Shops lose trade."' in file.read_text()
        await driver.press("D", "t", "t", "ctrl+s")
        await driver.until(lambda: driver.said.startswith("Saved"))
        assert "CONFLICT" not in file.read_text()
        assert "Shops lose trade." in file.read_text()


async def test_without_conflicts_the_key_says_so(driving) -> None:
    async with driving() as driver:
        await driver.press("D")
        assert driver.said == "No conflicts to resolve."


MARKED = """\
argmap: 1
title: Three claims
claims:
  close:
    text: Close the street.
  custom:
    # CONFLICT: both sides changed text; this is ours. Keep one, then delete these lines.
    #   at: claims / custom / text
    #   theirs: "Shops lose trade."
    #   base: "Shops lose custom."
    text: Shops lose money.
    objects_to:
      - close
"""


async def test_conflicts_in_the_file_are_decided_where_they_stand(driving, tmp_path: Path) -> None:
    async with driving(MARKED) as driver:
        assert "1 conflict. The map uses one version" in "\n".join(driver.screen_lines())
        await driver.press("D")
        shown = "\n".join(driver.screen_lines())
        assert "Both sides changed the text of the claim “Shops lose money”." in joined(shown)
        assert "yours" not in shown.lower()
        assert (
            "before  Shops lose custom." in shown
            and "ours    Shops lose money." in shown
            and "theirs  Shops lose trade." in shown
        )
        await driver.press("t", "ctrl+s")
        await driver.until(lambda: driver.said.startswith("Saved"))
        text = (tmp_path / "map.yaml").read_text()
        kept = [line for line in MARKED.splitlines() if "#" not in line]
        assert text.splitlines() == [line.replace("lose money", "lose trade") for line in kept]


async def test_an_edit_of_the_text_in_question_takes_the_comment_out_of_the_file(driving, tmp_path: Path) -> None:
    async with driving(MARKED) as driver:
        await driver.select("custom")
        await driver.press("e")
        await driver.write(" And trade.")
        assert "click to resolve" not in "\n".join(driver.screen_lines())
        await driver.press("ctrl+s")
        await driver.until(lambda: driver.said.startswith("Saved"))
        assert "CONFLICT" not in (tmp_path / "map.yaml").read_text()
        await driver.press("u")
        assert "1 conflict. The map uses one version" in "\n".join(driver.screen_lines())
