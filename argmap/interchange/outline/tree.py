"""A tree of texts as a draft: each item a claim, for or against the one above it.

A sign or a word at the beginning of an item says whether it is for or against: ``+``, ``−``, ``Pro:``, ``Con:``; also
``⊘`` for an undercut of the link above, and ``&`` for a premise linked with the item before it or, for a first item,
with the one above.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from argmap.interchange.draft import Draft, DraftCitation, DraftClaim, DraftLink, DraftSide, DraftSource, DraftTension
from argmap.interchange.file import DEEPEST, MOST_THINGS, too_deep, too_many
from argmap.interchange.ledger import Ledger
from argmap.interchange.links import KIND_NAMES
from argmap.interchange.sheets.table import RELATION_WORDS
from argmap.model.ids import ARROW
from argmap.model.types import KINDS, Kind


def _said(kind: Kind) -> str:
    words = "|".join(re.escape(word) for word, meant in RELATION_WORDS.items() if meant == kind)
    return rf"(?:{words}):|[(\[](?:{words})[)\]]:?(?=\s)"


_MARK = re.compile(
    rf"(?i)(?:(?P<pro>[(\[]?\+[)\]]?(?=\s)|{_said('supports')})"
    rf"|(?P<con>[(\[]?[-−–—][)\]]?(?=\s)|{_said('objects_to')})"
    r"|(?P<undercut>⊘(?=\s))|(?P<linked>&(?=\s)))\s*"
)
_SIDES = {"supports": ("pro", "Pro"), "objects_to": ("con", "Con")}
QUESTION = "question"

Bearing: TypeAlias = Kind | Literal["with"]
"""How an item argues about the one above it; ``with`` is a further premise of the link of the item before it."""
BEARINGS: tuple[Bearing, ...] = (*KINDS, "with")


@dataclass(slots=True)
class Item:
    """One text of an outline. ``stance`` is how it argues about the item above, None when nothing says so.

    ``id``, ``tension`` and ``side`` are ids that the file gives; ``again`` marks another place of the claim ``id``.
    """

    text: str
    place: str
    stance: Bearing | None = None
    children: list[Item] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    """The words and addresses of its web links."""
    notes: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    id: str = ""
    tension: str | None = None
    side: str | None = None
    again: bool = False


def marked(text: str) -> tuple[Bearing | None, str]:
    """How a text argues about the item above it by its beginning, and the text without that."""
    found = _MARK.match(text)
    if found is None:
        return None, text
    names: dict[str, Bearing] = {
        "pro": "supports",
        "con": "objects_to",
        "undercut": "undercuts",
        "linked": "with",
    }
    return names[found.lastgroup or ""], text[found.end() :]


def plant(draft: Draft, items: list[Item], ledger: Ledger) -> None:
    """Add the items, and those below them, to a draft as claims with links."""
    planter = _Planter(draft, ledger)
    planter.items(items, None, None, 0)
    planter.settle()


class _Planter:
    def __init__(self, draft: Draft, ledger: Ledger) -> None:
        self._draft = draft
        self._ledger = ledger
        self._sided: list[tuple[DraftClaim, Kind, str]] = []
        """Items for or against with nothing above them: their parent is the question."""
        self._links: list[tuple[str, DraftLink]] = []
        """Links by the key of the claim that states them, which may stand further below."""

    def items(self, items: list[Item], parent: str | None, parent_link: DraftLink | None, depth: int) -> None:
        """Add items below the claim with the key ``parent``, which states ``parent_link`` there."""
        if items and depth > DEEPEST:
            raise too_deep()
        before: DraftLink | None = None
        for item in items:
            key = self._claim(item)
            link = self._link(item, key, parent, parent_link, before)
            if item.stance != "with":
                before = link
            self.items(item.children, key, link if item.stance != "with" else None, depth + 1)

    def _claim(self, item: Item) -> str:
        """The key of an item's claim, which is added unless the item only refers to it."""
        if item.again:
            return item.id
        if len(self._draft.claims) > MOST_THINGS:
            raise too_many("items")
        self._ledger.read("item")
        known = not item.id or item.id in self._draft.claims
        claim = DraftClaim(f"item {len(self._draft.claims)}" if known else item.id, item.text, item.place, "item")
        claim.id = "" if known else item.id
        self._draft.claim(claim)
        claim.tags, claim.notes = item.tags, item.notes
        claim.tension, claim.side = item.tension, item.side
        claim.retold = bool(item.id)
        for words, url in item.links:
            self._source(claim, words, url)
        return claim.key

    def _link(
        self, item: Item, key: str, parent: str | None, parent_link: DraftLink | None, before: DraftLink | None
    ) -> DraftLink | None:
        """The link from an item to what is above it, or to the question where nothing is above it."""
        if item.stance == "with":
            # Below the premise that states the link in outlines of argmap, after it in those of other hands.
            joined = parent_link if item.id and parent_link is not None else before or parent_link
            if joined is not None:
                joined.linked.append(key)
                return None
        if parent is None:
            if (item.stance == "supports" or item.stance == "objects_to") and not item.again:
                self._sided.append((self._draft.claims[key], item.stance, item.place))
            return None
        kind, how = _kind(item.stance, parent_link)
        self._ledger.read(KIND_NAMES[kind])
        if how:
            self._ledger.changed(KIND_NAMES[kind], item.place, item.text, how)
        target = parent_link.key if kind == "undercuts" and parent_link is not None else parent
        link = DraftLink(kind, target, item.place, key=f"{key}{ARROW}{target}")
        self._links.append((key, link))
        return link

    def _source(self, claim: DraftClaim, words: str, url: str) -> None:
        self._ledger.read("web link")
        self._ledger.changed("web link", claim.place, url, "its words stay in the text, its address is a source")
        self._draft.sources.setdefault(url, DraftSource(url=url, title=words or None))
        claim.sources.append(DraftCitation(url))

    def settle(self) -> None:
        """Give links to the claims that state them, and a side of a tension to what is for or against the whole."""
        for key, link in self._links:
            claim = self._draft.claims.get(key)
            if claim is None:
                self._ledger.left_out(KIND_NAMES[link.kind], link.place, key, "the claim that states it is not here")
            else:
                claim.links.append(link)
        if not self._sided:
            return
        sides = [DraftSide(key, title) for key, title in _SIDES.values()]
        question = self._draft.question or self._draft.title or None
        self._draft.tensions[QUESTION] = DraftTension(question=question, sides=sides)
        for claim, kind, place in self._sided:
            claim.tension, claim.side = QUESTION, _SIDES[kind][0]
            name = KIND_NAMES[kind]
            self._ledger.read(name)
            self._ledger.changed(name, place, claim.text, "it takes a side, as it has no claim above it")


def _kind(stance: Bearing | None, parent_link: DraftLink | None) -> tuple[Kind, str]:
    """The kind of an item's link, and what the account says where that is not what the item says."""
    if stance == "undercuts" and parent_link is None:
        return "objects_to", "it has no link to undercut, so it is an objection"
    if stance == "with":
        return "supports", "it has no item before it to go with, so it is a support"
    if stance is None:
        return "supports", "nothing says whether it is for or against, so it is a support"
    return stance, ""
