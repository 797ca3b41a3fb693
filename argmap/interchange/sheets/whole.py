"""The sheets of a whole map, as :mod:`argmap.interchange.sheets.writer` lays them out, as a draft again."""

from __future__ import annotations

from typing import Any

from argmap.interchange.draft import (
    Draft,
    DraftCitation,
    DraftClaim,
    DraftLink,
    DraftPosition,
    DraftSide,
    DraftSource,
    DraftStakeholder,
    DraftTension,
)
from argmap.interchange.file import Unreadable
from argmap.interchange.ledger import Ledger
from argmap.interchange.sheets.table import YES, Row, Table, divided, how_of, parted, stance_of
from argmap.interchange.sheets.writer import sheets_of
from argmap.model.ids import ARROW, tidy_address
from argmap.model.types import Map

_HEADERS = {sheet.name: sheet.headers for sheet in sheets_of(Map(title=""))}
"""The columns of each sheet."""
_CORRECT = "Correct the id, or delete the row"
_KINDS = {"supports": "support", "objects_to": "objection", "undercuts": "undercut"}


def is_whole(tables: list[Table]) -> bool:
    """Whether tables are the sheets of a whole map, one of which names the format."""
    return any(table.name == "map" and any(row.get("field") == "format" for row in table.rows) for table in tables)


def read_whole(tables: list[Table], ledger: Ledger) -> Draft:
    """The draft of the sheets of a whole map. Raises Unreadable, naming the cell, for a reference to something
    missing and for a word that its column does not take."""
    return _Reader({table.name: table for table in tables}, ledger).draft


class _Reader:
    def __init__(self, tables: dict[str, Table], ledger: Ledger) -> None:
        self._tables = tables
        self._ledger = ledger
        self.draft = Draft(exact=True)
        self._refuse_incomplete()
        for row in self._rows("map", "field", ""):
            if (name := row.get("field")) in {"title", "question", "summary", "language"}:
                setattr(self.draft, name, row.get("value"))
        self._tensions()
        for row in self._entries("stakeholders", "stakeholder"):
            self.draft.stakeholders[row.get("id")] = DraftStakeholder(**self._fields(row, DraftStakeholder, "name"))
        for row in self._entries("sources", "source"):
            self.draft.sources[row.get("id")] = DraftSource(**self._fields(row, DraftSource, "title"))
        self._claims()
        links = self._links()
        self._positions()
        self._citations(links)
        self._list_the_rest()

    def _refuse_incomplete(self) -> None:
        """Refuse sheets and columns that are not there: what they hold would be deleted in the map."""
        for sheet, headers in _HEADERS.items():
            if sheet not in self._tables:
                raise Unreadable(
                    f"The sheet '{sheet}' is missing. Put it back, with headers alone if the map has none of these."
                )
            for header in headers:
                if header not in self._tables[sheet].headers:
                    raise Unreadable(
                        f"The sheet '{sheet}' has no column '{header}'. Put this header back into the first row."
                    )

    def _list_the_rest(self) -> None:
        for name in sorted(set(self._tables) - set(_HEADERS)):
            self._ledger.extra("sheet", name, f"{len(self._tables[name].rows)} rows", "it is none of a map's")
        for sheet, headers in _HEADERS.items():
            for row in self._tables[sheet].rows:
                for name, cell in row.cells.items():
                    if name not in headers and cell.strip():
                        self._ledger.extra("cell", row.place(name), cell, "its column is none of the sheet's")

    def _rows(self, sheet: str, key: str, called: str) -> list[Row]:
        """The rows of a sheet. Raises Unreadable for one with nothing in the column ``key``, its name."""
        rows = self._tables[sheet].rows
        for row in rows:
            if not row.get(key):
                raise self._refused(row, key, f"the row has no '{key}'. Fill it in, or delete the row")
        if called:
            self._ledger.read(called, len(rows))
        return rows

    def _entries(self, sheet: str, called: str) -> list[Row]:
        """The rows of a sheet in which each has an id of its own."""
        rows = self._rows(sheet, "id", called)
        seen: set[str] = set()
        for row in rows:
            if row.get("id") in seen:
                raise self._refused(row, "id", f"'{row.get('id')}' is the id of another {called} already")
            seen.add(row.get("id"))
        return rows

    def _fields(self, row: Row, kind: type[Any], *needed: str) -> dict[str, Any]:
        """The texts of a row under headers that are fields of a kind."""
        known = set(kind.__dataclass_fields__)
        found: dict[str, Any] = dict.fromkeys(needed)
        for name, cell in row.cells.items():
            field = name.replace(" ", "_")
            if field in known:
                found[field] = cell
        return found

    def _tensions(self) -> None:
        for row in self._rows("tensions", "id", ""):
            key = row.get("id")
            tension = self.draft.tensions.get(key)
            if tension is None:
                self._ledger.read("tension")
                tension = DraftTension(row.get("title") or None, row.get("question") or None, id=key)
                self.draft.tensions[key] = tension
            if side := row.get("side"):
                text = row.get("side text")
                if not text:
                    raise self._refused(row, "side", "a side needs a text beside it")
                tension.sides.append(DraftSide(side, text, side, row.get("side short") or None))

    def _claims(self) -> None:
        for row in self._rows("claims", "text", "claim"):
            key = row.get("id") or f"row {row.number}"
            if key in self.draft.claims:
                raise self._refused(row, "id", f"'{key}' is the id of another claim already")
            claim = DraftClaim(key, row.get("text"), row.place(), id=row.get("id"))
            claim.short, claim.tension = row.get("short") or None, row.get("tension") or None
            claim.side = row.get("side") or None
            claim.assumed = row.get("assumed").strip().casefold() in YES
            claim.tags = parted(row.get("tags"))
            claim.notes = [row.get("note")] if row.get("note") else []
            self.draft.claim(claim)

    def _links(self) -> dict[str, DraftLink]:
        found: dict[str, DraftLink] = {}
        for row in self._rows("links", "from", ""):
            kind = how_of(row.get("how"))
            if kind is None:
                raise self._refused(row, "how", "'supports', 'objects to' or 'undercuts' is expected")
            self._ledger.read(_KINDS[kind])
            target = row.get("to")
            if kind == "undercuts":
                target = tidy_address(target)
            else:
                self._known(row, "to", self.draft.claims)
            self._known(row, "from", self.draft.claims)
            link = DraftLink(kind, target, row.place(), f"{row.get('from')}{ARROW}{target}", divided(row.get("with")))
            link.note, link.scheme = row.get("note") or None, row.get("scheme") or None
            self.draft.claims[row.get("from")].links.append(link)
            found[link.key] = link
        return found

    def _positions(self) -> None:
        for row in self._rows("positions", "claim", "position"):
            self._known(row, "claim", self.draft.claims)
            self._known(row, "stakeholder", self.draft.stakeholders)
            stance = stance_of(row.get("stance"))
            if stance is None:
                raise self._refused(row, "stance", "'agrees', 'disagrees' or 'mixed' is expected")
            values = {name: row.get(name) or None for name in ("source", "quote", "date")}
            self.draft.claims[row.get("claim")].positions.append(
                DraftPosition(row.get("stakeholder"), stance, **values)
            )

    def _citations(self, links: dict[str, DraftLink]) -> None:
        for row in self._rows("citations", "of", "citation"):
            self._known(row, "source", self.draft.sources)
            citation = DraftCitation(row.get("source"), row.get("locator") or None, row.get("quote") or None)
            of = tidy_address(row.get("of"))
            owner = self.draft.claims.get(of) or links.get(of)
            if owner is None:
                raise self._refused(row, "of", f"the map has no claim or link '{of}'. {_CORRECT}")
            owner.sources.append(citation)

    def _known(self, row: Row, header: str, among: dict[str, Any]) -> None:
        if row.get(header) not in among:
            raise self._refused(row, header, f"nothing has the id '{row.get(header)}'. {_CORRECT}")

    def _refused(self, row: Row, header: str, why: str) -> Unreadable:
        place = row.place(header)
        return Unreadable(f"{place[:1].upper()}{place[1:]}: {why}.")
