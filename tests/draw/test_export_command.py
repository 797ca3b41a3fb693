"""``argmap export`` from the command line."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import pptx
import pytest

from argmap.cli.export.command import main
from argmap.draw.display_list import Picture, Text
from argmap.draw.formats import FORMATS
from argmap.draw.layout.strategy import too_slow
from argmap.draw.paper import PAPERS
from argmap.mapfile.canonical import write as yaml_of
from argmap.model.findings import MapError
from argmap.model.types import Map, Reason, rebuilt
from tests.draw.small_maps import HELD, PLAIN, STEPS, claim, supports

ROOT = Path(__file__).resolve().parents[2]


LARGE = rebuilt(
    HELD,
    claims=(
        *HELD.claims,
        claim("top", "The claim that many others support."),
        *(claim(f"r{n}", f"Reason {n}, which says a little more. " * 3, supports(f"r{n}", "top")) for n in range(20)),
    ),
)
"""A map that needs more than one page."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, map in (("plain", PLAIN), ("held", HELD), ("steps", STEPS), ("large", LARGE)):
        (tmp_path / f"{name}.yaml").write_text(yaml_of(map), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("format", "first"), [("csv", b"id,"), ("edges", b"source,")])
def test_a_file_of_csv_has_a_byte_order_mark_for_spreadsheets_and_standard_output_has_none(
    folder: Path, format: str, first: bytes, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["plain.yaml", "--format", format, "-o", "sheet.csv", "-o", "-", "--format", format]) == 0
    printed = capfdbinary.readouterr().out
    assert (folder / "sheet.csv").read_bytes() == b"\xef\xbb\xbf" + printed
    assert printed.startswith(first)


def test_of_a_map_too_large_for_mermaid_it_is_said_which_part_was_exported(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    many = Map(title="Many", claims=tuple(claim(f"c{n}", f"Claim {n}.", *reasons_for(n)) for n in range(700)))
    (folder / "many.yaml").write_text(yaml_of(many), encoding="utf-8")
    assert main(["many.yaml", "-o", "many.mmd"]) == 0
    said = capsys.readouterr().err
    assert "Mermaid draws at most 50,000 characters and 500 lines" in said
    assert "Exported: " in said
    assert "To choose, export part of the map (--tension, --focus)." in said


def reasons_for(number: int) -> tuple[Reason, ...]:
    """Three premises for each claim."""
    return (supports(f"c{number}", f"c{(number - 1) // 3}"),) if number else ()


@pytest.mark.parametrize(("format", "name", "other"), [("edges", "x.csv", "csv"), ("aif", "x.json", "json")])
def test_a_format_that_is_named_decides_what_an_ending_leaves_open(
    folder: Path, format: str, name: str, other: str
) -> None:
    assert main(["plain.yaml", "--format", format, "-o", name]) == 0
    assert main(["plain.yaml", "--format", format]) == 0
    usual = folder / "exports" / f"plain{FORMATS[format].suffix}"
    assert (folder / name).read_bytes() == usual.read_bytes()
    assert main(["plain.yaml", "--format", other, "-o", f"two/{name}", "--format", format, "-o", usual.name]) == 0
    assert (folder / "two" / name).read_bytes() != (folder / usual.name).read_bytes() == usual.read_bytes()


def test_writes_into_exports(folder: Path) -> None:
    assert main(["plain.yaml"]) == 0
    assert (folder / "exports" / "plain.svg").read_text(encoding="utf-8").startswith("<svg ")


@pytest.mark.parametrize(
    ("format", "start"),
    [
        ("svg", b"<svg "),
        ("pdf", b"%PDF-1.7"),
        ("dot", b"digraph"),
        ("mermaid", b"flowchart RL"),
        ("md", b"# Cycle lanes"),
        ("txt", b"Cycle lanes"),
        ("json", b"{"),
    ],
)
def test_writes_every_format(folder: Path, format: str, start: bytes) -> None:
    assert main(["plain.yaml", "--format", format]) == 0
    (written,) = (folder / "exports").iterdir()
    assert written.read_bytes().startswith(start)


@pytest.mark.needs("resvg")
def test_png_has_twice_as_many_pixels_as_points(folder: Path) -> None:
    assert main(["plain.yaml", "-o", "a.png", "-o", "a.svg"]) == 0
    data = (folder / "a.png").read_bytes()
    assert data.startswith(b"\x89PNG")
    width = float((folder / "a.svg").read_text(encoding="utf-8").partition('width="')[2].partition("pt")[0])
    assert abs(int.from_bytes(data[16:20], "big") - 2 * width) <= 2


def test_several_outputs_and_formats_in_one_call(folder: Path) -> None:
    assert main(["plain.yaml", "-o", "a.svg", "-o", "b.dot", "-o", "c.json"]) == 0
    assert sorted(path.name for path in folder.iterdir() if path.stem in "abc") == ["a.svg", "b.dot", "c.json"]
    assert json.loads((folder / "c.json").read_text(encoding="utf-8"))["claims"]["safer"]["supports"] == [
        {"claim": "build"}
    ]


def test_several_maps(folder: Path) -> None:
    assert main(["plain.yaml", "held.yaml"]) == 0
    assert sorted(path.name for path in (folder / "exports").iterdir()) == ["held.svg", "plain.svg"]


def test_one_output_for_several_maps_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plain.yaml", "held.yaml", "-o", "x.svg"]) == 2
    assert "For several maps, -o must be a folder" in capsys.readouterr().err


def test_an_unknown_ending_is_refused_unless_the_format_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plain.yaml", "-o", "picture.jpeg"]) == 2
    assert "Unknown file extension: 'picture.jpeg'" in capsys.readouterr().err
    assert main(["plain.yaml", "-o", "picture.data", "--format", "json"]) == 0
    assert (folder / "picture.data").read_bytes().startswith(b"{")


def test_standard_output_gets_the_picture_and_nothing_else(
    folder: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["plain.yaml", "-o", "-"]) == 0
    out, err = capfdbinary.readouterr()
    assert out.startswith(b"<svg ")
    assert out.endswith(b"</svg>\n")
    assert err == b""


def test_check_says_when_an_export_is_out_of_date(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plain.yaml", "--check"]) == 1
    assert "plain.svg is missing" in capsys.readouterr().err
    main(["plain.yaml"])
    assert main(["plain.yaml", "--check"]) == 0
    map = folder / "plain.yaml"
    before = (folder / "exports" / "plain.svg").read_bytes()
    map.write_text(map.read_text(encoding="utf-8").replace("make cycling", "make riding"), encoding="utf-8")
    assert main(["plain.yaml", "--check"]) == 1
    assert (folder / "exports" / "plain.svg").read_bytes() == before


@pytest.mark.parametrize(
    ("options", "name", "words"),
    [
        (["--tension", "speed"], "held-speed", "Tension: Speed versus scrutiny"),
        (["--focus", "at-once", "--depth", "1"], "held-at-once", "Around: Work should begin"),
        (["--stakeholder", "dft"], "held-dft", "Positions of Department for Transport"),
    ],
)
def test_lenses(folder: Path, options: list[str], name: str, words: str) -> None:
    assert main(["held.yaml", *options]) == 0
    assert words in (folder / "exports" / f"{name}.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "options", [["--tension", "spede"], ["--focus", "nobody"], ["--stakeholder", "dff"], ["--tag", "none"]]
)
def test_what_the_map_does_not_have_is_a_sentence(
    folder: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["held.yaml", *options]) == 2
    assert "The map has no" in capsys.readouterr().err


def test_pictures_of_positions(folder: Path) -> None:
    assert main(["held.yaml", "--picture", "matrix"]) == 0
    assert main(["held.yaml", "--picture", "grid"]) == 0
    matrix = (folder / "exports" / "held-matrix.svg").read_text(encoding="utf-8")
    assert "Disagrees" in matrix
    assert "High power, low interest" in (folder / "exports" / "held-grid.svg").read_text(encoding="utf-8")


def test_a_map_without_positions_has_no_matrix(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plain.yaml", "--picture", "matrix"]) == 2
    assert "No positions to show yet" in capsys.readouterr().err


def test_word_and_slides_are_briefs_with_and_without_the_picture(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("docx", "pptx"):
        assert main(["held.yaml", "-o", f"held.{name}"]) == 0
        assert main(["held.yaml", "--picture", "brief", "--format", name, "-o", "one/"]) == 0
        assert main(["held.yaml", "--picture", "brief", "-o", f"two/held.{name}", "-o", "two/held.svg"]) == 0
        made = [Path(file).read_bytes() for file in (f"held.{name}", f"one/held-brief.{name}", f"two/held.{name}")]
        assert made[0][:2] == b"PK"
        assert made[1:] == made[:1] * 2
        assert "Work should begin" in Path("two/held.svg").read_text(encoding="utf-8")
        for option in ("--depth", "--width"):
            assert main(["held.yaml", "--picture", "brief", "--format", name, option, "400"]) == 2
            said = f"{option} is for svg, html, pdf and png. Add one of them, or remove {option}."
            assert said in capsys.readouterr().err
            assert main(["held.yaml", "--picture", "brief", "-o", f"held.{name}", "-o", "x.svg", option, "400"]) == 0
    assert main(["held.yaml", "--picture", "brief", "--format", "txt"]) == 2
    said = "--picture brief has no txt form. Use svg, html, pdf, png, docx or pptx. For its text, remove --picture.\n"
    assert capsys.readouterr().err.endswith(said)


SAMPLE = str(ROOT / "maps" / "uk_openai.yaml")


@pytest.mark.parametrize(
    ("file", "options", "way"),
    [
        (SAMPLE, ["-o", "map.pptx"], "Use --pages for all."),
        (SAMPLE, ["--picture", "brief", "--fit", "16:9", "-o", "map.svg"], "Use --depth all for all."),
        ("large.yaml", ["--focus", "top", "-o", "map.pptx"], ""),
        (SAMPLE, ["--pages", "-o", "map.pptx"], None),
        (SAMPLE, ["--picture", "brief", "-o", "map.svg"], None),
        (SAMPLE, ["--picture", "brief", "--depth", "1", "-o", "map.svg"], None),
        ("held.yaml", ["-o", "map.pptx", "-o", "map.docx"], None),
    ],
)
def test_it_is_said_how_many_claims_are_shown_where_some_are_left_out(
    folder: Path, file: str, options: list[str], way: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([file, *options]) == 0
    told = re.findall(r"^Shown: (\d+) of (\d+) claims\.(.*)$", capsys.readouterr().err, re.MULTILINE)
    assert [(more.strip(), int(shown) < int(total)) for shown, total, more in told] == (
        [] if way is None else [(way, True)]
    )
    if Path("map.pptx").exists() and told:
        assert f"Shown: {told[0][0]} of {told[0][1]} claims" in _texts_of_slides(Path("map.pptx"))


def _texts_of_slides(file: Path) -> str:
    slides = pptx.Presentation(str(file)).slides
    return "\n".join(shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame)


def test_a_folder_may_be_named_for_several_maps_and_formats(folder: Path) -> None:
    (folder / "there").mkdir()
    for place in ("new/", "there"):
        assert main(["plain.yaml", "held.yaml", "--format", "txt", "--format", "md", "-o", place]) == 0
        names = {path.name for path in (folder / place).iterdir()}
        assert names == {"plain.txt", "plain.md", "held.txt", "held.md"}
    assert main(["plain.yaml", "-o", "there"]) == 0
    assert (folder / "there" / "plain.svg").exists()


def test_pages_lead_to_each_other(folder: Path) -> None:
    assert main(["large.yaml", "--pages"]) == 0
    pages = {path.name: path.read_text(encoding="utf-8") for path in (folder / "exports").iterdir()}
    assert {"large-overview.svg", "large-page-speed.svg", "large-page-top.svg"} <= set(pages)
    for name in pages.keys() - {"large-overview.svg"}:
        assert f'href="{name}"' in pages["large-overview.svg"]
        assert 'href="large-overview.svg"' in pages[name]


def test_a_map_that_fits_on_a_page_has_no_others(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["held.yaml", "--pages"]) == 0
    assert capsys.readouterr().err == f"Wrote {Path('exports', 'held-overview.svg')}\n"
    assert [path.name for path in (folder / "exports").iterdir()] == ["held-overview.svg"]


def test_a_page_and_a_part_drawn_alone_do_not_take_each_others_place(folder: Path) -> None:
    assert main(["held.yaml", "--pages"]) == 0
    assert main(["held.yaml", "--tension", "speed"]) == 0
    assert main(["held.yaml", "--pages", "--check"]) == 0


@pytest.mark.parametrize(
    "format",
    [
        "svg",
        pytest.param("html", marks=pytest.mark.slow),
        pytest.param("png", marks=[pytest.mark.slow, pytest.mark.needs("resvg")]),
    ],
)
def test_pages_of_an_earlier_export_are_told_of_and_not_deleted(
    folder: Path, format: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["large.yaml", "--pages", "--format", format, "-o", f"out/a & ü.{format}"]) == 0
    old = folder / "out" / f"a & ü-page-older.{format}"
    old.write_bytes((folder / "out" / f"a & ü-page-speed.{format}").read_bytes())
    (folder / "out" / f"a & ü-mine.{format}").write_text("not a page", encoding="utf-8")
    capsys.readouterr()
    argv = ["large.yaml", "--pages", "-o", f"out/a & ü.{format}"]
    assert main([*argv, "--check"]) == 1
    told = f"Old page of an earlier export, which you can delete: {Path('out', f'a & ü-page-older.{format}')}"
    assert capsys.readouterr().err == f"{told}\n"
    assert main(argv) == 0
    assert told in capsys.readouterr().err
    for number in range(6):
        (folder / "out" / f"a & ü-page-old-{number}.{format}").write_bytes(old.read_bytes())
    old.unlink()
    assert main([*argv, "--check"]) == 1
    told = capsys.readouterr().err
    assert told.startswith("Old pages of an earlier export, which you can delete: ")
    assert [number for number in range(6) if f"old-{number}.{format}" in told] == [0, 1, 2, 3, 4]
    assert told.endswith(f"old-4.{format} and 1 more\n")
    for page in (folder / "out").glob("*-old-*"):
        page.unlink()
    assert main([*argv, "--check"]) == 0
    assert capsys.readouterr().err == ""


def test_a_page_that_cannot_be_read_and_cannot_be_divided_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    map = Map(title="Long", claims=(claim("a", "word " * 3000), claim("b", "Short.", supports("b", "a"))))
    (folder / "long.yaml").write_text(yaml_of(map), encoding="utf-8")
    assert main(["long.yaml", "--pages"]) == 0
    said = "long-overview.svg is smaller than 7 pt on A4."
    assert said in capsys.readouterr().err
    assert main(["long.yaml", "--pages", "--format", "pdf"]) == 0
    assert "The text of page 1 is smaller than 7 pt on A4." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "options", "ways"),
    [
        ("tension", "--fit a4-landscape", ["--pages", "--fit a3"]),
        pytest.param("tension", "--fit 16:9", ["--pages"], marks=pytest.mark.slow),
        ("night-flights", "--fit 16:9 --focus ban-nights", ["--picture brief"]),
        *(
            pytest.param(name, options, None, marks=pytest.mark.slow)
            for name in ("bridge", "deux-langues", "library-hours", "night-flights", "river-dam", "school-phones")
            for paper in PAPERS
            for options in (f"--fit {paper}", f"--fit {paper} --picture matrix", f"--fit {paper} --picture network")
        ),
    ],
)
def test_each_way_that_is_named_makes_all_words_large_enough(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, options: str, ways: list[str] | None
) -> None:
    argv = [str(ROOT / "docs" / "gallery" / f"{name}.yaml"), "-o", "one.svg", *options.split()]
    assert main(argv) == 0
    told = re.search(r"hard to read below .*: use (.*)\.$", capsys.readouterr().err, re.MULTILINE)
    named = re.findall(r"(?<!no )(?:--picture brief|--fit \w+|--pages)", told[1]) if told else []
    assert ways is None or named == ways
    assert told is None or named or told[1] == "no --fit"
    for way in named:
        assert main([*argv, *way.split()]) == 0
        assert "hard to read" not in capsys.readouterr().err


def test_a_map_whose_labels_are_small_on_one_page_has_several(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    map = str(ROOT / "docs" / "gallery" / "tension.yaml")
    for paper, number in (("a4", 2), ("a3", 1)):
        assert main([map, "--pages", "-o", f"{paper}.pdf", "--fit", paper]) == 0
        assert capsys.readouterr().err == f"Wrote {paper}.pdf\n"
        assert len(re.findall(rb"/Type/Page\b", (folder / f"{paper}.pdf").read_bytes())) == number


def test_five_pages_that_are_hard_to_read_are_named_and_more_are_counted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    claims = tuple(claim(f"a{place}", f"{place} " + "word " * 1500) for place in range(6))
    (folder / "long.yaml").write_text(yaml_of(Map(title="Long", claims=claims)), encoding="utf-8")
    assert main(["long.yaml", "--pages"]) == 0
    (said,) = re.findall(r"The text of (.*) is smaller", capsys.readouterr().err)
    assert len(re.findall(r"long-\S+\.svg", said)) == 5 and said.endswith(f" and {said.split()[-2]} more")


def test_many_pages_are_told_of_in_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["large.yaml", "--pages"]) == 0
    number = len([*(folder / "exports").iterdir()]) - 1
    assert f"Wrote {Path('exports', 'large-overview.svg')} and {number} linked pages\n" in capsys.readouterr().err


def test_pages_of_pdf_are_one_file(folder: Path) -> None:
    assert main(["large.yaml", "--pages", "--format", "pdf"]) == 0
    assert len(re.findall(rb"/Type/Page\b", (folder / "exports" / "large.pdf").read_bytes())) > 2


def test_fit_gives_the_size_of_the_paper(folder: Path) -> None:
    assert main(["plain.yaml", "--fit", "a4"]) == 0
    head = (folder / "exports" / "plain.svg").read_text(encoding="utf-8")[:200]
    assert 'width="841.9pt" height="595.3pt"' in head or 'width="595.3pt" height="841.9pt"' in head


SAMPLE = Path(__file__).parents[2] / "maps" / "uk_openai.yaml"


@pytest.mark.parametrize(("label", "is_told"), [(8.4, True), (8.5, False)])
def test_labels_too_small_for_the_page_are_told_where_claims_are_not(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, label: float, is_told: bool
) -> None:
    made = Picture(
        10,
        10,
        "T",
        "",
        (Text(0, 0, "Claim", 12, "ink"), Text(0, 0, "LABEL", label, "ink"), Text(0, 0, "+", 2, "ink")),
    )
    monkeypatch.setattr("argmap.draw.pages.fitting.on_paper", lambda picture, size: made._replace(page=(8.24, 8.24)))
    assert main(["plain.yaml", "-o", "p.svg", "--fit", "a4"]) == 0
    told = capsys.readouterr().err.splitlines()
    said = "The smallest text is 6.9 pt on A4, which is hard to read below 7 pt: use --pages"
    assert [line.startswith(said) for line in told] == ([True, False] if is_told else [False])


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (
            "--fit a4",
            r"on A4, which is hard to read below 7 pt: "
            r"use --pages\.",
        ),
        ("--fit a3", r"on A3, .* below 7 pt: use --pages\."),
        ("--fit 16:9", r"on 16:9, .* below 12 pt: use --pages\."),
        *(
            pytest.param(f"--fit {paper}", rf"on {said}, .* below 7 pt: use --pages\.", marks=pytest.mark.slow)
            for paper, said in (("letter", "letter paper"), ("a4-landscape", "A4 landscape"))
        ),
        (
            "--fit a4 --stakeholder uk-government",
            r"on A4, .*: use --picture brief\.",
        ),
        (
            "--fit 16:9 --tension ai-oversight",
            r"on 16:9, .* below 12 pt: use --picture brief\.",
        ),
        ("--fit 16:9 --picture matrix", r"on 16:9, .*: use a larger page \(--fit a3\)\."),
    ],
)
def test_text_too_small_for_the_page_is_told_with_what_helps(
    folder: Path, capsys: pytest.CaptureFixture[str], argv: str, said: str
) -> None:
    assert main([str(SAMPLE), "-o", "small.svg", *argv.split()]) == 0
    told, wrote, *rest = capsys.readouterr().err.splitlines()
    assert re.match(rf"The text is \d+\.\d pt {said}", told)
    assert (wrote, rest) == ("Wrote small.svg", [])


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        ("", ["use --picture brief --width 900 there."]),
        ("--focus build-on-partnerships --depth 9", ["use a smaller --depth there."]),
        ("--stakeholder uk-government", []),
        ("--tension foreign-reliance --depth 2", []),
        ("--check", []),
    ],
)
def test_text_too_small_for_a_readme_is_told_once_with_what_helps(
    folder: Path, capsys: pytest.CaptureFixture[str], argv: str, said: list[str]
) -> None:
    for told in (said, []):  # the second time the picture is there
        main([str(SAMPLE), "-o", "wide.svg", *argv.split()])
        hints = [line for line in capsys.readouterr().err.splitlines() if "In a README" in line]
        assert [line.partition(" px: ")[2] for line in hints] == told


def test_a_tension_is_drawn_down_to_a_level(folder: Path) -> None:
    pictures = []
    for depth in ("1", "2", "9"):
        assert main([str(SAMPLE), "--tension", "foreign-reliance", "--depth", depth, "-o", "part.svg"]) == 0
        pictures.append((folder / "part.svg").read_text(encoding="utf-8"))
    assert main([str(SAMPLE), "--tension", "foreign-reliance", "-o", "part.svg"]) == 0
    boxes = [picture.count('class="box ') for picture in pictures]
    assert boxes == sorted(set(boxes))
    assert "more reason" in pictures[0]
    assert pictures[-1] == (folder / "part.svg").read_text(encoding="utf-8")


def test_a_claim_without_reasons_counts_the_undercuts_of_its_link_as_such(folder: Path) -> None:
    claims = "  top: {text: Close.}\n  r: {text: Dear., supports: [top]}\n  u: {text: No., undercuts: [r->top]}\n"
    Path("a.yaml").write_text(f"argmap: 1\ntitle: T\nclaims:\n{claims}", "utf-8")
    for name in ("part.svg", "part.mmd"):
        assert main(["a.yaml", "--focus", "top", "--depth", "1", "--status", "-o", name]) == 0
        text = (folder / name).read_text(encoding="utf-8")
        assert "1 more undercut" in text and "more reason" not in text


@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_nothing_is_said_of_text_that_can_be_read(
    folder: Path, capsys: pytest.CaptureFixture[str], paper: str
) -> None:
    assert main(["plain.yaml", "--fit", paper]) == 0
    assert capsys.readouterr().err == f"Wrote {Path('exports', 'plain.svg')}\n"


def test_status_is_marked_when_asked(folder: Path) -> None:
    assert main(["plain.yaml", "--status"]) == 0
    assert "No reasons yet" in (folder / "exports" / "plain.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_a_fixed_theme_asks_the_reader_nothing(folder: Path, theme: str) -> None:
    assert main(["held.yaml", "--theme", theme]) == 0
    assert "prefers-color-scheme" not in (folder / "exports" / "held.svg").read_text(encoding="utf-8")


def test_changed_since_draws_what_changed(folder: Path) -> None:
    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)

    git("init", "-q")
    git("add", "plain.yaml")
    git("commit", "-q", "-m", "A map")
    text = (folder / "plain.yaml").read_text(encoding="utf-8")
    (folder / "plain.yaml").write_text(text.replace("come on foot", "walk"), encoding="utf-8")
    assert main(["plain.yaml", "--changed-since", "HEAD"]) == 0
    drawn = (folder / "exports" / "plain-changes.svg").read_text(encoding="utf-8")
    assert 'id="claim-surveys"' in drawn
    assert 'id="claim-safer"' not in drawn


def test_watching_draws_again_when_the_map_is_saved_and_outlives_a_broken_save(folder: Path) -> None:
    text = (folder / "plain.yaml").read_text(encoding="utf-8")

    def save(words: str) -> None:
        (folder / "new.yaml").write_text(words, encoding="utf-8")
        (folder / "new.yaml").replace(folder / "plain.yaml")

    command = [sys.executable, "-m", "argmap", "export", "plain.yaml", "--watch"]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert "Watching" in process.stderr.readline()
        assert "Wrote" in process.stderr.readline()
        save(text.replace("claims:", "claims: ["))
        assert process.stderr.readline().startswith("plain.yaml:")
        save(text.replace("on foot", "by tram"))
        while "Wrote" not in (line := process.stderr.readline()):
            assert line.startswith("plain.yaml:")
        process.send_signal(signal.SIGINT)
        assert process.stderr.read() == ""
    assert process.returncode == 0
    assert "by tram" in (folder / "exports" / "plain.svg").read_text(encoding="utf-8").replace("\n", " ")


def test_standard_input_cannot_be_watched(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-", "--watch"]) == 2
    assert "--watch needs a map file" in capsys.readouterr().err


@pytest.mark.parametrize("how", ["itself", "hard link", "symbolic link"])
def test_a_map_is_never_written_over_by_its_export(
    how: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    map, place = folder / "plain.yaml", folder / "picture.svg"
    before = map.read_bytes()
    if how == "itself":
        place = map
    elif how == "hard link":
        place.hardlink_to(map)
    else:
        place.symlink_to(map)
    assert main(["held.yaml", "plain.yaml"]) == 0
    assert main(["plain.yaml", "-o", str(place), "--format", "svg"]) == 2
    assert "would overwrite the map plain.yaml" in capsys.readouterr().err
    assert map.read_bytes() == before


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (
            ["plain.yaml", "-o", "a.svg", "-o", "./a.svg"],
            "a.svg would be written twice, as a file or format",
        ),
        (
            ["plain.yaml", "plain.yaml"],
            "exports/plain.svg would be written twice, as the map plain.yaml",
        ),
        (
            ["plain.yaml", "sub/plain.yaml"],
            "plain.yaml and sub/plain.yaml would both be written",
        ),
        (
            ["plain.yaml", "plain.pdf"],
            "'plain.pdf' has the extension of an export.",
        ),
        (["plain.yaml", "x.md", "-o", "a.svg"], "'x.md' has the extension of an export."),
    ],
)
def test_two_exports_do_not_take_one_place(
    argv: list[str], said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "plain.yaml").write_bytes((folder / "held.yaml").read_bytes())
    assert main(argv) == 2
    assert said in capsys.readouterr().err
    assert not (folder / "exports").exists()
    assert not (folder / "a.svg").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("-o - -o -", "both go to standard output"),
        ("-o a.svg -o b/../a.svg", "b/../a.svg would be written twice"),
        ("-o a.svg --format pdf", "--format pdf has no output file"),
        ("-o taken.svg", "taken.svg is a folder"),
        ("-o a.txt --fit a4", "--fit is for svg, html, pdf and png"),
        ("-o a.md -o a.json --theme dark", "--theme is for svg, html, pdf and png"),
        ("-o a.txt --status", "--status is for svg, html, pdf, png, md, dot and mermaid"),
        ("-o a.txt --pages", "--pages needs output files in svg, html, pdf, png or pptx"),
        ("-o a.svg -o a.txt --pages", "--pages needs output files"),
        ("-o - --pages", "--pages needs output files"),
        ("--pages --tension speed", "--pages splits the whole map. Remove --tension"),
        ("--pages --picture matrix", "--pages is for the map itself"),
        ("--depth 1", "--depth needs --focus"),
        ("--check -o -", "--check needs an output file"),
        ("--check --watch", "--check writes nothing, and --watch writes repeatedly"),
    ],
)
def test_options_without_use_are_refused_before_anything_is_done(
    options: str, said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "taken.svg").mkdir()
    (folder / "held.yaml").write_text("no map", encoding="utf-8")
    before = sorted(folder.iterdir())
    assert main(["held.yaml", *options.split()]) == 2
    out, err = capsys.readouterr()
    assert said in err
    assert err.count("\n") == 1
    assert out == ""
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--deadline x", "'x' must be a number of seconds"),
        ("--deadline nan", "'nan' must be a number of seconds"),
        ("--deadline 0", "'0' must be a number of seconds"),
        ("--depth -1", "'-1' must be a whole number"),
        ("--depth 1.5", "'1.5' must be a whole number"),
    ],
)
def test_numbers_that_are_none_are_refused_in_words(
    options: str, said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["plain.yaml", *options.split()])
    assert left.value.code == 2
    assert said in capsys.readouterr().err


def test_a_map_that_cannot_be_read_does_not_keep_the_others_from_being_exported(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "broken.yaml").write_text("claims: [", encoding="utf-8")
    assert main(["broken.yaml", "plain.yaml"]) == 2
    assert "broken.yaml:" in capsys.readouterr().err
    assert [path.name for path in (folder / "exports").iterdir()] == ["plain.svg"]


def test_nothing_is_written_when_one_of_several_exports_cannot_be_made(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **options: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr("argmap.draw.html.page.write", interrupted)
    for argv in (["plain.yaml", "-o", "a.svg", "-o", "a.html"], ["plain.yaml", "--pages", "--format", "html"]):
        before = sorted(folder.iterdir())
        with pytest.raises(KeyboardInterrupt):
            main(argv)
        assert sorted(folder.iterdir()) == before


@pytest.mark.needs("fonts")
def test_two_pdfs_of_one_call_carry_the_same_fonts(folder: Path) -> None:
    (folder / "scripts.yaml").write_text("argmap: 1\ntitle: Żółw\nclaims: {a: {text: Łąka}}\n", encoding="utf-8")
    assert main(["scripts.yaml", "-o", "a.pdf", "-o", "b.pdf"]) == 0
    assert (folder / "a.pdf").read_bytes() == (folder / "b.pdf").read_bytes()


@pytest.mark.parametrize("place", ["x" * 300 + ".svg", "plain.yaml/a.svg"])
def test_names_that_no_file_can_have_are_one_sentence(
    place: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["plain.yaml", "-o", place]) == 2
    said = capsys.readouterr().err
    assert said.startswith("argmap: ")
    assert said.count("\n") == 1


@pytest.mark.parametrize("format", ["dot", "mermaid"])
def test_status_is_in_the_graphs_of_other_tools(folder: Path, format: str) -> None:
    assert main(["plain.yaml", "--format", format, "-o", "with", "--status"]) == 0
    assert main(["plain.yaml", "--format", format, "-o", "without"]) == 0
    marked, plain = ((folder / name).read_text(encoding="utf-8") for name in ("with", "without"))
    assert "NO REASONS YET" in marked
    assert "CHALLENGED" in marked
    assert "Based only on this map" in marked
    assert "NO REASONS YET" not in plain
    assert "Based only" not in plain


def test_pages_are_marked_when_asked(folder: Path) -> None:
    assert main(["large.yaml", "--pages", "--status"]) == 0
    assert "No reasons yet" in (folder / "exports" / "large-page-top.svg").read_text(encoding="utf-8")


def test_a_simple_layout_is_said_at_once(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*_: object) -> bytes:
        raise too_slow(1.0)

    monkeypatch.setattr("argmap.io.graphviz.engines.lay_out", slow)
    assert main(["plain.yaml"]) == 0
    assert "Simple layout used. The layout took longer" in capsys.readouterr().err


def test_what_cannot_be_written_is_one_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "taken.svg").mkdir()
    (folder / "file").write_text("not a folder", encoding="utf-8")
    for place in ("taken.svg", "file/map.svg", "file/below/map.svg"):
        assert main(["plain.yaml", "-o", place]) == 2
        said = capsys.readouterr().err
        assert said.startswith("argmap: ")
        assert "folder" in said
        assert said.count("\n") == 1
    if Path("/dev/full").exists():
        assert main(["plain.yaml", "-o", "/dev/full", "--format", "txt"]) == 2
        assert "argmap: /dev/full" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_behind_standard_output_is_one_sentence(folder: Path) -> None:
    command = [sys.executable, "-m", "argmap", "export", "plain.yaml", "-o", "-"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, cwd=folder, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 2
    assert done.stderr == "argmap: the output cannot be written: No space left on device.\n"


@pytest.mark.parametrize("format", [name for name in FORMATS if name != "png"])
def test_every_format_is_checked(format: str, folder: Path) -> None:
    options = ["held.yaml", "--format", format]
    assert main([*options, "--check"]) == 1
    assert main(options) == 0
    (written,) = (folder / "exports").iterdir()
    assert main([*options, "--check"]) == 0
    written.write_bytes(written.read_bytes() + b" ")
    assert main([*options, "--check"]) == 1


def test_help_names_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    assert "mermaid" in capsys.readouterr().out


def test_python_loads_and_draws_a_map(folder: Path) -> None:
    import argmap

    map = argmap.load(folder / "held.yaml")
    assert map.title == HELD.title
    assert map._repr_svg_().startswith("<svg ")
    assert "Tension: Speed" in map.svg(tension="speed")
    assert "Positions of Department for Transport" in map.svg(stakeholder="dft")
    assert "Around: Work should begin" in map.svg(focus="at-once", depth=1)
    assert '<rect class="paper" fill="#14171c"' in map.svg(theme="dark")
    with pytest.raises(MapError, match="Unknown theme 'blue'"):
        map.svg(theme="blue")
    with pytest.raises(MapError, match="One part of a map"):
        map.svg(tension="speed", focus="at-once")
    with pytest.raises(MapError, match="no claim 'nowhere'"):
        map.svg(focus="nowhere")


def test_in_python_what_cannot_be_done_is_said_with_its_place(folder: Path) -> None:
    import argmap

    (folder / "broken.yaml").write_text("argmap: 1\ntitle: [\n", encoding="utf-8")
    with pytest.raises(MapError, match=r"^broken\.yaml:2:8: .* Close it, "):
        argmap.load("broken.yaml")
    with pytest.raises(MapError, match="give focus or tension as well"):
        argmap.load("held.yaml").svg(depth=1)


@pytest.fixture
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that is none of the folder's."""
    file = tmp_path_factory.mktemp("elsewhere") / "precious.svg"
    file.write_bytes(b"precious")
    return file


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links are for administrators there")
@pytest.mark.parametrize("options", [[], ["-o", "exports/"], ["--pages"], ["--format", "svg", "--tension", "t"]])
def test_no_link_is_followed_under_a_name_that_was_not_chosen(
    folder: Path, elsewhere: Path, capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    text = "argmap: 1\ntitle: T\ntensions:\n  t:\n    title: T.\nclaims:\n  a:\n    text: A.\n    tension: t\n"
    (folder / "map.yaml").write_text(text, encoding="utf-8")
    (folder / "exports").mkdir()
    for name in ("map.svg", "map-t.svg"):
        (folder / "exports" / name).symlink_to(elsewhere)
    assert main(["map.yaml", *options]) == 2
    assert f"is a symbolic link to {elsewhere}. Name the file with -o to write there." in capsys.readouterr().err
    assert elsewhere.read_bytes() == b"precious"


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links are for administrators there")
def test_the_usual_folder_may_be_a_link_within_its_own(
    folder: Path, elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "exports").symlink_to(elsewhere.parent)
    assert main(["plain.yaml"]) == 2
    assert "exports is a symbolic link out of this folder" in capsys.readouterr().err
    assert [item.name for item in elsewhere.parent.iterdir()] == ["precious.svg"]
    (folder / "exports").unlink()
    (folder / "site").mkdir()
    (folder / "exports").symlink_to("site")
    assert main(["plain.yaml"]) == 0
    assert (folder / "site" / "plain.svg").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links are for administrators there")
def test_a_link_that_is_named_is_followed(folder: Path, elsewhere: Path) -> None:
    (folder / "latest.svg").symlink_to(elsewhere)
    (folder / "out").symlink_to(elsewhere.parent)
    assert main(["plain.yaml", "-o", "latest.svg"]) == 0
    assert (folder / "latest.svg").is_symlink()
    assert elsewhere.read_bytes().startswith(b"<svg ")
    assert main(["plain.yaml", "-o", "out/"]) == 0
    assert (elsewhere.parent / "plain.svg").exists()


def test_what_a_map_refers_to_and_does_not_have_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Documents leave it out, or show its id."""
    text = (
        "argmap: 1\ntitle: T\nclaims:\n  a:\n    text: A.\n    tension: nope\n    supports:\n      - alpah\n"
        "    undercuts:\n      - b -> a\n    positions:\n      nobody: agrees\n    sources:\n      - ghost\n"
        "      - ghoul\n"
    )
    (folder / "lost.yaml").write_text(text, encoding="utf-8")
    assert main(["lost.yaml", "-o", "lost.md"]) == 0
    named = "tension 'nope', claim 'alpah', link 'b -> a', stakeholder 'nobody' and 2 more"
    said = f"The map has no {named}, to which it refers. Run 'argmap check lost.yaml' to see where.\n"
    assert capsys.readouterr().err.startswith(said)


@pytest.mark.parametrize(("picture", "name"), [("brief", "Picture"), ("map", "Map")])
def test_a_page_with_a_brief_calls_it_a_picture(folder: Path, picture: str, name: str) -> None:
    assert main(["plain.yaml", "--picture", picture, "-o", "p.html"]) == 0
    assert f">{name}</button>" in (folder / "p.html").read_text(encoding="utf-8")
