"""A tree of texts as a draft: each item a claim, for or against the one above it.

Whether an item is for or against is told by a sign or a word at its beginning: ``+``, ``−``, ``Pro:``, ``Con:``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from argmap.interchange.draft import Draft, DraftCitation, DraftClaim, DraftLink, DraftSide, DraftSource, DraftTension
from argmap.interchange.ledger import Ledger
from argmap.interchange.unreadable import DEEPEST, MOST_THINGS, too_deep, too_many
from argmap.model.types import Kind

_FOR = "pro|pros|for|support|supports|pour|dafür|a favor|a favore|voor"
_AGAINST = "con|cons|contra|against|objection|contre|dagegen|en contra|contro|tegen"
_MARK = re.compile(
    rf"(?i)(?:(?P<pro>[(\[]?\+[)\]]?(?=\s)|(?:{_FOR}):)|(?P<con>[(\[]?[-−–—][)\]]?(?=\s)|(?:{_AGAINST}):))\s*"
)
_SIDES = {"supports": ("pro", "Pro"), "objects_to": ("con", "Con")}
QUESTION = "question"


@dataclass(slots=True)
class Item:
    """One text of an outline. ``stance`` is how it bears on the item above, None when nothing says so."""

    text: str
    place: str
    stance: Kind | None = None
    children: list[Item] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    """The words and addresses of its web links."""
    notes: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)


def marked(text: str) -> tuple[Kind | None, str]:
    """How a text bears on what stands above it by its beginning, and the text without that."""
    found = _MARK.match(text)
    if found is None:
        return None, text
    return ("supports" if found["pro"] else "objects_to"), text[found.end() :]


def plant(draft: Draft, items: list[Item], ledger: Ledger) -> None:
    """Add the items, and those below them, to a draft as claims with links."""
    planter = _Planter(draft, ledger)
    for item in items:
        planter.item(item, None, 0)
    planter.take_sides()


class _Planter:
    def __init__(self, draft: Draft, ledger: Ledger) -> None:
        self._draft = draft
        self._ledger = ledger
        self._sided: list[tuple[DraftClaim, Kind, str]] = []
        """Items for or against with nothing above them: what they bear on is the question."""

    def item(self, item: Item, parent: DraftClaim | None, depth: int) -> None:
        """Add an item below ``parent``."""
        if depth > DEEPEST:
            raise too_deep()
        if len(self._draft.claims) > MOST_THINGS:
            raise too_many("items")
        self._ledger.read("item")
        claim = DraftClaim(str(len(self._draft.claims)), item.text, item.place, "item")
        self._draft.claim(claim)
        claim.tags, claim.notes = item.tags, item.notes
        for words, url in item.links:
            self._link(claim, words, url)
        if parent is not None:
            self._bears_on(claim, item.stance, parent)
        elif item.stance is not None:
            self._sided.append((claim, item.stance, item.place))
        for child in item.children:
            self.item(child, claim, depth + 1)

    def _bears_on(self, claim: DraftClaim, stance: Kind | None, parent: DraftClaim) -> None:
        kind = stance or "supports"
        self._ledger.read("objection" if kind == "objects_to" else "support")
        if stance is None:
            how = "nothing says whether it is for or against, so it is a support"
            self._ledger.changed("support", claim.place, claim.text, how)
        claim.links.append(DraftLink(kind, parent.key, claim.place))

    def _link(self, claim: DraftClaim, words: str, url: str) -> None:
        self._ledger.read("web link")
        self._ledger.changed("web link", claim.place, url, "its words stay in the text, its address is a source")
        self._draft.sources.setdefault(url, DraftSource(url=url, title=words or None))
        claim.sources.append(DraftCitation(url))

    def take_sides(self) -> None:
        """Give what is for or against the whole a side of a tension, as it bears on no claim."""
        if not self._sided:
            return
        sides = [DraftSide(key, title) for key, title in _SIDES.values()]
        question = self._draft.question or self._draft.title or None
        self._draft.tensions[QUESTION] = DraftTension(question=question, sides=sides)
        for claim, kind, place in self._sided:
            claim.tension, claim.side = QUESTION, _SIDES[kind][0]
            name = "objection" if kind == "objects_to" else "support"
            self._ledger.read(name)
            self._ledger.changed(name, place, claim.text, "it takes a side, as there is no claim above it")
