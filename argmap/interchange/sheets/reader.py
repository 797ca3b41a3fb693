"""Tables as a draft: a sheet of claims alone, or with sheets of links, positions, citations and the rest.

A sheet of claims has a column of texts; other columns give the parent of a claim and the kind of link, its tension,
side, sources and tags. A column whose cells say for or against of claims that have a parent gives the kind of link,
whatever its header. Another whose cells are mostly stances is a stakeholder; others of its cells are left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from argmap.excerpt import excerpt
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
from argmap.interchange.file import Unreadable, line
from argmap.interchange.ledger import Ledger
from argmap.interchange.sheets.table import (
    COLUMNS,
    ROOTS,
    YES,
    Row,
    Table,
    column_of,
    divided,
    how_of,
    plain,
    relation_of,
    stance_of,
)
from argmap.model.ids import is_id, tidy_address
from argmap.model.types import Kind

_LINK_COLUMNS: dict[str, Kind] = {"supports": "supports", "objects to": "objects_to", "undercuts": "undercuts"}
_NAMES: dict[Kind, str] = {"supports": "support", "objects_to": "objection", "undercuts": "undercut"}
_FIELDS = {
    **_LINK_COLUMNS,
    **{name: name for name in ("short", "tension", "side", "sources", "tags", "assumed", "note")},
}
"""The field of a claim for each column; an empty cell means that the claim has none."""
_LOOSE = frozenset({None, "short", "side", "tags", "note", "scheme"})
"""The columns that give the kind of link when their cells do: those of no name that is known, and of loose ones."""
_NO_STANCE = "it is none of agrees, disagrees and mixed"


def no_texts(table: Table) -> Unreadable:
    """For a table without a column of claims, the place of its headers, and what they are."""
    headers = excerpt(", ".join(f"'{header}'" for header in table.headers if header)) or "none"
    where = f"in sheet '{table.name}', row {table.first}" if table.name else "in this row"
    return Unreadable(
        f"No column of claims {where}; the headers are {headers}. Give one the header 'text' or 'claim'.",
        None if table.name else table.first,
    )


def read_claims(draft: Draft, table: Table, ledger: Ledger) -> None:
    """Add the claims of a sheet that :func:`has_claims`, and what its other columns say of them, to a draft."""
    _Claims(draft, table, ledger)


def _says_how(below: Sequence[Row], others: Sequence[Row], header: str) -> bool:
    """Whether the cells under a header are kinds of links: each row ``below`` a parent has one and no other row does.
    If some are words that are no stances of people, most need to be such words."""
    cells = [row.get(header).strip() for row in below]
    kinds = [relation_of(cell) for cell in cells if cell]
    if not any(kinds) or any(relation_of(row.get(header)) for row in others):
        return False
    if all(kinds) and all(cells):
        return True
    is_telling = any(relation_of(cell) and not stance_of(cell) for cell in cells)
    return is_telling and 2 * sum(kind is not None for kind in kinds) > len(kinds)


class _Claims:
    def __init__(self, draft: Draft, table: Table, ledger: Ledger) -> None:
        self._draft = draft
        self._ledger = ledger
        self._columns: dict[str, str] = {}
        for header in table.headers:
            column = column_of(header)
            if column is not None:
                self._columns.setdefault(column, header)
        self._find_how(table)
        self._holders = self._stakeholders(table)
        fields = {_FIELDS[column] for column in self._columns if column in _FIELDS}
        held = (f"position of {holder}" for holder in self._holders)
        self._gives = frozenset((*fields, *held))
        self._keys: dict[str, str] = {claim.text: key for key, claim in draft.claims.items()}
        rows = [(row, self._claim(row)) for row in table.rows]
        for row, claim in rows:
            if claim is not None:
                self._links(row, claim)

    def _cell(self, row: Row, column: str) -> str:
        header = self._columns.get(column)
        return row.cells.get(header, "").strip() if header is not None else ""

    def _find_how(self, table: Table) -> None:
        """Find the column of kinds of links: the one with most of them under a header for it, or else the only one
        with cells that say so."""
        named = [header for header in table.headers if column_of(header) == "how"]
        if named:
            said = {header: sum(how_of(row.get(header)) is not None for row in table.rows) for header in named}
            self._columns["how"] = max(named, key=lambda header: said[header])
            return
        below = [row for row in table.rows if self._cell(row, "parent")]
        if not below:
            return
        others = [row for row in table.rows if not self._cell(row, "parent")]
        headers = dict.fromkeys(header for row in table.rows for header in row.cells)
        loose = _LOOSE - {"side"} if "tension" in self._columns else _LOOSE
        found = [header for header in headers if column_of(header) in loose and _says_how(below, others, header)]
        if len(found) != 1:
            return
        self._columns = {name: header for name, header in self._columns.items() if header != found[0]}
        self._columns["how"] = found[0]
        self._ledger.read("column")
        self._ledger.changed(
            "column",
            table.name or "first row",
            found[0],
            "it says of each claim whether it is for or against its parent",
        )

    def _stakeholders(self, table: Table) -> list[str]:
        """The headers of the columns in which more cells are stances than not: people mistype one in a hundred."""
        known = set(self._columns.values())
        found = []
        for header in table.headers:
            cells = [cell for row in table.rows if (cell := row.get(header).strip())]
            stances = sum(stance_of(cell) is not None for cell in cells)
            if header and header not in known and 2 * stances > len(cells):
                found.append(header)
                self._ledger.read("stakeholder")
                self._draft.stakeholders.setdefault(
                    header, DraftStakeholder(header, id=header if is_id(header) else "")
                )
        return found

    # Claims

    def _claim(self, row: Row) -> DraftClaim | None:
        text = row.get(self._columns["text"])
        place = row.place()
        if not text.strip():
            self._ledger.extra("row", place, ", ".join(row.cells.values()), "it has no text of a claim")
            return None
        own = self._cell(row, "id")
        self._ledger.read("claim")
        known = self._draft.claims.get(own) if own else None
        if known is not None and known.text == text:
            self._ledger.changed(
                "claim", place, text, "it is one claim with the row of the same id, with another link"
            )
            return known
        if known is not None:
            self._ledger.changed("claim", place, text, f"it has another id, as '{own}' is that of another row")
        key = own if own and known is None else f"row {row.number} of {row.sheet}"
        claim = self._draft.claim(DraftClaim(key, text, place, id=own if known is None else ""))
        self._keys.setdefault(line(text), key)
        self._describe(claim, row)
        return claim

    def _describe(self, claim: DraftClaim, row: Row) -> None:
        unclear = {holder for holder in self._holders if row.get(holder).strip() and not stance_of(row.get(holder))}
        claim.gives = self._gives - {f"position of {holder}" for holder in unclear}
        claim.short = self._cell(row, "short") or None
        claim.assumed = self._cell(row, "assumed").casefold() in YES
        claim.tags = divided(self._cell(row, "tags"))
        if note := row.get(self._columns.get("note", "")):
            claim.notes.append(note)
        self._tension(claim, row)
        quote, locator = self._cell(row, "quote") or None, self._cell(row, "locator") or None
        for named in divided(self._cell(row, "sources")):
            self._ledger.read("citation")
            self._draft.sources.setdefault(named, _source(named))
            claim.sources.append(DraftCitation(named, locator, quote))
        if not claim.sources:
            for name, words in (("quote", quote), ("locator", locator)):
                if words:
                    self._ledger.extra(name, row.place(self._columns[name]), words, "its row names no source")
        for holder in self._holders:
            stance = stance_of(row.get(holder))
            if stance is not None:
                self._ledger.read("position")
                claim.positions.append(DraftPosition(holder, stance))
            elif holder in unclear:
                self._ledger.extra("position", row.place(holder), row.get(holder), _NO_STANCE)
        self._rest(row)

    def _tension(self, claim: DraftClaim, row: Row) -> None:
        named, side = self._cell(row, "tension"), self._cell(row, "side")
        if not named:
            if side:
                why = "its row names no tension that it is a side of"
                self._ledger.extra("side", row.place(self._columns["side"]), side, why)
            return
        tension = self._draft.tensions.setdefault(named, DraftTension(named, id=named if is_id(named) else ""))
        if side and all(side != other.key for other in tension.sides):
            tension.sides.append(DraftSide(side, side, side if is_id(side) else ""))
        claim.tension, claim.side = named, side or None

    def _rest(self, row: Row) -> None:
        known = {*self._columns.values(), *self._holders}
        for header, cell in row.cells.items():
            if header not in known and cell.strip():
                why = f"'{header}' is not a column of a sheet of claims; few cells are agrees, disagrees or mixed"
                self._ledger.extra("cell", row.place(header), cell, why)

    # Links

    def _links(self, row: Row, claim: DraftClaim) -> None:
        for column, kind in _LINK_COLUMNS.items():
            for target in divided(self._cell(row, column)):
                self._link(row, claim, kind, target, column)
        targets = divided(self._cell(row, "parent"))
        how = self._cell(row, "how")
        kind_of_row = how_of(how) if how else "supports"
        if how and not targets and plain(how) not in ROOTS:
            why = "its row names no claim in a column 'parent' that it is for or against"
            self._ledger.extra("link kind", row.place(self._columns["how"]), how, why)
        if targets and kind_of_row is None:
            words = f"{how}: {'; '.join(targets)}"
            self._ledger.extra(
                "link", row.place(self._columns["how"]), words, "it neither supports, objects nor undercuts"
            )
            return
        for target in targets:
            assert kind_of_row is not None
            link = self._link(row, claim, kind_of_row, target, "parent")
            if not how:
                words = "nothing says whether it is for or against, so it is a support"
                self._ledger.changed("support", link.place, claim.text, words)

    def _link(self, row: Row, claim: DraftClaim, kind: Kind, target: str, column: str) -> DraftLink:
        self._ledger.read(_NAMES[kind])
        key = tidy_address(target) if kind == "undercuts" else self._known(target)
        link = DraftLink(kind, key, row.place(self._columns[column]), key=f"{claim.key} -> {key}")
        link.linked = [self._known(one) for one in divided(self._cell(row, "with"))]
        link.scheme = self._cell(row, "scheme") or None
        link.note = self._cell(row, "why") or None
        claim.links.append(link)
        return link

    def _known(self, name: str) -> str:
        """The key of the claim that a cell names by its id or its text."""
        return name if name in self._draft.claims else self._keys.get(line(name), name)


def _source(named: str) -> DraftSource:
    if named.lower().startswith(("http://", "https://", "doi:")):
        return DraftSource(url=named)
    return DraftSource(named, id=named if is_id(named) else "")


def has_claims(table: Table) -> bool:
    """Whether a table has a column of claims."""
    return any(plain(header) in COLUMNS["text"] for header in table.headers)
