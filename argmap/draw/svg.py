"""From a picture to SVG: one self-contained file, no scripts, nothing loaded, the same bytes everywhere.

Roles follow the WAI-ARIA Graphics Module: the file is a ``graphics-document``, each box and arrow a
``graphics-object`` with a title and a description in plain words, in the order in which the map is to be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeGuard
from urllib.parse import quote

from argmap.draw.picture import Group, Item, Link, Outline, Picture, Rect, Text, looks_in
from argmap.draw.theme import FONTS, Look, ThemeName, looks_of, palettes
from argmap.escape import for_xml

SAFE_LINK = re.compile(
    r"(?:https?://|mailto:|doi:)[^\s<>\"]+\Z|[A-Za-z0-9._~%-]+\.(?:svg|html)(?:#[a-z0-9-]+)?\Z", re.IGNORECASE
)
"""What a link may lead to: the web, mail, a DOI, or a page of the same export beside this file."""


class Begun(NamedTuple):
    """A group as SVG but for its place: its beginning, and the rest if its shapes are ``items``."""

    opening: str
    items: tuple[Item, ...]
    rest: str


Ahead = Mapping[tuple[object, ...], Begun]
"""Groups written before it is known where they stand, by what they say of themselves."""

Written = dict[tuple[object, ...], Begun]
"""The same while it grows."""

NOTHING: Ahead = MappingProxyType({})


def write_ahead(group: Group, into: Written) -> None:
    """Write a group of a picture to come but for its place and the shapes that it may not have yet."""
    if group.words not in into:
        into[group.words] = Begun(_opening(group), group.items, _rest(group.items))


def write(picture: Picture, theme: ThemeName = "auto", ahead: Ahead = NOTHING) -> str:
    """The SVG text of a picture, ending with a newline; ``ahead`` are groups that are written already."""
    width, height = _number(picture.width), _number(picture.height)
    across, down = map(_number, picture.page or (picture.width, picture.height))
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{across}pt" height="{down}pt"'
        f' viewBox="0 0 {width} {height}"'
        ' class="argmap" role="graphics-document" aria-roledescription="argument map"'
        ' aria-labelledby="map-title map-desc">',
        f'<title id="map-title">{for_xml(picture.title)}</title>',
        f'<desc id="map-desc">{for_xml(picture.told)}</desc>',
        f"<style>{style(picture, theme)}</style>",
        *[_group(item, ahead.get(item.words)) if type(item) is Group else _item(item) for item in picture.items],
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def style(picture: Picture, theme: ThemeName) -> str:
    """The style sheet: the looks that the picture uses, and what changes on a dark screen (paper is white)."""
    used = sorted(looks_in(picture.items))
    light, dark = palettes(theme)
    rules = [f".argmap text{{font-family:{FONTS}}}", ".argmap a:hover text{text-decoration:underline}"]
    looks = looks_of(light)
    rules += [f".argmap .{name}{{{_css(looks[name])}}}" for name in used]
    if dark is not None:
        looks = looks_of(dark)
        rules.append("@media screen and (prefers-color-scheme:dark){")
        rules.append(f":root.argmap{{background:{looks['paper'].fill}}}")
        rules += [f".argmap .{name}{{{_colours(looks[name])}}}" for name in used]
        rules.append("}")
    return "\n".join(["", *rules, ""])


def _css(look: Look) -> str:
    parts = [_colours(look)]
    if look.stroke:
        parts.append(f"stroke-width:{_number(look.width)}")
    if look.dash:
        parts.append("stroke-dasharray:" + " ".join(map(_number, look.dash)))
    if look.round:
        parts.append("stroke-linecap:round")
    return ";".join(parts)


def _colours(look: Look) -> str:
    fill = f"fill:{look.fill or 'none'}"
    return f"{fill};stroke:{look.stroke}" if look.stroke else fill


def _item(item: Item) -> str:
    if isinstance(item, Group):
        return _group(item)
    return _link(item) if isinstance(item, Link) else _shape(item)


def _group(group: Group, begun: Begun | None = None) -> str:
    if begun is None:
        return f"<g{_place(group)}{_opening(group)}{_rest(group.items)}"
    return f"<g{_place(group)}{begun.opening}{begun.rest if group.items == begun.items else _rest(group.items)}"


def _opening(group: Group) -> str:
    """From its attributes to its shapes."""
    return f"{_attributes(group)}>{_names(group)}"


def _rest(items: Iterable[Item]) -> str:
    """From its shapes on."""
    return "\n".join(["", *map(_item, items), "</g>"])


def _place(group: Group) -> str:
    """Where a group is, on a line of its own: what has moved changes that line alone, which git shows whole."""
    place = _trimmed(f"{group.at[0]:.1f},{group.at[1]:.1f}")
    return "" if place == "0,0" else f' transform="translate({place})"\n'


def _attributes(group: Group) -> str:
    given = [("id", group.id), ("class", group.kind), ("role", group.role), *group.facts]
    if group.role and group.title:
        given.append(("aria-label", group.title))
    return "".join(f' {name}="{for_xml(value)}"' for name, value in given if value)


def _names(group: Group) -> str:
    title = f"<title>{for_xml(group.title)}</title>" if group.title else ""
    return title + (f"<desc>{for_xml(group.told)}</desc>" if group.told else "")


def _link(link: Link) -> str:
    url = link.url if ":" in link.url else quote(link.url, safe="#")  # the name of a file may have any letters
    if not is_safe(url):
        return _group(Group(link.items, title=link.title))
    url = f"https://doi.org/{url[4:]}" if url.lower().startswith("doi:") else url
    return "\n".join(
        [f'<a href="{for_xml(url)}"><title>{for_xml(link.title)}</title>', *map(_item, link.items), "</a>"]
    )


def is_safe(url: str | None) -> TypeGuard[str]:
    """Whether a link may stand in a picture; see :data:`SAFE_LINK`."""
    return url is not None and SAFE_LINK.match(url) is not None


def _shape(item: Rect | Outline | Text) -> str:
    if isinstance(item, Rect):
        x, y, width, height, radius, look = item
        numbers = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
        rounded = f' rx="{_number(radius)}"' if radius else ""
        return f'<rect class="{look}" {_trimmed(numbers)}{rounded}/>'
    if isinstance(item, Outline):
        return f'<path class="{item.look}" d="{outline_data(item)}"/>'
    return _text(item)


def outline_data(item: Outline) -> str:
    """The ``d`` of an outline."""
    form, lengths = "", list[float]()
    for op, points in item.steps:
        form += op + _POINTS[len(points)]
        for point in points:
            lengths += point
    return _trimmed(form % tuple(lengths))


_POINTS = {number: " ".join(["%.1f,%.1f"] * number) for number in range(4)}
"""The form of so many points."""


def _text(item: Text) -> str:
    extra = ""
    if item.weight == "bold":
        extra += ' font-weight="bold"'
    if item.anchor != "start":
        extra += f' text-anchor="{item.anchor}"'
    if item.from_right:
        extra += ' direction="rtl"'
    if item.spacing:
        extra += f' letter-spacing="{_number(item.spacing)}"'
    if item.struck:
        extra += ' text-decoration="line-through"'
    if item.length:
        extra += f' textLength="{_number(item.length)}" lengthAdjust="spacingAndGlyphs"'
    place = f'x="{item.x:.1f}" y="{item.y:.1f}" font-size="{item.size:.1f}"'
    return f'<text class="{item.look}" {_trimmed(place)}{extra}>{for_xml(item.text)}</text>'


def _number(value: float) -> str:
    """A length to a tenth of a point: finer than print, and no rounding noise between machines."""
    return _trimmed(f"{value:.1f}")


def _trimmed(numbers: str) -> str:
    """A text of lengths to a tenth without the tenths that are none: all at once, as there are 40,000 in a picture of
    500 claims.
    """
    return numbers.replace("-0.0", "0").replace(".0", "")
