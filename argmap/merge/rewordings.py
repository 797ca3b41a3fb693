"""Rewordings: how they may turn the meaning of a text, and what was recorded for the old words.

A rewording may turn the meaning of a text where a word that decides it differs: a negation, number, modal verb or
quantifier, as in "should build" and "should not build". The words are in :data:`SENSITIVE` by language; texts in
other languages are compared by numbers and order alone. Whether the meaning did turn is for a person to say.

Positions, quotes and links are recorded for certain words. A merge in which one side rewords a claim and the other
records something for it asks whether that holds for the new words too, if the meaning may have turned; other
rewordings are reported without a question.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import NamedTuple

from argmap.merge.changes import Changed, Changes
from argmap.merge.conflicts import Branch, Reworded
from argmap.model.findings import Path
from argmap.model.index import Index
from argmap.model.paths import child_path, found_at, keyed
from argmap.model.types import Citation, Claim, Map, Position, Reason

KEPT = 0.34
"""The share of words that two wordings have in common (Ratcliff & Metzener 1988), below which one is a new text."""

MOST_WORDS = 400
"""A text of more words is not compared for how much of it was kept, because matching takes quadratic time."""

_WORD = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[%‰€£$¥]")
_NUMBER = re.compile(r"\d")

_ENGLISH = """
not no never none nobody nothing nowhere neither nor without hardly scarcely barely cannot lack lacks fail fails
must shall should may might can could will would ought need needs
all every each any some many most few several half both only always often sometimes rarely seldom usually partly
mostly almost nearly least exactly entirely completely
one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand million
billion trillion once twice double twofold third quarter dozen
unless except if before after more less fewer above below over under against
"""
_FRENCH = """
ne pas non jamais aucun aucune rien personne ni sans nul nulle plus guère
doit doivent devrait devraient peut peuvent pourrait pourraient faut
tous toutes tout toute chaque quelques plusieurs certains certaines seul seule seulement toujours souvent parfois
rarement presque moitié deux trois quatre cinq six sept huit neuf dix cent mille million millions milliard milliards
sauf si avant après moins contre
"""
_GERMAN = """
nicht kein keine keinen keinem keiner keines nie niemals niemand nichts ohne weder noch kaum
muss müssen soll sollen sollte sollten darf dürfen dürfte kann können könnte könnten
alle alles jeder jede jedes manche einige viele wenige mehrere nur immer oft manchmal selten fast hälfte
zwei drei vier fünf sechs sieben acht neun zehn hundert tausend million millionen milliarde milliarden
außer falls wenn vor nach mehr weniger über unter gegen
"""
_SPANISH = """
no nunca jamás ningún ninguna ninguno nadie nada sin ni tampoco
debe deben debería deberían puede pueden podría podrían
todo toda todos todas cada algunos algunas varios varias solo sólo solamente siempre a menudo casi mitad
dos tres cuatro cinco seis siete ocho nueve diez cien mil millón millones
salvo si antes después más menos contra
"""

SENSITIVE: Mapping[str, frozenset[str]] = {
    "en": frozenset(_ENGLISH.split()),
    "fr": frozenset(_FRENCH.split()),
    "de": frozenset(_GERMAN.split()),
    "es": frozenset(_SPANISH.split()),
}
"""By language: the words that turn a sentence when they come, go or give way to another."""

_OPPOSITES = """
increase decrease, increases decreases, increased decreased, raise lower, raises lowers, raised lowered, rise fall,
rises falls, grow shrink, grows shrinks, gain loss, gains losses, better worse, best worst, high low, higher lower,
large small, larger smaller, early late, earlier later, start stop, starts stops, begin end, open closed, allow ban,
allows bans, allowed banned, permit prohibit, permits prohibits, support oppose, supports opposes, for against,
cheap expensive, cheaper dearer, safe dangerous, safer riskier, strengthen weaken, strengthens weakens, help harm,
helps harms, benefit harm, benefits harms, include exclude, includes excludes, public private, true false, good bad,
more less, more fewer, before after, above below, over under, always never, everyone nobody, first last,
temporary permanent, voluntary compulsory, optional mandatory, accept reject, accepts rejects, accepted rejected,
success failure, win lose, wins loses
"""
OPPOSITES = frozenset(frozenset(pair.split()) for pair in _OPPOSITES.split(","))
"""Pairs of English words of which one says what the other denies."""

_DENYING = ("un", "in", "im", "il", "ir", "non", "dis", "anti")
"""Beginnings that turn a word, as in "lawful" and "unlawful"."""


class MeaningChange(NamedTuple):
    """The words by which a rewording may turn a text: removed and added ones, in reading order.

    Without either, most of the text is new, or ``reordered`` says that its words are in another order.
    """

    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    reordered: bool = False


def meaning_change(old: str, new: str, language: str | None = None) -> MeaningChange | None:
    """How a rewording may have turned the meaning of a text; None when nothing says so.

    ``language`` is a BCP 47 tag; without one the text is taken for English.
    """
    before, after = _words(old), _words(new)
    if before == after:
        return None
    gone, come = Counter(before) - Counter(after), Counter(after) - Counter(before)
    if not gone and not come:
        return MeaningChange(reordered=True)
    turning = set(_turning(gone, come, (language or "en").split("-")[0].lower()))
    if turning:
        return MeaningChange(_those(before, gone, turning), _those(after, come, turning))
    return MeaningChange() if _is_new(before, after) else None


def is_reworded(old: str, new: str) -> bool:
    """Whether two wordings differ in more than case, punctuation and spaces."""
    return old != new and _words(old) != _words(new)


def _words(text: str) -> list[str]:
    return [word for found in _WORD.findall(text.casefold()) for word in _apart(found.replace("’", "'"))]


def _apart(word: str) -> Iterator[str]:
    """A word, or the two that it contracts: ``don't`` is "do" and "not", ``n'est`` "ne" and "est"."""
    if word == "cannot":
        yield from ("can", "not")
    elif word.endswith("n't"):
        yield from (_FULL.get(word, word[:-3]), "not")
    elif word.startswith("n'"):
        yield from ("ne", word[2:])
    else:
        yield word


_FULL = {"can't": "can", "won't": "will", "shan't": "shall"}


def _turning(gone: Counter[str], come: Counter[str], language: str) -> Iterator[str]:
    """The words that differ and can turn a text."""
    words = SENSITIVE.get(language, frozenset())
    for word in (*gone, *come):
        if word in words or _NUMBER.search(word) or word in "%‰€£$¥":
            yield word
    for one in gone:
        for other in come:
            if frozenset((one, other)) in OPPOSITES or _denies(one, other) or _denies(other, one):
                yield from (one, other)


def _denies(word: str, other: str) -> bool:
    return len(word) > 3 and any(other == beginning + word for beginning in _DENYING)


def _those(text: list[str], differing: Counter[str], turning: set[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in text if word in turning and differing[word]))


def _is_new(before: list[str], after: list[str]) -> bool:
    if max(len(before), len(after)) > MOST_WORDS or min(len(before), len(after)) < 3:
        return False
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return matcher.quick_ratio() < KEPT or matcher.ratio() < KEPT


class Rewording(NamedTuple):
    """A claim's text, a question, the title of a side or a quote in old and new words; ``path`` has the new ids.

    ``turn`` is how the meaning may have turned, None when nothing says so. The positions and citations of a claim
    that are as they were, and whether it is still assumed, were recorded for the old words.
    """

    path: Path
    old: str
    new: str
    turn: MeaningChange | None
    positions: tuple[Position, ...] = ()
    citations: tuple[Citation, ...] = ()
    assumed: bool = False


def rewordings(changes: Changes, old: Index, new: Index) -> Iterator[Rewording]:
    """The rewordings among the changes between two versions, both in the ids of the newer one.

    Other case, punctuation and spaces alone make none.
    """
    for edit in changes.edits:
        if not isinstance(edit, Changed) or not isinstance(edit.old, str) or not isinstance(edit.new, str):
            continue
        is_quote = edit.path[-1] == "quote"
        if not (is_quote or _is_statement(edit.path)) or not is_reworded(edit.old, edit.new):
            continue
        turn = meaning_change(edit.old, edit.new, new.map.language)
        found = Rewording(edit.path, edit.old, edit.new, turn)
        if edit.path[0] == "claims" and not is_quote:
            before, after = old.claims[edit.path[1]], new.claims[edit.path[1]]
            found = found._replace(
                positions=tuple(one for one in after.positions if one in before.positions),
                citations=tuple(one for one in after.sources if one in before.sources),
                assumed=before.assumed and after.assumed,
            )
        yield found


def _is_statement(path: Path) -> bool:
    return (
        path[-1] == "question"
        or (path[0] == "claims" and path[2:] == ("text",))
        or (path[2:3] == ("sides",) and path[-1] == "title")
    )


def reworded_under(base: Map, ours: Map, theirs: Map, merged: Map) -> tuple[list[Reworded], list[Reworded]]:
    """The rewordings about which a person is asked, and those that are only reported; all maps are in one set
    of ids."""
    asked: list[Reworded] = []
    told: list[Reworded] = []
    mine, other = ({claim.id: claim for claim in side.claims} for side in (ours, theirs))
    differing = [
        (claim, mine[claim.id], other[claim.id])
        for claim in base.claims
        if claim.id in mine and claim.id in other and mine[claim.id].text != other[claim.id].text
    ]
    links = {"ours": _new_links(base, ours), "theirs": _new_links(base, theirs)} if differing else {}
    there = {claim.id: claim for claim in merged.claims} if differing else {}
    for claim, left, right in differing:
        if claim.text not in (left.text, right.text):
            continue  # both reworded it, which is a conflict of its own
        by: Branch = "theirs" if left.text == claim.text else "ours"
        old, new = (left, right) if by == "theirs" else (right, left)
        if not is_reworded(claim.text, new.text) or claim.id not in there:
            continue
        found = _rewording(claim, old, new, by, links["ours" if by == "theirs" else "theirs"], there)
        turned = meaning_change(claim.text, new.text, merged.language) is not None
        if turned and (found.added or found.changed):
            asked.append(found)
        elif found.added or found.changed or (turned and found.kept):
            told.append(found)
    return asked, told


def _rewording(
    base: Claim, old: Claim, new: Claim, by: Branch, links: Mapping[str, list[Path]], there: Mapping[str, Claim]
) -> Reworded:
    """What is recorded for the old wording of a claim: ``old`` is the claim of the side that kept it.

    ``there`` are the claims of the merged map by id; what these lack is left out.
    """
    added: list[Path] = []
    changed: list[Path] = []
    kept: list[Path] = []
    for name in ("positions", "sources"):
        before, now = keyed(getattr(base, name)), keyed(getattr(old, name))
        others = keyed(getattr(new, name))
        for key, item in now.items():
            path = child_path(("claims", base.id), name, key, item)
            if not _is_in(there, path):
                continue
            if item == before.get(key):
                kept.extend([path] if _is_quoted(item) and item == others.get(key) else [])
            elif item != others.get(key):
                (added if key not in before and key not in others else changed).append(path)
    added += [path for path in links.get(base.id, ()) if _is_in(there, path)]
    return Reworded(("claims", base.id), by, base.text, new.text, tuple(added), tuple(changed), tuple(kept))


def _is_in(claims: Mapping[str, Claim], path: Path) -> bool:
    claim = claims.get(path[1])
    return claim is not None and found_at(claim, path[2:]) is not None


def _is_quoted(item: object) -> bool:
    return isinstance(item, Position | Citation) and item.quote is not None


def _new_links(base: Map, side: Map) -> dict[str, list[Path]]:
    """The links that a side added between claims of the base or from new ones, by the claims at their ends."""
    known = {reason.address for claim in base.claims for reason in claim.reasons}
    found: dict[str, list[Path]] = {}
    for claim in side.claims:
        for reason in claim.reasons:
            if reason.address not in known:
                for end in _ends(reason):
                    found.setdefault(end, []).append(("claims", claim.id, reason.kind, reason.target))
    return found


def _ends(reason: Reason) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*reason.premises, reason.target)))
