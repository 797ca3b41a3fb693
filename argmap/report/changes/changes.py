"""The changes between two maps in words: an entry for each changed thing, a line for each change. Texts are
unescaped.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from argmap.merge.changes import Added, Change, Changed, Changes, Moved, Removed
from argmap.merge.consequences import LabelledVersions
from argmap.model.findings import Path
from argmap.model.index import Index
from argmap.model.names import source_name, tension_name
from argmap.model.types import Claim, Map, Part, Side, Source, Stakeholder, Tension
from argmap.report.changes.claims import MapVersions, lines_of_claim, lines_of_whole_claim
from argmap.report.changes.effects import effects, old_wording_lines, renamed_lines, turned_lines
from argmap.report.changes.file_changes import (
    NOTHING_ELSE,
    FileChanges,
    comment_section,
    finding_lines,
    quotation_lines,
)
from argmap.report.changes.model import Account, ChangeEntry, ChangeLine, ChangeSection, Sign, field_line, value_line
from argmap.semantics.wording import quoted, stakeholder_named
from argmap.vocabulary import FIELDS, capital

if TYPE_CHECKING:
    from argmap.evidence.quotations import Evidence


FIRST = "Check first"
HEADING = "What it does to the argument"

_SECTIONS = ("claims", "tensions", "stakeholders", "sources")
"""In the order of importance to a reviewer."""

_VALUES = {"power", "interest", "kind", "date", "accessed", "url", "language", "copy", "copy_sha256"}
"""Fields of which the old and the new value are shown; of other fields, which are texts, the words that differ."""


def account(
    changes: Changes,
    judged: LabelledVersions,
    evidence: Evidence | None = None,
    in_file: FileChanges = NOTHING_ELSE,
    event: str = "",
) -> Account:
    """The account of ``changes`` and their consequences; ``judged`` are the two maps they were found between.

    ``evidence`` are the quotations of the new map with the copies of its sources, ``in_file`` is what changed in the
    file beside the map, and ``event`` what became of the file.
    """
    versions = MapVersions(judged.old, judged.new)
    told = without_idle_moves(changes, versions)
    first = (
        *finding_lines(in_file),
        *turned_lines(told, versions),
        *quotation_lines(judged.old, judged.new, evidence),
        *old_wording_lines(told, versions),
        *renamed_lines(told, versions),
    )
    comments = comment_section(in_file, judged.new)
    sections = (*changed_things(told, versions), *comments)
    return Account(
        first,
        effects(judged),
        sections,
        len(told) + len(in_file.comments),
        len(told) < len(changes),
        event,
    )


def account_of_deleted(event: str) -> Account:
    """The account of a deleted file: one line."""
    return Account((), (), (), 0, event=event)


def without_idle_moves(changes: Changes, versions: MapVersions) -> Changes:
    """The changes without the moves that leave the order of things for readers as it was."""
    if not any(isinstance(edit, Moved) for edit in changes.edits):
        return changes
    kept = (edit for edit in changes.edits if not isinstance(edit, Moved) or is_move_seen(edit.path, versions))
    return Changes(changes.renames, tuple(kept))


def changed_things(changes: Changes, versions: MapVersions) -> tuple[ChangeSection, ...]:
    """The sections of an account, without what the changes do to the argument; empty sections are left out."""
    changes = without_idle_moves(changes, versions)
    sections = [_the_map(changes)]
    sections += [ChangeSection(capital(name), tuple(_entries(name, changes, versions))) for name in _SECTIONS]
    return tuple(section for section in sections if section.entries)


def describe(a: Map, b: Map, changes: Changes, evidence: Evidence | None = None) -> Account:
    """The account of ``changes``, the difference between ``a`` and ``b``."""
    return account(changes, LabelledVersions.of(a, b, changes), evidence)


def _the_map(changes: Changes) -> ChangeSection:
    lines = tuple(
        _field(edit.path[0], edit) for edit in changes.edits if len(edit.path) == 1 and isinstance(edit, Changed)
    )
    return ChangeSection("The map", (ChangeEntry("~", "", "", lines),) if lines else ())


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _entries(section: str, changes: Changes, versions: MapVersions) -> Iterator[ChangeEntry]:
    """The entries of one section in the order of the new map, removed things last."""
    by_id: dict[str, list[tuple[Path, Change]]] = {}
    for edit in changes.edits:
        if edit.path[0] == section and len(edit.path) > 1:
            by_id.setdefault(edit.path[1], []).append((edit.path[2:], edit))
    renamed: dict[str, tuple[ChangeLine, ...]] = {}
    for item in changes.renames:
        if item.path[0] == section:
            key = changes.new_ids.get((section, item.path[1]), item.path[1])
            what = "renamed" if len(item.path) == 2 else "side renamed"
            line = ChangeLine(f"{what} from {item.old} to {item.new}", sign="→")
            renamed[key] = (*renamed.get(key, ()), line)
            by_id.setdefault(key, [])
    order = {item.id: number for number, item in enumerate(getattr(versions.new.map, section))}
    for key in sorted(by_id, key=lambda key: order.get(key, len(order))):
        yield _entry(section, key, by_id[key], renamed.get(key, ()), versions)


def _entry(
    section: str, key: str, edits: list[tuple[Path, Change]], renamed: tuple[ChangeLine, ...], versions: MapVersions
) -> ChangeEntry:
    whole = next((edit for path, edit in edits if not path), None)
    if isinstance(whole, Added | Removed):
        sign: Sign = "+" if isinstance(whole, Added) else "−"
        return ChangeEntry(sign, key, _name(whole.item), tuple(_lines_of_whole(whole.item, versions.of(whole))))
    moved = (ChangeLine(_where(section, whole.after, versions.new), sign="»"),) if isinstance(whole, Moved) else ()
    inner = [(path, edit) for path, edit in edits if path]
    item = next((one for one in getattr(versions.new.map, section) if one.id == key), None)
    if section == "claims":
        lines = tuple(lines_of_claim(inner, versions, key))
    else:
        lines = tuple(line for path, edit in inner for line in _lines_of_thing(path, edit, item, versions))
    return ChangeEntry("~" if inner else "»" if moved else "→", key, _name(item), (*renamed, *lines, *moved))


def _name(item: Any) -> str:
    if isinstance(item, Claim):
        return item.text
    if isinstance(item, Stakeholder):
        return item.name or ""
    if isinstance(item, Tension):
        return tension_name(item)
    return source_name(item)


def _where(section: str, after: str | None, index: Index) -> str:
    if after is None:
        return "moved to the beginning"
    return f"moved, now after {quoted(_name(getattr(index, section)[after]))}"


def _lines_of_whole(item: object, index: Index) -> Iterator[ChangeLine]:
    """Everything in a thing that was added or removed, except its name."""
    if isinstance(item, Claim):
        yield from lines_of_whole_claim(item, index)
    elif isinstance(item, Tension):
        if item.title and item.question:
            yield ChangeLine(f"question: {item.question}")
        yield from (ChangeLine(f"side: {side.title}") for side in item.sides)
    elif isinstance(item, Stakeholder):
        yield from _values(item, ("short", "kind", "part_of", "power", "interest", "interests"), index)
    elif isinstance(item, Source):
        said = (item.author, item.publisher, item.date, item.url)
        if any(said):
            yield ChangeLine(", ".join(one for one in said if one))
        yield from _values(item, ("short", "accessed", "copy"), index)


def _values(item: Part, names: tuple[str, ...], index: Index) -> Iterator[ChangeLine]:
    """The fields of these names that are given."""
    for name in names:
        if value := getattr(item, name):
            shown = stakeholder_named(index, value) if name == "part_of" else value
            yield ChangeLine(f"{FIELDS.get(name, name)}: {shown}")


def _field(name: str, edit: Changed, of: str | None = None) -> ChangeLine:
    """A change of a field, of the side ``of`` when it is one's; the words of its title that differ name the side."""
    what = FIELDS.get(name, name)
    if of is not None:
        what = "side" if name == "title" else f"{what} of {of}"
    line = value_line if name in _VALUES else field_line
    return line(what, _text(edit.old), _text(edit.new))


def _side(tension: Any, side_id: str) -> str:
    sides = tension.sides if isinstance(tension, Tension) else ()
    return f"side “{next((side.title for side in sides if side.id == side_id), side_id)}”"


def _lines_of_thing(path: Path, edit: Change, item: Any, versions: MapVersions) -> Iterator[ChangeLine]:
    """A change inside a tension, a stakeholder or a source, which is ``item`` in the new map."""
    if isinstance(edit, Changed):
        if path == ("date",) and edit.old is not None and edit.new is not None:
            yield ChangeLine(f"re-dated from {edit.old} to {edit.new}")
        elif path == ("part_of",):
            groups = zip(versions, (edit.old, edit.new), strict=True)
            old, new = (stakeholder_named(index, str(one)) if one else None for index, one in groups)
            yield value_line(FIELDS["part_of"], old, new)
        else:
            yield _field(path[-1], edit, _side(item, path[1]) if path[0] == "sides" else None)
    elif isinstance(edit, Added) and isinstance(edit.item, Side):
        yield ChangeLine(f"side added: {edit.item.title}", sign="+")
    elif isinstance(edit, Removed) and isinstance(edit.item, Side):
        yield ChangeLine(f"side removed: {edit.item.title}", sign="−")
    elif isinstance(edit, Moved):
        yield ChangeLine(f"{_side(item, path[1])} moved", sign="»")


def is_move_seen(path: Path, versions: MapVersions) -> bool:
    """Whether the move of the thing at ``path`` changes its place among the things that readers meet with it.

    Such things are claims that support or object to one thing, that take one side, or that have no links. Tensions
    and their sides are always shown in the order of the file; the order of other things has no meaning.
    """
    if path[0] == "tensions":
        return True
    if path[0] != "claims" or len(path) > 2:
        return False
    claim_id = path[1]
    before, after = (_order_beside(index, claim_id) for index in versions)
    return any(
        place != after[group][other]
        for group in after
        for other, place in before.get(group, {}).items()
        if other in after[group]
    )


def _order_beside(index: Index, claim_id: str) -> dict[tuple[str, ...], dict[str, bool]]:
    """By group of a claim: whether each other claim of the group comes before it."""
    groups = list(_groups(index, claim_id))
    here = index.order[claim_id]
    return {
        group: {other: index.order[other] < here for other in members if other != claim_id and other in index.order}
        for group, members in groups
    }


def _groups(index: Index, claim_id: str) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    claim = index.claims[claim_id]
    for reason in claim.reasons:
        beside = [one.premise for one in index.aimed_at(reason.target, reason.kind)]
        yield ("reason", reason.kind, reason.target), beside
    if claim.tension is not None:
        yield (
            ("side", claim.tension, claim.side or ""),
            [one.id for one in index.claims_in.get(claim.tension, ()) if one.side == claim.side],
        )
    if not claim.reasons:
        yield ("none",), [one.id for one in index.map.claims if not one.reasons]
