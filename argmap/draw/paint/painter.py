"""From a laid-out scene to a display list: boxes with text, badges and marks; edges with ends and signs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

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
)
from argmap.draw.layout.layers import Frame
from argmap.draw.measure import Weight, is_right_to_left, width
from argmap.draw.paint import glyphs
from argmap.draw.paint.furniture import framed
from argmap.draw.routing.channels import JUNCTION
from argmap.draw.routing.curves import Spline, heading, point_from_start, shortened, steps
from argmap.draw.routing.router import Route, RoutedLayout
from argmap.draw.scene.boxes import (
    BADGE_HEIGHT,
    GLYPH,
    PAD,
    BoxLayout,
    HeadWord,
    PlacedBadge,
    TypeSizes,
    badge_places,
    strip_scale,
)
from argmap.draw.scene.scene import Arrow, Box, Scene, SourceMark
from argmap.escape import for_name, one_line
from argmap.excerpt import NAME, excerpt
from argmap.vocabulary import CONTINUED, GOES_ON_BELOW, counted

SIGN_RADIUS = 5.6
SIGN_FROM_TAIL = 15.0
BRIDGE = 3.4
"""Half the length of a line jump: the gap in a line where another crosses it."""

PREFIXES = {"tension": "tension", "side": "tension", "stub": "stub"}
"""The first part of the element ids of boxes other than those of claims."""

ROLE_OF_ARROW = {"supports": "support", "objects_to": "objection", "undercuts": "undercut", "side": "side"}


class Sketch:
    """The parts of a picture that do not depend on positions: boxes, and the descriptions of arrows.

    They can be painted while a layout engine runs; each is painted once, when it is first needed.
    """

    def __init__(self, scene: Scene, box_layouts: Mapping[str, BoxLayout]) -> None:
        self._scene = scene
        self._box_layouts = box_layouts
        self._boxes: dict[tuple[str, bool], ShapeGroup] = {}
        self._arrows: dict[str, ShapeGroup] = {}

    def groups(self) -> Iterator[ShapeGroup]:
        """All boxes and arrows, painted one by one as they are iterated."""
        yield from map(self.box, self._scene.boxes)
        yield from map(self.arrow, self._scene.arrows)

    def box(self, box: Box, goes_on_below: bool = False) -> ShapeGroup:
        """A box, at (0, 0), whose second box may be below it."""
        key = box.id, goes_on_below
        if key not in self._boxes:
            self._boxes[key] = _box(box, self._box_layouts[box.id], goes_on_below)
        return self._boxes[key]

    def arrow(self, arrow: Arrow) -> ShapeGroup:
        """An arrow without its lines."""
        if arrow.id not in self._arrows:
            self._arrows[arrow.id] = _without_line(arrow)
        return self._arrows[arrow.id]


def paint(scene: Scene, sketch: Sketch, where: RoutedLayout, page: Point | None = None) -> Picture:
    """The picture of a laid-out scene, with its title above and its legend and sources below; on a ``page`` of this
    size, if there is one.
    """
    leaving: dict[str, list[Arrow]] = {}
    for arrow in scene.arrows:
        if arrow.id in where.routes:
            leaving.setdefault(arrow.premises[0], []).append(arrow)
    below = _going_on_below(scene, where.frames)
    shown, painted, deep = scene.box, set[str](), outline_levels(scene)
    items: list[DisplayItem] = []
    for box in scene.boxes:
        frame = where.frames[box.id]
        at = frame.left, frame.top
        items.append(sketch.box(box, box.id in below).placed(at, deep[box.id]))
        for arrow in leaving.get(box.id, ()):
            shapes = _line(arrow, where.routes[arrow.id], at, painted)
            items.append(sketch.arrow(arrow)._replace(items=shapes, at=at))
            painted.add(arrow.id)
    words = ((arrow, _change_word(shown, arrow)) for arrow in scene.arrows if arrow.id in where.routes)
    items += (_change_label(where.routes[arrow.id], word) for arrow, word in words if word)
    if page is not None:
        from argmap.draw.paint.page_frame import framed_on_page

        return framed_on_page(scene, tuple(items), where.width, where.height, page)
    return framed(scene, tuple(items), where.width, where.height)


def _going_on_below(scene: Scene, frames: Mapping[str, Frame]) -> set[str]:
    """The boxes all of whose second boxes begin below them, none to the right of them."""
    below: dict[str, bool] = {}
    for box in scene.boxes:
        if box.continues in frames:
            first, second = frames[box.continues], frames[box.id]
            is_below = second.top >= first.bottom and second.left < first.right
            below[box.continues] = below.get(box.continues, True) and is_below
    return {name for name, is_below in below.items() if is_below}


def element_id(name: str, prefix: str) -> str:
    """The id of the element of a claim, tension or reason in SVG: ``<prefix>-<id>``."""
    return f"{prefix}-{for_name(name)}".replace(" -> ", "--").replace(" ", "-")


def _box(box: Box, box_layout: BoxLayout, goes_on_below: bool) -> ShapeGroup:
    return ShapeGroup(
        items=tuple(_box_items(box, box_layout, goes_on_below)),
        id=element_id(box.id.removeprefix("tension "), PREFIXES.get(box.kind, "claim")),
        role="graphics-object",
        kind=f"box {box.kind}",
        title=one_line(f"{_head_said(box_layout)}: {box.text}"),
        description=one_line(box.description),
    )


def _head_said(box_layout: BoxLayout) -> str:
    said = ""
    for word in (*box_layout.head, *filter(None, [box_layout.status])):
        text = word.text if word.kind.startswith("side") else word.text.capitalize()
        said += f" {text}" if word.goes_on else f"{', ' if said else ''}{text}"
    return said


def _box_items(box: Box, box_layout: BoxLayout, goes_on_below: bool) -> Iterator[DisplayItem]:
    wide, sizes = box_layout.width, box_layout.sizes
    radius = {"side": 14.0}.get(box.kind, 8.0)
    yield Rect(0, 0, wide, box_layout.height, radius, f"box-{box.colours}")
    if box.in_focus:
        yield ShapeGroup((glyphs.ring(wide, box_layout.height, radius),))
    if box.change:
        yield ShapeGroup(tuple(glyphs.change_marks(box.change, wide, box_layout.height, radius)))
    yield from _head(box_layout)
    yield from _source_marks(box, wide - PAD, sizes)
    size = box_layout.text_size
    yield from _lines(box_layout.title_lines, box.title, wide, size, f"word-{box.kind}", "bold")
    weight: Weight = "bold" if box.is_main else "regular"
    look = "quiet" if box.kind == "stub" else "ink"
    yield from _lines(box_layout.lines, box.text, wide, size, look, weight, struck=box.change == "removed")
    yield from _lines(box_layout.was, box.was, wide, sizes.note, "quiet", struck=True)
    yield from _lines(box_layout.not_shown, "", wide, sizes.note, "quiet")
    for item in box_layout.badges:
        yield _badge(item, sizes)
    if box_layout.status is not None:
        yield glyphs.status_strip(box_layout.status, wide, strip_scale(box.is_main, sizes))
    if box.has_foot:
        yield _elsewhere(box, wide - PAD, box_layout.height - 5.5, sizes.note, goes_on_below)


def _lines(
    lines: Iterable[tuple[float, str]],
    whole: str,
    wide: float,
    size: float,
    look: str,
    weight: Weight = "regular",
    struck: bool = False,
) -> Iterator[Text]:
    """Lines of text in a box of width ``wide``; the direction of writing is that of the ``whole`` text."""
    from_right = is_right_to_left(whole)
    x = wide - PAD if from_right else PAD
    for baseline, text in lines:
        yield Text(x, baseline, text, size, look, weight, from_right=from_right, struck=struck)


def _head(box_layout: BoxLayout) -> Iterator[DisplayItem]:
    sizes = box_layout.sizes
    scale = sizes.of_head
    for word in box_layout.head:
        if word.pill:
            yield glyphs.pill(word, sizes.head, "bold", sizes.spacing)
            continue
        start = word.x
        if word.sign:
            yield from glyphs.bare_sign(word.kind, start + 3.5 * scale, word.y - 3.1 * scale, 3.1 * scale)
            start += GLYPH * scale
        yield Text(start, word.y, word.text, sizes.head, f"word-{word.kind}", "bold", spacing=sizes.spacing)


def _source_marks(box: Box, right: float, sizes: TypeSizes) -> Iterator[DisplayItem]:
    shown = box.marks[:4]
    x, y = right, sizes.head_baseline
    if len(box.marks) > len(shown):
        rest = f"+{len(box.marks) - len(shown)}"
        yield Text(x, y, rest, sizes.head, "quiet", anchor="end")
        x -= width(rest, sizes.head) + 3
    for mark in reversed(shown):
        label = f"[{mark.number}]"
        yield source_link(mark, (Text(x, y, label, sizes.head, "quiet", anchor="end"),))
        x -= width(label, sizes.head) + 3


def source_link(mark: SourceMark, items: tuple[DisplayItem, ...]) -> DisplayItem:
    """``items`` as a link to the source, or with its title alone if it has no address."""
    title = one_line(f"Source {mark.number}: {excerpt(mark.title, NAME)}")
    return Hyperlink(mark.link, title, items) if mark.link else ShapeGroup(items, title=title)


def _elsewhere(box: Box, right: float, y: float, size: float, goes_on_below: bool) -> DisplayItem:
    """The number of reasons that are left out, linked to the page that shows them if there is one; or that they
    continue at a second box.
    """
    if box.goes_on and not box.hidden:
        label = GOES_ON_BELOW if goes_on_below else f"{CONTINUED} >"
        title = "The reasons on this claim continue at its second box"
        return ShapeGroup((Text(right, y, label, size, "word-tension", "bold", "end"),), title=title)
    label = counted(box.hidden, f"more {box.hidden_noun}") if box.hidden else ""
    words = f"{label} on page {box.page.number} >".strip() if box.page else label
    left_out = f"{counted(box.hidden, box.hidden_noun)} on this claim {'is' if box.hidden == 1 else 'are'} not shown"
    title = left_out if box.hidden else "This tension has its own page"
    if box.page:
        return Hyperlink(box.page.file, title, (Text(right, y, words, size, "word-tension", "bold", "end"),))
    return ShapeGroup((Text(right, y, words, size, "quiet", anchor="end"),), title=title)


def _badge(item: PlacedBadge, sizes: TypeSizes) -> ShapeGroup:
    scale = sizes.of_badge
    tall = BADGE_HEIGHT * scale
    badge = item.badge
    left, top = item.x, item.y
    held = badge.stance == "agrees"
    shape = Rect(left, top, item.width, tall, tall / 2, "badge-filled" if held else "badge-outlined")
    sign, start = badge_places(item.label, item.size, sizes)
    middle = left + sign, top + tall / 2
    icon = glyphs.stance(badge.stance, *middle, "tick-held" if held else "badge-tick", scale)
    look = "badge-word" if held else "badge-name"
    from_right = is_right_to_left(item.label)
    label = Text(left + start, top + 11.2 * scale, item.label, item.size, look, from_right=from_right)
    return ShapeGroup((shape, *icon, label), kind=f"badge {badge.stance}", title=one_line(badge.description))


def _without_line(arrow: Arrow) -> ShapeGroup:
    prefix = "line" if arrow.kind == "side" else "reason"
    return ShapeGroup(
        (),
        id=element_id(arrow.id, prefix),
        role="graphics-object",
        kind=f"arrow {ROLE_OF_ARROW[arrow.kind]}" + (f" {arrow.change}" if arrow.change else ""),
        title=one_line(arrow.description),
    )


def _line(arrow: Arrow, route: Route, start: Point, painted: Collection[str]) -> tuple[DisplayItem, ...]:
    """The lines of an arrow relative to its first premise at ``start``, so that moving both ends changes nothing.

    There are line jumps where it crosses arrows that are already ``painted``.
    """
    across, down = -start[0], -start[1]
    crossings = dict.fromkeys([(at, level) for at, level, over in route.jumps if over in painted])
    bridges = _bridges([(x + across, y + down, level) for (x, y), level in crossings])
    return (*bridges, *_arrow_items(arrow, route.shifted(across, down)))


def _arrow_items(arrow: Arrow, route: Route) -> Iterator[DisplayItem]:
    kind = arrow.kind
    if route.junction is None or route.last is None:
        for curve in route.tails:
            yield from _tipped(arrow, curve)
            yield from glyphs.sign(kind, *point_from_start(curve, SIGN_FROM_TAIL), SIGN_RADIUS)
        return
    for curve in route.tails:
        yield VectorPath(steps(curve), _line_look(arrow))
    yield from _tipped(arrow, route.last)
    yield from glyphs.sign(kind, *route.junction, JUNCTION)


def _tipped(arrow: Arrow, curve: Spline) -> Iterator[DisplayItem]:
    """A line with its end. It is drawn from its end, so that the dashes of lines that share a trunk coincide."""
    drawn = shortened(curve, glyphs.TIP_LENGTH[arrow.kind])
    yield VectorPath(steps(drawn[::-1]), _line_look(arrow))
    yield from glyphs.tip(arrow.kind, curve[-1], heading(curve))


def _bridges(places: Iterable[tuple[float, float, bool]]) -> Iterator[DisplayItem]:
    """Line jumps: short gaps in the colour of paper at places, with whether the upper line is horizontal there."""
    steps: list[PathCommand] = []
    for x, y, level in places:
        if level:
            steps += (("M", ((x - BRIDGE, y),)), ("L", ((x + BRIDGE, y),)))
        else:
            steps += (("M", ((x, y - BRIDGE),)), ("L", ((x, y + BRIDGE),)))
    if steps:
        yield VectorPath(tuple(steps), "bridge")


def _line_look(arrow: Arrow) -> str:
    """The look of an arrow's line: thick if it was added, thin if it was removed."""
    return f"{arrow.change}-{arrow.kind}" if arrow.change in {"added", "removed"} else f"line-{arrow.kind}"


def _change_word(boxes: Mapping[str, Box], arrow: Arrow) -> str:
    """The word for the change of an arrow, or none if the box at one of its ends has the same change."""
    if arrow.change is None:
        return ""
    ends = (boxes.get(name) for name in (*arrow.premises, arrow.target))
    said = any(box is not None and box.change == arrow.change for box in ends)
    return "" if said else arrow.change.upper()


def _change_label(route: Route, word: str) -> ShapeGroup:
    """The change of an arrow in a pill above its sign. It is painted after all lines, so that none is over it."""
    x, y = route.junction or point_from_start(route.tails[0], SIGN_FROM_TAIL)
    start = x - glyphs.label_width(word) / 2
    return glyphs.pill(HeadWord(start, y - 10, word, "change", pill=True), glyphs.LABEL_SIZE, "bold", 0.0)


def outline_levels(scene: Scene) -> dict[str, int]:
    """The level of each box by id, from 1: one more than that of the shallowest box before it that it is a reason for
    or against."""
    targets: dict[str, list[str]] = {}
    premises = {arrow.id: arrow.premises[0] for arrow in scene.arrows}
    for arrow in scene.arrows:
        target = premises.get(arrow.target, arrow.target)  # an undercut argues about a link from that claim
        for premise in arrow.premises:
            targets.setdefault(premise, []).append(target)
    found: dict[str, int] = {}
    for box in scene.boxes:
        above = min((found[name] for name in targets.get(box.id, ()) if name in found), default=0)
        found[box.id] = found.get(box.continues, 1 + above)
    return found
