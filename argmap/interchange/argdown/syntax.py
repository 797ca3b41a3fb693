"""The syntax tree of an Argdown document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple


class WebLink(NamedTuple):
    """A link in a text: its words and address."""

    words: str
    url: str


@dataclass(slots=True)
class Content:
    """A text without its markup; ``tags`` in it, with those at its ends removed from ``text``."""

    text: str = ""
    tags: list[str] = field(default_factory=list)
    links: list[WebLink] = field(default_factory=list)


@dataclass(slots=True)
class Data:
    """The YAML in braces behind an element, as written, and its offset."""

    text: str
    at: int


@dataclass(slots=True)
class Element:
    """A statement or an argument where it is: defined with a title, referred to by it, or without one."""

    kind: Literal["statement", "argument"]
    form: Literal["definition", "reference", "untitled"]
    title: str
    content: Content
    at: int
    data: Data | None = None
    relations: list[tuple[str, Element]] = field(default_factory=list)
    """What the element does, or has done to it, by each element below it; the words are those of the tokens."""


@dataclass(slots=True)
class Inference:
    """The step to a conclusion: the rules that it names, its data, and the elements that undercut it."""

    at: int
    rules: list[str] = field(default_factory=list)
    data: Data | None = None
    undercuts: list[Element] = field(default_factory=list)


@dataclass(slots=True)
class Structure:
    """A premise-conclusion structure: statements in order, a conclusion with the inference that leads to it."""

    at: int
    steps: list[tuple[Element, Inference | None]] = field(default_factory=list)


@dataclass(slots=True)
class Heading:
    """A heading and how deep it lies, from 1."""

    level: int
    content: Content
    at: int
    data: Data | None = None


Block = Element | Structure | Heading


@dataclass(slots=True)
class Document:
    """A whole document."""

    front_matter: Data | None = None
    blocks: list[Block] = field(default_factory=list)
    listed: set[int] = field(default_factory=set)
    """The offsets of the elements that are items of a list."""
