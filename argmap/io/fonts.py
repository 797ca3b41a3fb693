"""The fonts of this machine, for files in which fonts are embedded."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.io.user_folders import expanded

if TYPE_CHECKING:
    from argmap.draw.pdf.text import FontFile

FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
    "C:/Windows/Fonts",
    "~/AppData/Local/Microsoft/Windows/Fonts",
)
"""Font folders of Linux, macOS and Windows."""

WANTED: tuple[tuple[str, str, int, str], ...] = (
    ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf", 0, ""),
    ("Arial.ttf", "Arial Bold.ttf", 0, ""),
    ("arial.ttf", "arialbd.ttf", 0, ""),
    ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf", 0, ""),
    ("NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf", 0, ""),
    ("NotoSansHebrew-Regular.ttf", "NotoSansHebrew-Bold.ttf", 0, ""),
    ("NotoSansDevanagari-Regular.ttf", "NotoSansDevanagari-Bold.ttf", 0, ""),
    ("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc", 0, "ja"),
    ("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc", 1, "ko"),
    ("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc", 2, ""),
    ("YuGothR.ttc", "YuGothB.ttc", 0, "ja"),
    ("malgun.ttf", "malgunbd.ttf", 0, "ko"),
    ("msyh.ttc", "msyhbd.ttc", 0, ""),
    ("Nirmala.ttf", "NirmalaB.ttf", 0, ""),
    ("LeelawUI.ttf", "LeelaUIb.ttf", 0, ""),
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", 0, ""),
    ("NotoColorEmoji.ttf", "NotoColorEmoji.ttf", 0, ""),
    ("Apple Color Emoji.ttc", "Apple Color Emoji.ttc", 0, ""),
    ("segoeui.ttf", "segoeuib.ttf", 0, ""),
    ("seguisym.ttf", "seguisym.ttf", 0, ""),
    ("seguiemj.ttf", "seguiemj.ttf", 0, ""),
    ("Arial Unicode.ttf", "Arial Unicode.ttf", 0, ""),
)
"""Files of the regular and bold fonts, in order of preference, the index in the file, and the language if any."""


def text_fonts() -> Iterator[FontFile]:
    """The installed fonts in order of preference, with all other sans-serif fonts of Noto last."""
    from argmap.draw.pdf.text import FontFile

    places = _places()
    rest = (
        (name, name.replace("Regular", "Bold"), 0, "")
        for name in sorted(places)
        if name.startswith("NotoSans") and name.endswith("-Regular.ttf")
    )
    for regular, bold, index, language in (*WANTED, *rest):
        if regular in places:
            data = places[regular].read_bytes()
            heavy = places[bold].read_bytes() if bold in places and bold != regular else data
            yield FontFile(data, heavy, index, language)


def installed_fonts() -> list[str]:
    """The file names of the fonts in ``WANTED`` that are installed, in order of preference."""
    return list(dict.fromkeys(regular for regular, *_ in WANTED if regular in _places()))


@cache
def _places() -> dict[str, Path]:
    """The path of each font file, by its name."""
    found: dict[str, Path] = {}
    for folder in FOLDERS:
        for place, _, names in os.walk(expanded(folder)):
            for name in names:
                found.setdefault(name, Path(place, name))
    return found
