"""How good the drawings are. Run: ``python tests/bench/bench_layout.py [CLAIMS ...]``.

For maps of several sizes and, where none are given, the sample, argmap's drawing beside others: plain ``dot`` on the
DOT for readers; ELK (npm: elkjs, found by node) on the same boxes and lines; and the peer ``argdown map``
(npm: @argdown/cli) on the same claims and reasons (it draws no tensions and nobody who holds a claim, so its pictures
hold less). Each is left out where it is missing. What is measured:

- pairs of edges to different claims that cross, and edge length per edge in points where claims are in 12 points;
- claims that are in another column than the one beside their shallowest target;
- the text's size in points when fitted to A4, A3, and a slide, and in a page 900 pixels wide;
- the share of the drawing that is boxes, and the share of the A4 page that is taken by the drawing;
- what one claim more does, added below claims throughout the map: the share of boxes that do not move as most do, of
  those that move against the box they bear on, and the share of the picture's lines that change in git.

For briefs: the size of the text with all claims, and how many claims are shown where text is not to be smaller than
can be read. For series of pages: their number, the size of their text, and the share of a page that is boxes.
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

from argmap.draw.brief.fitting import picture
from argmap.draw.brief.flow import TEXT
from argmap.draw.brief.options import ALL, BriefOptions
from argmap.draw.display_list import DisplayItem, Hyperlink, Picture, Rect, ShapeGroup, Text, VectorPath
from argmap.draw.drawing import Drawing
from argmap.draw.layout.graph import LayoutGraph, Positions
from argmap.draw.layout.strategy import LayoutStrategy
from argmap.draw.measure import HELVETICA
from argmap.draw.pages.fitting import EDGE, LARGEST_SCALE, text_size
from argmap.draw.pages.layout import LaidOutPage, lay_out_pages
from argmap.draw.paper import PAPERS, PaperName
from argmap.draw.renderer import Renderer
from argmap.draw.routing.curves import along
from argmap.draw.routing.router import RoutedLayout, routed_layout
from argmap.draw.scene.boxes import TEXT_SIZE
from argmap.draw.scene.builder import build_scene
from argmap.draw.scene.forest import scene_links, spanning_forest, with_stubs
from argmap.draw.scene.scene import Scene
from argmap.draw.writers import svg
from argmap.io.graphviz.engines import engine
from argmap.mapfile.read.read import read
from argmap.model.index import Index
from argmap.model.types import Claim, Map, Reason
from argmap.views.brief import brief
from tests.bench.bench_export import as_argdown
from tests.bench.large_maps import large_map

SIZES = (10, 50, 200, 500)
PEER_TEXT = 10.0
"""The size, in points, of the text in the peer's boxes."""

PAPERS_IN_PAGES: tuple[PaperName, ...] = ("a4", "a4-landscape", "16:9")
PAPERS_MEASURED: tuple[PaperName, ...] = ("a4", "a3", "16:9")
WINDOW = 900
"""Pixels across of a page in which a picture is as wide as the text around it."""

Polyline = list[tuple[float, float]]
Places = Mapping[str, tuple[float, float]]


@dataclass(frozen=True)
class Quality:
    """What is measured of one drawing."""

    crossings: int
    length: float
    displaced: int
    sizes: Sequence[float]
    boxes: float
    filled: float
    moved: float
    moved_apart: float
    changed: float


@dataclass(frozen=True)
class Dot:
    """What another drawer made, with text of 12 points: size, centres, lines with their heads, and area of boxes."""

    width: float
    height: float
    centres: Places
    lines: Sequence[tuple[str, Polyline]]
    boxes: float


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
    """The share of boxes of ``before`` that do not move as most of them do in ``after``."""
    moves = Counter((round(after[name][0] - x), round(after[name][1] - y)) for name, (x, y) in before.items())
    return 1 - max(moves.values()) / len(before)


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


def with_one_more(map: Map, place: float = 0.5) -> Map:
    """A map with one claim more, below the claim at a place between 0, the first, and 1."""
    target = map.claims[int(len(map.claims) * place)].id
    reason = Reason(premise="one-more", kind="supports", target=target)
    claims = (*map.claims, Claim(id="one-more", text="One more claim, added at the end.", reasons=(reason,)))
    return rebuilt(map, claims=claims)


PLACES = (0.0, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95)
"""Where one claim more is added: what it does is the mean of these."""


def mean(found: Iterable[float]) -> float:
    values = list(found)
    return sum(values) / len(values)


def displaced(drawing: Drawing, centres: Places) -> int:
    """The boxes that are in another column than that beside their shallowest target. A column is a left edge."""
    forest = spanning_forest(drawing.scene, list(scene_links(drawing.scene)))
    lefts = {
        name: centres[name][0] - drawing.graph.sizes[name][0] / 2 for name in centres if name in drawing.graph.sizes
    }
    found = 0
    for name, link in forest.links.items():
        if name in lefts and link.head in lefts:
            between = {
                round(left / 20) for left in lefts.values() if lefts[link.head] + 100 < left < lefts[name] - 20
            }
            found += bool(between) or lefts[name] < lefts[link.head] + 100
    return found


def positions(drawing: Drawing) -> Positions:
    strategy = LayoutStrategy(engine(), 300)
    return strategy.positions(drawing.graph, strategy.ends())


def ours(map: Map) -> Quality:
    drawing = Drawing(drawn_scene(map))
    where = positions(drawing)
    drawn = routed_layout(drawing.graph, where)
    heads = {edge.arrow.id: edge.head for edge in drawing.graph.edges}
    lines = [
        (heads[name], list(along(curve, 6)))
        for name, drawn_route in drawn.routes.items()
        for curve in (*drawn_route.tails, *filter(None, [drawn_route.last]))
    ]
    before, text = corners(drawn), svg.write(drawing.placed(where).picture())
    moves = []
    for place in PLACES:
        more = Drawing(drawn_scene(with_one_more(map, place)))
        where_more = positions(more)
        after = corners(routed_layout(more.graph, where_more))
        kept = {name: at for name, at in before.items() if name in after}
        changed = share_changed(text, svg.write(more.placed(where_more).picture()))
        moves.append((share_moved(kept, after), share_moved_apart(kept, after, drawing), changed))
    renderer = Renderer(engine(), 300)
    fitted = {paper: renderer.fitted(drawing, paper)[1] for paper in PAPERS_MEASURED}
    sizes = [text_size(made, paper) for paper, made in fitted.items()]
    sizes.append(TEXT_SIZE * WINDOW * 0.75 / drawing.placed(where).picture().width)
    boxes = sum(width * height for width, height in drawing.graph.sizes.values()) / (drawn.width * drawn.height)
    length = total(line for _, line in lines) / max(1, len(lines))
    centres = {name: (frame.left + drawing.graph.sizes[name][0] / 2, 0.0) for name, frame in drawn.frames.items()}
    return Quality(
        crossings(lines),
        length,
        displaced(drawing, centres),
        sizes,
        boxes,
        filled(fitted["a4"]),
        *(mean(found) for found in zip(*moves, strict=True)),
    )


def drawn_scene(map: Map) -> Scene:
    """What is drawn of a map in a picture."""
    index = Index.build(map)
    return with_stubs(build_scene(index), lambda: brief(index).numbers)


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
    def source(map: Map) -> str:
        return Drawing(build_scene(Index.build(map))).digraph().source

    before = source(map)
    after = [source(with_one_more(map, place)) for place in PLACES]
    changed = [share_changed(dot_svg(before), dot_svg(one)) for one in after]
    return quality(run_dot(before), [run_dot(one) for one in after], Drawing(build_scene(Index.build(map))), changed)


def elk(map: Map) -> Quality:
    """ELK's layered algorithm with orthogonal lines, on the same boxes; an undercut leads to the link's target."""

    def laid(map: Map) -> Dot:
        graph = Drawing(build_scene(Index.build(map))).graph
        return run_elk(graph)

    after = [laid(with_one_more(map, place)) for place in PLACES]
    return quality(laid(map), after, Drawing(build_scene(Index.build(map))), [math.nan])


def peer(map: Map) -> Quality:
    before = peer_svg(map)
    after = [peer_svg(with_one_more(map, place)) for place in PLACES]
    changed = [share_changed(before, one) for one in after]
    drawing = Drawing(build_scene(Index.build(map)))
    return quality(read_svg(before, drawing), [read_svg(one, drawing) for one in after], drawing, changed)


def quality(where: Dot, more: Sequence[Dot], drawing: Drawing, changed: Sequence[float]) -> Quality:
    """The same measures of another's drawing, and of those with one claim more."""
    moved = [share_moved(where.centres, one.centres) for one in more]
    apart = [share_moved_apart(where.centres, one.centres, drawing) for one in more]
    sizes, shares = [], []
    for paper in PAPERS_MEASURED:
        width, height = PAPERS[paper]
        ways = ((width, height),) if paper == "16:9" else ((width, height), (height, width))
        inner = [(w - 2 * EDGE, h - 2 * EDGE) for w, h in ways]
        scale = min(max(min(w / where.width, h / where.height) for w, h in inner), LARGEST_SCALE)
        sizes.append(TEXT_SIZE * scale)
        shares.append(where.width * where.height * scale**2 / math.prod(inner[0]))
    sizes.append(TEXT_SIZE * WINDOW * 0.75 / where.width)
    length = total(line for _, line in where.lines) / max(1, len(where.lines))
    return Quality(
        crossings(where.lines),
        length,
        displaced(drawing, where.centres),
        sizes,
        where.boxes / (where.width * where.height),
        shares[0],
        mean(moved),
        mean(apart),
        mean(changed),
    )


def peer_svg(map: Map) -> str:
    """What the peer draws of the map's claims and reasons."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "map.argdown").write_text(as_argdown(map), encoding="utf-8")
        command = ["argdown", "map", "map.argdown", "out", "-f", "svg"]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return (Path(folder) / "out" / "map.svg").read_text(encoding="utf-8")


def read_svg(svg: str, drawing: Drawing) -> Dot:
    """Where an SVG of Graphviz has its nodes and edges; what it was shrunk by is taken back."""
    shrunk = re.search(r'transform="scale\(([\d.]+)', svg)
    width, height = re.findall(r'viewBox="\S+ \S+ (\S+) (\S+)"', svg)[0]
    grown = TEXT_SIZE / PEER_TEXT
    scale = grown / float(shrunk[1] if shrunk else 1)
    names, centres, lines, boxes = {}, {}, [], 0.0
    for kind, title, body in re.findall(r'class="(node|edge)">\n<title>(.*?)</title>(.*?)</g>', svg, re.DOTALL):
        path = re.findall(r' d="([^"]+)"', body)[0]
        points = tuple((float(x) * grown, float(y) * grown) for x, y in re.findall(r"([-\d.]+),([-\d.]+)", path))
        if kind == "node":
            named = (name.replace("&#45;", "-") for name in re.findall(r">([^<>]+)<", body))
            names[title] = next(name for name in named if name in drawing.graph.sizes or name == "one-more")
            xs, ys = zip(*points, strict=True)
            centres[names[title]] = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
            boxes += (max(xs) - min(xs)) * (max(ys) - min(ys))
        else:
            _, head = title.split("&#45;&gt;")
            lines.append((names[head], list(along(points, 6))))
    return Dot(float(width) * scale, float(height) * scale, centres, lines, boxes)


def dot_svg(dot: str) -> str:
    return subprocess.run(["dot", "-Tsvg"], input=dot, capture_output=True, check=True, text=True).stdout


def run_dot(dot: str) -> Dot:
    done = subprocess.run(["dot", "-Tjson0"], input=dot.encode(), capture_output=True, check=True)
    data = json.loads(done.stdout)
    names = {item["_gvid"]: item["name"] for item in data["objects"]}
    lines = []
    for edge in data.get("edges", ()):
        points = [point(part) for part in edge["pos"].split() if part[:1] not in "es"]
        lines.append((names[edge["head"]], list(along(tuple(points), 6))))
    _, _, width, height = map(float, data["bb"].split(","))
    nodes = [item for item in data["objects"] if "pos" in item]
    boxes = sum(float(item["width"]) * float(item["height"]) * 72 * 72 for item in nodes if "width" in item)
    return Dot(width, height, {item["name"]: point(item["pos"]) for item in nodes}, lines, boxes)


ELK = """
const ELK = require("elkjs");
let text = "";
process.stdin.on("data", (part) => (text += part));
process.stdin.on("end", () => new ELK().layout(JSON.parse(text)).then((found) => console.log(JSON.stringify(found))));
"""


def has_elk() -> bool:
    command = ["node", "-e", "require('elkjs')"]
    return bool(shutil.which("node")) and not subprocess.run(command, capture_output=True, check=False).returncode


def run_elk(graph: LayoutGraph) -> Dot:
    """What ELK makes of a graph, with main claims at the left."""
    across, down = graph.gaps
    options = {
        "elk.algorithm": "layered",
        "elk.direction": "LEFT",
        "elk.edgeRouting": "ORTHOGONAL",
        "elk.layered.spacing.nodeNodeBetweenLayers": str(across),
        "elk.spacing.nodeNode": str(down),
    }
    asked = {
        "id": "map",
        "layoutOptions": options,
        "children": [{"id": name, "width": size[0], "height": size[1]} for name, size in graph.sizes.items()],
        "edges": [
            {"id": f"edge {place}", "sources": [edge.tail], "targets": [edge.head]}
            for place, edge in enumerate(graph.edges)
        ],
    }
    done = subprocess.run(["node", "-e", ELK], input=json.dumps(asked).encode(), capture_output=True, check=True)
    found = json.loads(done.stdout)
    centres = {
        node["id"]: (node["x"] + node["width"] / 2, node["y"] + node["height"] / 2) for node in found["children"]
    }
    lines = []
    for edge in found["edges"]:
        for section in edge.get("sections", ()):
            points = [section["startPoint"], *section.get("bendPoints", ()), section["endPoint"]]
            lines.append((edge["targets"][0], [(at["x"], at["y"]) for at in points]))
    boxes = sum(width * height for width, height in graph.sizes.values())
    return Dot(found["width"], found["height"], centres, lines, boxes)


def point(text: str) -> tuple[float, float]:
    x, y = text.split(",")
    return float(x), -float(y)


def briefs() -> Iterator[str]:
    """For the sample and for large maps, how large the text of a brief is in a PDF, and what it shows."""
    yield "claims brief    all claims: A4 pt  16:9 pt   what can be read: A4 shown  pt  16:9 shown  pt"
    for map in (sample(), *(large_map(size, 1.2, 1) for size in (100, 250, 600))):
        index = Index.build(map)
        papers: tuple[PaperName, ...] = ("a4", "16:9")
        whole = [points(picture(index, BriefOptions(paper, depth=ALL, font=HELVETICA))) for paper in papers]
        read = [picture(index, BriefOptions(paper, font=HELVETICA)) for paper in papers]
        shown = [re.findall(r"shows (\d+)", made.description)[0] for made in read]
        yield (
            f"{len(map.claims):6} {'':8} {whole[0]:17.1f} {whole[1]:8.1f} {shown[0]:>28} {points(read[0]):4.1f}"
            f" {shown[1]:>10} {points(read[1]):4.1f}"
        )


def points(made: Picture) -> float:
    """The size of a brief's text on its page."""
    assert made.page is not None
    return TEXT * made.page[0] / made.width


def sample() -> Map:
    """The map that the repository is about."""
    return read((Path(__file__).resolve().parents[2] / "maps" / "uk_openai.yaml").read_bytes(), "uk_openai.yaml").map


def series() -> Iterator[str]:
    """Of maps in pages: how many, the size of their text, and how much of a page is boxes."""
    yield "claims paper        pages  text pt  claims/page  boxes"
    for map in (sample(), large_map(50, 1.2, 1), large_map(200, 1.2, 1)):
        for paper in PAPERS_IN_PAGES:
            index = Index.build(map)
            _, *pages = lay_out_pages(Renderer(engine(), 300), index, paper, "map", ".svg")
            if pages:
                texts = [text_size(page.picture, paper) for page in pages]
                claims = mean(len(page.drawing.scene.box.keys() & index.claims.keys()) for page in pages)
                yield (
                    f"{len(map.claims):6} {paper:13}{len(pages) + 1:5}  {min(texts):4.1f}-{max(texts):4.1f} "
                    f"{claims:11.1f} {mean(map_share(page) for page in pages):6.0%}"
                )


def map_share(page: LaidOutPage) -> float:
    """The share of a page that is boxes."""
    picture = page.picture
    assert picture.page is not None
    scale = picture.page[0] / picture.width
    boxes = sum(box.width * box.height for box in page.drawing.box_layouts.values())
    return boxes * scale**2 / math.prod(picture.page)


def main(sizes: Sequence[int]) -> None:
    """Print the measures of maps of some sizes; with none, of the sample, of the usual sizes, and of briefs."""
    maps = [large_map(size, 1.2, 1) for size in sizes or SIZES]
    print(
        "claims drawing crossings length/edge displaced   A4   A3 16:9 900px pt   boxes  A4 filled"
        "   moved by one more: boxes, apart, lines"
    )
    for map in maps if sizes else (sample(), *maps):
        size = len(map.claims)
        rows = {"argmap": ours}
        if shutil.which("dot") and size <= 200:
            rows["dot"] = plain_dot
        if size <= 200 and has_elk():
            rows["elk"] = elk
        if shutil.which("argdown"):
            rows["argdown"] = peer
        for name, measure in rows.items():
            found = measure(map)
            print(
                f"{size:6} {name:8}{found.crossings:9} {found.length:11.0f} {found.displaced:9} "
                f"{' '.join(f'{one:4.1f}' for one in found.sizes)} {found.boxes:10.0%} {found.filled:10.0%} "
                f"{found.moved:24.0%} {found.moved_apart:6.0%} {found.changed:6.0%}",
                flush=True,
            )
    for line in () if sizes else (*briefs(), *series()):
        print(line, flush=True)


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]])
