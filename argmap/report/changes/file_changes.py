"""The changes of a file beside those of its map: findings, unresolved conflicts, comments, and whether the copies of
sources have the quotations that are new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from argmap.excerpt import excerpt
from argmap.mapfile.document import Document, Key
from argmap.merge.changes import Changes
from argmap.merge.comments import CommentChange, comment_changes
from argmap.model.findings import Finding, Path
from argmap.model.index import Index
from argmap.model.names import source_name, tension_name
from argmap.report.changes.model import ChangeEntry, ChangeLine, ChangeSection, field_line
from argmap.semantics.wording import named, stakeholder_named
from argmap.vocabulary import QUOTATION_WORDS, counted, quotations_in_words

if TYPE_CHECKING:
    from argmap.evidence.quotations import Evidence, Quotation, QuoteCheck


UNRESOLVED = "AM032"
"""The finding of a conflict that a merge left in the file."""

MOST_TOLD = 10
"""The number of new findings of one severity that are listed."""

Check = Callable[[Document], Sequence[Finding]]
"""Gives the findings of a document, with places."""


class FileChanges(NamedTuple):
    """What changed in a file beside its map.

    ``conflicts`` are the unresolved ones that the new file has, ``found`` its errors and warnings that the old one
    lacked, ``mended`` the number of those that only the old one had.
    """

    conflicts: tuple[Finding, ...] = ()
    found: tuple[Finding, ...] = ()
    mended: int = 0
    comments: tuple[CommentChange, ...] = ()


def file_changes(old: Document, new: Document, changes: Changes, check: Check) -> FileChanges:
    """What changed between two documents, whose maps differ by ``changes``."""
    after = [one for one in check(new) if one.severity != "suggestion"]
    before = [one for one in check(old) if one.severity != "suggestion"]
    conflicts = tuple(one for one in after if one.code == UNRESOLVED)
    found = new_findings(before, after, changes)
    told = tuple(one for one in found if one.code != UNRESOLVED)
    mended = len(before) + len(found) - len(after)
    return FileChanges(conflicts, told, mended, comment_changes(old, new, changes))


def new_findings(before: Iterable[Finding], after: Iterable[Finding], changes: Changes) -> tuple[Finding, ...]:
    """The findings of ``after`` that are not in ``before``; their maps differ by ``changes``.

    A finding is the same in two versions when its rule and its things are the same, wherever in the file these are.
    """
    known = Counter(_about(one, changes) for one in before)
    found = []
    for finding in after:
        about = _about(finding, Changes())
        if known[about]:
            known[about] -= 1
        else:
            found.append(finding)
    return tuple(found)


def _about(finding: Finding, changes: Changes) -> tuple[str, Path, tuple[Path, ...]]:
    """The identity of a finding in two versions: its rule and its things, in the new ids."""
    return finding.code, _now(finding.path, changes), tuple(_now(path, changes) for path in finding.related)


def _now(path: Path, changes: Changes) -> Path:
    names = {old: new for (_, old), new in changes.new_ids.items()}
    return tuple(" -> ".join(names.get(part, part) for part in step.split(" -> ")) for step in path)


NOTHING_ELSE = FileChanges()


def finding_lines(changes: FileChanges) -> Iterator[ChangeLine]:
    """Unresolved conflicts, then new findings, the worst first, then what is ignored from now on."""
    for finding in changes.conflicts:
        says = finding.message.removeprefix("Unresolved: ")
        yield ChangeLine(f"Unresolved conflict{_at(finding)}: {says}", sign="!", line=_line(finding))
    for severity in ("error", "warning"):
        found = [one for one in changes.found if one.severity == severity]
        for one in found[:MOST_TOLD]:
            yield ChangeLine(f"New {severity}{_at(one)}: {one.message}", sign="!", line=_line(one))
        if len(found) > MOST_TOLD:
            yield ChangeLine(f"{counted(len(found) - MOST_TOLD, f'more new {severity}')}", sign="!")
    for comment in changes.comments:
        if comment.new is not None and "argmap: ignore[" in comment.new:
            yield ChangeLine(f"Findings are ignored from now on: {comment.new}", sign="!")
    if changes.mended:
        verb = "is" if changes.mended == 1 else "are"
        yield ChangeLine(f"{counted(changes.mended, 'finding')} of before {verb} gone")


def _at(finding: Finding) -> str:
    return f" in line {finding.place.line}" if finding.place else ""


def _line(finding: Finding) -> int | None:
    return finding.place.line if finding.place else None


def comment_section(changes: FileChanges, new: Index) -> Iterator[ChangeSection]:
    """The section of changed comments of the file; none when there are none."""
    by_entry: dict[Key | None, list[ChangeLine]] = {}
    for comment in changes.comments:
        by_entry.setdefault(comment.entry, []).append(field_line("comment", comment.old, comment.new))
    entries = tuple(
        ChangeEntry("~", key[1] if key else "", _entry_name(key, new), tuple(lines))
        for key, lines in by_entry.items()
    )
    if entries:
        yield ChangeSection("Comments in the file", entries)


def _entry_name(entry: Key | None, index: Index) -> str:
    if entry is None:
        return ""
    section, name = entry
    if section == "claims" and name in index.claims:
        return index.claims[name].text
    if section == "stakeholders":
        return stakeholder_named(index, name)
    if section == "tensions" and name in index.tensions:
        return tension_name(index.tensions[name])
    if section == "sources" and name in index.sources:
        return source_name(index.sources[name])
    return ""


MOST_QUOTATIONS = 20
"""The number of quotations that are listed; the totals count all."""


def quotation_lines(old: Index, new: Index, evidence: Evidence | None) -> Iterator[ChangeLine]:
    """Lines about the quotations that are new in ``new`` or changed; ``evidence`` is that of the new map."""
    if not evidence:
        return
    fresh = fresh_quotations(old, evidence)
    wrong = [check.quotation for check in fresh if check.outcome == "not found"]
    for quotation in wrong[:MOST_QUOTATIONS]:
        yield ChangeLine(
            f"The quote “{excerpt(quotation.quote)}” is {QUOTATION_WORDS['not found']} of "
            f"{_source(new, quotation)}, for {named(new, quotation.claim)}",
            sign="!",
        )
    counts = Counter(check.outcome for check in fresh)
    if told := quotations_in_words({outcome: counts[outcome] for outcome in QUOTATION_WORDS}):
        yield ChangeLine(f"New or changed: {told}")


def fresh_quotations(old: Index, evidence: Evidence) -> list[QuoteCheck]:
    """The checks of quotations that the old map does not have in this claim from this source."""
    from argmap.evidence.quotations import quotations_in

    before = {(one.claim, one.source, one.quote) for one in quotations_in(old.map)}
    return [
        check
        for check in evidence.checks.values()
        if (check.quotation.claim, check.quotation.source, check.quotation.quote) not in before
    ]


def _source(index: Index, quotation: Quotation) -> str:
    source = index.sources.get(quotation.source or "")
    return f"“{excerpt(source_name(source))}”" if source is not None else "its source"
