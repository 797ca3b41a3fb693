"""From nodes to the parts of a map, reporting what does not fit the format and reading on."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast

from argmap.mapfile.document import Part
from argmap.mapfile.fields import (
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
from argmap.mapfile.read.values import Values
from argmap.mapfile.syntax.cst import Node, start_of
from argmap.mapfile.syntax.events import ScalarEvent
from argmap.mapfile.syntax.report import Report
from argmap.model.findings import Path
from argmap.model.ids import tidy_address
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

_LINK = re.compile(r"(?i)(?:https?://|mailto:|doi:)\S")


class Builder(Values):
    """Builds parts of a map from nodes. What is wrong goes to the report; the rest is read all the same."""

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self._parts: dict[str, Callable[[str, Node, Path], Part]] = {
            "tensions": self.tension,
            "stakeholders": self.stakeholder,
            "claims": self.claim,
            "sources": self.source,
        }

    def part(self, section: str, part_id: str, node: Node) -> Part:
        """The entry ``part_id`` of a section."""
        part_id = self.own(part_id)
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
            assumed=self.flag(given, "assumed", path) if "assumed" in given else False,
            tags=self.texts(given, "tags", path) if "tags" in given else (),
            note=self.text(given, "note", path) if "note" in given else None,
        )

    def tension(self, tension_id: str, node: Node, path: Path) -> Tension:
        """A tension with its sides."""
        given = self.fields(node, TENSION, path)
        sides = tuple(
            Side(id=side, title=self.scalar(value, (*path, "sides", side)) or "")
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
        number = self.scalar(node, ("argmap",)) if node is not None else None
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
            stance = self.choice(given, "stance", POSITION, path, path) or self.nothing(node, path, POSITION)
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
        return tuple(self._citation(item, path) for item in self.items(given["sources"], path))

    def _citation(self, item: Node, path: Path) -> Citation:
        if type(item) is ScalarEvent:
            return Citation(source=self.scalar(item, path) or self.nothing(item, path, CITATION))
        given = self.fields(item, CITATION, path)
        source = self.needed(given, "source", item, path)
        path = (*path, source)
        return Citation(
            source=source, locator=self.text(given, "locator", path), quote=self.text(given, "quote", path)
        )


def _target(kind: Kind, text: str) -> str:
    return tidy_address(text) if kind == "undercuts" else text
