"""From nodes to the parts of a map. What does not fit the format is reported, and the rest is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, cast

from argmap.mapfile.document import Part
from argmap.mapfile.fields import (
    CITATION,
    CLAIM,
    FORMAT,
    MAP,
    POSITION,
    REASON,
    SIDE,
    SOURCE,
    STAKEHOLDER,
    TENSION,
    UNDERCUT,
)
from argmap.mapfile.read.values import Values
from argmap.mapfile.record import Field, Record
from argmap.mapfile.syntax.cst import Mapping, Node, start_of
from argmap.mapfile.syntax.events import ScalarEvent
from argmap.mapfile.syntax.problems import Report
from argmap.model.findings import Path
from argmap.model.ids import tidy_address
from argmap.model.types import (
    KINDS,
    Citation,
    Claim,
    Kind,
    Position,
    Reason,
    Side,
    Source,
    Stakeholder,
    Stance,
    Tension,
)

_STANCE = POSITION.by_name["stance"]


class Builder(Values):
    """Builds parts of a map from nodes. Problems go to the report, and the rest is read."""

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self._parts: dict[str, Callable[[str, Node, Path], Part]] = {
            "tensions": self.tension,
            "stakeholders": self.stakeholder,
            "claims": self.claim,
            "sources": self.source,
        }
        self._readers: dict[str, Callable[[dict[str, Node], Field, Path], Any]] = {
            "text": self.limited_text,
            "id": self.limited_text,
            "link": self._link,
            "choice": self.choice,
            "flag": lambda given, field, path: self.flag(given, field.name, path),
            "texts": lambda given, field, path: self.texts(given, field.name, path),
            "citations": lambda given, _, path: self._citations(given, path),
        }

    def part(self, section: str, part_id: str, node: Node) -> Part:
        """The entry ``part_id`` of a section."""
        part_id = self.own(part_id)
        return self._parts[section](part_id, node, (section, part_id))

    def claim(self, claim_id: str, node: Node, path: Path) -> Claim:
        """A claim with its reasons, positions and citations."""
        given = self.fields(node, CLAIM, path)
        text = self.needed(given, "text", node, path)
        reasons = self._reasons(claim_id, given, path)
        positions = self._positions(given, path) if "positions" in given else ()
        return Claim(id=claim_id, text=text, reasons=reasons, positions=positions, **self._plain(given, CLAIM, path))

    def tension(self, tension_id: str, node: Node, path: Path) -> Tension:
        """A tension with its sides."""
        given = self.fields(node, TENSION, path)
        below = (*path, "sides")
        named = self.entries(given.get("sides"), below)
        sides = tuple(self._side(side, value, (*below, side)) for side, value in named)
        return Tension(id=tension_id, sides=sides, **self._plain(given, TENSION, path))

    def _side(self, side_id: str, node: Node, path: Path) -> Side:
        if type(node) is not Mapping:
            return Side(id=side_id, title=self.scalar(node, path) or "")
        given = self.fields(node, SIDE, path)
        return Side(id=side_id, title=self.needed(given, "text", node, path), **self._plain(given, SIDE, path))

    def stakeholder(self, stakeholder_id: str, node: Node, path: Path) -> Stakeholder:
        """A stakeholder."""
        given = self.fields(node, STAKEHOLDER, path)
        return Stakeholder(id=stakeholder_id, **self._plain(given, STAKEHOLDER, path))

    def source(self, source_id: str, node: Node, path: Path) -> Source:
        """A source."""
        return Source(id=source_id, **self._plain(self.fields(node, SOURCE, path), SOURCE, path))

    def top(self, given: dict[str, Node]) -> dict[str, Any]:
        """The optional texts at the top of a map."""
        return self._plain(given, MAP, ())

    def _plain(self, given: dict[str, Node], record: Record, path: Path) -> dict[str, Any]:
        """The values of the given fields of a record, without required fields, reasons and positions."""
        found: dict[str, Any] = {}
        for name in given:
            field = record.by_name[name]
            read = None if field.required else self._readers.get("citations" if field.of is CITATION else field.kind)
            if read is not None:
                found[field.attribute] = read(given, field, path)
        return found

    def _link(self, given: dict[str, Node], field: Field, path: Path) -> str | None:
        """A link of a kind that runs no program when it is followed."""
        url = self.text(given, field.name, path)
        if url is not None and not re.match(field.pattern or "", url):
            self.report.add("AM021", start_of(given[field.name]), "Unsupported web address.", (*path, "url"))
        return url

    def format_number(self, node: Node | None) -> None:
        """Check the number of the format, the value of ``argmap``."""
        number = self.scalar(node, ("argmap",)) if node is not None else None
        if node is None or number is None or number == str(FORMAT):
            return
        if re.fullmatch(r"[1-9]\d{0,8}", number):
            message = f"The file is in format {number}; this argmap reads format {FORMAT}."
            self.report.add("AM019", start_of(node), message, ("argmap",))
        else:
            self.report.add("AM020", start_of(node), f"'{number}' is not a format number.", ("argmap",))

    # Reasons, positions, citations

    def _reasons(self, premise: str, given: dict[str, Node], path: Path) -> tuple[Reason, ...]:
        found: list[Reason] = []
        seen: dict[str, int] = {}
        for kind in KINDS:
            if kind in given:
                record = UNDERCUT if kind == "undercuts" else REASON
                for item in self.items(given[kind], (*path, kind)):
                    reason, at = self._reason(premise, kind, record, item, (*path, kind))
                    if reason.target and reason.target in seen:
                        self._repeated_reason(reason, at, seen[reason.target], (*path, kind))
                    seen.setdefault(reason.target, at)
                    found.append(reason)
        return tuple(found)

    def _reason(self, premise: str, kind: Kind, record: Record, item: Node, path: Path) -> tuple[Reason, int]:
        if type(item) is ScalarEvent:
            target = self.scalar(item, path) or self.nothing(item, path, record)
            return Reason(premise=premise, kind=kind, target=_target(kind, target)), item.start_mark.index
        given = self.fields(item, record, path)
        target = _target(kind, self.needed(given, cast(str, record.short), item, path))
        path = (*path, target)
        return (
            Reason(
                premise=premise,
                kind=kind,
                target=target,
                **self._plain(given, record, path),
            ),
            start_of(item),
        )

    def _repeated_reason(self, reason: Reason, at: int, first: int, path: Path) -> None:
        message = f"'{reason.address}' is repeated. The first is on line {self.report.line(first)}."
        self.report.add("AM018", at, message, (*path, reason.target))

    def _positions(self, given: dict[str, Node], path: Path) -> tuple[Position, ...]:
        path = (*path, "positions")
        return tuple(self._position(who, node, (*path, who)) for who, node in self.entries(given["positions"], path))

    def _position(self, stakeholder: str, node: Node, path: Path) -> Position:
        if type(node) is ScalarEvent:
            given: dict[str, Node] = {"stance": node}
            stance = self.choice(given, _STANCE, path, path) or self.nothing(node, path, POSITION)
            return Position(stakeholder=stakeholder, stance=cast(Stance, stance or "mixed"))
        given = self.fields(node, POSITION, path)
        self.needed(given, "stance", node, path)
        return Position(
            stakeholder=stakeholder,
            stance=cast(Stance, self.choice(given, _STANCE, path) or "mixed"),
            **self._plain(given, POSITION, path),
        )

    def _citations(self, given: dict[str, Node], path: Path) -> tuple[Citation, ...]:
        if "sources" not in given:
            return ()
        path = (*path, "sources")
        return tuple(self._citation(item, path) for item in self.items(given["sources"], path))

    def _citation(self, item: Node, path: Path) -> Citation:
        if type(item) is ScalarEvent:
            return Citation(source=self.scalar(item, path) or self.nothing(item, path, CITATION))
        given = self.fields(item, CITATION, path)
        source = self.needed(given, "source", item, path)
        path = (*path, source)
        return Citation(source=source, **self._plain(given, CITATION, path))


def _target(kind: Kind, text: str) -> str:
    return tidy_address(text) if kind == "undercuts" else text
