"""The changes between two maps in words: an entry for each changed thing, a line for each change. Unescaped plain
text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from argmap.merge.changes import Added, Change, Changed, Changes, Moved, Removed
from argmap.merge.consequences import LabelledVersions, consequences
from argmap.model.findings import Path
from argmap.model.index import Index
from argmap.model.source_names import source_name
from argmap.model.types import Claim, Map, Reason, Side, Source, Stakeholder, Tension
from argmap.report.changes.claims import MapVersions, aimed_at, lines_of_claim, lines_of_new_claim
from argmap.report.changes.model import Account, ChangeEntry, ChangeLine, ChangeSection, Sign, field_line, value_line
from argmap.report.changes.quotations import quotation_lines
from argmap.semantics.labels import Labels
from argmap.semantics.status import status
from argmap.semantics.wording import named, sentence, source_named, stakeholder_named
from argmap.views.wording import tension_name
from argmap.vocabulary import FIELDS, STATUSES, capital

if TYPE_CHECKING:
    from argmap.evidence.quotations import Evidence

HEADING = "What it does to the argument"

_SECTIONS = ("claims", "tensions", "stakeholders", "sources")
"""In the order of importance to a reviewer."""

_VALUES = {"power", "interest", "kind", "part_of", "date", "accessed", "url", "language", "copy", "copy_sha256"}
"""Fields of which the old and the new value are shown; of other fields, which are texts, the words that differ."""


def account(changes: Changes, judged: LabelledVersions, evidence: Evidence | None = None) -> Account:
    """The account of ``changes`` and their consequences; ``judged`` are the two maps they were found between.

    ``evidence`` are the quotations of the new map with the copies of its sources.
    """
    things = changed_things(changes, MapVersions(judged.old, judged.new))
    quotations = quotation_lines(judged.old, judged.new, evidence)
    return Account((*effects(changes, judged), *quotations), things, len(changes))


def changed_things(changes: Changes, versions: MapVersions) -> tuple[ChangeSection, ...]:
    """The sections of an account, without what the changes do to the argument; empty sections are left out."""
    sections = [_the_map(changes)]
    sections += [ChangeSection(capital(name), tuple(_entries(name, changes, versions))) for name in _SECTIONS]
    return tuple(section for section in sections if section.entries)


def describe(a: Map, b: Map, changes: Changes, evidence: Evidence | None = None) -> Account:
    """The account of ``changes``, which were found between ``a`` and ``b``."""
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
    if section == "claims":
        lines = tuple(lines_of_claim(inner, versions, key))
    else:
        lines = tuple(line for path, edit in inner for line in _lines_of_thing(path, edit))
    item = next((one for one in getattr(versions.new.map, section) if one.id == key), None)
    return ChangeEntry("~" if inner else "»" if moved else "→", key, _name(item), (*renamed, *lines, *moved))


def _name(item: Any) -> str:
    if isinstance(item, Claim):
        return item.text
    if isinstance(item, Stakeholder):
        return item.name or ""
    if isinstance(item, Tension):
        return item.title or item.question or ""
    if isinstance(item, Source):
        return source_name(item)
    return item.title if isinstance(item, Side) else ""


def _where(section: str, after: str | None, index: Index) -> str:
    if after is None:
        return "moved to the beginning"
    names: Mapping[str, Callable[[Index, str], str]]
    names = {"claims": named, "stakeholders": stakeholder_named, "sources": source_named}
    if section == "tensions" and after in index.tensions:
        return f"moved, now after “{tension_name(index.tensions[after])}”"
    return f"moved, now after {names[section](index, after) if section in names else after}"


def _lines_of_whole(item: object, index: Index) -> Iterator[ChangeLine]:
    if isinstance(item, Claim):
        yield from lines_of_new_claim(item, index)
    elif isinstance(item, Tension):
        yield from (ChangeLine(f"side: {side.title}") for side in item.sides)
    elif isinstance(item, Source):
        said = (item.author, item.publisher, item.date, item.url)
        if any(said):
            yield ChangeLine(", ".join(one for one in said if one))


def _field(name: str, edit: Changed, of: str | None = None) -> ChangeLine:
    """A change of a field, of the side ``of`` when it is one's."""
    what = FIELDS.get(name, name)
    if of is not None:
        what = of if name == "title" else f"{what} of {of}"
    line = value_line if name in _VALUES else field_line
    return line(what, _text(edit.old), _text(edit.new))


def _lines_of_thing(path: Path, edit: Change) -> Iterator[ChangeLine]:
    """A change inside a tension, a stakeholder or a source."""
    if isinstance(edit, Changed):
        if path == ("date",) and edit.old is not None and edit.new is not None:
            yield ChangeLine(f"re-dated from {edit.old} to {edit.new}")
        else:
            yield _field(path[-1], edit, f"side {path[1]}" if path[0] == "sides" else None)
    elif isinstance(edit, Added) and isinstance(edit.item, Side):
        yield ChangeLine(f"side added: {edit.item.title}", sign="+")
    elif isinstance(edit, Removed) and isinstance(edit.item, Side):
        yield ChangeLine(f"side removed: {edit.item.title}", sign="−")
    elif isinstance(edit, Moved):
        yield ChangeLine(f"side {path[1]} moved", sign="»")


def effects(changes: Changes, judged: LabelledVersions) -> Iterator[ChangeLine]:
    """The consequences of changes for the argument in words, the most important first."""
    found, new = consequences(judged), judged.new
    yield from _moved(changes, new)
    for reason in found.now_unanswered:
        yield ChangeLine(_unanswered(reason, judged), sign="!")
    for reason in found.now_answered:
        yield ChangeLine(
            f"The objection {named(new, reason.premise)} to {aimed_at(new, reason)} is no longer unanswered"
        )
    for claim_id in found.lost_last_source:
        yield ChangeLine(f"{named(new, claim_id)} has lost its last source", sign="!")
    for one in found.status_changes:
        before = STATUSES[one.before].label.lower()
        after = sentence(judged.labels_after, one.claim).rstrip(".")
        yield ChangeLine(f"{named(new, one.claim)}: {before} → {after[:1].lower()}{after[1:]}")


def _moved(changes: Changes, new: Index) -> Iterator[ChangeLine]:
    """The stakeholders whose stance changed."""
    for edit in changes.edits:
        if isinstance(edit, Changed) and edit.path[2::2] == ("positions", "stance"):
            who, claim = stakeholder_named(new, edit.path[3]), named(new, edit.path[1])
            yield ChangeLine(f"{who} moved from {edit.old} to {edit.new} on {claim}", sign="!")


def _unanswered(reason: Reason, judged: LabelledVersions) -> str:
    new = judged.new
    objecting, target = named(new, reason.premise), aimed_at(new, reason)
    before = judged.old.reasons.get(reason.address)
    if before is None:
        return f"The objection {objecting} to {target} is new, and unanswered"
    if before.kind != "objects_to":
        return f"{objecting} now objects to {target}, which it supported, and has no answer"
    return f"The objection {objecting} to {target} is now unanswered{_why(before, judged)}"


def _why(objection: Reason, judged: LabelledVersions) -> str:
    """What became of the first thing that answered the objection before, if that needs saying."""
    for answer in _answers(objection, judged):
        words = named(judged.old, answer.premise)
        now = judged.new.reasons.get(answer.address)
        if answer.premise not in judged.new.claims:
            return f": its answer {words} was removed"
        if now is None or now.kind != answer.kind:
            return f": {words} no longer answers it"
        if judged.labels_after.of_reason(answer.address) != "in":
            return f": its answer {words} {_lost(answer, judged.labels_after)}"
    return ""


def _lost(answer: Reason, labels: Labels) -> str:
    """What became of an answer that does not count any more."""
    if len(set(answer.premises)) > 1 or labels.of(answer.premise) == "in":
        return "no longer counts"
    return f"{STATUSES[status(labels, answer.premise)].verb}"


def _answers(objection: Reason, judged: LabelledVersions) -> Iterator[Reason]:
    """The objections to its premises and the undercuts of it that counted before."""
    old = judged.old
    aimed = [one for premise in objection.premises for one in old.aimed_at(premise, "objects_to")]
    for answer in (*aimed, *old.undercuts_of(objection)):
        if judged.labels_before.of_reason(answer.address) == "in":
            yield answer
