"""What a drawing shows, before any of it has a place: boxes, the arrows between them, marks and notes.

A scene is pure data, made from a map by :mod:`argmap.draw.scene.builder` and shared by every output.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from argmap.model.types import Stance

BoxKind = Literal["claim", "supports", "objects_to", "undercuts", "several", "issue", "side", "missing"]
"""What a box is, which is what the claim does in the map: ``claim`` gives no reason, ``several`` gives reasons of
several kinds, ``missing`` is an id that a reason names and the map does not hold."""

ArrowKind = Literal["supports", "objects_to", "undercuts", "side"]

ChangeKind = Literal["added", "removed", "changed"]

Standing = Literal["in", "out", "undecided"]

LONGEST_LINK = 500
"""Characters of an address that is repeated with each mark of its source."""


class Badge(NamedTuple):
    """Where one stakeholder stands on a claim. ``hue`` is the stakeholder's place in the file, from 0."""

    stakeholder: str
    name: str
    label: str
    stance: Stance
    hue: int
    description: str = ""
    change: ChangeKind | None = None
    note: int = 0


class QuoteNote(NamedTuple):
    """A numbered note on a badge: who said what, when and, by its number, in which source."""

    number: int
    text: str


class SourceMark(NamedTuple):
    """A numbered pointer to a source: its place in the file from 1, what it is called, and its link if it has one."""

    number: int
    source: str
    title: str
    url: str | None

    @property
    def link(self) -> str | None:
        """The address, where each mark can lead to it; a very long one is linked in the list of sources alone."""
        return self.url if self.url and len(self.url) <= LONGEST_LINK else None


class PageLink(NamedTuple):
    """Another page: its number, counted from the overview, which is 1, and its file."""

    number: int
    file: str


class ContentsLine(NamedTuple):
    """A line of the list of pages: ``depth`` pages lead to the page, one after the other, and ``last`` is the last of
    those that it leads to and that have no line of their own.
    """

    page: PageLink
    title: str
    depth: int
    last: int


class TensionNote(NamedTuple):
    """A tension told beside the drawing: its title, and each side's short name with its title."""

    title: str
    sides: tuple[tuple[str, str], ...]


class Box(NamedTuple):
    """A claim, a tension (``issue``), a side of one, or a ``missing`` claim.

    A ``contention`` is what is argued about: reasons bear on it, and it bears on nothing, or on its rivals alone.
    ``roles`` are the kinds of reason that a claim gives; ``side`` is the short name of the side it takes in a
    tension. ``unanswered``: it is an objection that the stakeholder looked at has not answered. ``hidden`` counts the
    reasons aimed at it that the drawing leaves out; ``page`` is where they are drawn.
    ``was`` is a changed claim's former text, ``told`` the box in plain words.
    """

    id: str
    kind: BoxKind
    text: str
    title: str = ""
    contention: bool = False
    roles: tuple[ArrowKind, ...] = ()
    badges: tuple[Badge, ...] = ()
    marks: tuple[SourceMark, ...] = ()
    side: str = ""
    assumed: bool = False
    standing: Standing | None = None
    change: ChangeKind | None = None
    was: str = ""
    unanswered: bool = False
    hidden: int = 0
    page: PageLink | None = None
    description: str = ""


class Arrow(NamedTuple):
    """A step from premises to its target, which is a box or, for an undercut, another arrow (by ``id``).

    With ``junction`` the premises first meet in a small mark, because they are linked or the step is undercut.
    A ``loose`` arrow joins boxes that are to stand side by side, such as the two sides of a tension.
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
    """Everything a drawing shows. Boxes and arrows are in the order in which they are to be read.

    ``notes`` are warnings about the drawing itself. As page ``number`` ``of`` several it leads ``back`` to the
    overview and to the page that it goes on from, and to the ``next`` one; the overview lists all as ``contents``.
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

    @property
    def box(self) -> Mapping[str, Box]:
        """Boxes by id, put together anew."""
        return {box.id: box for box in self.boxes}

    @property
    def arrow(self) -> Mapping[str, Arrow]:
        """Arrows by id, put together anew."""
        return {arrow.id: arrow for arrow in self.arrows}
