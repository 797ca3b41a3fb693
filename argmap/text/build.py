"""From nodes to the parts of a map, reporting what does not fit the format and reading on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeAlias, cast

from argmap.model.findings import Path
from argmap.model.ids import ARROW, problem_with, slug
from argmap.model.types import (
    KINDS,
    Citation,
    Claim,
    Kind,
    Level,
    Position,
    Reason,
    Side,
    Source,
    Stakeholder,
    Stance,
    Tension,
)
from argmap.text.events import ScalarEvent
from argmap.text.nodes import NAMELESS, Mapping, Node, Scalar, Sequence, start_of
from argmap.text.report import Report
from argmap.text.shape import (
    CITATION,
    CLAIM,
    FORMAT,
    POSITION,
    REASON,
    SOURCE,
    STAKEHOLDER,
    TENSION,
    UNDERCUT,
    Record,
)

if TYPE_CHECKING:
    from collections.abc import Sequence as SequenceOf

Part: TypeAlias = "Tension | Stakeholder | Claim | Source"

_LINK = re.compile(r"(?i)(?:https?://|mailto:|doi:)\S")
_FLAGS = {"true": True, "false": False}


class Builder:
    """Builds parts of a map from nodes. What is wrong goes to the report; the rest is read all the same."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._parts: dict[str, Callable[[str, Node, Path], Part]] = {
            "tensions": self.tension,
            "stakeholders": self.stakeholder,
            "claims": self.claim,
            "sources": self.source,
        }

    def part(self, section: str, part_id: str, node: Node) -> Part:
        """The entry ``part_id`` of a section."""
        return self._parts[section](part_id, node, (section, part_id))

    def claim(self, claim_id: str, node: Node, path: Path) -> Claim:
        """A claim with its reasons, positions and citations."""
        given = self.fields(node, CLAIM, path)
        return Claim(
            id=claim_id,
            text=self.needed(given, "text", node, path),
            tension=self.text(given, "tension", path) if "tension" in given else None,
            side=self.text(given, "side", path) if "side" in given else None,
            reasons=self._reasons(claim_id, given, path),
            positions=self._positions(given, path) if "positions" in given else (),
            sources=self._citations(given, path) if "sources" in given else (),
            assumed=self._flag(given, path) if "assumed" in given else False,
            tags=self.texts(given, "tags", path) if "tags" in given else (),
            note=self.text(given, "note", path) if "note" in given else None,
        )

    def tension(self, tension_id: str, node: Node, path: Path) -> Tension:
        """A tension with its sides."""
        given = self.fields(node, TENSION, path)
        sides = tuple(
            Side(id=side, title=self._scalar(value, (*path, "sides", side)) or "")
            for side, value in self.entries(given.get("sides"), (*path, "sides"))
        )
        title, question = self.text(given, "title", path), self.text(given, "question", path)
        return Tension(id=tension_id, title=title, question=question, sides=sides)

    def stakeholder(self, stakeholder_id: str, node: Node, path: Path) -> Stakeholder:
        """A stakeholder."""
        given = self.fields(node, STAKEHOLDER, path)
        return Stakeholder(
            id=stakeholder_id,
            name=self.text(given, "name", path),
            kind=self.text(given, "kind", path),
            part_of=self.text(given, "part_of", path),
            interests=self.text(given, "interests", path),
            power=cast("Level | None", self.choice(given, "power", STAKEHOLDER, path)),
            interest=cast("Level | None", self.choice(given, "interest", STAKEHOLDER, path)),
        )

    def source(self, source_id: str, node: Node, path: Path) -> Source:
        """A source; a link in it is of a kind that runs nothing when clicked."""
        given = self.fields(node, SOURCE, path)
        url = self.text(given, "url", path)
        if url is not None and not _LINK.match(url):
            self.report.add("AM021", start_of(given["url"]), "This link may not stand in a map.", (*path, "url"))
        return Source(
            id=source_id,
            title=self.text(given, "title", path),
            author=self.text(given, "author", path),
            publisher=self.text(given, "publisher", path),
            date=self.text(given, "date", path),
            url=url,
            accessed=self.text(given, "accessed", path),
        )

    def format_number(self, node: Node | None) -> None:
        """Check the number of the format, the value of ``argmap``."""
        number = self._scalar(node, ("argmap",)) if node is not None else None
        if node is None or number is None or number == str(FORMAT):
            return
        if re.fullmatch(r"[1-9]\d{0,8}", number):
            message = f"The file is in format {number}; this argmap reads format {FORMAT}."
            self.report.add("AM019", start_of(node), message, ("argmap",))
        else:
            self.report.add("AM020", start_of(node), f"'{number}' is not the number of a format.", ("argmap",))

    # Reasons, positions, citations

    def _reasons(self, premise: str, given: dict[str, Node], path: Path) -> tuple[Reason, ...]:
        found: list[Reason] = []
        seen: dict[str, int] = {}
        for kind in KINDS:
            if kind in given:
                record = UNDERCUT if kind == "undercuts" else REASON
                for item in self._items(given[kind], (*path, kind)):
                    reason, at = self._reason(premise, kind, record, item, (*path, kind))
                    if reason.target and reason.target in seen:
                        self._repeated_reason(reason, at, seen[reason.target], (*path, kind))
                    seen.setdefault(reason.target, at)
                    found.append(reason)
        return tuple(found)

    def _reason(self, premise: str, kind: Kind, record: Record, item: Node, path: Path) -> tuple[Reason, int]:
        if type(item) is ScalarEvent:
            target = self._scalar(item, path) or self._nothing(item, path, record)
            return Reason(premise=premise, kind=kind, target=_target(kind, target)), item.start_mark.index
        given = self.fields(item, record, path)
        target = _target(kind, self.needed(given, cast(str, record.short), item, path))
        path = (*path, target)
        return (
            Reason(
                premise=premise,
                kind=kind,
                target=target,
                linked=self.texts(given, "with", path),
                note=self.text(given, "note", path),
                sources=self._citations(given, path),
            ),
            start_of(item),
        )

    def _repeated_reason(self, reason: Reason, at: int, first: int, path: Path) -> None:
        message = f"'{reason.address}' is given twice; the first is in line {self.report.line(first)}."
        self.report.add("AM018", at, message, (*path, reason.target))

    def _positions(self, given: dict[str, Node], path: Path) -> tuple[Position, ...]:
        path = (*path, "positions")
        return tuple(self._position(who, node, (*path, who)) for who, node in self.entries(given["positions"], path))

    def _position(self, stakeholder: str, node: Node, path: Path) -> Position:
        if type(node) is ScalarEvent:
            given: dict[str, Node] = {"stance": node}
            stance = self.choice(given, "stance", POSITION, path, path) or self._nothing(node, path, POSITION)
            return Position(stakeholder=stakeholder, stance=cast(Stance, stance or "mixed"))
        given = self.fields(node, POSITION, path)
        self.needed(given, "stance", node, path)
        return Position(
            stakeholder=stakeholder,
            stance=cast(Stance, self.choice(given, "stance", POSITION, path) or "mixed"),
            source=self.text(given, "source", path),
            quote=self.text(given, "quote", path),
            date=self.text(given, "date", path),
        )

    def _citations(self, given: dict[str, Node], path: Path) -> tuple[Citation, ...]:
        if "sources" not in given:
            return ()
        path = (*path, "sources")
        return tuple(self._citation(item, path) for item in self._items(given["sources"], path))

    def _citation(self, item: Node, path: Path) -> Citation:
        if type(item) is ScalarEvent:
            return Citation(source=self._scalar(item, path) or self._nothing(item, path, CITATION))
        given = self.fields(item, CITATION, path)
        source = self.needed(given, "source", item, path)
        path = (*path, source)
        return Citation(
            source=source, locator=self.text(given, "locator", path), quote=self.text(given, "quote", path)
        )

    # Records, lists and scalars

    def fields(self, node: Node, record: Record, path: Path) -> dict[str, Node]:
        """The given fields of a record by name; names it does not have and names given twice are reported.

        A misspelt field is read as the one that was meant, so that one slip is one finding.
        """
        if type(node) is not Mapping:
            if not _is_empty(node):
                self._wrong_kind(node, f"the fields of a {record.name}", path)
            return {}
        given: dict[str, Node] = {}
        misspelt: dict[str, Node] = {}
        known = record.by_name
        for key, value in node.pairs:
            name = key.value
            if key.style == NAMELESS:
                continue
            if name not in known:
                meant = self._unknown(key, record, path)
                if meant is not None:
                    misspelt.setdefault(meant, value)
            elif name in given:
                self._repeated_key(key, node, path)
            else:
                given[name] = value
        return misspelt | given

    def entries(self, node: Node | None, path: Path) -> Iterator[tuple[str, Node]]:
        """The named entries of a mapping, each with a sound id, each id once."""
        return ((key.value, value) for key, value in self.pairs(node, path))

    def pairs(self, node: Node | None, path: Path) -> Iterator[tuple[Scalar, Node]]:
        """The entries of a mapping as :meth:`entries` gives them, with the scalars that name them."""
        if node is None or _is_empty(node):
            return
        if type(node) is not Mapping:
            self._wrong_kind(node, "names with values", path)
            return
        seen: set[str] = set()
        for key, value in node.pairs:
            name = key.value
            if name in seen:
                self._repeated_key(key, node, (*path, name))
                continue
            seen.add(name)
            if self.sound_id(key, path):
                yield key, value

    def sound_id(self, key: Scalar, path: Path) -> bool:
        """Whether the key may be an id; reported if it may not."""
        problem = problem_with(key.value)
        if problem is None:
            return True
        if key.style == NAMELESS:
            return False
        at = key.start_mark.index
        if key.value == "<<":
            self.report.add("AM007", at, "'<<' is a merge key.", path)
        else:
            name = key.value if len(key.value) <= 80 else key.value[:77] + "..."
            hint = f"'{slug(key.value)}' would do."
            self.report.add("AM016", at, f"'{name}' {problem}, so it cannot be an id.", (*path, name), hint)
        return False

    def _items(self, node: Node, path: Path) -> SequenceOf[Node]:
        if type(node) is Sequence:
            return node.items
        if not _is_empty(node):
            self._wrong_kind(node, "a list", path)
        return ()

    def texts(self, given: dict[str, Node], name: str, path: Path) -> tuple[str, ...]:
        """The texts of a list."""
        if name not in given:
            return ()
        path = (*path, name)
        return tuple(text for item in self._items(given[name], path) if (text := self._scalar(item, path)))

    def text(self, given: dict[str, Node], name: str, path: Path) -> str | None:
        """The text of a field, or None when it is not given or empty."""
        node = given.get(name)
        if node is None:
            return None
        if type(node) is ScalarEvent:
            return node.value or None
        return self._scalar(node, (*path, name))

    def needed(self, given: dict[str, Node], name: str, owner: Node, path: Path) -> str:
        """The text of a field that must be there; empty when it is not, which is reported."""
        node = given.get(name)
        if node is None:
            if type(owner) is Mapping or _is_empty(owner):  # of anything else it is said that it is no record
                self.missing(name, start_of(owner), path)
            return ""
        if type(node) is ScalarEvent and not node.value:
            self.missing(name, node.start_mark.index, path)
        return self.text(given, name, path) or ""

    def missing(self, name: str, at: int, path: Path) -> None:
        """Report that a field that must be there is not."""
        owner = f"'{path[-1]}'" if path else "The map"
        self.report.add("AM013", at, f"{owner} has no '{name}'.", path, f"Add '{name}: ...'.")

    def choice(
        self, given: dict[str, Node], name: str, record: Record, path: Path, own: Path | None = None
    ) -> str | None:
        """The word of a field that takes one of a few, or None when not given or none of them."""
        word = self.text(given, name, path)
        choices = record.by_name[name].choices
        if word is None or word in choices:
            return word
        near = get_close_matches(word.lower(), choices, n=1)
        hint = f"Did you mean '{near[0]}'?" if near else f"Write one of: {', '.join(choices)}."
        message = f"'{name}' is {_listed(choices)}, not '{_shortened(word)}'."
        self.report.add("AM015", start_of(given[name]), message, own or (*path, name), hint)
        return choices[-1]

    def _flag(self, given: dict[str, Node], path: Path) -> bool:
        word = self.text(given, "assumed", path)
        if word is None or word in _FLAGS:
            return _FLAGS[word] if word else False
        guess = "true" if word.lower() in {"yes", "y", "on", "1", "true"} else "false"
        message = f"'assumed' is 'true' or 'false', not '{_shortened(word)}'."
        self.report.add("AM015", start_of(given["assumed"]), message, (*path, "assumed"), f"Did you mean '{guess}'?")
        return False

    def _scalar(self, node: Node, path: Path) -> str | None:
        if type(node) is ScalarEvent:
            return node.value or None
        self._wrong_kind(node, "text", path)
        return None

    # What is wrong

    def _nothing(self, node: Node, path: Path, record: Record) -> str:
        if type(node) is ScalarEvent and not node.value:
            what = record.short
            self.report.add("AM013", node.start_mark.index, f"There is nothing here; the format has a {what}.", path)
        return ""

    def _wrong_kind(self, node: Node, wanted: str, path: Path) -> None:
        found = "text" if type(node) is ScalarEvent else "a list" if type(node) is Sequence else "names with values"
        name = f"'{path[-1]}'" if path else "The map"
        self.report.add(
            "AM014", start_of(node), f"{name} is {found}, but should be {wanted}.", path, _mend(node, wanted)
        )

    def _unknown(self, key: Scalar, record: Record, path: Path) -> str | None:
        """Report a name that the record does not have; the field that was meant, if that can be told."""
        name = _shortened(key.value)
        if name == "<<":
            self.report.add("AM007", key.start_mark.index, "'<<' is a merge key.", path)
            return None
        near = get_close_matches(name, record.by_name, n=1)
        hint = f"Did you mean '{near[0]}'?" if near else f"Its fields are: {', '.join(record.by_name)}."
        self.report.add("AM012", key.start_mark.index, f"A {record.name} has no field '{name}'.", (*path, name), hint)
        return near[0] if near else None

    def _repeated_key(self, key: Scalar, among: Mapping, path: Path) -> None:
        first = next(other for other, _ in among.pairs if other.value == key.value)
        line = self.report.line(first.start_mark.index)
        name = _shortened(key.value)
        message = f"'{name}' stands here a second time; the first is in line {line}."
        self.report.add("AM011", key.start_mark.index, message, path)


def _target(kind: Kind, text: str) -> str:
    if kind != "undercuts" or "->" not in text:
        return text
    return ARROW.join(part.strip() for part in text.split("->"))


def _is_empty(node: Node) -> bool:
    return type(node) is ScalarEvent and not node.value


def _mend(node: Node, wanted: str) -> str | None:
    if type(node) is ScalarEvent:
        return "Write each item on a line of its own after '- '." if wanted == "a list" else None
    if wanted != "text":
        return None
    if node.flow:
        return f"Text that begins with '{'[' if type(node) is Sequence else '{'}' is put in double quotes."
    return "Text that holds ': ' or begins with '- ' is put in double quotes."


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words[:-1]) + f" or '{words[-1]}'"


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."
