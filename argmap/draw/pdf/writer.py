"""From pictures to PDF (ISO 32000-1): vector graphics, text that can be selected and searched, and links.

Text is set in Helvetica, which every PDF reader has, if all characters are in its alphabet of Western Europe;
otherwise in embedded fonts of this machine.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from argmap.draw.display_list import (
    DisplayItem,
    Hyperlink,
    PathCommand,
    Picture,
    Point,
    Rect,
    ShapeGroup,
    Text,
    VectorPath,
    flattened,
    moved,
)
from argmap.draw.links import is_safe, resolved
from argmap.draw.pdf.text import FontFile, Lettering, Setting, decimal, lettering
from argmap.draw.theme import Look, ThemeName, looks_of, palettes

ROUND = 0.5523
"""Where the control points of a quarter circle lie, as a share of its radius."""


@dataclass
class PdfPage:
    """A page while it is written: its size, its scale on paper, its operators, and links as (rectangle, address).

    Addresses in ``inside`` are those of other pages of the document.
    """

    width: float
    height: float
    letters: Lettering
    inside: frozenset[str] = frozenset()
    scale: float = 1.0
    operators: list[str] = field(default_factory=list)
    links: list[tuple[tuple[float, ...], str]] = field(default_factory=list)


def write(
    pictures: Sequence[Picture],
    theme: ThemeName = "light",
    fonts: Iterable[FontFile] = (),
    files: Sequence[str] = (),
) -> bytes:
    """A PDF with a page for each picture. Raises MapError for characters that no font has.

    ``fonts`` are read only if there are characters that Helvetica does not have. ``files`` are the addresses of the
    pictures in links between them, which become links between pages.
    """
    texts = (item.text for picture in pictures for item in flattened(picture.items) if isinstance(item, Text))
    letters = lettering(texts, fonts)
    palette, _ = palettes("light" if theme == "auto" else theme)
    pages = []
    inside = frozenset(files)
    for picture in pictures:
        scale = (picture.page or (picture.width, 0))[0] / picture.width
        page = PdfPage(picture.width, picture.height, letters, inside, scale)
        for item in picture.items:
            _paint(item, page, looks_of(palette))
        pages.append(page)
    return _PdfFile(pages, letters, pictures[0], files).data()


def _paint(item: DisplayItem, page: PdfPage, looks: Mapping[str, Look]) -> None:
    if isinstance(item, ShapeGroup):
        for inner in moved(item.items, *item.at) if any(item.at) else item.items:
            _paint(inner, page, looks)
    elif isinstance(item, Hyperlink):
        for inner in item.items:
            _paint(inner, page, looks)
        _link(item, page)
    elif isinstance(item, Text):
        page.operators += _text(item, looks[item.look], page)
    else:
        steps = item.commands if isinstance(item, VectorPath) else tuple(_rounded(item))
        page.operators += _shape(steps, looks[item.look], page.height)


def _link(link: Hyperlink, page: PdfPage) -> None:
    if link.url not in page.inside and (not is_safe(link.url) or ":" not in link.url):
        return
    url = resolved(link.url)
    for text in (item for item in flattened(link.items) if isinstance(item, Text)):
        left, wide = _start(text, page.letters)
        bottom = page.height - text.y - text.size * 0.25
        corners = (left, bottom, left + wide, bottom + text.size * 1.1)
        page.links.append((tuple(corner * page.scale for corner in corners), url))


def _rounded(rect: Rect) -> Iterator[PathCommand]:
    """A rectangle with rounded corners as steps."""
    x, y, right, bottom = rect.x, rect.y, rect.x + rect.width, rect.y + rect.height
    r = min(rect.radius, rect.width / 2, rect.height / 2)
    k = r * (1 - ROUND)
    if r <= 0:
        yield "M", ((x, y),)
        yield from (("L", (corner,)) for corner in ((right, y), (right, bottom), (x, bottom)))
    else:
        yield "M", ((x + r, y),)
        yield "L", ((right - r, y),)
        yield "C", ((right - k, y), (right, y + k), (right, y + r))
        yield "L", ((right, bottom - r),)
        yield "C", ((right, bottom - k), (right - k, bottom), (right - r, bottom))
        yield "L", ((x + r, bottom),)
        yield "C", ((x + k, bottom), (x, bottom - k), (x, bottom - r))
        yield "L", ((x, y + r),)
        yield "C", ((x, y + k), (x + k, y), (x + r, y))
    yield "Z", ()


def _shape(steps: Iterable[PathCommand], look: Look, tall: float) -> Iterator[str]:
    if look.fill:
        yield f"{_colour(look.fill)} rg"
    if look.stroke:
        dash = " ".join(map(decimal, look.dash))
        yield f"{_colour(look.stroke)} RG {decimal(look.width)} w [{dash}] 0 d {int(look.round)} J"
    for op, points in steps:
        yield f"{_points(points, tall)} {_OPERATORS[op]}".lstrip()
    painting = {(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"}
    yield painting[bool(look.fill), bool(look.stroke)]


_OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}


def _points(points: Iterable[Point], tall: float) -> str:
    return " ".join(f"{decimal(x)} {decimal(tall - y)}" for x, y in points)


def _text(item: Text, look: Look, page: PdfPage) -> Iterator[str]:
    start, wide = _start(item, page.letters)
    baseline = page.height - item.y
    setting = Setting(item.weight, item.spacing, item.from_right)
    words = " ".join(page.letters.shown(item.text, (start, baseline), item.size, setting))
    yield f"{_colour(look.fill or '#000000')} rg BT {words} ET"
    if item.struck:
        y = decimal(baseline + item.size * 0.28)
        yield f"{_colour(look.fill or '#000000')} RG 0.7 w [] 0 d"
        yield f"{decimal(start)} {y} m {decimal(start + wide)} {y} l S"


def _start(item: Text, letters: Lettering) -> tuple[float, float]:
    """Where a text begins, and how wide it is."""
    wide = letters.width(item.text, item.size, item.weight) + item.spacing * len(item.text)
    if item.anchor == "middle":
        return item.x - wide / 2, wide
    return (item.x - wide if item.from_right or item.anchor == "end" else item.x), wide


def _colour(colour: str) -> str:
    return " ".join(decimal(int(colour[at : at + 2], 16) / 255, 3) for at in (1, 3, 5))


class _PdfFile:
    """The objects of a PDF file, numbered from 1, and the table of where each begins."""

    def __init__(self, pages: Sequence[PdfPage], letters: Lettering, first: Picture, files: Sequence[str]) -> None:
        self._objects: list[bytes] = []
        self._catalogue = self._reserve()
        tree = self._reserve()
        fonts = letters.resources(self._add)
        numbers = [self._reserve() for _ in pages]
        self._places = dict(zip(files, numbers, strict=False))
        for number, page in zip(numbers, pages, strict=True):
            self._page(number, page, tree, fonts)
        kids = " ".join(f"{number} 0 R" for number in numbers)
        self._set(tree, f"<< /Type /Pages /Kids [{kids}] /Count {len(numbers)} >>")
        language = _language(first.language or "en")
        self._set(
            self._catalogue,
            f"<< /Type /Catalog /Pages {tree} 0 R /Lang {language} /ViewerPreferences << /DisplayDocTitle true >> >>",
        )
        title, about = _unicode(first.title), _unicode(first.description)
        self._info = self._add(f"<< /Title {title} /Subject {about} /Creator (argmap) >>")

    def _page(self, number: int, page: PdfPage, tree: int, fonts: str) -> None:
        scale = decimal(page.scale, 5)
        packed = zlib.compress("\n".join([f"{scale} 0 0 {scale} 0 0 cm", *page.operators]).encode("ascii"), 9)
        content = self._add(f"<< /Length {len(packed)} /Filter /FlateDecode >>", packed)
        links = " ".join(f"{self._link(*link)} 0 R" for link in page.links)
        size = f"{decimal(page.width * page.scale)} {decimal(page.height * page.scale)}"
        self._set(
            number,
            f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {size}] /Contents {content} 0 R "
            f"/Resources << /Font << {fonts} >> >> /Annots [{links}] >>",
        )

    def _link(self, rectangle: tuple[float, ...], url: str) -> int:
        corners = " ".join(map(decimal, rectangle))
        address = url.encode("ascii", "ignore").hex().upper()
        leads = f"/A << /S /URI /URI <{address}> >>"
        if url in self._places:
            leads = f"/Dest [{self._places[url]} 0 R /Fit]"
        return self._add(f"<< /Type /Annot /Subtype /Link /Rect [{corners}] /Border [0 0 0] {leads} >>")

    def _reserve(self) -> int:
        self._objects.append(b"")
        return len(self._objects)

    def _set(self, number: int, text: str, stream: bytes | None = None) -> None:
        body = text.encode("ascii")
        self._objects[number - 1] = body if stream is None else body + b"\nstream\n" + stream + b"\nendstream"

    def _add(self, text: str, stream: bytes | None = None) -> int:
        number = self._reserve()
        self._set(number, text, stream)
        return number

    def data(self) -> bytes:
        """The whole file."""
        out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        starts = []
        for number, body in enumerate(self._objects, 1):
            starts.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        table = len(out)
        rows = b"".join(b"%010d 00000 n \n" % start for start in starts)
        size = len(starts) + 1
        out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, rows)
        out += b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R >>\n" % (size, self._catalogue, self._info)
        out += b"startxref\n%d\n%%%%EOF\n" % table
        return bytes(out)


def _language(tag: str) -> str:
    """A language tag as a string: in letters where it is one, as some readers know no other form."""
    return f"({tag})" if tag.isascii() and tag.replace("-", "").isalnum() else _unicode(tag)


def _unicode(text: str) -> str:
    return "<FEFF" + text.encode("utf-16-be", "replace").hex().upper() + ">"
