"""The scenes of a series of pages: an overview, a page for each main claim and each tension, and
further pages where one of these is too large.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from argmap.draw.pages.files import overview_file, page_files
from argmap.draw.pages.pagination import PageShare, Topic
from argmap.draw.scene.builder import SceneBuilder, SceneOptions, side_id, tension_box_id
from argmap.draw.scene.scene import ContentsLine, PageLink, Scene
from argmap.escape import one_line
from argmap.excerpt import told_again
from argmap.model.index import Index
from argmap.model.names import tension_name
from argmap.views import selection as lenses
from argmap.views.main_claims import main_claims
from argmap.views.selection import Selection, steps_on
from argmap.views.sides import all_side_heads

OTHERS = "other-claims"
CONTINUED = " (continued)"

MOST_LISTED = 150
"""Maximum number of lines in the table of contents; of more pages, only the upper levels are listed."""


MOST_SIDES = 5
"""The number of sides of a tension up to which they are drawn together. Of more, the overview is the index, and each
claim that states one has a page."""


class PagePart(NamedTuple):
    """The part of a map on one page; ``name`` goes into the name of its file, ``depth`` is its level."""

    name: str
    selection: Selection
    depth: int = 0


class PageScene(NamedTuple):
    """One page: the name of its file and its scene."""

    file: str
    scene: Scene


def topics(index: Index) -> Iterator[Topic]:
    """The main claims and tensions, each of which begins a page. A main claim that states a side is on the page of
    its tension, unless that has many sides, and one that another main claim is argued with is on the page of that.
    """
    heads = {name: [claim.id for claim in all_side_heads(index, name)] for name in index.tensions}
    shown = {head for ids in heads.values() for head in ids}
    for claim_id in main_claims(index):
        if claim_id not in shown:
            yield Topic("claim", claim_id, steps_on(index, claim_id))
            shown |= lenses.argument(index, claim_id).claims
    for name, ids in heads.items():
        if len(index.tensions[name].sides) <= MOST_SIDES:
            yield Topic("tension", name, tuple((head,) for head in ids))
        else:
            yield from (Topic("claim", head, steps_on(index, head)) for head in ids)


def remaining_topics(index: Index, expanded: Container[str], shown: Container[str]) -> Iterator[Topic]:
    """Topics for the claims that are not reached from :func:`topics`: those in cycles, and those without reasons.

    ``expanded`` and ``shown`` are the claims that pages so far show with all their reasons, or at all; the caller
    updates them while iterating.
    """
    for name in index.claims:
        if name not in expanded and (steps := steps_on(index, name)):
            yield Topic("claim", name, steps)
    alone = tuple((name,) for name in index.claims if name not in shown)
    if alone:
        yield Topic("claims", OTHERS, alone)


def part_of_topic(index: Index, topic: Topic) -> PagePart:
    """Everything that belongs to a topic."""
    if topic.kind == "tension":
        return PagePart(topic.name, lenses.tension(index, topic.name))
    if topic.kind == "claim":
        return PagePart(topic.name, lenses.argument(index, topic.name))
    return part_of_share(index, PageShare(topic, frozenset()))


def part_of_share(index: Index, share: PageShare) -> PagePart:
    """The part of a map on the page of one share."""
    topic = share.topic
    claims = share.claims(lambda name: steps_on(index, name))
    caption = _caption(index, topic) + CONTINUED * share.continued
    tension = topic.name if topic.kind == "tension" else None
    selection = Selection(claims, frozenset({tension} if tension else ()), caption, tension)
    return PagePart(topic.name, selection, share.depth + share.continued)


def _caption(index: Index, topic: Topic) -> str:
    if topic.kind == "tension":
        return f"Tension: {told_again(tension_name(index.tensions[topic.name]))}"
    return lenses.caption_of_argument(index, topic.name) if topic.kind == "claim" else "Other claims"


class Overview(NamedTuple):
    """The first page: a part of the map, and a table of contents down to level ``depth``."""

    selection: Selection
    depth: int


def overviews(index: Index, parts: Sequence[PagePart]) -> Iterator[Overview]:
    """The possible overviews of a series, the most complete first."""
    full = lenses.overview(index)
    short = full._replace(claims=frozenset(main_claims(index)))
    bare = full._replace(claims=frozenset(), tensions=frozenset())
    depths = sorted({part.depth for part in parts}, reverse=True) or [0]
    for depth in depths:
        if depth == 0 or sum(part.depth <= depth for part in parts) <= MOST_LISTED:
            yield from (Overview(selection, depth) for selection in (full, short))
    yield Overview(bare, 0)


def pages(
    builder: SceneBuilder,
    overview: Overview,
    parts: Sequence[PagePart],
    stem: str,
    suffix: str,
    options: SceneOptions | None = None,
) -> Iterator[PageScene]:
    """The pages of a map with links to each other, the overview first."""
    carried = (options or SceneOptions())._replace(series=True)
    files = page_files((part.name for part in parts), stem, suffix)
    links = [PageLink(number, file) for number, file in enumerate(files, 2)]
    home = PageLink(1, overview_file(stem, suffix))
    where = _PageIndex(builder.index, dict(zip(links, parts, strict=True)))
    tensions = {
        tension_box_id(part.name): link for link, part in reversed([*where.parts.items()]) if part.selection.tension
    }
    leading = where.links(overview.selection, None) | tensions
    first = builder.scene(overview.selection, carried._replace(pages=leading, again=_boxes(builder.index)))
    yield PageScene(
        home.file, first._replace(contents=tuple(_contents(where.parts, overview.depth)), of=len(links) + 1)
    )
    drawn: set[str] = set()
    for link, part in where.parts.items():
        leading = where.links(part.selection, link) | where.tension(link)
        scene = builder.scene(part.selection, carried._replace(pages=leading, again=drawn))
        drawn |= {box.id for box in scene.boxes}
        following = links[link.number - 1] if link.number <= len(links) else None
        back = (*where.back(link), home)
        yield PageScene(link.file, scene._replace(back=back, next=following, number=link.number, of=len(links) + 1))


def _boxes(index: Index) -> frozenset[str]:
    """The ids of all boxes that the pages after the overview show in full."""
    tensions = (tension_box_id(name) for name in index.tensions)
    sides = (side_id(tension.id, side.id) for tension in index.map.tensions for side in tension.sides)
    return frozenset(index.claims).union(tensions, sides)


def _contents(parts: Mapping[PageLink, PagePart], depth: int) -> Iterator[ContentsLine]:
    """The table of contents down to a level; deeper pages are part of the range of the line above."""
    listed = [(link, part) for link, part in parts.items() if part.depth <= depth]
    following = (link.number for link, _ in [*listed[1:], (PageLink(len(parts) + 2, ""), None)])
    for (link, part), after in zip(listed, following, strict=False):
        yield ContentsLine(link, one_line(part.selection.caption), part.depth, after - 1)


class _PageIndex:
    """Finds the page on which the argument about a claim continues."""

    def __init__(self, index: Index, parts: Mapping[PageLink, PagePart]) -> None:
        self._index = index
        self.parts = parts
        self._holding: dict[str, list[PageLink]] = {}
        self._same: dict[str, list[PageLink]] = {}
        for link, part in parts.items():
            self._same.setdefault(part.name, []).append(link)
            for claim_id in part.selection.claims:
                self._holding.setdefault(claim_id, []).append(link)

    def links(self, selection: Selection, own: PageLink | None) -> dict[str, PageLink]:
        """For each claim with premises that a page leaves out, the page that shows most of them."""
        found = {}
        for claim_id in selection.claims:
            missing = lenses.premises_on(self._index, claim_id) - selection.claims
            shown = {link: self._number(missing, link) for link in self._holding.get(claim_id, ()) if link != own}
            if any(shown.values()):
                found[claim_id] = max(shown, key=lambda link: shown[link])
        if own and (following := self._following(own)) and (name := self.parts[own].name) in found:
            found[name] = following
        return found

    def tension(self, own: PageLink) -> dict[str, PageLink]:
        """For the box of the tension of a page, the next page with more of its sides."""
        part, following = self.parts[own], self._following(own)
        return {tension_box_id(part.name): following} if part.selection.tension and following else {}

    def _following(self, own: PageLink) -> PageLink | None:
        """The next page of the same topic, if there is one."""
        same = self._same[self.parts[own].name]
        return next((link for link in same if link.number > own.number), None)

    def _number(self, claims: set[str], link: PageLink) -> int:
        return len(claims & self.parts[link].selection.claims)

    def back(self, own: PageLink) -> tuple[PageLink, ...]:
        """The page that a page continues."""
        part = self.parts[own]
        earlier = (
            link
            for link, other in self.parts.items()
            if link.number < own.number
            and (part.name in other.selection.claims or (part.selection.tension and other.name == part.name))
        )
        return tuple(earlier)[:1] if part.depth else ()
