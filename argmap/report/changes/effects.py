"""What changes mean, in words: what a reviewer looks at first, and what they do to the argument.

First come meanings that may have turned, changed stances, and what was recorded for old wordings; then a line for
each claim whose status, objections or sources the changes reach.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from argmap.excerpt import excerpt
from argmap.merge.changes import Changed, Changes
from argmap.merge.consequences import Consequences, LabelledVersions, StatusChange, consequences
from argmap.merge.ids import perhaps_renamed
from argmap.merge.prose import word_diff
from argmap.merge.rewordings import MeaningChange, Rewording, rewordings
from argmap.model.index import Index
from argmap.model.types import KINDS, Reason
from argmap.report.changes.claims import MapVersions, aimed_at, cited
from argmap.report.changes.model import ChangeLine, Sign
from argmap.semantics.explanations import sentence
from argmap.semantics.labels import Labels
from argmap.semantics.status import status
from argmap.semantics.wording import argued, listed, named, stakeholder_named
from argmap.vocabulary import ASSUMED, NOT_CHALLENGED, RELATIONS, STANCE_WORDS, STATUSES

OPPOSED = frozenset({"agrees", "disagrees"})


def turned_lines(changes: Changes, versions: MapVersions) -> Iterator[ChangeLine]:
    """Lines about what says, or may say, the opposite now: rewordings, links, stances. All have the sign ``!``."""
    yield from (line for line in _rewordings(changes, versions) if line.sign == "!")
    yield from _turned_links(changes, versions)
    moved = list(_stances(changes, versions))
    yield from (line for turned, line in moved if turned)
    yield from (line for turned, line in moved if not turned)


def old_wording_lines(changes: Changes, versions: MapVersions) -> Iterator[ChangeLine]:
    """Lines about claims that seem to say the same in other words, and what was recorded for the old wording."""
    return (line for line in _rewordings(changes, versions) if line.sign != "!")


def renamed_lines(changes: Changes, versions: MapVersions) -> Iterator[ChangeLine]:
    """The claims that are gone and may be there in other words under another id."""
    for old, new in perhaps_renamed(changes, versions.old.map, versions.new.map):
        yield ChangeLine(
            f"Perhaps one claim, reworded and renamed from {old.id} to {new.id}",
            word_diff(old.text, new.text),
            after="If it is one, keep its id: what was recorded for it stays then",
        )


def _rewordings(changes: Changes, versions: MapVersions) -> Iterator[ChangeLine]:
    for one in rewordings(changes, versions.old, versions.new):
        pieces, given = word_diff(one.old, one.new), _given_to_old_wording(one, versions)
        if one.turn is not None:
            what = "The meaning of a quote" if one.path[-1] == "quote" else "The meaning"
            yield ChangeLine(f"{what} may have turned{_how(one.turn)}", pieces, "!", given)
        elif given:
            yield ChangeLine("Reworded", pieces, after=given)


def _how(turn: MeaningChange) -> str:
    if turn.reordered:
        return " (the same words in another order)"
    gone, come = (_quoted(words) for words in (turn.removed, turn.added))
    if gone and come:
        return f" ({gone} became {come})"
    if gone or come:
        return f" ({gone or come} {'removed' if gone else 'added'})"
    return " (most words are new)"


def _quoted(words: Iterable[str]) -> str:
    return listed([f"“{word}”" for word in words], 3) if words else ""


def _given_to_old_wording(one: Rewording, versions: MapVersions) -> str:
    """What was recorded for the old words, as a sentence; empty when nothing was."""
    given = [
        f"{stakeholder_named(versions.new, position.stakeholder)} ({STANCE_WORDS[position.stance].view})"
        for position in one.positions
    ]
    given += [f"the citation of {cited(citation, versions.new, quote=excerpt)}" for citation in one.citations]
    if one.assumed:
        given.append(f"the mark “{ASSUMED}”")
    return f"Recorded for the old wording: {listed(given, 4)}" if given else ""


def _turned_links(changes: Changes, versions: MapVersions) -> Iterator[ChangeLine]:
    for edit in changes.edits:
        if not isinstance(edit, Changed) or edit.path[0] != "claims" or edit.path[4:] != ("kind",):
            continue
        if edit.new in KINDS and edit.old in KINDS:
            link = Reason(premise=edit.path[1], kind=edit.new, target=edit.path[3].partition("#")[0])
            now = f"{RELATIONS[edit.new].verb} {aimed_at(versions.new, link)}"
            words = f"{named(versions.new, edit.path[1])} now {now}, which it {RELATIONS[edit.old].past} before"
            yield ChangeLine(words, sign="!")


def _stances(changes: Changes, versions: MapVersions) -> Iterator[tuple[bool, ChangeLine]]:
    """The stakeholders whose stance changed, and whether it is the opposite now."""
    for edit in changes.edits:
        if isinstance(edit, Changed) and edit.path[2::2] == ("positions", "stance"):
            who, claim = stakeholder_named(versions.new, edit.path[3]), named(versions.new, edit.path[1])
            words = f"{who} moved from {edit.old} to {edit.new} on {claim}"
            yield {edit.old, edit.new} == OPPOSED, ChangeLine(words, sign="!")


IMPORTANT = frozenset({"challenged", "support lost"})
"""Statuses that a reviewer must not miss."""

NEW = "new, unanswered"


def effects(judged: LabelledVersions) -> tuple[ChangeLine, ...]:
    """The consequences of changes, a line for each claim: those to look at first, then in the order of the map."""
    told = _Told(judged, consequences(judged))
    lines = [told.line(claim_id) for claim_id in told.claims]
    return (*(line for line in lines if line.sign == "!"), *(line for line in lines if line.sign != "!"))


class _Told:
    """What happened to each claim: its status, the objections to it, its sources."""

    def __init__(self, judged: LabelledVersions, found: Consequences) -> None:
        self._judged = judged
        self._status = {change.claim: change for change in found.status_changes}
        self._unanswered = _by_target(found.now_unanswered)
        self._answered = _by_target(found.now_answered)
        self._unsourced = set(found.lost_last_source)
        reached = {*self._status, *self._unanswered, *self._answered, *self._unsourced}
        self.claims = [claim_id for claim_id in judged.new.claims if claim_id in reached]

    def line(self, claim_id: str) -> ChangeLine:
        """All that happened to one claim."""
        important = bool(self._unanswered.get(claim_id)) or claim_id in self._unsourced
        parts = []
        change = self._status.get(claim_id)
        if change is not None:
            parts.append(self._of_status(change))
            important = important or change.after in IMPORTANT
        else:
            parts += self._of_objections(claim_id)
        if claim_id in self._unsourced:
            parts.append("has lost its last source")
        colon = ":" if change is not None else ""
        sign: Sign = "!" if important else "~"
        return ChangeLine(f"{named(self._judged.new, claim_id)}{colon} {'; '.join(parts)}", sign=sign)

    def _of_status(self, change: StatusChange) -> str:
        """``supported → challenged by “X” (new, unanswered)``."""
        way = f"{STATUSES[change.before].label.lower()} → {STATUSES[change.after].label.lower()}"
        if change.after == "challenged" and (objections := self._unanswered.get(change.claim)):
            return f"{way} by {self._objectors(objections)}"
        lost = self._no_longer(change.claim) if change.after in NOT_CHALLENGED else []
        if lost:
            return f"{way}: {listed(lost)}"
        said = sentence(self._judged.labels_after, change.claim).rstrip(".")
        return f"{way}{said[len(STATUSES[change.after].label) :]}"

    def _of_objections(self, claim_id: str) -> Iterator[str]:
        if objections := self._unanswered.get(claim_id):
            noun = "another unanswered objection" if len(objections) == 1 else "more unanswered objections"
            yield f"has {noun}, {self._objectors(objections).replace(f'({NEW})', '(new)')}"
        for objection in self._answered.get(claim_id, ()):
            how = "answered" if self._answers(objection) else "in dispute"
            yield f"has an objection that is {how} now: {self._answer(objection)}"

    def _objectors(self, objections: list[Reason]) -> str:
        new = self._judged.new
        return listed(f"{argued(new, one)} ({_why_unanswered(one, self._judged)})" for one in objections)

    def _no_longer(self, claim_id: str) -> list[str]:
        """What became of the objections that challenged a claim before."""
        judged = self._judged
        before = [
            reason
            for reason in judged.old.aimed_at(claim_id, "objects_to")
            if judged.labels_before.of_reason(reason.address) == "in"
        ]
        return [self._became(reason) for reason in before]

    def _became(self, objection: Reason) -> str:
        judged = self._judged
        words = argued(judged.old, objection)
        now = judged.new.reasons.get(objection.address)
        if objection.premise not in judged.new.claims:
            return f"{words} was removed"
        if now is None or now.kind != objection.kind:
            return f"{words} no longer objects to it"
        return self._answer(now)

    def _answers(self, objection: Reason) -> list[str]:
        judged = self._judged
        answers = _answers(objection, judged.new, judged.labels_after)
        return [argued(judged.new, answer) for answer in answers]

    def _answer(self, objection: Reason) -> str:
        """``“X” is now answered by “Y”``."""
        judged = self._judged
        words = argued(judged.new, objection)
        if by := self._answers(objection):
            return f"{words} is now answered by {listed(by)}"
        lost = [one for one in objection.premises if judged.labels_after.of(one) != "in"]
        return (
            f"{words} {STATUSES[status(judged.labels_after, lost[0])].verb}" if lost else f"{words} no longer counts"
        )


def _by_target(reasons: tuple[Reason, ...]) -> dict[str, list[Reason]]:
    found: dict[str, list[Reason]] = {}
    for reason in reasons:
        found.setdefault(reason.target, []).append(reason)
    return found


def _why_unanswered(reason: Reason, judged: LabelledVersions) -> str:
    """Why an objection has no answer now: it is new, or what became of its first answer."""
    before = judged.old.reasons.get(reason.address)
    if before is None:
        return NEW
    if before.kind != "objects_to":
        return "which supported it before, unanswered"
    for answer in _answers(before, judged.old, judged.labels_before):
        words = argued(judged.old, answer)
        now = judged.new.reasons.get(answer.address)
        if answer.premise not in judged.new.claims:
            return f"its answer {words} was removed"
        if now is None or now.kind != answer.kind:
            return f"{words} no longer answers it"
        if judged.labels_after.of_reason(answer.address) != "in":
            return f"its answer {words} {_lost(answer, judged.labels_after)}"
    return "unanswered now"


def _lost(answer: Reason, labels: Labels) -> str:
    """What became of an answer that no longer counts."""
    if len(set(answer.premises)) > 1 or labels.of(answer.premise) == "in":
        return "no longer counts"
    return f"{STATUSES[status(labels, answer.premise)].verb}"


def _answers(objection: Reason, index: Index, labels: Labels) -> Iterator[Reason]:
    """The objections to its premises and the undercuts of it that count."""
    aimed = [one for premise in objection.premises for one in index.aimed_at(premise, "objects_to")]
    for answer in (*aimed, *index.undercuts_of(objection)):
        if labels.of_reason(answer.address) == "in":
            yield answer
