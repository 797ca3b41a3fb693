"""How good the drawings are. Run: ``python tests/bench/bench_layout.py [CLAIMS ...]``.

For maps of several sizes, argmap's drawing beside plain ``dot`` on the DOT for readers and, where it is on the PATH,
the peer ``argdown map`` (npm: @argdown/cli) on the same claims and reasons (it draws no tensions and nobody who holds
a claim, so its pictures hold less): pairs of edges to different claims that
cross, per edge; edge length per edge in points where claims are in 12 points; the text's size in points when fitted
to A4 and to A3, and the share of the A4 page that is filled then, which says how well the drawing's shape suits the
page; and what one claim more does: the share of boxes that move by more than a point against the first box, and
against the box that they bear on, and the share of the picture's lines that change in git.
"""

from __future__ import annotations

import json
import math
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from argmap.model.types import rebuilt

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from argmap.draw.display_list import DisplayItem, Hyperlink, Picture, Rect, ShapeGroup, Text, VectorPath
from argmap.draw.drawing import Drawing
from argmap.draw.layout.graph import Positions
from argmap.draw.layout.strategy import LayoutStrategy
from argmap.draw.pages.fitting import EDGE, LARGEST_SCALE, text_size
from argmap.draw.paper import PAPERS
from argmap.draw.renderer import Renderer
from argmap.draw.routing.curves import Spline, along
from argmap.draw.routing.router import RoutedLayout, routed_layout
from argmap.draw.scene.boxes import TEXT_SIZE
from argmap.draw.scene.builder import build_scene
from argmap.draw.writers import svg
from argmap.io.graphviz.engines import engine
from argmap.model.index import Index
from argmap.model.types import Claim, Map, Reason
from tests.bench.bench_export import as_argdown
from tests.bench.large_maps import large_map

SIZES = (10, 50, 200, 500)
PEER_TEXT = 10.0
"""The size, in points, of the text in the peer's boxes."""

Polyline = list[tuple[float, float]]
Places = Mapping[str, tuple[float, float]]


@dataclass(frozen=True)
class Quality:
    """What is measured of one drawing."""

    crossings: float
    length: float
    a4: float
    a3: float
    filled: float
    moved: float
    moved_apart: float
    changed: float


@dataclass(frozen=True)
class Dot:
    """What another drawer made, its text in 12 points: its size, centres, and splines by premise and target."""

    width: float
    height: float
    centres: Places
    splines: Mapping[tuple[str, str], Spline]


def crossings(drawn: Sequence[tuple[str, Polyline]]) -> int:
    """Pairs of lines to different heads that cross, by their bounding boxes first."""
    heads, lines = [head for head, _ in drawn], [line for _, line in drawn]
    boxes = [
        (min(x for x, _ in line), min(y for _, y in line), max(x for x, _ in line), max(y for _, y in line))
        for line in lines
    ]
    found = 0
    for place, (a, p) in enumerate(zip(lines, boxes, strict=True)):
        for other in range(place + 1, len(lines)):
            b, q = lines[other], boxes[other]
            if heads[place] != heads[other] and p[0] < q[2] and q[0] < p[2] and p[1] < q[3] and q[1] < p[3]:
                found += any(cross(*s, *t) for s in pairwise(a) for t in pairwise(b))
    return found


def cross(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float], d: tuple[float, float]) -> bool:
    """Whether two segments cross inside both."""

    def side(p: tuple[float, float], q: tuple[float, float], r: tuple[float, float]) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def total(lines: Iterable[Polyline]) -> float:
    return sum(math.dist(a, b) for line in lines for a, b in pairwise(line))


def corners(drawn: RoutedLayout) -> Places:
    return {name: (frame.left, frame.top) for name, frame in drawn.frames.items()}


def share_moved(before: Places, after: Places) -> float:
    """The share of boxes of ``before`` that stand elsewhere in ``after``, measured from the first box of both."""
    names = list(before)
    (bx, by), (ax, ay) = before[names[0]], after[names[0]]
    still = 0
    for name in names:
        x, y = before[name]
        u, v = after[name]
        still += abs((x - bx) - (u - ax)) <= 1 and abs((y - by) - (v - ay)) <= 1
    return 1 - still / len(names)


def share_moved_apart(before: Places, after: Places, drawing: Drawing) -> float:
    """The share of the boxes that bear on another which stand elsewhere in ``after`` as seen from the first such."""
    onto: dict[str, str] = {}
    for edge in drawing.graph.edges:
        if edge.tail in before and edge.head in before:  # the peer draws no tensions
            onto.setdefault(edge.tail, edge.head)
    moves = {name: (after[name][0] - x, after[name][1] - y) for name, (x, y) in before.items()}
    apart = [name for name, head in onto.items() if not _is_near(moves[name], moves[head])]
    return len(apart) / max(1, len(onto))


def _is_near(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return abs(one[0] - other[0]) <= 1 and abs(one[1] - other[1]) <= 1


def share_changed(before: str, after: str) -> float:
    """The share of the lines of ``before`` that ``after`` does not have."""
    lines = before.split("\n")
    return (Counter(lines) - Counter(after.split("\n"))).total() / len(lines)


def with_one_more(map: Map) -> Map:
    target = map.claims[len(map.claims) // 2].id
    reason = Reason(premise="one-more", kind="supports", target=target)
    claims = (*map.claims, Claim(id="one-more", text="One more claim, added at the end.", reasons=(reason,)))
    return rebuilt(map, claims=claims)


def positions(drawing: Drawing) -> Positions:
    strategy = LayoutStrategy(engine(), 300)
    return strategy.positions(drawing.graph, strategy.ends())


def ours(map: Map) -> Quality:
    drawing = Drawing(build_scene(Index.build(map)))
    where = positions(drawing)
    drawn = routed_layout(drawing.graph, where)
    heads = {edge.arrow.id: edge.head for edge in drawing.graph.edges}
    lines = [
        (heads[name], list(along(curve, 6)))
        for name, drawn_route in drawn.routes.items()
        for curve in (*drawn_route.tails, *filter(None, [drawn_route.last]))
    ]
    more = Drawing(build_scene(Index.build(with_one_more(map))))
    where_more = positions(more)
    before, after = corners(drawn), corners(routed_layout(more.graph, where_more))
    moved = share_moved(before, after), share_moved_apart(before, after, drawing)
    changed = share_changed(svg.write(drawing.placed(where).picture()), svg.write(more.placed(where_more).picture()))
    fitted = [Renderer(engine(), 300).fitted(drawing, paper) for paper in ("a4", "a3")]
    a4, a3 = (text_size(picture, paper) for picture, paper in zip(fitted, ("a4", "a3"), strict=True))
    count = max(1, len(lines))
    length = total(line for _, line in lines) / count
    return Quality(crossings(lines) / count, length, a4, a3, filled(fitted[0]), *moved, changed)


def filled(picture: Picture) -> float:
    """The share of a page, but for its edges, that is taken by a picture which stands on it."""
    assert picture.page is not None
    points = list(corners_of(picture.items[1:]))  # without the ground
    scale = picture.page[0] / picture.width
    wide, high = (max(ends) - min(ends) for ends in zip(*points, strict=True))
    return wide * high * scale**2 / ((picture.page[0] - 2 * EDGE) * (picture.page[1] - 2 * EDGE))


def corners_of(items: Iterable[DisplayItem], at: tuple[float, float] = (0, 0)) -> Iterator[tuple[float, float]]:
    """Where rectangles, lines and words begin and end."""
    x, y = at
    for item in items:
        match item:
            case ShapeGroup():
                yield from corners_of(item.items, (x + item.at[0], y + item.at[1]))
            case Hyperlink():
                yield from corners_of(item.items, at)
            case Rect():
                yield from ((x + item.x, y + item.y), (x + item.x + item.width, y + item.y + item.height))
            case VectorPath():
                yield from ((x + u, y + v) for _, points in item.commands for u, v in points)
            case Text():
                yield x + item.x, y + item.y


def plain_dot(map: Map) -> Quality:
    drawing = Drawing(build_scene(Index.build(map)))
    readable, more = drawing.digraph().source, Drawing(build_scene(Index.build(with_one_more(map)))).digraph().source
    changed = share_changed(dot_svg(readable), dot_svg(more))
    return quality(run_dot(readable), run_dot(more), drawing, changed)


def peer(map: Map) -> Quality:
    before, after = peer_svg(map), peer_svg(with_one_more(map))
    return quality(
        read_svg(before), read_svg(after), Drawing(build_scene(Index.build(map))), share_changed(before, after)
    )


def quality(where: Dot, more: Dot, drawing: Drawing, changed: float) -> Quality:
    """The same measures of another's drawing, and of that with one claim more."""
    lines = [(head, list(along(spline, 6))) for (_, head), spline in where.splines.items()]
    moved = share_moved(where.centres, more.centres), share_moved_apart(where.centres, more.centres, drawing)
    sizes, shares = [], []
    for paper in ("a4", "a3"):
        width, height = PAPERS[paper]  # type: ignore[index]
        inner = [(w - 2 * EDGE, h - 2 * EDGE) for w, h in ((width, height), (height, width))]
        scale = min(max(min(w / where.width, h / where.height) for w, h in inner), LARGEST_SCALE)
        sizes.append(TEXT_SIZE * scale)
        shares.append(where.width * where.height * scale**2 / math.prod(inner[0]))
    count = max(1, len(lines))
    length = total(line for _, line in lines) / count
    return Quality(crossings(lines) / count, length, *sizes, shares[0], *moved, changed)


def peer_svg(map: Map) -> str:
    """What the peer draws of the map's claims and reasons."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "map.argdown").write_text(as_argdown(map), encoding="utf-8")
        command = ["argdown", "map", "map.argdown", "out", "-f", "svg"]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return (Path(folder) / "out" / "map.svg").read_text(encoding="utf-8")


def read_svg(svg: str) -> Dot:
    """Where an SVG of Graphviz has its nodes and edges; what it was shrunk by is taken back."""
    shrunk = re.search(r'transform="scale\(([\d.]+)', svg)
    width, height = re.findall(r'viewBox="\S+ \S+ (\S+) (\S+)"', svg)[0]
    grown = TEXT_SIZE / PEER_TEXT
    scale = grown / float(shrunk[1] if shrunk else 1)
    names, centres, splines = {}, {}, {}
    for kind, title, body in re.findall(r'class="(node|edge)">\n<title>(.*?)</title>(.*?)</g>', svg, re.DOTALL):
        path = re.findall(r' d="([^"]+)"', body)[0]
        points = tuple((float(x) * grown, float(y) * grown) for x, y in re.findall(r"([-\d.]+),([-\d.]+)", path))
        if kind == "node":
            names[title] = re.findall(r">(claim&#45;\d+|one&#45;more)<", body)[0].replace("&#45;", "-")
            xs, ys = zip(*points, strict=True)
            centres[names[title]] = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
        else:
            tail, head = title.split("&#45;&gt;")
            splines[names[tail], names[head]] = points
    return Dot(float(width) * scale, float(height) * scale, centres, splines)


def dot_svg(dot: str) -> str:
    return subprocess.run(["dot", "-Tsvg"], input=dot, capture_output=True, check=True, text=True).stdout


def run_dot(dot: str) -> Dot:
    done = subprocess.run(["dot", "-Tjson0"], input=dot.encode(), capture_output=True, check=True)
    data = json.loads(done.stdout)
    names = {item["_gvid"]: item["name"] for item in data["objects"]}
    splines = {}
    for edge in data.get("edges", ()):
        points = [point(part) for part in edge["pos"].split() if part[:1] not in "es"]
        splines[names[edge["tail"]], names[edge["head"]]] = tuple(points)
    _, _, width, height = map(float, data["bb"].split(","))
    return Dot(
        width, height, {item["name"]: point(item["pos"]) for item in data["objects"] if "pos" in item}, splines
    )


def point(text: str) -> tuple[float, float]:
    x, y = text.split(",")
    return float(x), -float(y)


def main(sizes: Sequence[int]) -> None:
    print(
        "claims drawing  crossings/edge  length/edge  A4 pt  A3 pt  A4 filled  moved by one more: boxes, apart, lines"
    )
    for size in sizes:
        map = large_map(size, 1.2, 1)
        rows = {"argmap": ours}
        if shutil.which("dot") and size <= 200:
            rows["dot"] = plain_dot
        if shutil.which("argdown"):
            rows["argdown"] = peer
        for name, measure in rows.items():
            found = measure(map)
            print(
                f"{size:6} {name:8} {found.crossings:13.2f} {found.length:13.0f} {found.a4:7.1f} {found.a3:6.1f} "
                f"{found.filled:10.0%} {found.moved:23.0%} {found.moved_apart:6.0%} {found.changed:6.0%}",
                flush=True,
            )


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or SIZES)
