"""The types of an argument map. All are frozen; sequences are tuples in file order; ids are strings.

Terms: a *reason* is one link from premises to a target, an inference (Walton, Reed & Macagno,
"Argumentation Schemes", 2008); *linked* premises carry a reason only together (Thomas 1973);
an *undercut* challenges a link, not a claim (Pollock 1987); a *tension* is two or more goals that
pull against each other, its sides (the positions on an issue in IBIS, Kunz & Rittel 1970).

Optional text that the file does not give is ``None``; an empty list is ``()``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import Field, dataclass, replace
from typing import Any, ClassVar, Literal, TypeVar

from argmap.excerpt import NAME, excerpt

Stance = Literal["agrees", "disagrees", "mixed"]
Kind = Literal["supports", "objects_to", "undercuts"]
Level = Literal["high", "low"]

LANGUAGE_TAG = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"
"""The form of a language tag (BCP 47), less strict than the standard, as a regular expression."""

MAX_SHORT = 40
"""The most characters of ``short``, the text for pictures where room is short."""

STANCES: tuple[Stance, ...] = ("agrees", "disagrees", "mixed")
KINDS: tuple[Kind, ...] = ("supports", "objects_to", "undercuts")
LEVELS: tuple[Level, ...] = ("high", "low")


class Part:
    """Base class of everything in a map. Parts are immutable and compared by value, and their fields are not checked:
    :mod:`argmap.mapfile` and :func:`argmap.model.validation.validated` check what comes from outside.
    """

    __slots__ = ()
    __dataclass_fields__: ClassVar[dict[str, Field[object]]]
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    @classmethod
    def field_names(cls) -> tuple[str, ...]:
        """The names of its fields, in the order of this file."""
        return tuple(cls.__dataclass_fields__)

    def items(self) -> Iterator[tuple[str, Any]]:
        """Each field's name and value."""
        return ((name, getattr(self, name)) for name in self.__dataclass_fields__)

    def __repr__(self) -> str:
        """One short line: the fields that are given, long texts cut, parts within it counted."""
        given = ", ".join(f"{name}={_in_short(value)}" for name, value in self.items() if value)
        return f"{type(self).__name__}({given})"


def _in_short(value: object) -> str:
    if isinstance(value, str):
        return repr(excerpt(value, NAME))
    if isinstance(value, tuple) and isinstance(value[0], Part):
        return f"<{len(value)}>"
    if isinstance(value, tuple):
        return repr(tuple(excerpt(one, NAME) if isinstance(one, str) else one for one in value))
    return repr(value)


AnyPart = TypeVar("AnyPart", bound=Part)


def rebuilt(part: AnyPart, **fields: Any) -> AnyPart:
    """``part`` with some fields replaced; ``part`` itself when each is as it was."""
    if all(getattr(part, name) == value for name, value in fields.items()):
        return part
    return replace(part, **fields)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Citation(Part):
    """A reference to a source: its id, the position in it, and the words that are relied on."""

    source: str
    locator: str | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Reason(Part):
    """One step of argument, written in the claim that makes it (its first premise).

    ``target`` is a claim id for ``supports`` and ``objects_to``, and the address of a reason
    (``premise -> target``) for ``undercuts``. ``linked`` are further premises (``with`` in the file)
    that the step needs. ``scheme`` names its argument scheme.
    """

    premise: str
    kind: Kind
    target: str
    linked: tuple[str, ...] = ()
    scheme: str | None = None
    note: str | None = None
    sources: tuple[Citation, ...] = ()

    @property
    def premises(self) -> tuple[str, ...]:
        """All premises of the step, the claim that states it first."""
        return (self.premise, *self.linked)

    @property
    def address(self) -> str:
        """The address of the reason, ``premise -> target``."""
        return f"{self.premise} -> {self.target}"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Position(Part):
    """The stance of a stakeholder on a claim, and where they stated it."""

    stakeholder: str
    stance: Stance
    source: str | None = None
    quote: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Claim(Part):
    """A statement that people can agree or disagree with, the reasons it gives, and positions on it.

    ``reasons`` are the supports, then the objections, then the undercuts, each kind in file order; the
    premise of each is the id of this claim.
    """

    id: str
    text: str
    short: str | None = None
    tension: str | None = None
    side: str | None = None
    reasons: tuple[Reason, ...] = ()
    positions: tuple[Position, ...] = ()
    sources: tuple[Citation, ...] = ()
    assumed: bool = False
    tags: tuple[str, ...] = ()
    note: str | None = None

    def of_kind(self, kind: Kind) -> tuple[Reason, ...]:
        """The reasons of one kind that this claim gives, in file order."""
        return tuple(reason for reason in self.reasons if reason.kind == kind)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Side(Part):
    """One side of a tension. Its id is unique within the tension."""

    id: str
    title: str
    short: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Tension(Part):
    """An issue with two or more sides, such as sovereignty versus reliance."""

    id: str
    title: str | None = None
    question: str | None = None
    sides: tuple[Side, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Stakeholder(Part):
    """A person, body or group that takes positions. ``power`` and ``interest`` place it on the grid of
    Mendelow (1981)."""

    id: str
    name: str | None = None
    short: str | None = None
    kind: str | None = None
    part_of: str | None = None
    interests: str | None = None
    power: Level | None = None
    interest: Level | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Source(Part):
    """Something that can be cited. Dates are ISO 8601 text of any precision: year, month or day."""

    id: str
    title: str | None = None
    short: str | None = None
    author: str | None = None
    publisher: str | None = None
    date: str | None = None
    url: str | None = None
    accessed: str | None = None
    copy: str | None = None
    copy_sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Map(Part):
    """A whole argument map, format 1."""

    title: str
    question: str | None = None
    language: str | None = None
    summary: str | None = None
    tensions: tuple[Tension, ...] = ()
    stakeholders: tuple[Stakeholder, ...] = ()
    claims: tuple[Claim, ...] = ()
    sources: tuple[Source, ...] = ()
