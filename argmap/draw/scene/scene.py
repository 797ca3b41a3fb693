"""Scenes: the boxes, arrows, marks and notes of a diagram, without positions.

Scenes are made from maps by :mod:`argmap.draw.scene.builder`, and every kind of diagram is made from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from argmap.escape import one_line
from argmap.model.types import Stance
from argmap.views.wording import name_tail
from argmap.vocabulary import ON_BOXES, Status

BoxKind = Literal["claim", "supports", "objects_to", "undercuts", "several", "tension", "side", "missing", "stub"]
"""What a box shows. A claim that is a reason of one kind has that kind, ``several`` if it is a reason of several
kinds, else ``claim``; ``side`` is a side of a tension, ``missing`` an id that no claim has, ``stub`` a claim that
has its box elsewhere in the diagram.
"""

ArrowKind = Literal["supports", "objects_to", "undercuts", "side"]

ChangeKind = Literal["added", "removed", "changed"]
CHANGES: tuple[ChangeKind, ...] = ("added", "removed", "changed")

LONGEST_LINK = 500
"""Characters of the longest address that is repeated on each mark of its source."""


class Badge(NamedTuple):
    """The position of a stakeholder on a claim; ``note`` is the number of the :class:`QuoteNote`, 0 for none."""

    stakeholder: str
    name: str
    label: str
    stance: Stance
    description: str = ""
    change: ChangeKind | None = None
    note: int = 0
    is_sourced: bool = True

    @property
    def tail(self) -> str:
        """What follows the label: a mark of a position without a source, and the number of its note."""
        return name_tail(self.is_sourced, self.note)


class QuoteNote(NamedTuple):
    """A numbered note on a badge: who said what, when, and the number of the source."""

    number: int
    text: str


class SourceMark(NamedTuple):
    """A numbered reference to a source: its number in the document, its id, its title and its address if any.

    ``place`` is where it was found, as the list of sources says it after the title.
    """

    number: int
    source: str
    title: str
    url: str | None
    place: str = ""

    @property
    def in_full(self) -> str:
        """What the list of sources says."""
        return f"{self.title}, {self.place}" if self.place else self.title

    @property
    def link(self) -> str | None:
        """The address unless it is very long, in which case only the list of sources links to it."""
        return self.url if self.url and len(self.url) <= LONGEST_LINK else None


class PageLink(NamedTuple):
    """A page of several: its number, counted from 1, the overview, and the name of its file."""

    number: int
    file: str


class ContentsLine(NamedTuple):
    """A line of the table of contents of a series of pages.

    ``title`` is safe, and isolates what is written from the right. ``depth`` is the nesting level. Pages up to number
    ``last`` continue the page and have no line of their own.
    """

    page: PageLink
    title: str
    depth: int
    last: int


class TensionNote(NamedTuple):
    """A tension listed above the diagram: its title, and the short name and title of each side."""

    title: str
    sides: tuple[tuple[str, str], ...]

    @property
    def in_words(self) -> str:
        """``Tension: Cost or access; sides: Save (Save money), Open more``."""
        sides = ", ".join(f"{name} ({title})" if title else name for name, title in self.sides)
        return f"Tension: {self.title}; sides: {sides}" if sides else f"Tension: {self.title}"


class Box(NamedTuple):
    """A claim, a tension, a side of one, or a missing claim; ``description`` says it in plain words.

    ``is_main``: it is one of the map's main claims.
    ``roles`` are the kinds of reason that the claim is; ``side`` is the short name of its side in a tension.
    ``unanswered`` marks an objection that the selected stakeholder has not answered. ``hidden`` counts the reasons
    for and against the claim that the diagram leaves out, with the undercuts of its links, and ``page`` is the page
    that shows them. ``was`` is the former text of a changed claim. ``look`` is the name of its colours, if they are
    not those of its kind: ``side-0`` for the first side of a tension that is drawn, ``plain`` in the picture of a
    tension for what is on no side of it. ``in_focus`` marks the claim that the diagram is about, and ``not_shown``
    are lines about links whose target is left out. ``number`` is by what a stub names its claim, and the same on the
    box of that. A ``compact`` box is narrow, as what it leaves out is in the title of its page. One that ``goes_on``
    has its reasons, or some of them, on a second box, which ``continues`` the one with that id.
    """

    id: str
    kind: BoxKind
    text: str
    title: str = ""
    is_main: bool = False
    roles: tuple[ArrowKind, ...] = ()
    badges: tuple[Badge, ...] = ()
    marks: tuple[SourceMark, ...] = ()
    side: str = ""
    assumed: bool = False
    status: Status | None = None
    change: ChangeKind | None = None
    was: str = ""
    unanswered: bool = False
    hidden: int = 0
    only_undercuts_hidden: bool = False
    page: PageLink | None = None
    description: str = ""
    look: str = ""
    in_focus: bool = False
    not_shown: tuple[str, ...] = ()
    number: str = ""
    compact: bool = False
    goes_on: bool = False
    continues: str = ""

    @property
    def has_foot(self) -> bool:
        """Whether a line at the lower edge says where more is."""
        return bool(self.hidden or self.goes_on or (self.page and self.kind == "tension"))

    @property
    def colours(self) -> str:
        """The name of the colours of the box."""
        return self.look or self.kind

    @property
    def hidden_noun(self) -> str:
        """What one of those that are hidden is called."""
        return "undercut" if self.only_undercuts_hidden else "reason"

    @property
    def kind_in_words(self) -> tuple[str, ...]:
        """What the box is: a main claim, each kind of reason that the claim is, or another kind of box."""
        main = (ON_BOXES["main"],) if self.is_main else ()
        roles = (*main, *(ON_BOXES[role] for role in self.roles))
        stated = self.kind != "side" and self.look.startswith("side-")
        return roles or ((ON_BOXES["side"],) if stated else (ON_BOXES[self.kind],))


class Arrow(NamedTuple):
    """A reason: from its premises to its target, the id of a box or, for an undercut, of another arrow.

    With a ``junction`` the premises meet in a small mark, because they are linked or because the link is undercut.
    A ``loose`` arrow does not place its ends in different layers: it joins rivals, such as two sides of a tension.
    """

    id: str
    kind: ArrowKind
    premises: tuple[str, ...]
    target: str
    junction: bool = False
    loose: bool = False
    change: ChangeKind | None = None
    description: str = ""


class Scene(NamedTuple):
    """Everything that a diagram shows; boxes and arrows are in reading order.

    ``notes`` are warnings about the diagram. A scene may be page ``number`` of a series ``of`` several: ``back``
    links to the page that it continues and to the overview, ``next`` to the next page, and ``contents`` is the table
    of contents of the overview. The pages of a series are ``in_series``, also before their numbers are known;
    ``caption`` says what part of the map it is, on a line for each of several; ``part_of`` to what that belongs. All
    text of one ``on_slide`` is as large as that of claims. ``language`` is that of the map's texts, a BCP 47 tag, or
    empty. ``source_numbers`` are those of all sources, in a series.
    """

    title: str
    question: str = ""
    caption: str = ""
    boxes: tuple[Box, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    sources: tuple[SourceMark, ...] = ()
    tensions: tuple[TensionNote, ...] = ()
    description: str = ""
    notes: tuple[str, ...] = ()
    number: int = 1
    of: int = 1
    back: tuple[PageLink, ...] = ()
    next: PageLink | None = None
    contents: tuple[ContentsLine, ...] = ()
    footnote: str = ""
    quotes: tuple[QuoteNote, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    """The short name of stakeholders that badges have, and the full one where that is another."""
    language: str = ""
    in_series: bool = False
    part_of: str = ""
    on_slide: bool = False
    source_numbers: Mapping[str, int] = MappingProxyType({})

    @property
    def caption_lines(self) -> tuple[str, ...]:
        """What the diagram is about: a line for each of several things on a page."""
        return tuple(map(one_line, self.caption.split("\n"))) if self.caption else ()

    @property
    def box(self) -> Mapping[str, Box]:
        """Boxes by id, in a new dictionary."""
        return {box.id: box for box in self.boxes}

    @property
    def arrow(self) -> Mapping[str, Arrow]:
        """Arrows by id, in a new dictionary."""
        return {arrow.id: arrow for arrow in self.arrows}


def in_one_line(caption: str) -> str:
    """The lines of a caption as one."""
    return " \u00b7 ".join(map(one_line, caption.split("\n")))
