"""In which families of fonts a PDF is set, in order of preference.

All are named, since what Typst falls back on by itself depends on the order in which it finds the files of fonts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class FontFamily(NamedTuple):
    """A family, and as a regular expression the characters that it is used for, if not for all that it has."""

    name: str
    covers: str | None = None


SIGNS = r"[\u{0530}-\u{058f}\u{10a0}-\u{10ff}\u{2190}-\u{2bff}]"
"""Armenian, Georgian, arrows, mathematical and other signs."""

PICTURES = r"[\p{Emoji_Presentation}\u{1f000}-\u{1faff}\u{fe0f}\u{200d}]"

OWN = (FontFamily("Arimo"), FontFamily("DejaVu Sans Mono", SIGNS))
"""A family that comes with argmap, and one that comes with Typst."""

EMOJI = ("Noto Color Emoji", "Apple Color Emoji", "Segoe UI Emoji")

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
    pictures = [FontFamily(name, PICTURES) for name in EMOJI if name in names]
    rest = sorted(names - {*wanted, *EMOJI, OWN[0].name}, key=lambda name: (not name.startswith("Noto Sans"), name))
    return (*OWN, *pictures, *map(FontFamily, (*wanted, *rest)))


def _east_asian(text: str) -> Sequence[str]:
    """Families for Chinese, Japanese and Korean, those of the text's language first."""
    if any("\u3040" <= char <= "\u30ff" for char in text):
        return (*JAPANESE, *KOREAN, *CHINESE)
    if any("\uac00" <= char <= "\ud7a3" for char in text):
        return (*KOREAN, *JAPANESE, *CHINESE)
    return (*CHINESE, *JAPANESE, *KOREAN)
