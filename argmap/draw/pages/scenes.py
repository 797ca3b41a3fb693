"""A large map as pages: an overview, a page for each tension and for each contention outside them, and the pages on
which those go on where they are too large.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from argmap.draw.pages.pagination import PageShare, Topic
from argmap.draw.scene.builder import SceneBuilder, SceneOptions, issue_id, side_id
from argmap.draw.scene.scene import ContentsLine, PageLink, Scene
from argmap.escape import one_line
from argmap.excerpt import told_again
from argmap.model.index import Index
from argmap.views import selection as lenses
from argmap.views.order import contentions, heads_of
from argmap.views.selection import Selection
from argmap.views.steps import steps_on

OVERVIEW = "overview"
OTHERS = "other-claims"
CONTINUED = " (continued)"

MOST_LISTED = 150
"""An overview of more pages than this lists only those that lead to the others: no paper holds more lines."""


class PagePart(NamedTuple):
    """What one page shows. ``name`` is the end of its file's name; ``depth`` counts the pages that lead to it, one
    after the other.
    """

    name: str
    selection: Selection
    depth: int = 0


class PageScene(NamedTuple):
    """One page: the name of its file and what it shows."""

    file: str
    scene: Scene


def tops(index: Index) -> Iterator[Topic]:
    """What has a page of its own, however large it is."""
    for name in index.tensions:
        heads = [claim.id for claims in heads_of(index, name).values() for claim in claims]
        yield Topic("tension", name, tuple((head,) for head in heads))
    for claim in contentions(index):
        yield Topic("claim", claim.id, steps_on(index, claim.id))


def left_over(index: Index, told: Container[str], shown: Container[str]) -> Iterator[Topic]:
    """What :func:`tops` do not reach: claims that argue in circles, and those that nothing bears on.

    ``told`` and ``shown`` are the claims that pages tell in full, or show, by the time that the next is asked for.
    """
    for name in index.claims:
        if name not in told and (steps := steps_on(index, name)):
            yield Topic("claim", name, steps)
    alone = tuple((name,) for name in index.claims if name not in shown)
    if alone:
        yield Topic("claims", OTHERS, alone)


def whole(index: Index, top: Topic) -> PagePart:
    """All that bears on the top of a part."""
    if top.kind == "tension":
        return PagePart(top.name, lenses.tension(index, top.name))
    if top.kind == "claim":
        return PagePart(top.name, lenses.argument(index, top.name))
    return part(index, PageShare(top, frozenset()))


def part(index: Index, share: PageShare) -> PagePart:
    """The part of a map that is one share of a larger one."""
    top = share.top
    claims = share.claims(lambda name: steps_on(index, name))
    caption = _caption(index, top) + CONTINUED * share.continued
    tension = top.name if top.kind == "tension" else None
    selection = Selection(claims, frozenset({tension} if tension else ()), caption, tension)
    return PagePart(top.name, selection, share.depth + share.continued)


def _caption(index: Index, top: Topic) -> str:
    if top.kind == "tension":
        return f"Tension: {told_again(index.tensions[top.name].title or top.name)}"
    return f"Argument: {told_again(index.claims[top.name].text)}" if top.kind == "claim" else "Other claims"


class Overview(NamedTuple):
    """What the first page shows: a part of the map, above it the pages reached over at most ``depth`` others."""

    selection: Selection
    depth: int


def overviews(index: Index, parts: Sequence[PagePart]) -> Iterator[Overview]:
    """What an overview may be, the fullest first. Of many pages it lists only those that others lead to."""
    full = lenses.overview(index)
    short = full._replace(claims=frozenset(claim.id for claim in contentions(index)))
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
    """The pages of a map, the overview first; links between them are to ``<stem>-page-<name><suffix>``."""
    carried = (options or SceneOptions())._replace(series=True)
    links = [PageLink(number, f"{stem}-page-{name}{suffix}") for number, name in enumerate(_names(parts), 2)]
    home = PageLink(1, f"{stem}-{OVERVIEW}{suffix}")
    where = _PageIndex(builder.index, dict(zip(links, parts, strict=True)))
    issues = {issue_id(part.name): link for link, part in reversed([*where.parts.items()]) if part.selection.tension}
    leading = where.links(overview.selection, None) | issues
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
    """All that the pages after the overview draw in full."""
    issues = (issue_id(name) for name in index.tensions)
    sides = (side_id(tension.id, side.id) for tension in index.map.tensions for side in tension.sides)
    return frozenset(index.claims).union(issues, sides)


def _contents(parts: Mapping[PageLink, PagePart], depth: int) -> Iterator[ContentsLine]:
    """The list of pages. Those that are not listed are counted with the one that leads to them."""
    listed = [(link, part) for link, part in parts.items() if part.depth <= depth]
    following = (link.number for link, _ in [*listed[1:], (PageLink(len(parts) + 2, ""), None)])
    for (link, part), after in zip(listed, following, strict=False):
        yield ContentsLine(link, one_line(part.selection.caption), part.depth, after - 1)


def _names(parts: Sequence[PagePart]) -> Iterator[str]:
    """A file's name for each part, no two alike."""
    taken: set[str] = set()
    for part in parts:
        name, number = part.name, 1
        while name.casefold() in taken:
            number += 1
            name = f"{part.name}-{number}"
        taken.add(name.casefold())
        yield name


class _PageIndex:
    """On which page what bears on a claim is drawn."""

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
        """For each claim of a page with premises that the page leaves out, the page that has most of them."""
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
        """For the box of a page's tension, the next page with more of its sides."""
        part, following = self.parts[own], self._following(own)
        return {issue_id(part.name): following} if part.selection.tension and following else {}

    def _following(self, own: PageLink) -> PageLink | None:
        """The next page of the same, if there is one."""
        same = self._same[self.parts[own].name]
        return next((link for link in same if link.number > own.number), None)

    def _number(self, claims: set[str], link: PageLink) -> int:
        return len(claims & self.parts[link].selection.claims)

    def back(self, own: PageLink) -> tuple[PageLink, ...]:
        """The page that a page goes on from."""
        part = self.parts[own]
        earlier = (
            link
            for link, other in self.parts.items()
            if link.number < own.number
            and (part.name in other.selection.claims or (part.selection.tension and other.name == part.name))
        )
        return tuple(earlier)[:1] if part.depth else ()
