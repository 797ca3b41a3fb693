"""What changes do to the argument, in words: who moved, which objections stand unanswered now and why, what else."""

from __future__ import annotations

from collections.abc import Iterator

from argmap.merge.changes import Changed, Changes
from argmap.merge.consequences import LabelledVersions, consequences
from argmap.model.index import Index
from argmap.model.types import Reason
from argmap.report.changes.claims import aimed_at
from argmap.report.changes.model import Line
from argmap.semantics.wording import headline, named, sentence, stakeholder_named


def effects(changes: Changes, judged: LabelledVersions) -> Iterator[Line]:
    """What a reviewer should know before the changes one by one, the weightiest first."""
    found, new = consequences(judged), judged.new
    yield from _moved(changes, new)
    for reason in found.now_unanswered:
        yield Line(_unanswered(reason, judged), sign="!")
    for reason in found.now_answered:
        yield Line(f"The objection {named(new, reason.premise)} to {aimed_at(new, reason)} is no longer unanswered")
    for claim_id in found.lost_last_source:
        yield Line(f"{named(new, claim_id)} has lost its last source", sign="!")
    for one in found.relabelled:
        before = headline(judged.labels_before, one.claim)
        why = sentence(judged.labels_after, one.claim).rstrip(".")
        yield Line(f"{named(new, one.claim)} was “{before}”; now: {why}")


def _moved(changes: Changes, new: Index) -> Iterator[Line]:
    """The stakeholders who take another stance than before."""
    for edit in changes.edits:
        if isinstance(edit, Changed) and edit.path[2::2] == ("positions", "stance"):
            who, claim = stakeholder_named(new, edit.path[3]), named(new, edit.path[1])
            yield Line(f"{who} moved from {edit.old} to {edit.new} on {claim}", sign="!")


def _unanswered(reason: Reason, judged: LabelledVersions) -> str:
    new = judged.new
    objecting, target = named(new, reason.premise), aimed_at(new, reason)
    before = judged.old.reasons.get(reason.address)
    if before is None:
        return f"The objection {objecting} to {target} is new, and unanswered"
    if before.kind != "objects_to":
        return f"{objecting} now objects to {target}, which it supported, and nothing answers it"
    return f"The objection {objecting} to {target} is now unanswered{_why(before, judged)}"


def _why(objection: Reason, judged: LabelledVersions) -> str:
    """What became of the first thing that answered the objection before, if that is still to be told."""
    for answer in _answers(objection, judged):
        words = named(judged.old, answer.premise)
        now = judged.new.reasons.get(answer.address)
        if answer.premise not in judged.new.claims:
            return f": its answer {words} was removed"
        if now is None or now.kind != answer.kind:
            return f": {words} no longer answers it"
        if judged.labels_after.of_reason(answer.address) != "in":
            return f": its answer {words} does not stand any more, as mapped"
    return ""


def _answers(objection: Reason, judged: LabelledVersions) -> Iterator[Reason]:
    """The objections to its premises and the undercuts of it that stood before."""
    old = judged.old
    aimed = [one for premise in objection.premises for one in old.aimed_at(premise, "objects_to")]
    for answer in (*aimed, *old.undercuts_of(objection)):
        if judged.labels_before.of_reason(answer.address) == "in":
            yield answer
