"""From a picture to SVG: one file without scripts or external resources.

Roles follow the WAI-ARIA Graphics Module: the document is a ``graphics-document``, each box and arrow a
``graphics-object`` with a title and a description, in reading order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple
from urllib.parse import quote

from argmap.draw.display_list import DisplayItem, Hyperlink, Picture, Rect, ShapeGroup, Text, VectorPath, looks_in
from argmap.draw.links import is_safe, resolved
from argmap.draw.theme import FONTS, Look, ThemeName, looks_of, palettes
from argmap.escape import for_xml


class GroupMarkup(NamedTuple):
    """The SVG of a group without its position: from its attributes to its title, and its shapes ``items``."""

    opening: str
    items: tuple[DisplayItem, ...]
    rest: str


MarkupCache = dict[tuple[object, ...], GroupMarkup]
"""Groups that are already written, by theme and by their fields except shapes and position."""

StyleAttributes = Mapping[str, str]
"""For each look, the attributes of a shape or text with it."""


def cache_markup(group: ShapeGroup, cache: MarkupCache, theme: ThemeName = "auto") -> None:
    """Add the SVG of a group to ``cache``, before its position, and perhaps its shapes, are known."""
    key = _key(theme, group)
    if key not in cache:
        cache[key] = GroupMarkup(_opening(group), group.items, _rest(group.items, _paint(theme)))


def write(picture: Picture, theme: ThemeName = "auto", cache: MarkupCache | None = None, fonts: str = FONTS) -> str:
    """The SVG text of a picture, ending with a newline. Groups in ``cache`` are not written again."""
    cache = cache or {}
    width, height = _number(picture.width), _number(picture.height)
    across, down = map(_number, picture.page or (picture.width, picture.height))
    paint = _paint(theme)
    language = for_xml(picture.language)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{across}pt" height="{down}pt"'
        f' viewBox="0 0 {width} {height}"'
        + (f' lang="{language}" xml:lang="{language}"' if language else "")
        + ' class="argmap" role="graphics-document" aria-roledescription="argument map"'
        ' aria-labelledby="map-title map-desc">',
        f'<title id="map-title">{for_xml(picture.title)}</title>',
        f'<desc id="map-desc">{for_xml(picture.description)}</desc>',
        f"<style>{style(picture, theme)}</style>",
        f'<g font-family="{for_xml(fonts)}">',
        *[
            _group(item, paint, cache.get(_key(theme, item))) if type(item) is ShapeGroup else _item(item, paint)
            for item in picture.items
        ],
        "</g>",
        "</svg>\n",
    ]
    return "\n".join(lines)


def style(picture: Picture, theme: ThemeName) -> str:
    """The style sheet: links under the pointer and, with ``auto``, the colours for dark screens."""
    _, dark = palettes(theme)
    rules = [".argmap a:hover text{text-decoration:underline}"]
    if dark is not None:
        rules.append("@media screen and (prefers-color-scheme:dark){")
        rules.append(f":root.argmap{{background:{dark.paper}}}")
        rules += _recoloured(looks_in(picture.items), looks_of(dark))
        rules.append("}")
    return "\n".join(["", *rules, ""])


def _recoloured(names: Iterable[str], looks: Mapping[str, Look]) -> list[str]:
    """CSS rules for the colours of the named looks.

    LibreOffice 7.4 ignores media queries and applies the rules in them. It does not support ``:is``, so that it
    ignores these, if there is one selector in each ``:is``: of a list it would apply those in the middle.
    """
    return [f".argmap :is(.{name}){{{_colours(looks[name])}}}" for name in sorted(names)]


def _key(theme: ThemeName, group: ShapeGroup) -> tuple[object, ...]:
    return "light" if theme == "auto" else theme, group.words  # both have the light colours as attributes


def _colours(look: Look) -> str:
    return ";".join(f"{name}:{colour}" for name, colour in (("fill", look.fill), ("stroke", look.stroke)) if colour)


@cache
def _paint(theme: ThemeName) -> StyleAttributes:
    light, _ = palettes(theme)
    return {name: f' class="{name}"{_painted(look)}' for name, look in looks_of(light).items()}


def _painted(look: Look) -> str:
    """A look as attributes, which every SVG renderer supports; many drop or misread style sheets."""
    given = f' fill="{look.fill or "none"}"'
    if look.stroke:
        given += f' stroke="{look.stroke}" stroke-width="{_number(look.width)}"'
    if look.dash:
        given += f' stroke-dasharray="{" ".join(map(_number, look.dash))}"'
    if look.round:
        given += ' stroke-linecap="round"'
    return given


def _item(item: DisplayItem, paint: StyleAttributes) -> str:
    if isinstance(item, ShapeGroup):
        return _group(item, paint)
    return _link(item, paint) if isinstance(item, Hyperlink) else _shape(item, paint)


def _group(group: ShapeGroup, paint: StyleAttributes, begun: GroupMarkup | None = None) -> str:
    if begun is None:
        return f"<g{_place(group)}{_opening(group)}{_rest(group.items, paint)}"
    rest = begun.rest if group.items == begun.items else _rest(group.items, paint)
    return f"<g{_place(group)}{begun.opening}{rest}"


def _opening(group: ShapeGroup) -> str:
    """The markup of a group before its shapes, without its position."""
    given = [("id", group.id), ("class", group.kind), ("role", group.role), *group.facts]
    attributes = "".join([f' {name}="{for_xml(value)}"' for name, value in given if value])
    title = for_xml(group.title)
    if title and group.role:
        attributes += f' aria-label="{title}"'
    names = f"<title>{title}</title>" if title else ""
    if group.description:
        names += f"<desc>{for_xml(group.description)}</desc>"
    return f"{attributes}>{names}"


def _rest(items: Iterable[DisplayItem], paint: StyleAttributes) -> str:
    """The markup of a group from its shapes on."""
    lines = [""]
    start: DisplayItem | None = None
    for item in items:
        if type(item) is Text and item.follows and isinstance(start, Text):
            lines[-1] = _with_span(lines[-1], _span(item, paint, start))
        else:
            lines.append(_item(item, paint))
            start = item
    lines.append("</g>")
    return "\n".join(lines)


def _with_span(text: str, span: str) -> str:
    """A ``text`` element with one more span at its end.

    Spaces between spans are kept in all of Chromium, librsvg, resvg, LibreOffice and Inkscape only where the element
    says so in the way of SVG 1.1.
    """
    if "<tspan" not in text:
        text = text.replace("<text", '<text xml:space="preserve"', 1)
    return text.removesuffix("</text>") + span + "</text>"


def _place(group: ShapeGroup) -> str:
    """The position of a group, on a line of its own, so that moving a group changes one line in git."""
    place = _trimmed(f"{group.at[0]:.1f},{group.at[1]:.1f}")
    return "" if place == "0,0" else f' transform="translate({place})"\n'


def _link(link: Hyperlink, paint: StyleAttributes) -> str:
    url = link.url if ":" in link.url else quote(link.url, safe="#")  # the name of a file may have any characters
    if not is_safe(url):
        return _group(ShapeGroup(link.items, title=link.title), paint)
    shapes = [_item(item, paint) for item in link.items]
    return "\n".join([f'<a href="{for_xml(resolved(url))}"><title>{for_xml(link.title)}</title>', *shapes, "</a>"])


def _shape(item: Rect | VectorPath | Text, paint: StyleAttributes) -> str:
    if isinstance(item, Rect):
        x, y, width, height, radius, look = item
        numbers = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
        rounded = f' rx="{_number(radius)}"' if radius else ""
        return f"<rect{paint[look]} {_trimmed(numbers)}{rounded}/>"
    if isinstance(item, VectorPath):
        return f'<path{paint[item.look]} d="{path_data(item)}"/>'
    return _text(item, paint)


def path_data(item: VectorPath) -> str:
    """The ``d`` attribute of a path."""
    form, lengths = "", list[float]()
    for op, points in item.commands:
        form += op + _POINTS[len(points)]
        for point in points:
            lengths += point
    return _trimmed(form % tuple(lengths))


_POINTS = {number: " ".join(["%.1f,%.1f"] * number) for number in range(4)}
"""The format of the points of a path command, by their number."""


def _text(item: Text, paint: StyleAttributes) -> str:
    anchor = "end" if item.from_right and item.anchor == "start" else item.anchor
    place = f'x="{item.x:.1f}" y="{item.y:.1f}" font-size="{item.size:.1f}"'
    extra = f' text-anchor="{anchor}"' if anchor != "start" else ""
    words = for_xml(item.text)
    if item.from_right:
        words = f"{EMBED_FROM_RIGHT}{words}{END_EMBEDDING}"
    return f"<text{paint[item.look]} {_trimmed(place)}{_letters(item)}{extra}>{words}</text>"


def _letters(item: Text) -> str:
    """The attributes of a text that its look does not give."""
    extra = ' font-weight="bold"' if item.weight == "bold" else ""
    if item.spacing:
        extra += f' letter-spacing="{_number(item.spacing)}"'
    return extra + (' text-decoration="line-through"' if item.struck else "")


def _span(item: Text, paint: StyleAttributes, start: Text) -> str:
    """A text that follows another on its line, after spaces: ``start`` is the first one of the line. After a bold
    label of another colour it has two, as LibreOffice makes one too narrow to be seen."""
    extra = f' font-size="{_number(item.size)}"' if item.size != start.size else ""
    if item.weight != start.weight:
        extra += f' font-weight="{"bold" if item.weight == "bold" else "normal"}"'
    is_label = start.weight == "bold" and item.look != start.look
    gap = "\u00a0 " if item.size < start.size or is_label else " "
    return f"<tspan{paint[item.look]}{extra}>{gap}{for_xml(item.text)}</tspan>"


EMBED_FROM_RIGHT, END_EMBEDDING = "\u202b", "\u202c"
"""Characters around text that is written from right to left (Unicode Bidirectional Algorithm, UAX #9). LibreOffice
and resvg ignore the property ``direction``, and would begin the text at its end.
"""


@lru_cache(maxsize=1_024)
def _number(value: float) -> str:
    """A length to a tenth of a point, which is finer than print and the same on every machine."""
    return _trimmed(f"{value:.1f}")


def _trimmed(numbers: str) -> str:
    """Lengths with one decimal, without ``.0``. All are done at once: a picture of 500 claims has 40,000."""
    return numbers.replace("-0.0", "0").replace(".0", "")
