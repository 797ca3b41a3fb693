"""What an Argdown document says: statements and arguments by title, the relations between them, and sections.

It is made from the syntax tree. A statement gathers all that is written under its title; relations of a reconstructed
argument are those of its main conclusion, and an undercut of it is one of its last inference.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from argmap.interchange.argdown.lexer import Lexer
from argmap.interchange.argdown.parser import parse
from argmap.interchange.argdown.syntax import Data, Document, Element, Heading, Structure, WebLink
from argmap.interchange.argdown.syntax import Inference as WrittenInference
from argmap.interchange.yaml_values import Value, read_yaml

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
    """What is written of a statement or an argument; ``top_level`` when it is in the document by itself."""

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
        """What distinguishes it from other relations; the order of the ends does not matter where they exclude each
        other."""
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
    """Its headings: level, title and where they are."""
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


RELATIONS: dict[str, tuple[RelationKind, bool]] = {
    "supports": ("support", True),
    "attacks": ("attack", True),
    "undercuts": ("undercut", True),
    "contradicts": ("contradictory", True),
    "is supported": ("support", False),
    "is attacked": ("attack", False),
    "is undercut": ("undercut", False),
}
"""The kind of a relation, and whether it leads from the element above to the one below."""


def read_debate(text: str) -> Debate:
    """What a document says. Raises Unreadable at its first error."""
    document, lexer = parse(text)
    front = _data(document.front_matter, lexer)
    if isinstance(model := front.get("model"), dict) and model.get("removeTagsFromText") == "true":
        document, lexer = parse(text, keep_tags=False)
    return _Modeller(document, lexer, front).debate


def _data(data: Data | None, lexer: Lexer) -> dict[str, Value]:
    """The values of data in braces, or of front matter: in flow style, or in block style on lines of their own."""
    if data is None:
        return {}
    line, column = lexer.scanner.place(data.at)
    text = data.text
    first, _, rest = text[1:].partition("\n")
    if text.startswith("{") and not first.strip() and rest:
        text = "\n" + rest.rstrip()[:-1]
    found = read_yaml(text, line, column).plain()
    return found if isinstance(found, dict) else {"value": found} if found else {}


class _Modeller:
    def __init__(self, document: Document, lexer: Lexer, front: dict[str, Value]) -> None:
        self._lexer = lexer
        self._untitled = 0
        self._sections: list[tuple[int, str]] = []
        self.debate = Debate(front_matter=front)
        self.debate.comments = [(self._place(one.at), " ".join(one.text.split())) for one in lexer.comments]
        self._named: dict[Ref, int] = {}
        self._defined: dict[Ref, int] = {}
        """Where each statement and argument is first given a text, or else first named."""
        before: Argument | None = None
        for block in document.blocks:
            argument, before = before, None
            if isinstance(block, Heading):
                self._heading(block)
            elif isinstance(block, Structure):
                self._structure(block, argument)
            else:
                entry = self._element(block)
                before = entry if isinstance(entry, Argument) and block.at not in document.listed else None
        self.debate.order = sorted(self._named, key=lambda ref: self._defined.get(ref, self._named[ref]))

    def _place(self, at: int) -> str:
        return f"line {self._lexer.scanner.place(at)[0]}"

    def _heading(self, heading: Heading) -> None:
        while self._sections and self._sections[-1][0] >= heading.level:
            self._sections.pop()
        self._sections.append((heading.level, heading.content.text))
        self.debate.headings.append((heading.level, heading.content.text, self._place(heading.at)))

    # Statements and arguments

    def _element(self, element: Element, inference: Ref | None = None) -> Entry:
        entry = self._entry(element)
        own = Ref(element.kind, entry.title)
        for word, other in element.relations:
            self._relation(own, word, other, inference)
        data = _data(element.data, self._lexer)
        if element.form != "reference":
            # After what stands below it: of several wordings the last counts.
            canonical = data.get("isCanonical") == "true"
            entry.wordings.append(Wording(element.content.text, self._place(element.at), canonical))
            self._defined.setdefault(own, element.at)
            entry.sections = entry.sections or tuple(title for _, title in self._sections)
        entry.tags += [tag for tag in element.content.tags if tag not in entry.tags]
        entry.links += element.content.links
        entry.data |= data
        return entry

    def _entry(self, element: Element) -> Entry:
        title = element.title or self._new_title()
        place = self._place(element.at)
        known: dict[str, Entry] | dict[str, Argument]
        known = self.debate.arguments if element.kind == "argument" else self.debate.statements
        if title not in known:
            self._named[Ref(element.kind, title)] = element.at
        if element.kind == "argument":
            return self.debate.arguments.setdefault(title, Argument(title, place, True))
        return self.debate.statements.setdefault(title, Entry(title, place, bool(element.title)))

    def _new_title(self) -> str:
        self._untitled += 1
        return f"Untitled {self._untitled}"

    def _relation(self, own: Ref, word: str, element: Element, inference: Ref | None) -> None:
        kind, outwards = RELATIONS[word]
        other = Ref(element.kind, self._element(element).title)
        target = inference if kind == "undercut" and not outwards and inference is not None else own
        source, target = (own, other) if outwards else (other, target)
        self.debate.relations.append(Relation(kind, source, target, self._place(element.at)))

    # Premise-conclusion structures

    def _structure(self, structure: Structure, argument: Argument | None) -> None:
        if argument is None:
            title = self._new_title()
            argument = self.debate.arguments.setdefault(title, Argument(title, self._place(structure.at), False))
            self._named[Ref("argument", title)] = structure.at
            argument.sections = tuple(title for _, title in self._sections)
        if argument.steps:
            raise self._lexer.refused(
                f"<{argument.title}> has premises and a conclusion already; an argument has them once.", structure.at
            )
        for element, written in structure.steps:
            inference = None
            if written is not None:
                inference = Ref("inference", argument.title, len(argument.inferences))
                argument.inferences.append(self._inference(written, len(argument.steps)))
                for undercut in written.undercuts:
                    self._relation(inference, "is undercut", undercut, inference)
            entry = self._element(element, inference)
            entry.in_structure = True
            argument.steps.append(entry.title)

    def _inference(self, written: WrittenInference, conclusion: int) -> Inference:
        data = _data(written.data, self._lexer)
        return Inference(conclusion, self._place(written.at), [rule for rule in written.rules if rule], data)
