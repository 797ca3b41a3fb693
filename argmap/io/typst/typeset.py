"""From the description of a document to PDF, by Typst (a typesetter in Rust), which ``argmap[print]`` installs.

Latin, Greek, Cyrillic and Hebrew are set in a font that comes with argmap, so that such a file is the same bytes on
every machine. Other scripts are set in the fonts of this machine: families of fonts are named in order of preference,
since what Typst falls back on by itself depends on the order in which it finds font files. Typst is asked for
PDF/UA-1 (ISO 14289-1), whose machine-checkable rules it checks while it writes.
"""

from __future__ import annotations

import importlib.util
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from argmap.escape import one_line
from argmap.io.lacking import EMOJI, REPLACED, without_emoji_said, without_letters_said
from argmap.model.findings import MapError

if TYPE_CHECKING:
    from typst import Fonts


TEMPLATE = Path(__file__).with_name("picture.typ")
OWN_FONTS = Path(__file__).parents[1] / "fonts"

LACKING = re.compile(r'the text `"(.*)"` could not be displayed', re.DOTALL)
"""What Typst says of a character that no font has."""

ESCAPED = re.compile(r"\\u\{([0-9a-f]{1,6})\}")
"""How it writes one that is not seen alone, such as an accent."""


NOT_SUSPECT = b"/Suspects false"
"""An entry of a tagged PDF that says its default (ISO 32000-1, 14.7.1), of which Poppler 22.12 says that it is
wrong. Spaces in its place move no object."""


REGION_OF_SCRIPT = {"hans": "cn", "hant": "tw"}
"""Where Chinese is written in a script (CLDR, likely subtags): Typst takes no script."""


def typeset(document: str, say: Callable[[str], None] = lambda sentence: None) -> bytes:
    """The PDF of a document that :mod:`argmap.draw.pdf.document` describes.

    Letters and emoji that no font has are replaced, and ``say`` is called with a sentence that names them. Raises
    MapError if Typst is not installed, and if it fails.
    """
    if importlib.util.find_spec("typst") is None:
        raise MapError(
            "PDF needs the package typst. Install it with 'pip install argmap[print]', or export svg or html and "
            "print that."
        )
    import typst

    try:
        return _compiled(document, OWN, None)
    except typst.TypstError as error:
        if not LACKING.search(str(error)):
            raise _failed(error) from error
    lacking: list[str] = []
    while True:
        try:
            made = _compiled_with_all(document)
            break
        except typst.TypstError as error:
            text = _lacking(error)
            if text is None or text not in document:
                raise _failed(error) from error
        if EMOJI.search(text):
            say(without_emoji_said("PDF", EMOJI.findall(document)))
            document = EMOJI.sub(REPLACED, document)
        else:
            found = _of_same_script(text, document) if len(lacking) >= MOST_ALONE else [text]
            lacking += found
            for one in found:
                document = document.replace(one, REPLACED)
    if lacking:
        say(without_letters_said("PDF", sorted(lacking)))
    return made


MOST_ALONE = 8
"""Letters that are found to have no font one by one; after that all of their script are taken to have none."""


def _lacking(error: Exception) -> str | None:
    """The text that no font has, if that is what Typst says."""
    found = LACKING.search(str(error))
    return ESCAPED.sub(lambda code: chr(int(code[1], 16)), found[1]) if found else None


def _of_same_script(text: str, document: str) -> list[str]:
    """The characters of a document whose names begin with the same word, the name of a script, as that of a text."""
    script = _script(text[0])
    return [text, *(char for char in sorted({*document}) if not char.isascii() and _script(char) == script)]


def _script(char: str) -> str:
    return unicodedata.name(char, "").partition(" ")[0]


def _compiled_with_all(document: str) -> bytes:
    """The PDF, set in all fonts of this machine."""
    fonts = installed()
    return _compiled(document, all_families(document, fonts.families()), fonts)


def _compiled(document: str, families: tuple[FontFamily, ...], fonts: Fonts | None) -> bytes:
    """The PDF, set in some families; with argmap's own fonts and Typst's alone unless ``fonts`` are given."""
    import typst

    language, region = _language(document)
    inputs = {
        "document": document,
        "families": json.dumps([family._asdict() for family in families]),
        "language": language,
        "region": region,
    }
    if fonts is None:
        fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(OWN_FONTS)])
    compiler = typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=fonts, sys_inputs=inputs)
    made = compiler.compile(format="pdf", pdf_standards="ua-1")
    assert isinstance(made, bytes)
    return made.replace(NOT_SUSPECT, b" " * len(NOT_SUSPECT), 1)


def other_families() -> list[str]:
    """The families of fonts of this machine, without those that come with argmap and with Typst; none without it."""
    if importlib.util.find_spec("typst") is None:
        return []
    import typst

    own = typst.Fonts(include_system_fonts=False, font_paths=[str(OWN_FONTS)])
    return sorted({*installed().families()} - {*own.families()})


@cache
def installed() -> Fonts:
    """The fonts of this machine with argmap's own. To look for them takes a quarter of a second."""
    import typst

    return typst.Fonts(include_system_fonts=True, font_paths=[str(OWN_FONTS)])


def _language(document: str) -> tuple[str, str]:
    """The language and region of a document, as Typst takes them, from its language tag (BCP 47)."""
    first, *rest = (json.loads(document)["language"] or "en").lower().split("-")
    region = next((part for part in rest if len(part) == 2 and part.isalpha() and part.isascii()), "")
    if not region and first == "zh":
        region = next((REGION_OF_SCRIPT[part] for part in rest if part in REGION_OF_SCRIPT), "")
    return first if first.isascii() and first.isalpha() and 2 <= len(first) <= 3 else "und", region


def _failed(error: Exception) -> MapError:
    said = one_line(str(error))[:200]
    return MapError(f"Typst failed on this picture (it said: {said}). Export svg or html instead.")


class FontFamily(NamedTuple):
    """A family, and as a regular expression the characters that it is used for, if not for all that it has."""

    name: str
    covers: str | None = None


SIGNS = r"[\u{0530}-\u{058f}\u{10a0}-\u{10ff}\u{2190}-\u{2bff}]"
"""Armenian, Georgian, arrows, mathematical and other signs."""

PICTURES = r"[\p{Emoji_Presentation}\u{1f000}-\u{1faff}\u{fe0f}\u{200d}]"

OWN = (FontFamily("Arimo"), FontFamily("DejaVu Sans Mono", SIGNS))
"""A family that comes with argmap, and one that comes with Typst."""

FAMILIES_OF_EMOJI = ("Noto Color Emoji", "Apple Color Emoji", "Segoe UI Emoji")

SANS = (
    "Noto Sans",
    "Arial",
    "Segoe UI",
    "Noto Sans Arabic",
    "Noto Sans Devanagari",
    "Nirmala UI",
    "Kohinoor Devanagari",
    "Noto Sans Thai",
    "Leelawadee UI",
    "Thonburi",
)
"""Families without serifs for many scripts, where installed, on Linux, Windows and macOS."""

CHINESE = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei")
JAPANESE = ("Noto Sans CJK JP", "Noto Sans JP", "Source Han Sans", "Hiragino Sans", "Yu Gothic")
KOREAN = ("Noto Sans CJK KR", "Noto Sans KR", "Source Han Sans K", "Apple SD Gothic Neo", "Malgun Gothic")


def all_families(text: str, installed: Iterable[str]) -> tuple[FontFamily, ...]:
    """The families for a text: argmap's own, those wanted for its scripts, then all others that are installed.

    Chinese, Japanese and Korean write some characters apart; which language it is, is told by its own letters.
    """
    names = set(installed)
    wanted = [name for name in (*SANS, *_east_asian(text)) if name in names]
    pictures = [FontFamily(name, PICTURES) for name in FAMILIES_OF_EMOJI if name in names]
    rest = sorted(
        names - {*wanted, *FAMILIES_OF_EMOJI, OWN[0].name}, key=lambda name: (not name.startswith("Noto Sans"), name)
    )
    return (*OWN, *pictures, *map(FontFamily, (*wanted, *rest)))


def _east_asian(text: str) -> Sequence[str]:
    """Families for Chinese, Japanese and Korean, those of the text's language first."""
    if any("\u3040" <= char <= "\u30ff" for char in text):
        return (*JAPANESE, *KOREAN, *CHINESE)
    if any("\uac00" <= char <= "\ud7a3" for char in text):
        return (*KOREAN, *JAPANESE, *CHINESE)
    return (*CHINESE, *JAPANESE, *KOREAN)
