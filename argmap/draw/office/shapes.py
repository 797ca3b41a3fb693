"""Native shapes of a slide: how tall a text is, and how a shape is filled, painted and described.

Texts are measured as for pictures (:mod:`argmap.draw.measure`), so that each stays in its shape.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from argmap.draw.measure import is_right_to_left, wrapped
from argmap.draw.theme import LIGHT
from argmap.escape import one_line

LINE = 1.2
"""The height of a line, as a share of the size of its text."""
ROOM_FOR_BOLD = 0.96
"""The share of a line that is filled where a few of its words are bold."""
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

    def points(self, size: float) -> float:
        """Its size within text of ``size``."""
        return self.size * size if self.size <= 2 else self.size


def height(runs: Sequence[TextRun], room: float, size: float = 1.0) -> float:
    """The height of a shape ``room`` wide that holds the runs, in points; measured as if all were as bold as most."""
    most = max(run.points(size) for run in runs)
    words = [(_spaced(run.text), run.whole) for run in runs]
    text = "".join(_unbroken(some, "i") if whole else some for some, whole in words)
    bold = sum(len(run.text) if run.bold else -len(run.text) for run in runs) > 0
    lines = wrapped(text, (room - 2 * INSET) * (1 if bold else ROOM_FOR_BOLD), most, "bold" if bold else "regular")
    return max(len(lines), 1) * most * LINE + INSET + 1


def describe(shape: Any, words: str) -> None:
    """Give a shape a description, where no text of its own says what it is."""
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
    frame: Any,
    runs: Sequence[TextRun],
    size: float = 1,
    *,
    inset: float = INSET,
    centre: bool = False,
    top: bool = False,
) -> None:
    """Put runs into a shape as one paragraph, which begins at the right where its text does."""
    from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN

    frame.word_wrap, frame.auto_size = not centre, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = emu(inset)
    frame.margin_top = frame.margin_bottom = emu(inset / 2)
    frame.vertical_anchor = MSO_ANCHOR.TOP if top else MSO_ANCHOR.MIDDLE
    paragraph = frame.paragraphs[0]
    longest = max(runs, key=lambda run: len(run.text)).text
    right_to_left = is_right_to_left(longest)
    paragraph.alignment = PP_ALIGN.CENTER if centre else PP_ALIGN.RIGHT if right_to_left else PP_ALIGN.LEFT
    for run in runs:
        made = paragraph.add_run()
        words = _spaced(run.text)
        made.text = _unbroken(words, "\u00a0") if run.whole else words
        made.font.size, made.font.bold, made.font.italic = emu(run.points(size)), run.bold, run.italic
        made.font.color.rgb = rgb(run.colour)
        if run.link:
            made.hyperlink.address = run.link


def _spaced(text: str) -> str:
    """A text on one line that keeps the spaces at its ends, which divide it from its neighbours."""
    words = one_line(text)
    lead = " " * (len(text) - len(text.lstrip(" ")))
    trail = " " * (len(text) - len(text.rstrip(" "))) if words else ""
    return f"{lead}{words}{trail}"


def _unbroken(text: str, space: str) -> str:
    """A text with another character for each space within it."""
    inner = text.strip(" ")
    return text.replace(inner, inner.replace(" ", space)) if inner else text
