"""The figure of ``argmap/draw/routing/README.md``, drawn by the router. Run this file to write it anew."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from argmap.draw.display_list import Point
from argmap.draw.drawing import Drawing
from argmap.draw.layout.layers import Frame, Layers
from argmap.draw.routing.channels import JUNCTION, Channels
from argmap.draw.routing.curves import Spline
from argmap.draw.routing.global_routes import GlobalRoute, global_routes
from argmap.draw.routing.ports import Ports
from argmap.draw.routing.router import RoutedLayout, routed_layout
from argmap.draw.scene.boxes import BoxWidths
from argmap.draw.scene.builder import build_scene
from argmap.draw.theme import LIGHT
from argmap.model.index import Index
from argmap.model.types import Map
from tests.draw.drawn import positions
from tests.draw.small_maps import claim, objects, supports, undercuts

FIGURE = Path(__file__).resolve().parents[3] / "argmap" / "draw" / "routing" / "pipeline.svg"

MAP = Map(
    title="Layers, channels and tracks",
    claims=(
        claim("a", "A"),
        claim("b", "B", supports("b", "a")),
        claim("c", "C", supports("c", "a")),
        claim("d", "D", objects("d", "a")),
        claim("e", "E", supports("e", "b"), objects("e", "d")),
        claim("f", "F", supports("f", "c", "g")),
        claim("g", "G"),
        claim("h", "H", undercuts("h", "f -> c")),
        claim("i", "I", objects("i", "b")),
        claim("j", "J", objects("j", "a"), supports("j", "k")),
        claim("k", "K", supports("k", "f")),
    ),
)

MARGIN, HEAD, FOOT = 16.0, 34.0, 64.0
DASHES = {"supports": "", "objects_to": "7 4", "undercuts": "1 4", "side": ""}
HALF_GAP = 4.0
"""Half the length of the gap that a line jump leaves, in points."""


def figure() -> str:
    """The figure as SVG: the boxes and lines of a layout, on the layers, channels and tracks that they are in."""
    drawing = Drawing(build_scene(Index.build(MAP)), BoxWidths(104.0, 104.0, 104.0))
    layout = routed_layout(drawing.graph, positions(drawing))
    layers = Layers(layout.frames)
    routes = global_routes(drawing.graph, layers)
    ports = Ports([route for group in routes.values() for route in group], layout.frames, layers)
    channels = Channels(routes, ports, layers)
    bounds = [channels.bounds(number) for number in range(len(channels))]
    width, height = layout.width + 2 * MARGIN, layout.height + HEAD + FOOT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" '
        f'height="{height:.0f}" font-family="Helvetica, Arial, sans-serif" font-size="11">',
        "<title>The layers, channels, tracks, ports, dummy nodes, junctions and line jumps of a drawing</title>",
        f'<rect width="{width:.0f}" height="{height:.0f}" fill="#ffffff"/>',
        f'<g transform="translate({MARGIN:g} {HEAD:g})">',
        *_layers(layers, layout.height),
        *_channels(bounds, layout),
        *_lines(drawing, layout),
        *_boxes(layout),
        *_marks(routes, ports, layers, layout),
        "</g>",
        *_legend(height - FOOT + 30),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _layers(layers: Layers, height: float) -> Iterator[str]:
    for number, (left, right) in enumerate(layers.extents):
        yield f'<rect x="{left:.1f}" y="-8" width="{right - left:.1f}" height="{height + 16:.1f}" fill="#eceff4"/>'
        yield _text((left + right) / 2, -16, f"layer {number}", "middle")


def _channels(bounds: list[tuple[float, float]], layout: RoutedLayout) -> Iterator[str]:
    for number, (left, right) in enumerate(bounds):
        tracks = sorted({x for x in _verticals(layout) if left < x < right})
        for x in tracks:
            yield f'<path d="M{x:.1f} -8V{layout.height + 8:.1f}" stroke="#b8c0cc" stroke-dasharray="2 3"/>'
        if tracks:
            yield _text((left + right) / 2, -16, f"channel {number}", "middle", "#6b7585")


def _verticals(layout: RoutedLayout) -> Iterator[float]:
    """The x of the vertical parts of lines, which run on tracks; but not of those that end at a junction."""
    for route in layout.routes.values():
        for curve in (*route.tails, *filter(None, [route.last])):
            for (x, y), (to_x, to_y) in zip(curve[::3], curve[3::3], strict=False):
                if abs(x - to_x) < 0.1 < abs(y - to_y) and abs(x - curve[-1][0]) > 0.1:
                    yield round(x, 1)


def _lines(drawing: Drawing, layout: RoutedLayout) -> Iterator[str]:
    """The lines of arrows; each leaves a gap in the lines before it that it jumps over."""
    painted: set[str] = set()
    for arrow in drawing.scene.arrows:
        route = layout.routes[arrow.id]
        colour, _ = getattr(LIGHT, arrow.kind)
        for (x, y), horizontal, over in route.jumps:
            if over in painted:
                gap = f"M{x - HALF_GAP:.1f} {y:.1f}h{2 * HALF_GAP:g}" if horizontal else ""
                gap = gap or f"M{x:.1f} {y - HALF_GAP:.1f}v{2 * HALF_GAP:g}"
                yield f'<path d="{gap}" stroke="#ffffff" stroke-width="7"/>'
        for curve in (*route.tails, *filter(None, [route.last])):
            dash = f' stroke-dasharray="{DASHES[arrow.kind]}"' if DASHES[arrow.kind] else ""
            yield f'<path d="{_path(curve)}" fill="none" stroke="{colour}" stroke-width="1.6"{dash}/>'
        painted.add(arrow.id)


def _path(curve: Spline) -> str:
    (x, y), *rest = curve
    cubics = (" ".join(f"{px:.1f} {py:.1f}" for px, py in rest[at : at + 3]) for at in range(0, len(rest), 3))
    return f"M{x:.1f} {y:.1f}" + "".join(f"C{cubic}" for cubic in cubics)


def _boxes(layout: RoutedLayout) -> Iterator[str]:
    for name, (left, top, right, bottom) in layout.frames.items():
        size = f'width="{right - left:.1f}" height="{bottom - top:.1f}"'
        yield f'<rect x="{left:.1f}" y="{top:.1f}" {size} rx="6" fill="#ffffff" stroke="#2b3340" stroke-width="1.4"/>'
        yield _text((left + right) / 2, (top + bottom) / 2 + 5, name.upper(), "middle", "#2b3340", 14)


def _marks(
    routes: Mapping[str, tuple[GlobalRoute, ...]], ports: Ports, layers: Layers, layout: RoutedLayout
) -> Iterator[str]:
    for place in _port_places(layout):
        yield _port(*place)
    for group in routes.values():
        for route in group:
            for layer, y in zip(route.passed, ports.passage_ys(route), strict=True):
                left, right = layers.extents[layer]
                yield _dummy_node((left + right) / 2, y)
    for route in layout.routes.values():
        if route.junction:
            yield _junction(*route.junction)


def _port_places(layout: RoutedLayout) -> list[Point]:
    """Where lines meet the sides of boxes."""
    ends = [
        point
        for route in layout.routes.values()
        for curve in (*route.tails, *filter(None, [route.last]))
        for point in (curve[0], curve[-1])
    ]
    return sorted(
        {(round(x, 1), round(y, 1)) for x, y in ends if any(_at_side(x, f) for f in layout.frames.values())}
    )


def _at_side(x: float, frame: Frame) -> bool:
    return min(abs(x - frame.left), abs(x - frame.right)) < 0.1


def _port(x: float, y: float) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="#2b3340"/>'


def _dummy_node(x: float, y: float) -> str:
    return (
        f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8" transform="rotate(45 {x:.1f} {y:.1f})" '
        'fill="#ffffff" stroke="#2b3340" stroke-width="1.2"/>'
    )


def _junction(x: float, y: float) -> str:
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{JUNCTION:g}" fill="#ffffff" stroke="{LIGHT.supports[0]}" '
        'stroke-width="1.6"/>'
    )


def _legend(y: float) -> Iterator[str]:
    x = MARGIN
    line = 'fill="none" stroke="#2b3340" stroke-width="1.6"'
    signs = (
        ("port", _port(x + 8, y)),
        ("dummy node in a gap", _dummy_node(x + 98, y)),
        ("track", f'<path d="M{x + 248:g} {y - 11:g}v22" stroke="#8d97a6" stroke-dasharray="2 3"/>'),
        ("junction", _junction(x + 328, y)),
        ("line jump", f'<path d="M{x + 414:g} {y:g}h7m8 0h7M{x + 425:g} {y - 11:g}v22" {line}/>'),
    )
    for (name, sign), at in zip(signs, (x + 18, x + 108, x + 258, x + 342, x + 444), strict=True):
        yield sign
        yield _text(at, y + 4, name)


def _text(
    x: float, y: float, words: str, anchor: str = "start", colour: str = "#2b3340", size: float | None = None
) -> str:
    larger = f' font-size="{size:g}"' if size else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}"{larger}>{words}</text>'


if __name__ == "__main__":
    FIGURE.write_text(figure(), encoding="utf-8")
