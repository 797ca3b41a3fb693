"""Quotations in what leaves argmap: pages, reports, annotations, differences; and text of copies acts nowhere."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from argmap.cli.main import main
from argmap.evidence.wording import fragment_link
from argmap.model.types import Source, rebuilt
from tests.escape.hostile import PAYLOADS, TURNS
from tests.escape.judges import in_log, is_html, is_json, is_markdown
from tests.evidence.corpus import FOLDER, MAP, evidence


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for file in FOLDER.iterdir():
        shutil.copy(file, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    assert main(argv) in {0, 1}
    return capsys.readouterr().out


def wrong(folder: Path) -> None:
    file = folder / MAP.name
    file.write_text(file.read_text(encoding="utf-8").replace("£151,000\n", "£115,000\n"), encoding="utf-8")


def source(id: str) -> Source:
    return next(one for one in evidence().map.sources if one.id == id)


def test_a_link_leads_to_the_very_words() -> None:
    checks = evidence().checks
    noise = checks["claims", "noise", "sources", "residents", "quote"]
    assert fragment_link(evidence(), noise, source("residents")) == (
        "https://quietnights.example/answer#:~:text=The%20council%E2%80%99s%20own%20measurements,advises%20for%20the%20night"
    )
    short = checks["claims", "noise-not-measured", "sources", "minutes", "quote"]
    link = fragment_link(evidence(), short, source("minutes"))
    assert link is not None
    assert link.endswith("#:~:text=no%20conclusion%20should%20be%20drawn%20from%20numbers%20so%20small")
    anchored = rebuilt(source("minutes"), url="https://example.org/a#part")
    assert (fragment_link(evidence(), short, anchored) or "").startswith("https://example.org/a#part:~:text=no%20")
    in_pdf = checks["claims", "subsidy", "sources", "report", "quote"]
    assert fragment_link(evidence(), in_pdf, rebuilt(source("report"), url="https://example.org/r.pdf")) is None
    assert fragment_link(evidence(), short, rebuilt(source("minutes"), url="doi:10.1000/1")) is None


def test_a_page_has_what_became_of_each_quotation(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong(folder)
    page = said(capsys, "export", MAP.name, "-o", "-", "--format", "html")
    assert '<p class="quotations">16 quotations: 15 found in their copy, 1 not found.</p>' in page
    data = json.loads(re.findall(r'<script type="application/json" id="map-data">(.*?)</script>', page, re.DOTALL)[0])
    told = data["checked"]
    assert told["report"]["it would need a subsidy of £115,000"] == {
        "outcome": "not found",
        "words": "not in the copy",
    }
    small = told["minutes"]["no conclusion should be drawn from numbers so small"]
    assert small["around"][1:] == ["no conclusion should be drawn from numbers so small", "."]
    assert small["place"] == "para 1.5"
    assert small["link"].startswith("https://wexcombe.example/")


@pytest.mark.parametrize(
    "words",
    ["check MAP", "report MAP", "diff MAP MAP", "export MAP -o -", "source check MAP", "source show MAP report"],
)
def test_a_misspelt_folder_of_copies_is_told(folder: Path, capsys: pytest.CaptureFixture[str], words: str) -> None:
    """Without it no quotation of it would be found, and all counted as not checked."""
    with pytest.raises(SystemExit) as ended:
        main([*(MAP.name if word == "MAP" else word for word in words.split()), "--copies", "copeis"])
    assert ended.value.code == 2
    assert "'copeis' is not a folder" in capsys.readouterr().err


def test_a_page_of_a_map_without_copies_has_nothing_of_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = folder / MAP.name
    file.write_text(re.sub(r"\n    copy: .*", "", file.read_text(encoding="utf-8")), encoding="utf-8")
    page = said(capsys, "export", MAP.name, "-o", "-", "--format", "html")
    assert '"checked"' not in page
    assert 'class="quotations"' not in page


@pytest.mark.parametrize("format", ["md", "txt"])
def test_documents_end_with_the_totals(format: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written = said(capsys, "export", MAP.name, "-o", "-", "--format", format)
    assert "16 quotations: 16 found in their copy." in written.splitlines()[-1]


def test_annotations_select_the_words_of_the_source(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = json.loads(said(capsys, "export", MAP.name, "-o", "-", "--format", "annotations"))
    assert page["type"] == "AnnotationPage"
    assert len(page["items"]) == 16
    ids = [item["id"] for item in page["items"]]
    assert len(set(ids)) == 16
    small = next(
        item for item in page["items"] if item["id"] == "urn:argmap:quotation:noise-not-measured:sources:minutes"
    )
    assert small["target"]["source"]["id"] == "https://wexcombe.example/minutes/2026-03-04.txt"
    selector = small["target"]["selector"]
    whole = selector["prefix"] + selector["exact"] + selector["suffix"]
    assert whole in " ".join((FOLDER / "minutes.txt").read_text(encoding="utf-8").split())


def test_a_report_lists_what_is_not_in_its_copy(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong(folder)
    report = said(capsys, "report", MAP.name)
    assert "16 quotations: 15 found in their copy, 1 not found." in report
    assert "Not in the copy\n- “it would need a subsidy of £115,000”" in report
    assert "Quotations" not in said(capsys, "report", MAP.name, "--gaps")
    sections = json.loads(said(capsys, "report", MAP.name, "--format", "json"))["sections"]
    assert sections[-1]["data"]["not_found"] == [["claims", "subsidy", "sources", "report", "quote"]]


def test_a_difference_tells_of_new_quotes_and_of_kept_ones(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(MAP.name, "old.yaml")
    wrong(folder)
    file = folder / MAP.name
    text = file.read_text(encoding="utf-8").replace("The buses are too loud for the night.", "Buses ruin the night.")
    file.write_text(text, encoding="utf-8")
    changes = said(capsys, "diff", "--no-color", "old.yaml", MAP.name)
    assert "! The quote “it would need a subsidy of £115,000” is not in the copy of “Night buses" in changes
    assert "~ New or changed: 1 quotation: 1 not found." in changes
    assert "Recorded for the old wording: the citation of “Our answer to the consultation on night buses”" in changes
    assert "“The council's own" in changes
    assert "is not in the copy of" in said(capsys, "diff", "--format", "markdown", "old.yaml", MAP.name)


QUOTING = """\
argmap: 1
title: T
claims:
  a:
    text: A
    sources:
      - source: s
        quote: the words of the claim
      - source: s
        locator: p. 4
        quote: the words of a claim
sources:
  s:
    title: S
    url: https://example.org/
    copy: copy.txt
"""


@pytest.mark.parametrize("turn", TURNS)
def test_nothing_of_a_copy_acts(turn: int, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    payload = PAYLOADS[turn]
    words = f"Before {payload} the words of the claim {payload} after."
    (folder / "copy.txt").write_text(words.replace("\0", ""), encoding="utf-8", errors="replace")
    (folder / "map.yaml").write_text(QUOTING, encoding="utf-8")
    for command in ("check map.yaml --all", "source check map.yaml", "source show map.yaml s", "report map.yaml"):
        in_log(said(capsys, *command.split()))
    is_json(said(capsys, "source", "check", "map.yaml", "--json"))
    is_json(said(capsys, "export", "map.yaml", "-o", "-", "--format", "annotations"))
    is_markdown(said(capsys, "report", "map.yaml", "--format", "markdown"))
    is_html(said(capsys, "export", "map.yaml", "-o", "-", "--format", "html"))
