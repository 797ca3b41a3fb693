"""A map on its way in: what a reader found, before ids are given and references are settled.

Parts name each other by *keys*: whatever the read format names a thing by, such as ``1.2.1`` in Kialo or a node's id
in AIF. Readers of every format fill a :class:`Draft`; :func:`argmap.interchange.build.build` makes the map.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from argmap.model.types import Kind, Level, Stance


@dataclass(slots=True)
class DraftCitation:
    """A pointer to the source with the key ``source``."""

    source: str
    locator: str | None = None
    quote: str | None = None


@dataclass(slots=True)
class DraftLink:
    """One step of argument from a claim. ``target`` is the key of a claim; for an undercut, the ``key`` of a link."""

    kind: Kind
    target: str
    place: str
    """Where it is written, in words: ``line 12``, ``cell B4``, ``node 7``."""
    key: str = ""
    linked: list[str] = field(default_factory=list)
    note: str | None = None
    scheme: str | None = None
    sources: list[DraftCitation] = field(default_factory=list)
    called: str = ""
    """What the ledger calls it, where that is neither support, objection nor undercut."""
    words: str = ""
    """The words by which the ledger names it, where these are not the text of the claim."""


@dataclass(slots=True)
class DraftPosition:
    """The stance of the stakeholder with the key ``stakeholder``."""

    stakeholder: str
    stance: Stance
    source: str | None = None
    quote: str | None = None
    date: str | None = None


@dataclass(slots=True)
class DraftClaim:
    """A claim. ``id`` is an id that the file itself gives; ``name`` are words of the author's to make one from."""

    key: str
    text: str
    place: str
    called: str = "claim"
    """What the ledger calls it."""
    id: str = ""
    name: str = ""
    short: str | None = None
    tension: str | None = None
    side: str | None = None
    links: list[DraftLink] = field(default_factory=list)
    positions: list[DraftPosition] = field(default_factory=list)
    sources: list[DraftCitation] = field(default_factory=list)
    assumed: bool = False
    tags: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    gives: frozenset[str] = frozenset()
    """The fields that its file has a place for, so that nothing there says that there is nothing: fields of a claim,
    kinds of links, ``position of KEY`` with the key of a stakeholder."""
    retold: bool = False
    """Whether its notes are sentences that argmap once wrote about its positions and citations."""


@dataclass(slots=True)
class DraftSide:
    """A side of a tension."""

    key: str
    title: str
    id: str = ""
    short: str | None = None


@dataclass(slots=True)
class DraftTension:
    """A tension."""

    title: str | None = None
    question: str | None = None
    sides: list[DraftSide] = field(default_factory=list)
    id: str = ""


@dataclass(slots=True)
class DraftStakeholder:
    """A stakeholder; ``part_of`` is a key."""

    name: str | None
    id: str = ""
    short: str | None = None
    kind: str | None = None
    part_of: str | None = None
    interests: str | None = None
    power: Level | None = None
    interest: Level | None = None


@dataclass(slots=True)
class DraftSource:
    """A source. A ``url`` that no map may hold becomes its title."""

    title: str | None = None
    url: str | None = None
    id: str = ""
    short: str | None = None
    author: str | None = None
    publisher: str | None = None
    date: str | None = None
    accessed: str | None = None
    copy: str | None = None
    copy_sha256: str | None = None


@dataclass(slots=True)
class Draft:
    """All that a file holds, in its order. ``title`` is empty when the file gives none."""

    title: str = ""
    exact: bool = False
    """Whether argmap wrote the file: texts are then taken as they are, and links without a second look."""
    question: str | None = None
    summary: str | None = None
    language: str | None = None
    tensions: dict[str, DraftTension] = field(default_factory=dict)
    stakeholders: dict[str, DraftStakeholder] = field(default_factory=dict)
    claims: dict[str, DraftClaim] = field(default_factory=dict)
    sources: dict[str, DraftSource] = field(default_factory=dict)

    def claim(self, claim: DraftClaim) -> DraftClaim:
        """Add a claim."""
        self.claims[claim.key] = claim
        return claim
