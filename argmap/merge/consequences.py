"""What the changes between two maps do to the argument: answered objections, lost sources, changed status."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from argmap.merge.changes import Changes, renaming_of
from argmap.model.index import Index
from argmap.model.renaming import renamed
from argmap.model.types import Claim, Map, Reason
from argmap.semantics.labels import Labels, label
from argmap.semantics.status import status
from argmap.vocabulary import Status


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A claim whose label, and so its status, differs between two maps. ``claim`` is its id in the new one."""

    claim: str
    before: Status
    after: Status


@dataclass(frozen=True, slots=True)
class Consequences:
    """What changed for the argument, in the ids and the file order of the new map; removed things are left out."""

    now_unanswered: tuple[Reason, ...] = ()
    """Objections without an answer now that had one before or are new."""
    now_answered: tuple[Reason, ...] = ()
    """Objections with an answer now that had none before."""
    lost_last_source: tuple[str, ...] = ()
    """Claims that cited a source before and cite none now."""
    status_changes: tuple[StatusChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.now_unanswered or self.now_answered or self.lost_last_source or self.status_changes)


@dataclass(frozen=True, slots=True)
class LabelledVersions:
    """Two versions of a map, both in the ids of the newer one, each with its labels."""

    old: Index
    new: Index
    labels_before: Labels
    labels_after: Labels

    @classmethod
    def of(cls, a: Map, b: Map, changes: Changes) -> LabelledVersions:
        """The versions ``a`` and ``b``, whose difference is ``changes``."""
        old, new = Index.build(renamed(a, renaming_of(changes.renames))), Index.build(b)
        return cls(old, new, label(old), label(new))


def consequences(versions: LabelledVersions) -> Consequences:
    """What changed for the argument between two versions."""
    before, after = _unanswered(versions.labels_before), _unanswered(versions.labels_after)
    now_unanswered = tuple(reason for address, reason in after.items() if address not in before)
    now_answered = tuple(
        reason
        for address, reason in versions.new.reasons.items()
        if address in before and address not in after and reason.kind == "objects_to"
    )
    lost = tuple(_lost_sources(versions.old, versions.new))
    return Consequences(now_unanswered, now_answered, lost, tuple(_status_changes(versions)))


def _unanswered(labels: Labels) -> dict[str, Reason]:
    """The objections that are in, by address."""
    return {
        address: reason
        for address, reason in labels.index.reasons.items()
        if reason.kind == "objects_to" and labels.of_reason(address) == "in"
    }


def _lost_sources(old: Index, new: Index) -> Iterator[str]:
    for claim_id, claim in new.claims.items():
        before = old.claims.get(claim_id)
        if before is not None and _is_sourced(before, old) and not _is_sourced(claim, new):
            yield claim_id


def _is_sourced(claim: Claim, index: Index) -> bool:
    return any(citation.source in index.sources for citation in claim.sources)


def _status_changes(versions: LabelledVersions) -> Iterator[StatusChange]:
    for claim_id in versions.new.claims:
        if claim_id in versions.old.claims:
            before, after = versions.labels_before.of(claim_id), versions.labels_after.of(claim_id)
            if before != after:
                old, new = status(versions.labels_before, claim_id), status(versions.labels_after, claim_id)
                yield StatusChange(claim_id, old, new)
