"""What changes between two maps do to the argument: objections answered or no longer so, sources lost, standing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from argmap.merge.changes import Changes, names_of
from argmap.model.index import Index
from argmap.model.renaming import Names, relabelled
from argmap.model.types import Claim, Map, Reason
from argmap.semantics.labels import Label, Labels, label


@dataclass(frozen=True, slots=True)
class Relabelled:
    """A claim whose standing, as mapped, is another than before. ``claim`` is its id in the new map."""

    claim: str
    before: Label
    after: Label


@dataclass(frozen=True, slots=True)
class Consequences:
    """All in the names of the new map, in its file order. Reasons and claims that are gone do not count."""

    now_unanswered: tuple[Reason, ...] = ()
    """Objections that stand unanswered now and did not before, new ones included."""
    now_answered: tuple[Reason, ...] = ()
    """Objections that stood unanswered before and do not now."""
    lost_last_source: tuple[str, ...] = ()
    """Claims that cited a source before and cite none now."""
    relabelled: tuple[Relabelled, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.now_unanswered or self.now_answered or self.lost_last_source or self.relabelled)


@dataclass(frozen=True, slots=True)
class Judged:
    """Two versions of a map, both in the names of the newer one, each with its labels."""

    old: Index
    new: Index
    labels_before: Labels
    labels_after: Labels

    @classmethod
    def of(cls, a: Map, b: Map, changes: Changes) -> Judged:
        """The versions ``a`` and ``b``, whose difference is ``changes``."""
        names = names_of(changes.renames) if changes.renames else Names()
        old, new = Index.build(relabelled(a, names)), Index.build(b)
        return cls(old, new, label(old), label(new))


def consequences(judged: Judged) -> Consequences:
    """What follows for the argument, as mapped."""
    before, after = _unanswered(judged.labels_before), _unanswered(judged.labels_after)
    now_unanswered = tuple(reason for address, reason in after.items() if address not in before)
    now_answered = tuple(
        reason
        for address, reason in judged.new.reasons.items()
        if address in before and address not in after and reason.kind == "objects_to"
    )
    return Consequences(
        now_unanswered,
        now_answered,
        tuple(_lost_sources(judged.old, judged.new)),
        tuple(_relabelled(judged)),
    )


def _unanswered(labels: Labels) -> dict[str, Reason]:
    return {
        address: reason
        for address, reason in labels.index.reasons.items()
        if reason.kind == "objects_to" and labels.of_reason(address) == "in"
    }


def _lost_sources(old: Index, new: Index) -> Iterator[str]:
    for claim_id, claim in new.claims.items():
        before = old.claims.get(claim_id)
        if before is not None and _sourced(before, old) and not _sourced(claim, new):
            yield claim_id


def _sourced(claim: Claim, index: Index) -> bool:
    return any(citation.source in index.sources for citation in claim.sources)


def _relabelled(judged: Judged) -> Iterator[Relabelled]:
    for claim_id in judged.new.claims:
        if claim_id in judged.old.claims:
            before, after = judged.labels_before.of(claim_id), judged.labels_after.of(claim_id)
            if before != after:
                yield Relabelled(claim_id, before, after)
