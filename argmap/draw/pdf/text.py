"""How a PDF sets lines of text: in Helvetica where its alphabet will do, else in fonts that the file carries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, Protocol

from argmap.draw.measure import Weight, clusters, helvetica_width
from argmap.draw.pdf.fonts import AddObject, EmbeddedFont, Pictured, helvetica
from argmap.model.findings import MapError

if TYPE_CHECKING:
    from argmap.draw.pdf.shaping import Font, Glyph

WEIGHTS: tuple[Weight, Weight] = ("regular", "bold")

STAND_INS = str.maketrans(
    {"\u2010": "-", "\u2011": "-", "\u2212": "-", "\u2009": " ", "\u202f": "\u00a0", "\u2192": ">"}
)
"""Characters outside Helvetica's alphabet that have a plain neighbour inside it."""


@dataclass(frozen=True)
class FontFile:
    """A font found on this machine: regular and bold, each a file and its place in it.

    ``language`` says for whom it is, where that matters: Chinese, Japanese and Korean write some characters apart.
    """

    regular: bytes = field(repr=False)
    bold: bytes = field(repr=False)
    index: int = 0
    language: str = ""


class Lettering(Protocol):
    """A way to set text."""

    def width(self, text: str, size: float, weight: Weight) -> float:
        """How wide a line is at a size, both in points."""

    def shown(self, text: str, at: tuple[float, float], size: float, setting: Setting) -> Iterator[str]:
        """Operators that show a line from the left end of its baseline, in points."""

    def resources(self, add: AddObject) -> str:
        """Adds the fonts to a PDF, after all text is shown; the dictionary of their names."""


class Setting(NamedTuple):
    """How a line is set: its weight, the space after each glyph in points, and from which side it is read."""

    weight: Weight = "regular"
    spacing: float = 0.0
    from_right: bool = False


def lettering(texts: Iterable[str], files: Iterable[FontFile]) -> Lettering:
    """The plainest way to set all ``texts``; ``files`` are looked at only as far as they are needed.

    Raises MapError, naming what cannot be set, when no font has it.
    """
    lines = [text.translate(STAND_INS) for text in texts]
    if all(map(_is_western, lines)):
        return Standard()
    from argmap.draw.pdf.shaping import Font

    needed = {cluster for line in lines for cluster in clusters(line)}
    fonts: dict[Weight, list[Font]] = {"regular": [], "bold": []}
    for file in files:
        if file.language and not _is_in(file.language, needed):
            continue
        regular = Font(file.regular, file.index)
        pair = regular, regular if file.bold is file.regular else Font(file.bold, file.index)
        gained = {cluster for cluster in needed if regular.covers(cluster)}
        if gained:
            needed -= gained
            for weight, font in zip(WEIGHTS, pair, strict=True):
                fonts[weight].append(font)
        if not needed:
            return Shaped({"regular": fonts["regular"], "bold": [*fonts["bold"], *fonts["regular"]]})
    raise MapError(_lacking(min(needed, key=lambda cluster: (_is_western(cluster), cluster))))


def _lacking(cluster: str) -> str:
    codes = " ".join(f"U+{ord(char):04X}" for char in cluster)
    return (
        f"No font on this machine has the character '{cluster}' ({codes}), and a PDF carries its fonts. Install one "
        "that has it (the Noto fonts have nearly all), or export svg or html and print that."
    )


def _is_western(text: str) -> bool:
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


_OWN_LETTERS = {"ja": ("\u3040", "\u30ff"), "ko": ("\uac00", "\ud7a3")}
"""The letters by which a language is told from others that share its characters."""


def _is_in(language: str, needed: Iterable[str]) -> bool:
    first, last = _OWN_LETTERS[language]
    return any(first <= cluster[0] <= last for cluster in needed)


class Standard:
    """Helvetica, with the alphabet of Western Europe (WinAnsi)."""

    def width(self, text: str, size: float, weight: Weight) -> float:
        """By Adobe's metrics."""
        return helvetica_width(text, size, weight)

    def shown(self, text: str, at: tuple[float, float], size: float, setting: Setting) -> Iterator[str]:
        """One string in WinAnsi."""
        words = text.translate(STAND_INS).encode("cp1252").hex().upper()
        apart = f"{decimal(setting.spacing)} Tc " if setting.spacing else ""
        reset = " 0 Tc" if setting.spacing else ""
        name = f"F{WEIGHTS.index(setting.weight) + 1}"
        yield f"/{name} {decimal(size)} Tf {apart}{decimal(at[0])} {decimal(at[1])} Td <{words}> Tj{reset}"

    def resources(self, add: AddObject) -> str:
        """Both weights."""
        return " ".join(f"/F{at} {add(helvetica(weight), None)} 0 R" for at, weight in enumerate(WEIGHTS, 1))


class Shaped:
    """Fonts carried in the file; ``fonts`` of each weight are tried in their order."""

    def __init__(self, fonts: dict[Weight, list[Font]]) -> None:
        self._fonts = fonts
        self._carried: dict[Font, list[EmbeddedFont | Pictured]] = {}
        self._count = 0

    def _glyphs(self, text: str, setting: Setting) -> Iterator[tuple[Font, Glyph]]:
        from argmap.draw.pdf.shaping import shaped

        yield from shaped(text.translate(STAND_INS), self._fonts[setting.weight], setting.from_right)

    def width(self, text: str, size: float, weight: Weight) -> float:
        """By the advances of the glyphs."""
        return sum(glyph.advance for _, glyph in self._glyphs(text, Setting(weight))) * size / 1000

    def shown(self, text: str, at: tuple[float, float], size: float, setting: Setting) -> Iterator[str]:
        """Glyphs by where they are to be; those that a reader would take for something else say what they mean."""
        x, y = at
        placed = []
        for font, glyph in self._glyphs(text, setting):
            typeface, code = self._called(font, glyph)
            place = (x + glyph.across * size / 1000, y + glyph.up * size / 1000)
            placed.append(PlacedGlyph(typeface, code, glyph, place))
            x += glyph.advance * size / 1000 + setting.spacing
        for meaning, group in groupby(placed, lambda one: one.to_say):
            words = list(_strings(group, size))
            if meaning:
                hexadecimal = meaning[1].encode("utf-16-be", "replace").hex().upper()
                words = [f"/Span << /ActualText <FEFF{hexadecimal}> >> BDC", *words, "EMC"]
            yield from words

    def _called(self, font: Font, glyph: Glyph) -> tuple[EmbeddedFont | Pictured, int]:
        known = self._carried.setdefault(font, [])
        for typeface in known:
            if (code := typeface.code(glyph)) is not None:
                return typeface, code
        self._count += 1
        made = (Pictured if font.has_pictures else EmbeddedFont)(font, f"T{self._count}")
        known.append(made)
        code = made.code(glyph)
        assert code is not None
        return made, code

    def resources(self, add: AddObject) -> str:
        """Every font that a glyph was taken from."""
        used = [typeface for typefaces in self._carried.values() for typeface in typefaces]
        return " ".join(f"/{typeface.name} {typeface.embedded(add)} 0 R" for typeface in used)


class PlacedGlyph(NamedTuple):
    """A glyph with its place on the page, in points."""

    typeface: EmbeddedFont | Pictured
    code: int
    glyph: Glyph
    at: tuple[float, float]

    @property
    def to_say(self) -> tuple[int, str] | None:
        """The cluster that must be told, because several glyphs stand for it."""
        return None if self.glyph.alone else (self.glyph.start, self.glyph.text)

    @property
    def line(self) -> tuple[EmbeddedFont | Pictured, float]:
        """What glyphs have in common that one operator can show."""
        return self.typeface, round(self.at[1], 2)


def _strings(glyphs: Iterable[PlacedGlyph], size: float) -> Iterator[str]:
    """Operators that show glyphs: a string for those that follow each other, with the moves between them."""
    for (typeface, y), group in groupby(glyphs, lambda one: one.line):
        row = list(group)
        x = row[0].at[0]
        words, part = "", ""
        for one in row:
            move = round((x - one.at[0]) * 1000 / size)
            if move:
                words, part, x = f"{words}<{part}> {move} ", "", one.at[0]
            part += f"{one.code:0{typeface.digits}X}"
            x += typeface.advance(one.glyph) * size / 1000
        place = f"1 0 0 1 {decimal(row[0].at[0])} {decimal(y)} Tm"
        yield f"/{typeface.name} {decimal(size)} Tf {place} [{words}<{part}>] TJ"


def decimal(value: float, digits: int = 2) -> str:
    """A number as PDF writes it."""
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text in {"", "-0"} else text
