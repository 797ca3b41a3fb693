"""PDF in every script: set in a font that comes with argmap or in those of this machine, to be found and copied."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import typst
from hypothesis import given

from argmap.cli.export.command import main
from argmap.draw.display_list import Picture, Text
from argmap.draw.pdf.document import description
from argmap.io.typst import typeset
from argmap.io.typst.typeset import OWN, all_families
from argmap.mapfile.read.read import read
from argmap.model.findings import MapError
from argmap.model.types import Claim, Map
from tests.draw.pdf.pdfs import opened, pdf_of, pdf_of_pictures
from tests.draw.small_maps import claim
from tests.examples import examples
from tests.strategies import texts

SCRIPTS = Path(__file__).parents[1] / "draw" / "pdf" / "every-script.yaml"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The map of every script as PDF."""
    file = tmp_path_factory.mktemp("pdf") / "map.pdf"
    assert main([str(SCRIPTS), "-o", str(file)]) == 0
    return file


def plain(text: str) -> str:
    """``text`` without spaces and the marks by which a reader shows directions.

    Poppler gives the two letters of an Arabic ligature the other way round, and so does this.
    """
    text = re.sub("\u0644([\u0622\u0623\u0625\u0627\u0649])", "\\1\u0644", text)
    return re.sub(r"[\s\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text)


@pytest.mark.needs("typst", "pdftotext", "fonts")
@pytest.mark.parametrize("claim", read(SCRIPTS.read_bytes(), "").map.claims, ids=lambda claim: claim.id)
def test_another_reader_finds_every_word(written: Path, claim: Claim) -> None:
    done = subprocess.run(["pdftotext", "-raw", written, "-"], capture_output=True, check=True)
    found = plain(done.stdout.decode())
    lacking = [word for word in re.findall(r"\w[\w\u200d]*", claim.text) if plain(word) not in found]
    assert lacking == []


@pytest.mark.needs("typst", "pdfinfo", "fonts")
def test_another_reader_finds_nothing_wrong(written: Path) -> None:
    done = subprocess.run(["pdfinfo", "-struct", written], capture_output=True, check=True)
    assert done.stderr == b""


@pytest.mark.needs("typst", "fonts")
def test_only_the_glyphs_used_are_carried(written: Path) -> None:
    assert written.stat().st_size < 400_000


@pytest.mark.needs("typst", "fonts")
def test_the_same_map_and_fonts_give_the_same_bytes(written: Path, tmp_path: Path) -> None:
    assert main([str(SCRIPTS), "-o", str(tmp_path / "again.pdf")]) == 0
    assert (tmp_path / "again.pdf").read_bytes() == written.read_bytes()


EUROPE = (
    "Crème brûlée – naïve “quotes”, £5 → €6",
    "Zażółć gęślą jaźń; Őszi fű – ĳ; ẞ ﬁ",
    "Ελλάδα και Θράκη: ἀρχὴ",
    "Србија и Україна, Ґ ў Ђ",
    "התרגום של משרד החוץ",
    "Հայաստան, საქართველო ≤ ☐ ✓",
)


@pytest.mark.needs("typst", "pikepdf")
@pytest.mark.parametrize("text", EUROPE)
def test_letters_of_europe_need_no_font_of_this_machine(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def none_here() -> None:
        raise AssertionError("fonts of this machine were looked for")

    monkeypatch.setattr(typeset, "installed", none_here)
    with opened(pdf_of(Map(title=text, claims=(claim("a", text),)))) as file:
        names = {str(font.BaseFont)[8:] for font in file.pages[0].Resources.Font.values()}
    assert names <= {"Arimo", "Arimo-Bold", "DejaVuSansMono", "DejaVuSansMono-Bold"}


@pytest.mark.needs("typst")
def test_letters_that_no_font_has_are_replaced_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    bare = typst.Fonts(include_system_fonts=False, font_paths=[str(typeset.OWN_FONTS)])
    monkeypatch.setattr(typeset, "installed", lambda: bare)
    monkeypatch.setattr(typeset, "MOST_ALONE", 2)
    said: list[str] = []
    han = "".join(map(chr, range(0x4E00, 0x4E20)))
    texts = Text(10, 20, "a\u12a0", 9, "ink"), Text(10, 30, f"Chinese: {han}", 9, "ink")
    document = description([Picture(100, 40, "A", "", texts)])
    assert typeset.typeset(document, said.append).startswith(b"%PDF")
    named = ", ".join(f"'{char}' (U+{ord(char):04X})" for char in ("\u12a0", *han[:7]))
    assert said == [
        f"The PDF shows \ufffd in place of {named} and 25 more, as no font on this machine has them. "
        "Install one that has (the Noto fonts have nearly all), or use svg or html."
    ]


@pytest.mark.needs("typst")
def test_emoji_that_no_font_has_are_replaced_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    bare = typst.Fonts(include_system_fonts=False, font_paths=[str(typeset.OWN_FONTS)])
    monkeypatch.setattr(typeset, "installed", lambda: bare)
    said: list[str] = []
    document = description([Picture(100, 40, "A", "", (Text(10, 20, "Ride 🚲 and 🇬🇧", 9, "ink"),))])
    assert typeset.typeset(document, said.append).startswith(b"%PDF")
    assert said == ["The PDF shows \ufffd in place of 🚲 🇬🇧. Use svg or html for emoji."]


def test_a_missing_typesetter_is_named_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typeset.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(MapError, match=r"^PDF needs the package typst\. .*'pip install argmap\[print\]'"):
        typeset.typeset("{}")
    assert typeset.other_families() == []


@pytest.mark.needs("typst", "pikepdf", "fonts")
@given(texts())
@examples(40)
def test_no_text_of_a_map_stops_or_becomes_source_of_the_typesetter(text: str) -> None:
    hostile = f'#panic("{text}") $ ] }} \\ " {text}'
    made = pdf_of(Map(title=hostile, claims=(claim("a", hostile),)))
    assert made.startswith(b"%PDF")


def test_families_are_those_of_the_language_first_and_then_all() -> None:
    eastern = [f"Noto Sans CJK {language}" for language in ("SC", "KR", "JP")]
    names = ["Zapf", "Bodoni", *eastern, "Noto Sans Osage", "Arimo", "Noto Sans"]

    def found(text: str) -> list[str]:
        return [family.name for family in all_families(text, names)][len(OWN) :]

    for text, languages in (("直す", "JP KR SC"), ("直", "SC JP KR"), ("直가", "KR JP SC"), ("直힣す", "JP KR SC")):
        east = [f"Noto Sans CJK {language}" for language in languages.split()]
        assert found(text) == ["Noto Sans", *east, "Noto Sans Osage", "Bodoni", "Zapf"]


@pytest.mark.needs("typst")
def test_what_typst_says_of_a_picture_that_it_cannot_set_is_cut() -> None:
    with pytest.raises(MapError) as refused:
        typeset.typeset('{"language": "en"}')
    assert re.fullmatch(
        r"Typst failed on this picture \(it said: [^\n]{10,200}\)\. Export svg or html instead\.", str(refused.value)
    )


@pytest.mark.needs("typst", "fonts")
def test_a_character_is_written_as_its_language_does() -> None:
    def fonts_of(text: str) -> set[str]:
        with opened(pdf_of_pictures([Picture(90, 40, "A", "", (Text(9, 20, text, 9, "ink"),))])) as file:
            return {str(font.BaseFont)[7:] for font in file.pages[0].Resources.Font.values()}

    assert fonts_of("直す") != fonts_of("直")
