"""From the syntax tree of an Argdown document to what it says."""

from __future__ import annotations

from argmap.interchange.argdown.lexer import Lexer
from argmap.interchange.argdown.model import Argument, Debate, Entry, Inference, Ref, Relation, RelationKind, Wording
from argmap.interchange.argdown.parser import parse
from argmap.interchange.argdown.syntax import Data, Document, Element, Heading, Structure
from argmap.interchange.argdown.syntax import Inference as WrittenInference
from argmap.interchange.yaml_values import Value, read_yaml

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
