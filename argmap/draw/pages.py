"""A large map as pages: an overview, a page for each tension and for each contention outside them, and the pages on
which those go on where they are too large.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from argmap.draw import lenses
from argmap.draw.division import Cut, cuts
from argmap.draw.dot import Graph
from argmap.draw.lenses import Selection
from argmap.draw.outline import contentions
from argmap.draw.scene import Content, PageLink, Scene
from argmap.draw.staging import Options, Staging, issue_id
from argmap.escape import one_line
from argmap.model.index import Index

OVERVIEW = "overview"
CONTINUED = " (continued)"


class Part(NamedTuple):
    """What one page shows. ``name`` is the end of its file's name; ``goes_on`` says that another page leads here."""

    name: str
    selection: Selection
    goes_on: bool = False

    def repeats(self, other: Part) -> bool:
        """Whether it is a sub-argument that another part shows in full under the same claim."""
        whole = self.goes_on and not self.selection.caption.endswith(CONTINUED)
        return whole and self.name == other.name and self.selection.claims <= other.selection.claims


class Page(NamedTuple):
    """One page: the name of its file and what it shows."""

    file: str
    scene: Scene


def parts(index: Index) -> tuple[Part, ...]:
    """The parts of a map that have a page each, however large they are."""
    tensions = [Part(name, lenses.tension(index, name)) for name in index.tensions]
    return (*tensions, *(Part(claim.id, lenses.argument(index, claim.id)) for claim in contentions(index)))


def overviews(index: Index) -> tuple[Selection, ...]:
    """What an overview may show beside the list of pages, the fullest first."""
    full = lenses.overview(index)
    short = frozenset(claim.id for claim in contentions(index))
    return full, full._replace(claims=short), full._replace(claims=frozenset(), tensions=frozenset())


def divided(index: Index, part: Part, graph: Graph) -> tuple[Part, Part] | None:
    """A part, drawn as ``graph``, in two; None when it cannot be divided. The second goes on where the first leaves
    off.
    """
    claims = part.selection.claims
    for cut in cuts(graph, claims & index.claims.keys()):
        rest, moved = _apart(index, part, graph, cut)
        if max(len(rest.selection.claims), len(moved.selection.claims)) < len(claims):
            return rest, moved
    return None


def _apart(index: Index, part: Part, graph: Graph, cut: Cut) -> tuple[Part, Part]:
    """What stays of a part and what goes. Claims that bear on both are on both."""
    claims = part.selection.claims
    below = cut.moved | ({cut.root} & claims)
    heads = below if cut.whole else cut.moved
    near = {edge.tail for edge in graph.edges if edge.head in heads and not edge.loose} & claims
    rest = part._replace(selection=part.selection._replace(claims=claims - cut.moved))
    if cut.root not in index.claims:
        caption = _continued(part.selection.caption)
        return rest, Part(part.name, part.selection._replace(claims=below | near, caption=caption), True)
    text = f"Argument: {index.claims[cut.root].text}"
    text = text if cut.whole else _continued(text)
    shown = lenses.closed(index, set(below | near), set(below | near))
    return rest, Part(cut.root, Selection(shown, frozenset(), text), True)


def _continued(caption: str) -> str:
    return caption if caption.endswith(CONTINUED) else caption + CONTINUED


def pages(
    staging: Staging,
    overview: Selection,
    parts: Sequence[Part],
    stem: str,
    suffix: str,
    options: Options | None = None,
) -> Iterator[Page]:
    """The pages of a map, the overview first; links between them are to ``<stem>-<name><suffix>``."""
    carried = options or Options()
    links = [PageLink(number, f"{stem}-{name}{suffix}") for number, name in enumerate(_names(parts), 2)]
    contents = tuple(
        Content(link, one_line(part.selection.caption), part.goes_on) for link, part in zip(links, parts, strict=True)
    )
    home = PageLink(1, f"{stem}-{OVERVIEW}{suffix}")
    where = _Where(staging.index, dict(zip(links, parts, strict=True)))
    issues = {issue_id(part.name): link for link, part in reversed([*where.parts.items()]) if part.selection.tension}
    first = staging.scene(overview, carried._replace(pages=where.links(overview, None) | issues))
    yield Page(home.file, first._replace(contents=contents))
    for link, part in where.parts.items():
        leading = where.links(part.selection, link) | where.tension(link)
        scene = staging.scene(part.selection, carried._replace(pages=leading))
        yield Page(link.file, scene._replace(back=(*where.back(link), home), number=link.number))


def _names(parts: Sequence[Part]) -> Iterator[str]:
    """A file's name for each part, no two alike."""
    taken: set[str] = {OVERVIEW}
    for part in parts:
        name, number = part.name, 1
        while name.casefold() in taken:
            number += 1
            name = f"{part.name}-{number}"
        taken.add(name.casefold())
        yield name


class _Where:
    """On which page what bears on a claim is drawn."""

    def __init__(self, index: Index, parts: Mapping[PageLink, Part]) -> None:
        self._index = index
        self.parts = parts
        self._holding: dict[str, list[PageLink]] = {}
        for link, part in parts.items():
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
        return found

    def tension(self, own: PageLink) -> dict[str, PageLink]:
        """For the box of a page's tension, the next page with more of its sides."""
        part = self.parts[own]
        later = (link for link, other in self.parts.items() if link.number > own.number and other.name == part.name)
        return {issue_id(part.name): link for link in [*later][:1] if part.selection.tension}

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
        return tuple(earlier)[:1] if part.goes_on else ()
