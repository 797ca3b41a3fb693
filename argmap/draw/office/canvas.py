"""Slides as they are drawn: native shapes with names, made of texts, boxes, discs and lines. Lengths are points.

Texts are in Arial, which every machine has or replaces by one of the same width, and are measured in it
(:mod:`argmap.draw.measure`), so that each stays in its shape.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from argmap.draw.isolation import END, FROM_LEFT, FROM_RIGHT, isolated
from argmap.draw.measure import HELVETICA, Weight, is_right_to_left
from argmap.draw.theme import LIGHT
from argmap.escape import one_line
from argmap.excerpt import NAME, excerpt

if TYPE_CHECKING:
    from pptx.slide import Slide


LINE = 1.2
"""The height of a line, as a share of the size of its text."""
ROOM_FOR_BOLD, ROOM = 0.96, 0.99
"""The share of a line that is filled where a few of its words are bold, and else: programs round differently."""
INSET = 5.0
"""Points between the frame of a shape and its text, at the sides; half of it above and below."""


class TextRun(NamedTuple):
    """A stretch of text. ``size`` is in points, or up to 2 a share of the size that it stands in."""

    text: str
    size: float = 1.0
    colour: str = LIGHT.ink
    bold: bool = False
    italic: bool = False
    link: str | None = None
    whole: bool = False
    """Whether no line ends in it."""
    place: int = 0
    """Its place among names of one kind, from 1, and that of the space before it; 0 for other texts."""
    after: int = 0
    """How many names of its kind come after it."""

    def points(self, size: float) -> float:
        """Its size within text of ``size``."""
        return self.size * size if self.size <= 2 else self.size


def height(runs: Sequence[TextRun], room: float, size: float = 1.0) -> float:
    """The height of a shape ``room`` wide that holds the runs, in points; measured as if all were as bold as most,
    and as large as the largest up to the last that is as large.
    """
    sizes = [run.points(size) for run in runs]
    large = len(sizes) - sizes[::-1].index(max(sizes))
    whole = _height(tuple(runs), room, size)
    if large == len(runs):
        return whole
    return min(whole, _height(tuple(runs[:large]), room, size) + height(runs[large:], room, size) - INSET - 1)


@functools.lru_cache(maxsize=32_768)
def _height(runs: tuple[TextRun, ...], room: float, size: float) -> float:
    most = max(run.points(size) for run in runs)
    words = [(_spaced(run.text), run.whole) for run in runs]
    text = "".join(_unbroken(some, "i") if whole else some for some, whole in words)
    text = text.replace("  ", " i")  # both are drawn, and one would be measured
    bold = sum(len(run.text) if run.bold else -len(run.text) for run in runs) > 0
    weight: Weight = "bold" if bold else "regular"
    wide = (room - 2 * INSET) * (ROOM if bold else ROOM_FOR_BOLD)
    # Programs begin a line with a word that is wider than one, such as an address, where it is wrapped here.
    long = sum(HELVETICA.width(word, most, weight) > wide for word in text.split(" ") if word.isascii())
    lines = HELVETICA.line_count(text, wide, most, weight)
    return (lines + long) * most * LINE + INSET + 1


LEAST_CUT = 24
"""Characters that a text keeps which is cut, where there are others to cut."""

LONGEST = 4_000
"""Characters of a text of which a slide holds the most: more in Chinese than fit at the smallest size."""


def fewer_names(runs: Sequence[TextRun], most: int) -> Iterator[TextRun]:
    """The runs with ``most`` names of each kind, and how many more there are."""
    for run in runs:
        if run.place == most and run.whole and run.after:
            yield run._replace(text=run.text.removesuffix(","))
            yield TextRun(f" and {run.after}\u00a0more", run.size, run.colour, bold=True, place=most + 1)
        elif run.place <= most:
            yield run


def cut_to_height(runs: Sequence[TextRun], room: float, tall: float, size: float = 1.0) -> list[TextRun]:
    """The runs, with fewer names, then the longest cut with an ellipsis, and the next, where a shape ``room`` wide
    would be higher than ``tall``.
    """
    if height(runs, room, size) <= tall:
        return list(runs)
    names = max(run.place for run in runs)
    if names > 1:
        fit = bisect_right(range(1, names), tall, key=lambda most: height(list(fewer_names(runs, most)), room, size))
        runs = list(fewer_names(runs, max(1, fit)))
        if fit:
            return runs
    while True:
        place = max(range(len(runs)), key=lambda number: len(runs[number].text))
        least = LEAST_CUT if len(runs[place].text) > LEAST_CUT else 2

        def cut(most: int, runs: Sequence[TextRun] = runs, place: int = place) -> list[TextRun]:
            short = runs[place]._replace(text=excerpt(runs[place].text, most))
            return [*runs[:place], short, *runs[place + 1 :]]

        fit = bisect_right(range(least, LONGEST), tall, key=lambda most: height(cut(most), room, size))
        if fit or least == 2:
            return cut(max(least, least + fit - 1))
        runs = cut(least)


def describe(shape: Any, words: str) -> None:
    """Give a shape a description, where its own text does not describe it."""
    (properties,) = shape.element.xpath("./*/p:cNvPr")
    properties.set("descr", one_line(words))


def emu(points: float) -> Any:
    """A length in the unit of Office."""
    from pptx.util import Emu

    return Emu(round(points * 12_700))


def rgb(colour: str) -> Any:
    """A colour from ``#rrggbb``."""
    from pptx.dml.color import RGBColor

    made: Any = RGBColor
    return made.from_string(colour[1:].upper())


def place(shape: Any, x: float, y: float, room: float, tall: float) -> None:
    """Set where a shape is and how large."""
    shape.left, shape.top, shape.width, shape.height = emu(x), emu(y), emu(room), emu(tall)


def paint(shape: Any, ground: str | None, frame: str | None) -> None:
    """Fill a shape and draw its frame; None is neither."""
    for style in shape.element.xpath("./p:style"):  # by it the shape would have the theme's shadow and frame
        shape.element.remove(style)
    if ground is None:
        shape.fill.background()
    else:
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(ground)
    if frame is None:
        shape.line.fill.background()
    else:
        shape.line.color.rgb, shape.line.width = rgb(frame), emu(1)


def fill(
    shape: Any,
    runs: Sequence[TextRun],
    size: float = 1,
    *,
    inset: float = INSET,
    centre: bool = False,
    top: bool = False,
    is_ours: bool = False,
) -> None:
    """Put runs into a shape as one paragraph, which is written from the right where its text is.

    One that ``is_ours``, such as a list of sources, is read from the left, with what is not isolated in it.
    """
    from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN

    frame = shape.text_frame
    frame.word_wrap, frame.auto_size = not centre, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = emu(inset)
    frame.margin_top = frame.margin_bottom = emu(inset / 2)
    frame.vertical_anchor = MSO_ANCHOR.TOP if top else MSO_ANCHOR.MIDDLE
    paragraph = frame.paragraphs[0]
    longest = max(runs, key=lambda run: len(run.text)).text
    right_to_left = is_right_to_left(longest) and not is_ours
    paragraph.alignment = PP_ALIGN.CENTER if centre else PP_ALIGN.RIGHT if right_to_left else PP_ALIGN.LEFT
    if right_to_left:
        for properties in shape.element.xpath(".//a:pPr"):
            properties.set("rtl", "1")
    for run in runs:
        words = _spaced(run.text)
        words = _unbroken(words, "\u00a0") if run.whole else words
        for part in filter(None, _MARKS.split(isolated(words))) if is_ours else [words]:
            made = paragraph.add_run()
            made.text = part
            made.font.size, made.font.bold, made.font.italic = emu(run.points(size)), run.bold, run.italic
            made.font.color.rgb = rgb(run.colour)
            if run.link and not _MARKS.fullmatch(part):
                made.hyperlink.address = run.link


_MARKS = re.compile(f"([{FROM_LEFT}{FROM_RIGHT}{END}])")
"""The ends of isolates. LibreOffice draws the parts of a link with several directions over each other."""


def _spaced(text: str) -> str:
    """A text on one line that keeps the spaces at its ends, which divide it from its neighbours, and those at which
    no line ends."""
    words = "\u00a0".join(map(one_line, text.split("\u00a0")))
    lead = " " * (len(text) - len(text.lstrip(" ")))
    trail = " " * (len(text) - len(text.rstrip(" "))) if words else ""
    return f"{lead}{words}{trail}"


def _unbroken(text: str, space: str) -> str:
    """A text with another character for each space within it."""
    inner = text.strip(" ")
    return text.replace(inner, inner.replace(" ", space)) if inner else text


WIDE, TALL = 960.0, 540.0
"""A slide of 16 to 9, in points: 13.33 by 7.5 inches."""
MARGIN = 28.0
TOP = 18.0
DISC = 16.0
MOST_OF_NOTES = 20_000
"""Characters in the notes of a slide."""


class Deck:
    """A presentation of wide slides."""

    def __init__(self) -> None:
        import pptx

        self.presentation = pptx.Presentation()
        narrow = self.presentation.slide_width or 1
        self.presentation.slide_width, self.presentation.slide_height = emu(WIDE), emu(TALL)
        root: Any = self.presentation.element
        del root.sldSz.attrib["type"]  # the library's template has slides of 4 to 3
        share = emu(WIDE) / narrow
        master = self.presentation.slide_master
        for shapes in (master.placeholders, *(layout.placeholders for layout in master.slide_layouts)):
            for shape in shapes:
                if shape.element.xpath("./p:spPr/a:xfrm"):
                    shape.left, shape.width = int(shape.left * share), int(shape.width * share)
        self._layout = next(layout for layout in master.slide_layouts if layout.name == "Title Only")

    def slide(self, title: str, *, of_pages: bool = False) -> Canvas:
        """Add a slide. Those of pages have titles of one size on one line."""
        return Canvas(self.presentation.slides.add_slide(self._layout), title, of_pages)

    def set_language(self, language: str) -> None:
        """Set the language of all texts of the slides and their notes."""
        for slide in self.presentation.slides:
            parts = [slide.element, *([slide.notes_slide.element] if slide.has_notes_slide else [])]
            runs: Any = (run for part in parts for run in part.iter("{*}r"))
            for run in runs:
                run.get_or_add_rPr().set("lang", language)


class Canvas:
    """A slide with its title. ``top`` is the y below the title."""

    TOP_OF_PAGES = TOP + 22 * LINE + 10

    def __init__(self, slide: Slide, title: str, of_pages: bool) -> None:
        self._slide = slide
        slide.shapes.turbo_add_enabled = True  # else each new shape looks for the highest id among all
        words = one_line(title)
        room = WIDE - 2 * MARGIN
        if of_pages:
            size, words = 22.0, HELVETICA.truncated(words, room, 22, "bold")
        else:
            size, words = _fitted(words, room)
        self._cut_title = one_line(title) if words != one_line(title) else ""
        tall = len(HELVETICA.wrapped(words, room, size, "bold")) * size * LINE + 4
        shape: Any = slide.shapes.title
        place(shape, MARGIN, TOP, room, tall)
        fill(shape, [TextRun(words, size, bold=True)], inset=0, top=True)
        self.top = TOP + tall + 6

    def text(
        self,
        x: float,
        y: float,
        room: float,
        tall: float,
        runs: Sequence[TextRun],
        *,
        name: str = "Text",
        is_ours: bool = False,
    ) -> float:
        """Add a text without a frame, as :func:`fill` does; the y below it."""
        tall = max(tall, height(runs, room))
        shape = self._slide.shapes.add_textbox(emu(x), emu(y), emu(room), emu(tall))
        shape.name = name
        fill(shape, runs, inset=0, top=True, is_ours=is_ours)
        return y + tall

    def box(
        self, x: float, y: float, room: float, runs: Sequence[TextRun], colours: tuple[str, str], *, name: str
    ) -> float:
        """Add a text in a frame; the y below it."""
        tall = height(runs, room) + 4
        shape = self._rectangle(x, y, room, tall, colours[1], colours[0], name)
        fill(shape, runs)
        return y + tall

    def level(self, top: float, bottom: float) -> None:
        """Make all shapes that begin at ``top`` end at ``bottom``."""
        for shape in self._slide.shapes:
            if shape.top == emu(top):
                shape.height = emu(bottom) - emu(top)

    @staticmethod
    def band_height(text: str, room: float) -> float:
        """The height that the heading of a column needs."""
        return max(22.0, height([_heading(text)], room))

    def band(self, x: float, y: float, room: float, tall: float, text: str, colour: str) -> None:
        """Add the heading of a column."""
        shape = self._rectangle(x, y, room, tall, colour, None, text)
        fill(shape, [_heading(text)])

    def row(
        self,
        x: float,
        y: float,
        room: float,
        tall: float,
        runs: Sequence[TextRun],
        size: float,
        ground: str | None,
        *,
        name: str,
    ) -> None:
        """Add the text of a row, on a ground or on none."""
        shape = self._rectangle(x, y, room, tall, ground, None, name)
        fill(shape, runs, size, top=True)

    def disc(self, x: float, y: float, sign: str, colour: str, words: str) -> Disc:
        """Add a disc with a sign. ``words`` say what it means to those who cannot see it."""
        shape = self._rectangle(x, y, DISC, DISC, colour, None, words)  # an oval has other points for lines to end at
        shape.adjustments[0] = 0.5
        describe(shape, words)
        fill(shape, [TextRun(sign, 12, "#ffffff", bold=True)], inset=0, centre=True)
        return Disc(shape, x, y)

    def bar(self, above: Disc, below: Disc, colour: str, words: str, width: float = 3) -> None:
        """Add a line between two discs below each other, which follows them when they are moved."""
        from pptx.enum.shapes import MSO_CONNECTOR

        ends = above.x + DISC / 2, above.y + DISC, below.x + DISC / 2, below.y
        shapes: Any = self._slide.shapes
        line = shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *map(emu, ends))
        line.begin_connect(above.shape, 2)
        line.end_connect(below.shape, 0)
        _styled(line, colour, width, words)

    def elbow(self, above: Disc, below: Disc, words: str, behind: Disc) -> None:
        """Add a line from one disc down and across to another, which follows them when they are moved, ``behind``
        a disc that it may run across.
        """
        from pptx.enum.shapes import MSO_CONNECTOR

        shapes: Any = self._slide.shapes
        line = shapes.add_connector(MSO_CONNECTOR.ELBOW, *[0] * 4)
        line.begin_connect(above.shape, 2)
        line.end_connect(below.shape, 1)
        x, y = above.x + DISC / 2, above.y + DISC
        across, down = below.x - x, below.y + DISC / 2 - y
        # The preset goes right and down. Mirrored and turned by three quarters, it goes down and right.
        (geometry,) = line.element.xpath("./p:spPr/a:prstGeom")
        geometry.set("prst", "bentConnector2")
        line.left, line.top = emu(x + across / 2 - down / 2), emu(y + down / 2 - across / 2)
        line.width, line.height = emu(down), emu(across)
        (turned,) = line.element.xpath("./p:spPr/a:xfrm")
        turned.attrib.pop("flipV", None)
        turned.set("rot", "16200000")
        turned.set("flipH", "1")
        _styled(line, LIGHT.quiet, 1, words)
        behind.shape.element.addprevious(line.element)

    def notes(self, text: str) -> None:
        """Write the notes of the slide, after its title where that is cut."""
        text = "\n".join(filter(None, [self._cut_title, text]))
        if text:
            frame = self._slide.notes_slide.notes_text_frame
            assert frame is not None
            frame.text = "\n".join(isolated(one_line(line)) for line in text[:MOST_OF_NOTES].split("\n"))

    def _rectangle(
        self, x: float, y: float, room: float, tall: float, ground: str | None, frame: str | None, name: str
    ) -> Any:
        from pptx.enum.shapes import MSO_SHAPE

        shape = self._slide.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, emu(x), emu(y), emu(room), emu(tall))
        shape.adjustments[0] = min(0.5, 4 / tall)
        paint(shape, ground, frame)
        shape.name = one_line(name)[:200]
        return shape


def _styled(line: Any, colour: str, width: float, words: str) -> None:
    """Paint a line, and say what it means."""
    for style in line.element.xpath("./p:style"):
        line.element.remove(style)
    line.line.color.rgb, line.line.width = rgb(colour), emu(width)
    line.name = words
    describe(line, words)


def _heading(text: str) -> TextRun:
    return TextRun(excerpt(text, NAME), 13, "#ffffff", bold=True)


def _fitted(words: str, room: float) -> tuple[float, str]:
    """The size of a title, on one line if it can be read so, and its words, cut after three lines."""
    one = (size for size in (26.0, 24.0, 22.0, 20.0) if len(HELVETICA.wrapped(words, room, size, "bold")) == 1)
    two = (size for size in (22.0, 20.0, 18.0) if len(HELVETICA.wrapped(words, room, size, "bold")) <= 2)
    size = next(one, None) or next(two, 16.0)
    lines = HELVETICA.wrapped(words, room, size, "bold")
    return size, words if len(lines) <= 3 else f"{' '.join(lines[:3]).rstrip()}…"


class Disc(NamedTuple):
    """A disc and its left upper corner."""

    shape: Any
    x: float
    y: float
