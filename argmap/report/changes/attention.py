"""What a reviewer looks at first: meanings that may have turned, changed stances, what was given to old wordings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from argmap.excerpt import excerpt
from argmap.merge.changes import Changed, Changes
from argmap.merge.ids import perhaps_renamed
from argmap.merge.prose import word_diff
from argmap.merge.rewordings import MeaningChange, Rewording, rewordings
from argmap.model.types import KINDS, Reason
from argmap.report.changes.claims import MapVersions, aimed_at, cited
from argmap.report.changes.model import ChangeLine
from argmap.semantics.wording import listed, named, stakeholder_named
from argmap.vocabulary import ASSUMED, RELATIONS, STANCE_WORDS

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
