"""The scenes of a series of pages: an overview, pages for each main claim and each tension, and further pages for
branches that are too large for these.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from argmap.draw.isolation import isolated_part
from argmap.draw.pages.files import overview_file, page_files
from argmap.draw.pages.pagination import PageShare, Topic
from argmap.draw.scene.builder import SceneBuilder, SceneOptions, side_id, tension_box_id
from argmap.draw.scene.continuation import all_reasons, broken, claim_labels
from argmap.draw.scene.scene import ContentsLine, PageLink, Scene
from argmap.model.index import Index
from argmap.views import selection as lenses
from argmap.views.main_claims import main_claims
from argmap.views.selection import ArgumentWalk, Selection, Step, steps_by_kind, steps_on
from argmap.views.sides import all_side_heads

OTHERS, TENSIONS = "other-claims", "tensions"
"""The names of the files of pages about no one claim or tension."""

MOST_LISTED = 150
"""Maximum number of lines in the table of contents; of more pages, only the upper levels are listed."""

DEEPEST_LISTED = 8
"""Maximum number of levels in the table of contents."""

MOST_SIDES = 5
"""The number of sides of a tension up to which they are drawn together. Of more, the overview is the index, and each
claim that states one has a page."""


class PagePart(NamedTuple):
    """The part of a map on one page; ``name`` goes into the name of its file, ``depth`` is its level.

    ``topics`` are what it is about, with the steps that are on this page. ``heading`` says in words what all pages of
    the first topic are about. The boxes of ``compact`` claims are narrow, as the title of the page has their text,
    and claims ``referred`` to have their place on another page. Topics that are ``continued`` are claims in an
    argument before them on the page, which goes on at a second box.
    """

    name: str
    selection: Selection
    depth: int = 0
    topics: tuple[Topic, ...] = ()
    heading: str = ""
    compact: frozenset[str] = frozenset()
    referred: frozenset[str] = frozenset()
    continued: frozenset[str] = frozenset()

    @property
    def headed(self) -> tuple[Topic, ...]:
        """The topics that the title of the page names; of a tension and reasons for its sides that alone."""
        if self.selection.tension is not None:
            return self.topics[:1]
        return tuple(topic for topic in self.topics if topic.name not in self.continued)


class PageScene(NamedTuple):
    """One page: the name of its file and its scene."""

    file: str
    scene: Scene


def topics(index: Index) -> Iterator[Topic]:
    """The main claims and tensions, each of which begins a page. A main claim that states a side is on the page of
    its tension, unless that has many sides, and one that another main claim is argued with is on the page of that.
    """
    yield from (claim_topic(index, claim_id) for claim_id in ArgumentWalk(index).separate())
    for name in index.tensions:
        heads = [claim.id for claim in all_side_heads(index, name)]
        if len(index.tensions[name].sides) <= MOST_SIDES:
            yield Topic("tension", name, tuple((head,) for head in heads))
        else:
            yield from (claim_topic(index, head) for head in heads)


def claim_topic(index: Index, claim_id: str) -> Topic:
    """A claim with the reasons for it and then those against it."""
    found = steps_by_kind(index, claim_id)
    those_for = sum(kind != "objects_to" for kind, _ in found)
    return Topic("claim", claim_id, tuple(step for _, step in found), those_for % max(1, len(found)))


def remaining_topics(index: Index, expanded: Container[str], shown: Container[str]) -> Iterator[Topic]:
    """Topics for the claims that are not reached from :func:`topics`: those in cycles, and those without reasons.

    ``expanded`` and ``shown`` are the claims that pages so far show with all their reasons, or at all; the caller
    updates them while iterating.
    """
    for name in index.claims:
        if name not in expanded and index.reasons_for.get(name):
            yield claim_topic(index, name)
    alone = tuple((name,) for name in index.claims if name not in shown)
    if alone:
        yield Topic("claims", OTHERS, alone)


def part_of_topic(index: Index, arguments: ArgumentWalk, topic: Topic, most: float) -> PagePart | None:
    """Everything that belongs to a topic; None if that is more than ``most`` claims."""
    if topic.kind == "claims":
        return part_of_share(index, PageShare(topic, frozenset())) if len(topic.steps) <= most else None
    is_claim = topic.kind == "claim"
    found = arguments.about(topic.name, most) if is_claim else lenses.tension_up_to(index, topic.name, most)
    return PagePart(topic.name, found, topics=(topic,)) if found is not None else None


def part_of_share(index: Index, share: PageShare) -> PagePart:
    """The part of a map on the page of one share."""
    topic = share.topic
    claims = share.claims(lambda name: steps_on(index, name))
    tension = topic.name if topic.kind == "tension" else None
    selection = Selection(claims, frozenset({tension} if tension else ()), tension=tension)
    compact = frozenset({topic.name} if topic.kind == "claim" else ())
    return PagePart(topic.name, selection, share.depth, (topic,), compact=compact)


def joined(index: Index, one: PagePart, other: PagePart, *, breaks: bool) -> Iterator[PagePart]:
    """The parts of two pages as one, where both are about claims, or the second about sides of the first's tension.

    With ``breaks`` also so that arguments of the second that begin in the first are not drawn there, but below.
    """
    tensions = tuple(topic for topic in one.topics if topic.kind == "tension")
    heads = _heads(index, one)
    if tensions and not heads.issuperset(topic.name for topic in other.topics):
        return
    steps: dict[str, tuple[Step, ...]] = {}
    for topic in (*one.topics[len(tensions) :], *other.topics):
        if topic.kind != "claim":
            return
        steps[topic.name] = steps.get(topic.name, ()) + topic.steps
    topics = (*tensions, *(Topic("claim", name, found) for name, found in steps.items()))
    selection = one.selection._replace(claims=one.selection.claims | other.selection.claims)
    depth = min(one.depth, other.depth)
    both = PagePart(one.name, selection, depth, topics, continued=one.continued | other.continued)
    begun = {topic.name for topic in other.topics} & one.selection.claims - {topic.name for topic in one.topics}
    further = both._replace(continued=both.continued | begun)
    for part in (both, further) if breaks and begun else (both,):
        yield part._replace(compact=one.compact) if len(part.headed) == 1 and not tensions else part


def scene_of(builder: SceneBuilder, part: PagePart, options: SceneOptions) -> Scene:
    """The scene of a part, in pieces where it is continued."""
    scene = _without_reasons(builder.scene(part.selection, options), _told_elsewhere(builder.index, part))
    if not part.continued:
        return scene
    order = [box.id for box in scene.boxes if box.id in part.continued]
    return broken(scene, all_reasons(scene, order), claim_labels(builder.index, options.numbers))


def _told_elsewhere(index: Index, part: PagePart) -> frozenset[str]:
    """The claims on the sides of a tension whose reasons its page leaves to other pages, where it tells some."""
    told = {topic.name for topic in part.topics if topic.kind == "claim"}
    return _heads(index, part) - told if told else frozenset()


def _heads(index: Index, part: PagePart) -> frozenset[str]:
    """The claims that state the sides of the tension that a part is about."""
    return frozenset(claim.id for claim in all_side_heads(index, part.selection.tension or ""))


def _without_reasons(scene: Scene, heads: frozenset[str]) -> Scene:
    """A scene without the reasons for some claims on sides: what bears on two would be drawn across the tension."""
    undercut = {arrow.target for arrow in scene.arrows}
    left_out = {
        arrow.id: arrow.target
        for arrow in scene.arrows
        if arrow.target in heads and not arrow.loose and arrow.id not in undercut
    }
    more = Counter(left_out.values())
    boxes = (
        box._replace(hidden=box.hidden + more[box.id], only_undercuts_hidden=False) if more[box.id] else box
        for box in scene.boxes
    )
    return scene._replace(boxes=tuple(boxes), arrows=tuple(one for one in scene.arrows if one.id not in left_out))


def part_of_tensions(index: Index, tensions: Sequence[str]) -> PagePart:
    """Some tensions with the claims that state their sides, whose reasons are on other pages."""
    claims = frozenset(claim.id for name in tensions for claim in all_side_heads(index, name))
    one = tensions[0] if len(tensions) == 1 else None
    selection = Selection(claims, frozenset(tensions), tension=one, overview=one is None)
    topics = tuple(Topic("tension", name, ()) for name in tensions)
    return PagePart(one or TENSIONS, selection, topics=topics)


class Overview(NamedTuple):
    """The first page: a part of the map, and a table of contents down to level ``depth``.

    With ``by_topic`` the table has one line for all pages in a row about one topic.
    """

    selection: Selection
    depth: int
    by_topic: bool = False


def overviews(index: Index, parts: Sequence[PagePart]) -> Iterator[Overview]:
    """The possible overviews of a series, the most complete first."""
    full = lenses.overview(index)
    short = full._replace(claims=frozenset(main_claims(index)))
    bare = full._replace(claims=frozenset(), tensions=frozenset())
    depths = sorted({part.depth for part in parts})[:DEEPEST_LISTED] or [0]
    for by_topic in (False, True):
        for depth in reversed(depths):
            overview = Overview(full, depth, by_topic)
            if (depth == 0 and by_topic) or sum(1 for _ in _listed(parts, overview)) <= MOST_LISTED:
                yield from (overview, overview._replace(selection=short))
    yield Overview(bare, 0, True)


def _listed(parts: Sequence[PagePart], overview: Overview) -> Iterator[tuple[int, PagePart]]:
    """The parts that have a line in the table of contents, with their places."""
    before = ""
    for place, part in enumerate(parts):
        if part.depth <= overview.depth and not (overview.by_topic and part.name == before):
            yield place, part
            before = part.name


def pages(
    builder: SceneBuilder,
    overview: Overview,
    parts: Sequence[PagePart],
    stem: str,
    suffix: str,
    further: Callable[[Sequence[PagePart]], str],
    options: SceneOptions | None = None,
) -> Iterator[PageScene]:
    """The pages of a map with links to each other, the overview first. The parts have captions, and ``further`` says
    what some are about that have no line in the table of contents.
    """
    carried = (options or SceneOptions())._replace(series=True)
    files = page_files((part.name for part in parts), stem, suffix)
    links = [PageLink(number, file) for number, file in enumerate(files, 2)]
    home = PageLink(1, overview_file(stem, suffix))
    where = _PageIndex(builder.index, dict(zip(links, parts, strict=True)))
    tensions = {
        tension_box_id(name): link
        for link, part in reversed([*where.parts.items()])
        for name in part.selection.tensions
    }
    leading = where.links(overview.selection, None) | tensions
    first = builder.scene(overview.selection, carried._replace(pages=leading, again=_boxes(builder.index)))
    yield PageScene(
        home.file, first._replace(contents=tuple(_contents(where.parts, overview, further)), of=len(links) + 1)
    )
    drawn: set[str] = set()
    for link, part in where.parts.items():
        leading = where.links(part.selection, link) | where.tension(link)
        scene = scene_of(
            builder, part, carried._replace(pages=leading, again=drawn, compact=part.compact, referred=part.referred)
        )
        drawn |= {box.id for box in scene.boxes} - part.compact - part.referred
        following = links[link.number - 1] if link.number <= len(links) else None
        back = (*where.back(link), home)
        yield PageScene(link.file, scene._replace(back=back, next=following, number=link.number, of=len(links) + 1))


def _boxes(index: Index) -> frozenset[str]:
    """The ids of all boxes that the pages after the overview show in full."""
    tensions = (tension_box_id(name) for name in index.tensions)
    sides = (side_id(tension.id, side.id) for tension in index.map.tensions for side in tension.sides)
    return frozenset(index.claims).union(tensions, sides)


def _contents(
    parts: Mapping[PageLink, PagePart], overview: Overview, further: Callable[[Sequence[PagePart]], str]
) -> Iterator[ContentsLine]:
    """The table of contents. Pages without a line of their own are part of the range of their topic, or by what they
    are about that of the pages ``further`` on.
    """
    links, shown = list(parts), list(parts.values())
    listed = list(_listed(shown, overview))
    following = [place for place, _ in listed[1:]] + [len(shown)]
    for (place, part), after in zip(listed, following, strict=True):
        own = after if overview.by_topic else place + 1
        caption = part.selection.caption if own == place + 1 else part.heading
        yield ContentsLine(links[place], _on_a_line(caption), part.depth, links[own - 1].number)
        if own < after:
            yield ContentsLine(links[own], further(shown[own:after]), part.depth, links[after - 1].number)


def _on_a_line(caption: str) -> str:
    """The lines of a caption as one, in which the number of a claim stays beside it whatever its script is."""
    return " \u00b7 ".join(map(isolated_part, caption.split("\n")))


class _PageIndex:
    """Finds the page on which the argument about a claim continues."""

    def __init__(self, index: Index, parts: Mapping[PageLink, PagePart]) -> None:
        self._index = index
        self.parts = parts
        self._holding: dict[str, list[PageLink]] = {}
        self._same: dict[str, list[PageLink]] = {}
        self._premises: dict[str, set[str]] = {}
        for link, part in parts.items():
            self._same.setdefault(part.name, []).append(link)
            for claim_id in part.selection.claims:
                self._holding.setdefault(claim_id, []).append(link)
        self._next = {link: after for same in self._same.values() for link, after in pairwise(same)}

    def links(self, selection: Selection, own: PageLink | None) -> dict[str, PageLink]:
        """For each claim with premises that a page leaves out, the page that shows most of them, the first of equals.

        For the claim that a page is about it is the next page about it, if there is one.
        """
        found = {}
        elsewhere = _told_elsewhere(self._index, self.parts[own]) if own else frozenset()
        following = self._following(own) if own else None
        for claim_id in selection.claims:
            missing = self._premises_on(claim_id) - (frozenset() if claim_id in elsewhere else selection.claims)
            if own and following and missing and claim_id == self.parts[own].name:
                found[claim_id] = following
                continue
            shown = Counter(
                link
                for premise in missing
                for link in self._holding.get(premise, ())
                if link != own and claim_id in self.parts[link].selection.claims
            )
            if shown:
                found[claim_id] = min(shown, key=lambda link: (-shown[link], link.number))
        return found

    def _premises_on(self, claim_id: str) -> set[str]:
        if claim_id not in self._premises:
            self._premises[claim_id] = lenses.premises_on(self._index, claim_id)
        return self._premises[claim_id]

    def tension(self, own: PageLink) -> dict[str, PageLink]:
        """For the box of the tension of a page, the next page with more of its sides."""
        part, following = self.parts[own], self._following(own)
        return {tension_box_id(part.name): following} if part.selection.tension and following else {}

    def _following(self, own: PageLink) -> PageLink | None:
        """The next page of the same topic, if there is one."""
        return self._next.get(own)

    def back(self, own: PageLink) -> tuple[PageLink, ...]:
        """The page that a page continues."""
        name = self.parts[own].name
        first = [links[0] for links in (self._holding.get(name), self._same.get(name)) if links]
        earlier = [link for link in first if link.number < own.number]
        return tuple(sorted(earlier)[:1])
