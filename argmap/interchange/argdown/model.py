"""What an Argdown document says: statements and arguments by title, the relations between them, and sections.

A statement gathers all that is written under its title; relations of a reconstructed argument are those of its main
conclusion, and an undercut of it is one of its last inference.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from argmap.interchange.argdown.syntax import WebLink
from argmap.interchange.yaml_values import Value

RelationKind = Literal["support", "attack", "undercut", "contradictory", "contrary"]


class Ref(NamedTuple):
    """A statement or argument by its title, or an inference: its argument's title and its number, from 0."""

    kind: Literal["statement", "argument", "inference"]
    title: str
    number: int = 0


@dataclass(slots=True)
class Wording:
    """A text that a statement or argument is given, and where."""

    text: str
    place: str
    canonical: bool = False


@dataclass(slots=True)
class Entry:
    """What is written of a statement or an argument; ``top_level`` when it stands in the document by itself."""

    title: str
    place: str
    titled: bool
    wordings: list[Wording] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    links: list[WebLink] = field(default_factory=list)
    data: dict[str, Value] = field(default_factory=dict)
    sections: tuple[str, ...] = ()
    in_structure: bool = False

    @property
    def text(self) -> str:
        """The wording that counts: the one marked as canonical, else the last."""
        for wording in self.wordings:
            if wording.canonical:
                return wording.text
        return self.wordings[-1].text if self.wordings else ""


@dataclass(slots=True)
class Inference:
    """A step to the conclusion at ``conclusion`` among the statements of its argument."""

    conclusion: int
    place: str
    rules: list[str] = field(default_factory=list)
    data: dict[str, Value] = field(default_factory=dict)


@dataclass(slots=True)
class Argument(Entry):
    """An argument: its gists, and when it is reconstructed the titles of its statements and its inferences."""

    steps: list[str] = field(default_factory=list)
    inferences: list[Inference] = field(default_factory=list)

    @property
    def conclusion(self) -> str | None:
        """The title of the main conclusion."""
        return self.steps[-1] if self.steps else None


class Relation(NamedTuple):
    """A relation as it is written, and where."""

    kind: RelationKind
    source: Ref
    target: Ref
    place: str

    @property
    def ends(self) -> tuple[RelationKind, Ref, Ref]:
        """What tells it from other relations; where its ends exclude each other their order means nothing."""
        if self.kind in {"contradictory", "contrary"} and self.target < self.source:
            return self.kind, self.target, self.source
        return self.kind, self.source, self.target


@dataclass(slots=True)
class Debate:
    """A whole document."""

    front_matter: dict[str, Value] = field(default_factory=dict)
    statements: dict[str, Entry] = field(default_factory=dict)
    arguments: dict[str, Argument] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    order: list[Ref] = field(default_factory=list)
    """Its statements and arguments as they are defined, or first named where they are not."""
    headings: list[tuple[int, str, str]] = field(default_factory=list)
    """Its headings: level, title and where they stand."""
    comments: list[tuple[str, str]] = field(default_factory=list)

    def settled(self, strict: bool) -> list[Relation]:
        """The relations, each once. In ``strict`` mode a statement that attacks another excludes it."""
        found: dict[tuple[RelationKind, Ref, Ref], Relation] = {}
        for relation in self.relations:
            moved = self._moved(relation)
            if strict and moved.kind == "attack" and moved.source.kind == moved.target.kind == "statement":
                moved = moved._replace(kind="contrary")
            found.setdefault(moved.ends, moved)
        return [one for one in found.values() if not self._follows(one, found)]

    def _moved(self, relation: Relation) -> Relation:
        """A relation at the conclusion or the inference of an argument that is reconstructed."""
        source, target = relation.source, relation.target
        if source.kind == "argument" and (conclusion := self.arguments[source.title].conclusion) is not None:
            source = Ref("statement", conclusion)
        if relation.kind == "undercut" and target.kind == "argument" and self.arguments[target.title].steps:
            target = Ref("inference", target.title, len(self.arguments[target.title].inferences) - 1)
        return relation._replace(source=source, target=target)

    def _follows(self, relation: Relation, found: dict[tuple[RelationKind, Ref, Ref], Relation]) -> bool:
        """Whether an attack on a reconstructed argument only repeats an attack on one of its premises."""
        if relation.kind != "attack" or relation.source.kind != "statement" or relation.target.kind != "argument":
            return False
        argument = self.arguments[relation.target.title]
        concluded = {inference.conclusion for inference in argument.inferences}
        premises = {title for at, title in enumerate(argument.steps) if at not in concluded}
        return any(
            Relation(kind, one, other, "").ends in found
            for title in premises
            for kind, one, other in _exclusions(relation.source, Ref("statement", title))
        )


def _exclusions(source: Ref, premise: Ref) -> tuple[tuple[RelationKind, Ref, Ref], ...]:
    return (
        ("attack", source, premise),
        ("contradictory", source, premise),
        ("contrary", source, premise),
    )
