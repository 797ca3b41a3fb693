"""What a reviewer is told, scenario by scenario: files of ``review/``.

Each begins with what is right, then has the map ``=== before`` and ``=== after``, and what the command ``=== says``.
The first two lines of a map may be left out. ``ARGMAP_GOLDEN=write`` writes what is said anew.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from argmap.check.settings import NO_SETTINGS
from argmap.mapfile.document import Document
from argmap.mapfile.read.read import read
from argmap.merge.consequences import LabelledVersions
from argmap.merge.diff import diff
from argmap.model.findings import Finding
from argmap.report.changes.changes import account
from argmap.report.changes.file_changes import FileChanges, file_changes, finding_lines
from argmap.report.changes.html import Drawn, page
from argmap.report.changes.markdown import MarkdownStyle, markdown
from argmap.report.changes.model import Account, ChangeEntry, ChangeLine, ChangeSection
from argmap.report.changes.text import text
from argmap.report.findings.collect import check_document
from tests.documents.review_week import FILE, GALLERY, WEEK
from tests.merge.rendered import rendered_lines

SCENARIOS = sorted(Path(__file__).with_name("review").glob("*.txt"))
HEAD = "argmap: 1\ntitle: Review\n"


class Scenario(NamedTuple):
    """The parts of one file."""

    right: str
    before: str
    after: str
    says: str


def scenario(file: Path) -> Scenario:
    right, *parts = re.split(r"^=== (?:before|after|says)\n", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return Scenario(right, *parts)


def document(text: str) -> Document:
    whole = text if re.search("^argmap:", text, re.MULTILINE) else HEAD + text
    return read(whole.encode(), "map.yaml")


def accounted(before: str, after: str) -> Account:
    old, new = document(before), document(after)
    changes = diff(old.map, new.map)
    in_file = file_changes(old, new, changes, lambda one: check_document(one, NO_SETTINGS, suggestions=False))
    return account(changes, LabelledVersions.of(old.map, new.map, changes), None, in_file)


@pytest.mark.parametrize("file", SCENARIOS, ids=lambda file: file.stem)
def test_what_a_reviewer_is_told(file: Path) -> None:
    one = scenario(file)
    said = text(accounted(one.before, one.after), "map.yaml")
    if os.environ.get("ARGMAP_GOLDEN") == "write":
        parts = zip(("before", "after", "says"), (one.before, one.after, said), strict=True)
        file.write_text(one.right + "".join(f"=== {name}\n{part}" for name, part in parts), encoding="utf-8")
    assert said == one.says


@pytest.mark.parametrize("file", SCENARIOS, ids=lambda file: file.stem)
def test_page_and_comment_say_the_same(file: Path) -> None:
    one = scenario(file)
    told = accounted(one.before, one.after)
    in_comment = _bare(markdown(told, "map.yaml", MarkdownStyle(most_lines=1000)))
    on_page = _bare(page([Drawn(told, "map.yaml", "")]))
    for line in (
        *told.first,
        *told.consequences,
        *(line for part in told.sections for e in part.entries for line in e.lines),
    ):
        assert _bare(line.words) in in_comment
        assert _bare(line.words) in on_page


def _bare(words: str) -> str:
    """The letters and digits of a text, as all markup leaves them."""
    plain = re.sub(r"&#?\w+;|<[^>]+>", "", words)
    return "".join(re.findall(r"\w", plain))


def test_twenty_changes_are_read_in_a_minute(tmp_path: Path) -> None:
    branch = next(one for one in WEEK if one.name == "ben/all")
    for folder in ("old", "new"):
        (tmp_path / folder / FILE).parent.mkdir(parents=True)
        (tmp_path / folder / FILE).write_bytes((GALLERY / "night-flights.yaml").read_bytes())
    branch.change(tmp_path / "new")
    before, after = ((tmp_path / folder / FILE).read_text(encoding="utf-8") for folder in ("old", "new"))
    told = accounted(before, after)
    assert told.count == 20
    assert 10 <= rendered_lines(markdown(told, "map.yaml")) <= 40


def test_long_texts_and_many_changes_are_no_longer_before_the_fold() -> None:
    long = "It is said at length and with many words that this is so, and so on. " * 10
    claims = "".join(f"  c{number}:\n    text: {long}\n" for number in range(60))
    told = accounted(f"claims:\n{claims}", f"claims:\n{claims.replace('is said', 'is not said')}")
    assert told.count == 60
    assert rendered_lines(markdown(told, "map.yaml")) <= 40


@pytest.mark.parametrize(
    ("most", "place"), [(400, "a line before the fold"), (2_000, "a cell"), (2_000, "a cell with what it says")]
)
def test_only_what_is_longer_than_it_may_be_is_cut_in_a_comment(most: int, place: str) -> None:
    def told(words: str) -> str:
        line, entry = ChangeLine(words), ChangeEntry("+", "id", words)
        if place == "a line before the fold":
            return markdown(Account((line,), (), (), 1), "map.yaml")
        entry = entry if place == "a cell" else ChangeEntry("~", "id", "Name", (line,))
        return markdown(Account((), (), (ChangeSection("Claims", (entry,)),), 1), "map.yaml")

    whole = f"x {'y' * (most - 2)}"
    assert whole in told(whole) and "(cut)" not in told(whole)
    assert "x … (cut)" in told(f"{whole}y")


def test_a_heading_names_a_file_by_at_most_so_many_characters() -> None:
    for name, shown in (("m" * 120, "m" * 120), ("m" * 121, f"{'m' * 119}…")):
        assert markdown(Account((), (), (), 0), name).startswith(f"### {shown}:")


@pytest.mark.parametrize(("found", "listed", "more"), [(10, 10, []), (11, 10, ["1 more new error"])])
def test_of_many_new_findings_so_many_are_listed_and_the_others_counted(
    found: int, listed: int, more: list[str]
) -> None:
    errors = tuple(Finding("AM101", "error", f"Claim {number} is wrong.") for number in range(found))
    lines = [line.words for line in finding_lines(FileChanges(found=errors))]
    assert [line for line in lines if line.startswith("New error: ")] == lines[:listed]
    assert lines[listed:] == more


@pytest.mark.parametrize(
    ("picture", "fence"), [("flowchart LR\n  a\n", "```"), ('flowchart LR\n  a["````"]', "`````")]
)
def test_a_comment_has_a_folded_picture_where_half_of_it_has_room_for_one(picture: str, fence: str) -> None:
    told = accounted("claims:\n  a:\n    text: One.\n", "claims:\n  a:\n    text: Two.\n")
    without = markdown(told, "map.yaml")
    drawn = f"{fence}mermaid\n{picture.strip()}\n{fence}\n"
    block = f"\n<details><summary>Picture of the changes</summary>\n\n{drawn}\n</details>\n"
    shown = markdown(told, "map.yaml", MarkdownStyle(picture=picture))
    assert shown.replace(block, "", 1) == without and shown.count(block) == 1
    assert shown.index("### ") < shown.index(block)
    short = markdown(told, "map.yaml", MarkdownStyle(picture=picture, most_characters=len(without) + 20))
    assert "Picture" not in short


def test_scenarios_are_many_and_each_says_what_is_right() -> None:
    assert len(SCENARIOS) >= 20
    assert all(scenario(file).right.strip().endswith(".") for file in SCENARIOS)
