"""What people said, where and when is in every format that can hold it."""

from __future__ import annotations

import html
import json
import re
import subprocess
from pathlib import Path

import pytest

from argmap.cli.main import main
from argmap.draw.drawing import Drawing
from argmap.draw.scene.builder import SceneOptions, build_scene
from argmap.mapfile.read.read import read
from argmap.model.index import Index
from argmap.views.wording import is_quoted
from tests.draw.office.opened import parts_of, texts_of

MAP = """\
argmap: 1
title: The harbour at night
stakeholders:
  pilots: {name: The pilots}
  town: {name: The town council}
  cats: {name: The cats}
claims:
  open:
    text: The harbour stays open at night.
    positions:
      town: {stance: disagrees, quote: Nobody sleeps, source: minutes, date: 2025-03-04}
      pilots: {stance: agrees, quote: Fish does not wait, source: letter, date: 2024}
      cats: agrees
    sources:
      - {source: minutes, locator: item 7, quote: Landed before dawn}
  fresh:
    text: Fish landed at night is sold fresh.
    supports:
      - claim: open
        sources: [{source: letter, locator: p. 2, quote: Sold by eight}]
    positions:
      pilots: {stance: mixed, date: 2024-06}
sources:
  minutes: {title: Minutes of the council}
  letter: {url: "https://www.example.org/letters/3"}
"""
POSITIONS = (
    "Nobody sleeps",
    "2025-03-04",
    "Minutes of the council",
    "Fish does not wait",
    "2024",
    "example.org/letters/3",
    "2024-06",
)
CITATIONS = ("item 7", "Landed before dawn", "p. 2", "Sold by eight")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "map.yaml").write_text(MAP, encoding="utf-8")
    (tmp_path / "empty.yaml").write_text("argmap: 1\ntitle: The harbour at night\nclaims: {}\n", encoding="utf-8")
    return tmp_path


def printed(command: str, capture: pytest.CaptureFixture[bytes]) -> str:
    assert main(command.split()) in {0, 1}
    text = html.unescape(capture.readouterr().out.decode())
    return re.sub("[\\\\\u2060]", "", text)


@pytest.mark.parametrize(
    "command",
    [
        "export map.yaml -o - --format txt",
        "export map.yaml -o - --format md",
        "export map.yaml -o - --format html",
        "export map.yaml -o - --format json",
        "export map.yaml -o - --format svg",
        "export map.yaml -o - --format svg --quotes",
        "export map.yaml -o - --format dot",
        "show map.yaml --quotes",
        "report map.yaml --positions",
        "report map.yaml --positions --format markdown",
        "report map.yaml --claim open --claim fresh",
        "matrix map.yaml --format csv",
        "diff empty.yaml map.yaml",
        "diff empty.yaml map.yaml --format markdown",
        "diff empty.yaml map.yaml --format html",
    ],
)
def test_what_was_said_is_told(command: str, folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    text = re.sub(r"\s+", " ", printed(command, capsysbinary))
    assert [said for said in POSITIONS if said not in text] == []


@pytest.mark.parametrize("format", ["txt", "md", "html", "json"])
def test_what_is_cited_is_told(format: str, folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    text = printed(f"export map.yaml -o - --format {format}", capsysbinary)
    assert [said for said in CITATIONS if said not in text] == []


@pytest.mark.parametrize(
    "options", ["--format svg --quotes", "--format svg --picture brief --quotes", "--format docx", "--format pptx"]
)
def test_a_quote_says_whether_the_copy_of_its_source_has_it(options: str, folder: Path) -> None:
    (folder / "minutes.txt").write_text("Nobody sleeps. They are landed before dawn.", encoding="utf-8")
    (folder / "letter.txt").write_text("Fish cannot wait.", encoding="utf-8")
    with_copies = MAP.replace("of the council}", "of the council, copy: minutes.txt}").replace(
        '3"}', '3", copy: letter.txt}'
    )
    (folder / "map.yaml").write_text(with_copies, encoding="utf-8")
    assert main(f"export map.yaml -o made {options}".split()) == 0
    data = (folder / "made").read_bytes()
    text = texts_of(data.decode()) if data.startswith(b"<svg") else " ".join(map(texts_of, parts_of(data).values()))
    told = re.sub(r"\s+", " ", text)
    assert re.search(r"“Nobody sleeps” ?\(✓ found in the copy\)", told)
    assert re.search(r"“Fish does not wait” ?\(✗ not in the copy\)", told)


def test_the_outline_with_quotes(folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert (
        printed("show map.yaml --quotes", capsysbinary)
        == """\
The harbour at night

The harbour stays open at night. (agree: The cats)
    The town council: disagrees, “Nobody sleeps”, 2025-03-04 [1]
    The pilots: agrees, “Fish does not wait”, 2024 [2]
    Cites [1] item 7: “Landed before dawn”
  Supported by: Fish landed at night is sold fresh.
      The pilots: mixed views, 2024-06
      The link cites [2] p. 2: “Sold by eight”

Sources
[1] Minutes of the council
[2] example.org/letters/3. https://www.example.org/letters/3
"""
    )
    assert "Nobody sleeps" not in printed("show map.yaml", capsysbinary)


def test_notes_are_numbered_as_the_badges_stand() -> None:
    index = Index.build(read(MAP.encode(), "map.yaml").map)
    scene = build_scene(index, None, SceneOptions(quotes=True))
    badges = [badge for box in scene.boxes for badge in box.badges]
    assert [(badge.stakeholder, badge.note) for badge in badges] == [
        ("pilots", 1),
        ("cats", 0),
        ("town", 2),
        ("pilots", 3),
    ]
    assert [note.number for note in scene.quotes] == [1, 2, 3]
    assert scene.quotes[0].text == "The pilots: agrees, “Fish does not wait”, 2024 [2]"
    assert {mark.number for mark in scene.sources} == {1, 2}
    labels = [badge.label for box_layout in Drawing(scene).box_layouts.values() for badge in box_layout.badges]
    assert [label.rpartition(" ")[2] for label in labels] == ["(a)", "cats*", "(b)", "(c)"]
    assert len(scene.quotes) == sum(is_quoted(one) for claim in index.claims.values() for one in claim.positions)
    assert build_scene(index).quotes == ()


@pytest.mark.needs("pdftotext")
def test_a_pdf_holds_the_notes_when_asked(folder: Path) -> None:
    assert main("export map.yaml --quotes -o map.pdf".split()) == 0
    text = subprocess.run(["pdftotext", "-layout", "map.pdf", "-"], capture_output=True, check=True).stdout.decode()
    assert [said for said in POSITIONS if said not in text] == []


def test_json_keeps_each_position(folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main("report map.yaml --positions --format json".split()) == 0
    (section,) = json.loads(capsysbinary.readouterr().out)["sections"]
    assert {
        "claim": "open",
        "stakeholder": "town",
        "stance": "disagrees",
        "source": "minutes",
        "quote": "Nobody sleeps",
        "date": "2025-03-04",
    } in section["data"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--quotes -o a.md", "--quotes is for svg, html, pdf and png"),
        ("--quotes --picture network", "--quotes is for pictures of the map"),
    ],
)
def test_quotes_are_for_pictures_of_the_map(
    options: str, said: str, folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["export", "map.yaml", *options.split()]) == 2
    assert said in capsysbinary.readouterr().err.decode()
