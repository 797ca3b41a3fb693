"""PDF in every script: it is drawn by fonts that the file carries, and its text can be found and copied."""

from __future__ import annotations

import re
import struct
import subprocess
import zlib
from pathlib import Path

import pytest

from argmap.cli.export.command import main
from argmap.draw.measure import clusters
from argmap.draw.pdf.png_pixels import pixels
from argmap.draw.pdf.text import FontFile, Setting, Shaped, Standard, lettering
from argmap.io.fonts import text_fonts
from argmap.mapfile.read.read import read
from argmap.model.findings import MapError
from argmap.model.types import Claim

HERE = Path(__file__).parent
MAP = HERE / "every-script.yaml"


@pytest.fixture(scope="module")
def fonts() -> list[FontFile]:
    return list(text_fonts())


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The map of every script as PDF."""
    file = tmp_path_factory.mktemp("pdf") / "map.pdf"
    assert main([str(MAP), "-o", str(file)]) == 0
    return file


def plain(text: str) -> str:
    """``text`` without spaces and the marks by which a reader shows directions."""
    return re.sub(r"[\s\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text)


@pytest.mark.needs("pdftotext", "fonts")
@pytest.mark.parametrize("claim", read(MAP.read_bytes(), "").map.claims, ids=lambda claim: claim.id)
def test_another_reader_finds_every_word(written: Path, claim: Claim) -> None:
    done = subprocess.run(["pdftotext", "-raw", written, "-"], capture_output=True, check=True)
    assert done.stderr == b""
    found = plain(done.stdout.decode())
    lacking = [word for word in re.findall(r"\w[\w\u200d]*", claim.text) if plain(word) not in found]
    assert lacking == []


@pytest.mark.needs("fonts")
def test_only_the_glyphs_used_are_carried(written: Path) -> None:
    data = written.read_bytes()
    assert len(data) < 400_000
    assert data.count(b"/FontFile") >= 8
    assert data.count(b"/Subtype /Type3") == 1


@pytest.mark.needs("fonts")
def test_the_same_map_and_fonts_give_the_same_bytes(written: Path, tmp_path: Path) -> None:
    assert main([str(MAP), "-o", str(tmp_path / "again.pdf")]) == 0
    assert (tmp_path / "again.pdf").read_bytes() == written.read_bytes()


@pytest.mark.needs("fonts")
def test_letters_join_and_marks_stand_over_their_letters(fonts: list[FontFile]) -> None:
    letters = lettering(["سلام", "कि"], fonts)
    assert isinstance(letters, Shaped)
    joined = letters.width("سلام", 12, "regular")
    apart = sum(letters.width(letter, 12, "regular") for letter in "سلام")
    assert joined < 0.9 * apart
    (shown,) = {" ".join(letters.shown("कि", (0, 0), 12, Setting())) for _ in range(2)}
    assert "/ActualText <FEFF0915093F>" in shown


def carried(texts: list[str], shown: str, fonts: list[FontFile]) -> list[object]:
    """What the file holds for the letters ``shown`` in a document of ``texts``."""
    letters = lettering(texts, fonts)
    assert list(letters.shown(shown, (0, 0), 12, Setting()))
    parts: list[object] = []
    letters.resources(lambda text, stream: parts.append((text, stream)) or len(parts))  # type: ignore[func-returns-value]
    return parts


@pytest.mark.needs("fonts")
def test_a_character_is_written_as_its_language_does(fonts: list[FontFile]) -> None:
    japanese, chinese = carried(["直す"], "直", fonts), carried(["直"], "直", fonts)
    assert japanese != chinese


def test_helvetica_is_enough_for_western_text() -> None:
    def never() -> list[FontFile]:
        raise AssertionError("fonts were looked at")

    assert isinstance(lettering(["Crème brûlée – naïve “quotes”", "a − b → c"], iter(never, None)), Standard)


def test_what_no_font_has_is_named() -> None:
    with pytest.raises(MapError, match=r"U\+0634.*Install one.*export svg"):
        lettering(["ش"], [])


@pytest.mark.parametrize(
    ("word", "kept"),
    [
        ("แม่นยำ", ["แ", "ม่", "น", "ยำ"]),
        ("हिन्दी", ["हि", "न्", "दी"]),
        ("é!", ["é", "!"]),
        ("👨‍👩‍👧x", ["👨‍👩‍👧", "x"]),
    ],
)
def test_what_is_not_torn_apart(word: str, kept: list[str]) -> None:
    assert list(clusters(word)) == kept


def png(
    kind: int, size: int, rows: list[tuple[int, bytes]], *more: tuple[bytes, bytes], wide: int = 2, depth: int = 8
) -> bytes:
    """A small picture, two pixels wide unless told; each row with its filter."""
    head = struct.pack(">IIBBBBB", wide, len(rows), depth, kind, 0, 0, 0)
    body = zlib.compress(b"".join(bytes([filtering]) + row for filtering, row in rows))
    assert all(len(row) == (wide * size * depth + 7) // 8 for _, row in rows)
    chunks = ((b"IHDR", head), *more, (b"IDAT", body), (b"IEND", b""))
    packed = (struct.pack(">I", len(data)) + name + data + b"crc." for name, data in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


GREY = (0, b"\x10\x20")
PALETTE = ((b"PLTE", b"\x01\x02\x03\x04\x05\x06"), (b"tRNS", b"\x07"))
PICTURES = {
    "grey": (png(0, 1, [GREY]), "101010 202020", "ffff"),
    "grey and opacity": (png(4, 2, [(0, b"\x10\x80\x20\x40")]), "101010 202020", "8040"),
    "by the left": (png(2, 3, [(1, b"\x01\x02\x03\x01\x01\x01")]), "010203 020304", "ffff"),
    "by the row above": (
        png(6, 4, [(0, b"\x01\x02\x03\x04" * 2), (2, b"\x01\x01\x01\x01" * 2)]),
        "010203 010203 020304 020304",
        "04040505",
    ),
    "by their mean": (png(0, 1, [GREY, (3, b"\x01\x01")]), "101010 202020 090909 151515", "ffffffff"),
    "by Paeth": (png(0, 1, [GREY, (4, b"\x01\x01")]), "101010 202020 111111 212121", "ffffffff"),
    "palette": (png(3, 1, [(0, b"\x01\x00")], *PALETTE), "040506 010203", "ff07"),
    "palette of four bits": (
        png(3, 1, [(0, b"\x10\x10"), (2, b"\x00\x00")], *PALETTE, wide=3, depth=4),
        "040506 010203 040506 040506 010203 040506",
        "ff07ffff07ff",
    ),
    "palette of one bit": (png(3, 1, [(0, b"\x80")], *PALETTE, depth=1), "040506 010203", "ff07"),
    "grey of two bits": (png(0, 1, [(0, b"\xc4")], wide=3, depth=2), "ffffff 000000 555555", "ffffff"),
}


@pytest.mark.parametrize(("data", "colours", "opacity"), PICTURES.values(), ids=PICTURES)
def test_pixels_of_a_picture(data: bytes, colours: str, opacity: str) -> None:
    found = pixels(data)
    assert (found.colours.hex(" ", -3), found.opacity.hex()) == (colours, opacity)


@pytest.mark.parametrize(
    "data", [b"", b"\x89PNG\r\n\x1a\nshort", png(0, 1, [(0, b"ab")]).replace(b"\x08\0\0\0\0", b"\x10\0\0\0\0")]
)
def test_what_is_no_such_picture(data: bytes) -> None:
    with pytest.raises(ValueError, match="PNG"):
        pixels(data)
