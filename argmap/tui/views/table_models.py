"""The content of the tables, computed from a map, such as the matrix, the sources and the findings. No widgets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import overload

from rich.cells import cell_len

from argmap.escape import one_line
from argmap.model.findings import SEVERITIES, Finding
from argmap.model.index import Index
from argmap.model.names import source_name, tension_name
from argmap.model.types import Claim, Position, Stakeholder, Stance
from argmap.session.outline.outline import Haystack
from argmap.tui.search import holds, no_matches
from argmap.tui.views import table_words
from argmap.vocabulary import STANCE_WORDS, counted

STANCE_LOOKS = {"agrees": "support", "disagrees": "objection", "mixed": "tension"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its greatest width in cells (0: a share of the free width), and its name."""

    title: str
    width: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class TableCell:
    """Safe text and its style, a component class of lists without ``rows--``."""

    text: str
    look: str = "plain"


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: its name, its cells, and the claim it leads to, if any."""

    name: str
    cells: tuple[TableCell, ...]
    claim_id: str | None = None
    is_folded: bool = False
    """Whether rows are hidden below it."""


class LazyRows(Sequence[TableRow]):
    """Rows that are made on first access."""

    def __init__(self, names: Sequence[str], make: Callable[[str], TableRow]) -> None:
        self.names = names
        self._make = make
        self._made: dict[str, TableRow] = {}

    def __len__(self) -> int:
        return len(self.names)

    @overload
    def __getitem__(self, place: int) -> TableRow: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[TableRow]: ...
    def __getitem__(self, place: int | slice) -> TableRow | Sequence[TableRow]:
        """The row at an index, made once."""
        if isinstance(place, slice):
            return [self[at] for at in range(*place.indices(len(self)))]
        name = self.names[place]
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]


@dataclass(frozen=True)
class TableModel:
    """The content of a table.

    ``by_cell``: the cursor is on a cell instead of a row. ``empty``: the message without rows. ``heading``: most
    lines of the titles. ``found``: the name of the first column that a search found. ``groups``: how many rows stand
    for several entries.
    """

    columns: Sequence[Column]
    rows: Sequence[TableRow]
    empty: str
    by_cell: bool = False
    heading: int = 1
    found: str = ""
    groups: int = 0

    @property
    def entries(self) -> int:
        """How many rows are entries of their own."""
        return len(self.rows) - self.groups

    @cached_property
    def needed(self) -> Mapping[int, int]:
        """The cells that each column without a width of its own could use, where there are several such columns."""
        free = [place for place, column in enumerate(self.columns) if not column.width]
        if len(free) < 2:
            return {}
        return {
            place: max(cell_len(self.columns[place].title), *(cell_len(row.cells[place].text) for row in self.rows))
            for place in free
            if len(self.rows)
        }

    def row_of(self, name: str) -> int | None:
        """The index of a row by its name."""
        if isinstance(self.rows, LazyRows):
            return self.rows.names.index(name) if name in self.rows.names else None
        return next((place for place, row in enumerate(self.rows) if row.name == name), None)


def _no_wider_than_needed(columns: Iterable[Column], rows: Sequence[TableRow]) -> tuple[Column, ...]:
    """Columns with a width, narrowed to their widest title or cell."""
    return tuple(
        replace(column, width=min(column.width, max(map(cell_len, (column.title, *texts)))))
        for place, column in enumerate(columns)
        for texts in [[row.cells[place].text for row in rows]]
    )


def matrix(
    index: Index, query: str = "", haystack: Haystack | None = None, first: Container[str] | None = None
) -> TableModel:
    """Claims as rows, stakeholders as columns, stances in the cells. Claims with positions come first, or those in
    ``first``.

    A search finds claims by all that is said of them, and stakeholders by name: their columns come first.
    """
    holders = sorted(index.map.stakeholders, key=lambda holder: not table_words.is_named(holder, query))
    named = holders[0].id if holders and table_words.is_named(holders[0], query) else ""
    claims = list(index.claims.values())
    if query.strip():
        keys = (haystack or Haystack(index)).matches(query)
        found = [claim for claim in claims if claim.id in keys]
        claims = claims if not found and named else found
    claims.sort(key=lambda claim: not claim.positions if first is None else claim.id not in first)
    columns = [Column("Claim", 0, "")] + [Column(one_line(item.name or item.id), 14, item.id) for item in holders]

    def row(claim_id: str) -> TableRow:
        claim = index.claims[claim_id]
        stances = {position.stakeholder: position for position in claim.positions}
        cells = [TableCell(one_line(claim.text))]
        for holder in holders:
            position = stances.get(holder.id)
            cells.append(_stance_cell(position))
        return TableRow(claim_id, tuple(cells), claim_id)

    empty = no_matches(query) if query else "No claims yet. Add the first one on the Map tab."
    rows = LazyRows([claim.id for claim in claims], row)
    return TableModel(columns, rows, empty, by_cell=bool(holders), heading=2, found=named)


def _stance_cell(position: Position | None) -> TableCell:
    if position is None:
        return TableCell("·", "dim")
    words = STANCE_WORDS[position.stance]
    return TableCell(f"{words.sign} {words.verb}{' §' if position.source else ''}", STANCE_LOOKS[position.stance])


def sources(index: Index, query: str = "", adds: str = "") -> TableModel:
    """The sources and how many claims cite each. ``adds`` names the key that adds one."""
    rows = [
        TableRow(
            source.id,
            (
                TableCell(one_line(source_name(source))),
                TableCell(one_line(source.author or source.publisher or ""), "badge"),
                TableCell(one_line(source.date or ""), "badge"),
                TableCell(_cited(len(index.cited_by.get(source.id, ())))),
            ),
        )
        for source in index.map.sources
        if not query or holds(query, *table_words.of_source(index, source))
    ]
    columns = (Column("Source"), Column("Author", 20), Column("Date", 10), Column("Cited by", 13))
    return TableModel(
        _no_wider_than_needed(columns, rows),
        rows,
        no_matches(query) if query else f"No sources yet. {adds}",
    )


def stakeholders(index: Index, query: str = "", adds: str = "") -> TableModel:
    """The stakeholders, what is known of each, and its positions by stance. ``adds`` names the key that adds one."""
    rows = [
        TableRow(
            holder.id,
            (
                TableCell(one_line(holder.name or holder.id)),
                TableCell(one_line(holder.kind or ""), "badge"),
                _stances(position.stance for _, position in index.positions_of.get(holder.id, ())),
                TableCell(holder.power or "", "badge"),
                TableCell(holder.interest or "", "badge"),
                TableCell(one_line(_group(index, holder)), "badge"),
            ),
        )
        for holder in index.map.stakeholders
        if not query or holds(query, *table_words.of_stakeholder(index, holder))
    ]
    columns = (
        Column("Stakeholder"), Column("Kind", 15), Column("Positions", 14), Column("Power", 5), Column("Interest", 8),
        Column("Part of", 30),
    )  # fmt: skip
    return TableModel(
        _no_wider_than_needed(columns, rows),
        rows,
        no_matches(query) if query else f"No stakeholders yet. {adds}",
    )


def _group(index: Index, holder: Stakeholder) -> str:
    """What the stakeholder is a part of, in short."""
    group = index.stakeholders.get(holder.part_of or "")
    return group.short or group.name or group.id if group else ""


def _stances(stances: Iterable[Stance]) -> TableCell:
    """How many positions there are of each stance: ``4 ✓  1 ✗``."""
    counts = Counter(stances)
    words = "  ".join(f"{counts[one]} {words.sign}" for one, words in STANCE_WORDS.items() if counts[one])
    return TableCell(words) if words else TableCell("none", "dim")


def _cited(count: int) -> str:
    return counted(count, "claim") if count else "not cited"


def tensions(index: Index, query: str = "", adds: str = "") -> TableModel:
    """The tensions, their sides and how many claims take each. ``adds`` names the key that adds one."""
    rows = []
    for tension in index.map.tensions:
        if query and not holds(query, *table_words.of_tension(index, tension)):
            continue
        claims = index.claims_in.get(tension.id, ())
        rows.append(
            TableRow(
                tension.id,
                (
                    TableCell(one_line(tension_name(tension)), "tension"),
                    TableCell(" · ".join(_side(side.title, side.id, claims) for side in tension.sides), "badge"),
                    TableCell(_cited(len(claims)) if claims else "none"),
                ),
            )
        )
    columns = (Column("Tension"), Column("Sides"), Column("Claims", 13))
    return TableModel(
        _no_wider_than_needed(columns, rows),
        rows,
        no_matches(query) if query else f"No tensions yet. {adds}",
    )


def _side(title: str, side_id: str, claims: Iterable[Claim]) -> str:
    return f"{one_line(title)} ({sum(claim.side == side_id for claim in claims)})"


SEVERITY_LOOKS = {"error": "error", "warning": "warning", "suggestion": "dim"}


def worst_first(found: Sequence[Finding]) -> list[int]:
    """The places of findings by severity, those about the whole map first, then by rule.

    Rules with few findings come first, because those say most.
    """
    often = Counter(finding.code for finding in found)

    total = {finding.code for finding in found if len(finding.path) < 2}

    def rank(number: int) -> tuple[int, bool, int, str, int]:
        finding = found[number]
        return (
            SEVERITIES.index(finding.severity),
            finding.code not in total,
            often[finding.code],
            finding.code,
            number,
        )

    return sorted(range(len(found)), key=rank)


GROUP = "group:"
"""Prefix of the name of a row that stands for all findings of a rule: ``GROUP`` and the code."""

FEW = 3
"""Most findings of a rule that are listed without being asked for."""


def findings(
    found: Sequence[Finding],
    tell: Callable[[str], str] = one_line,
    query: str = "",
    turned: frozenset[str] = frozenset(),
) -> TableModel:
    """The findings by rule, the worst first, below a row with the number of those of each rule.

    More than :data:`FEW` of a rule are folded away; those of the codes in ``turned`` the other way round. A search
    unfolds all. ``tell`` writes a message for the screen.
    """
    rows: list[TableRow] = []
    groups = 0
    for members in _by_rule(found):
        made = [(found[number], _finding_row(found[number], str(number), tell)) for number in members]
        kept = [
            row
            for one, row in made
            if holds(query, row.cells[1].text, one.message, one.code, one.severity, rule_label(one.code))
        ]
        if len(members) == 1 or not kept:
            rows += kept
        else:
            shut = not query and (len(members) > FEW) != (found[members[0]].code in turned)
            count = f"{len(kept)} of {len(members)}" if len(kept) < len(members) else f"{len(members)}"
            rows += [_group_row(found[members[0]], count, shut), *([] if shut else map(_indented, kept))]
            groups += 1
    columns = (Column("Severity", 10), Column("Finding"))
    return TableModel(
        _no_wider_than_needed(columns, rows),
        rows,
        no_matches(query) if query else "No findings.",
        groups=groups,
    )


def _by_rule(found: Sequence[Finding]) -> list[list[int]]:
    """The places of findings, those of a rule together, the worst first."""
    rules: dict[str, list[int]] = {}
    for number in worst_first(found):
        rules.setdefault(found[number].code, []).append(number)
    return list(rules.values())


def _finding_row(finding: Finding, name: str, tell: Callable[[str], str]) -> TableRow:
    cells = (
        TableCell(finding.severity, SEVERITY_LOOKS[finding.severity]),
        TableCell(tell(finding.message)),
    )
    return TableRow(name, cells, claim_of(finding.path))


def _indented(row: TableRow) -> TableRow:
    severity, text = row.cells
    return replace(row, cells=(severity, replace(text, text=f"  {text.text}")))


def _group_row(first: Finding, count: str, shut: bool) -> TableRow:
    cells = (
        TableCell(first.severity, SEVERITY_LOOKS[first.severity]),
        TableCell(f"{'▸' if shut else '▾'} {rule_label(first.code)}: {count}", "strong"),
    )
    return TableRow(GROUP + first.code, cells, is_folded=shut)


def rule_label(code: str) -> str:
    """The name of a rule in words."""
    from argmap.report.findings.pages import names as rule_names

    return rule_names().get(code, code).replace("-", " ").capitalize()


def claim_of(path: Sequence[str]) -> str | None:
    """The claim that a path leads into."""
    return path[1] if len(path) > 1 and path[0] == "claims" else None


def changes(lines: Sequence[tuple[str, str | None]], empty: str, query: str = "") -> TableModel:
    """The changes as sentences, each with its claim."""
    looks = {"+": "support", "-": "objection", "−": "objection", "~": "tension"}
    rows = [
        TableRow(str(number), (TableCell(one_line(text), looks.get(text[:1], "plain")),), claim_id)
        for number, (text, claim_id) in enumerate(lines)
        if holds(query, text)
    ]
    return TableModel((Column("Change"),), rows, no_matches(query) if query and lines else empty)
