"""What a map leads to: findings, the difference between two maps, a merge, a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from argmap.api.files import document_of
from argmap.api.map import Map, Origin, file_of, path_of, plain
from argmap.merge import conflicts
from argmap.merge.changes import Change, Changes, Renamed
from argmap.merge.consequences import Consequences, LabelledVersions, consequences
from argmap.model import types
from argmap.model.findings import Finding
from argmap.model.index import Index
from argmap.report.status.model import StatusReport
from argmap.report.status.sections import ReportRequest, Topic, report_on


def check(
    map: types.Map, *, select: Iterable[str] = (), ignore: Iterable[str] = (), today: date | None = None
) -> list[Finding]:
    """What is broken or weak in a map, in the order of its file: what ``argmap check --all`` finds.

    ``select`` and ``ignore`` are codes, beginnings of codes or names of rules, beside the settings of the project
    that the map's file is in. ``today`` is the last day that is not in the future. Places are those in the text that
    saving would write. Raises MapError for an unknown rule and for invalid settings.
    """
    from argmap.check.settings import Choices, must_be_known
    from argmap.io.evidence import evidence_of
    from argmap.io.project import Projects
    from argmap.report.findings.collect import check_document
    from argmap.report.findings.pages import names

    chosen, ignored = tuple(select), tuple(ignore)
    must_be_known((*chosen, *ignored), names(), "argmap.check")
    path = path_of(map)
    projects = Projects(None)
    choices, name = (
        (Choices(), "") if path is None else (projects.choices_for(str(path)), projects.name_of(str(path)))
    )
    settings = choices.for_file(name, chosen, ignored, today or date.today())
    evidence = evidence_of(map, path, projects=projects) if path is not None else None
    return list(check_document(document_of(map), settings, evidence=evidence))


@dataclass(frozen=True)
class Difference:
    """What changed between two maps, by id and field. It is false when they are equal; iterating gives each change,
    renamings first.
    """

    old: types.Map = field(repr=False)
    new: types.Map = field(repr=False)
    changes: Changes = field(repr=False)
    title: str = ""

    def __bool__(self) -> bool:
        return bool(self.changes)

    def __len__(self) -> int:
        return len(self.changes)

    def __iter__(self) -> Iterator[Renamed | Change]:
        yield from self.changes.renames
        yield from self.changes.edits

    @property
    def consequences(self) -> Consequences:
        """What the changes do to the argument: objections unanswered or answered now, sources lost, status."""
        return consequences(self._labelled)

    def to_text(self) -> str:
        """The changes in words, as ``argmap diff`` prints them."""
        from argmap.report.changes.changes import account
        from argmap.report.changes.text import text

        return text(account(self.changes, self._labelled), self.title)

    def to_markdown(self, most_characters: int | None = None) -> str:
        """The changes as Markdown for a pull request, by default no longer than one comment on GitHub."""
        from argmap.report.changes.changes import account
        from argmap.report.changes.markdown import MOST_CHARACTERS, MarkdownStyle, markdown

        style = MarkdownStyle(most_characters or MOST_CHARACTERS)
        return markdown(account(self.changes, self._labelled), self.title, style)

    def to_json(self) -> str:
        """The changes and their consequences for programs."""
        from argmap.report.changes.json import as_json

        return as_json(self.changes, self._labelled)

    def __str__(self) -> str:
        return self.to_text()

    def _repr_markdown_(self) -> str:
        return self.to_markdown()

    @cached_property
    def _labelled(self) -> LabelledVersions:
        return LabelledVersions.of(self.old, self.new, self.changes)


def diff(old: types.Map, new: types.Map) -> Difference:
    """What changed from ``old`` to ``new``."""
    from argmap.merge.diff import diff as changes_between

    before, after = plain(old), plain(new)
    names = dict.fromkeys((file_of(old), file_of(new)))
    return Difference(before, after, changes_between(before, after), " → ".join(names))


class MergeResult(conflicts.MergedMap):
    """A merged map, and the ``conflicts`` that a person has to decide: they are comments in the text of the map.

    It is ``clean`` when there are none.
    """

    __slots__ = ()
    map: Map

    def to_text(self) -> str:
        """The conflicts in words, a sentence each; empty when there are none."""
        from argmap.report.conflicts.text import conflict_lines

        return "".join(f"{line}\n" for line in conflict_lines(self.conflicts, self.map))

    def __str__(self) -> str:
        return self.to_text() or "Merged without conflicts.\n"


def merge(base: types.Map, ours: types.Map, theirs: types.Map) -> MergeResult:
    """Two maps made from ``base``, merged by id and field, with the comments of their files.

    ``argmap.save`` of the result writes into the file of ours. Raises MapError when a conflict cannot be written
    into the text without harm to it.
    """
    from argmap.mapfile.read.read import read
    from argmap.merge.documents import merge_documents

    merged = merge_documents(document_of(base), document_of(ours), document_of(theirs))
    document = read(merged.data, file_of(ours))
    origin = ours.origin if isinstance(ours, Map) else Origin()
    return MergeResult(Map.of(document.map, Origin(document, origin.path, origin.digest)), merged.conflicts)


class MapReport(StatusReport):
    """What a map says about its own claims, in sections of short sentences."""

    __slots__ = ()

    def to_text(self) -> str:
        """The report as ``argmap report`` prints it."""
        from argmap.report.status.formats import report_text

        return report_text(self)

    def to_markdown(self) -> str:
        """The report as Markdown."""
        from argmap.report.status.formats import report_markdown

        return report_markdown(self)

    def to_json(self) -> str:
        """The report for programs."""
        from argmap.report.status.formats import report_json

        return report_json(self)

    def __str__(self) -> str:
        return self.to_text()

    def __repr__(self) -> str:
        return f"<report on {self.title!r}: {', '.join(section.key for section in self.sections)}>"

    def _repr_markdown_(self) -> str:
        return self.to_markdown()


def report(
    map: types.Map,
    *topics: Topic,
    claims: Sequence[str] = (),
    cruxes: Sequence[str] = (),
    stakeholders: Sequence[str] = (),
    tensions: Sequence[str] = (),
) -> MapReport:
    """A report on a map: its unanswered objections, evidence gaps and positions, or the sections named.

    ``topics`` are ``"objections"``, ``"gaps"``, ``"positions"``, ``"status"``, ``"agreement"``, ``"disputes"``,
    ``"blocs"``, ``"grid"`` and ``"all"``; ``claims``, ``cruxes`` (of claims), ``stakeholders`` and ``tensions`` are
    ids. Raises MapError for what the map does not have.
    """
    from argmap.semantics.labels import label

    asked = (claims, cruxes, stakeholders, tensions)
    return MapReport(
        *report_on(label(Index.build(plain(map))), ReportRequest(topics, *(tuple(ids) for ids in asked)))
    )
