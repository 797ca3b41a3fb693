"""Comments of documents: what changed between two versions, and their three-way merge, which a merge of maps lacks.

:mod:`argmap.mapfile.trivia` says which thing a comment belongs to. A difference is found within an entry: a comment
at another place of its entry is unchanged. For a merge the things of the three documents are matched with those of
the merged one, and the comments at each place of a thing are merged as a list. Swapping ours and theirs does not
change the result: where both sides add comments at one place, they are in the order of their texts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher
from functools import partial
from typing import NamedTuple

from argmap.mapfile.document import Block, Document, Key
from argmap.mapfile.patch.comments import Placed, canonical, texts, with_comments
from argmap.mapfile.syntax.cst import Mapping, compose
from argmap.mapfile.syntax.positions import line_end
from argmap.mapfile.syntax.problems import silent
from argmap.mapfile.trivia import Comment, Item, Steps, Trivia, Where, comment_starts
from argmap.merge.changes import Changes
from argmap.merge.conflict_markers import reread
from argmap.merge.ids import agree
from argmap.merge.item_matching import ItemMatching
from argmap.model.renaming import Renaming
from argmap.model.types import Map, rebuilt

CONFLICT = "# CONFLICT: "
"""The beginning of the comments in which a merge wrote down a conflict; they are not counted as comments."""


class CommentChange(NamedTuple):
    """A comment that was added (``old`` is None), removed (``new`` is None) or changed, with its sign ``#``.

    ``entry`` is the section and id of its entry, in the new ids; None for the file itself.
    """

    entry: Key | None
    old: str | None
    new: str | None


def comment_changes(old: Document, new: Document, changes: Changes) -> tuple[CommentChange, ...]:
    """The differences of the comments of two documents, whose maps differ by ``changes``.

    They are in the order of the new file, those of removed entries last. There are none where one document is None:
    the whole file was added or removed.
    """
    if not old.blocks or not new.blocks or ("#" not in old.text and "#" not in new.text):
        return ()
    before = _blocks(old, changes)
    after = _blocks(new, Changes())
    found: list[CommentChange] = []
    for key in {**after, **before}:
        one, other = before.get(key, []), after.get(key, [])
        if [block.text for block in one] != [block.text for block in other]:
            found += _compared(key, _comments(one), _comments(other))
    return tuple(found)


def _blocks(document: Document, changes: Changes) -> dict[Key | None, list[Block]]:
    """The blocks of each entry, in the new ids; those between sections under None."""
    found: dict[Key | None, list[Block]] = {}
    for block in document.blocks:
        key = block.key
        if key is not None:
            key = (key[0], changes.new_ids.get(key, key[1]))
        found.setdefault(key, []).append(block)
    return found


def _comments(blocks: list[Block]) -> list[str]:
    """The comments in blocks, in their order, without the notes of a merge that is unresolved."""
    return [comment for block in blocks if "#" in block.text for comment in _in_text(block.text)]


def _in_text(text: str) -> Iterator[str]:
    root = compose(text, silent(text))
    starts = comment_starts(text, root) if root is not None else _alone(text)
    noting = False
    for start in starts:
        comment = text[start : line_end(text, start)].strip()
        noting = comment.startswith(CONFLICT) or (noting and comment.startswith("#   "))
        if not noting:
            yield comment


def _alone(text: str) -> Iterator[int]:
    """The offsets of the comments in a text that has nothing else."""
    at = 0
    for line in text.split("\n"):
        if "#" in line:
            yield at + line.index("#")
        at += len(line) + 1


def _compared(entry: Key | None, old: list[str], new: list[str]) -> Iterator[CommentChange]:
    kept = Counter(old) & Counter(new)
    gone, come = _without(old, kept), _without(new, kept)
    if len(gone) == len(come):
        yield from (CommentChange(entry, was, now) for was, now in zip(gone, come, strict=True))
        return
    yield from (CommentChange(entry, was, None) for was in gone)
    yield from (CommentChange(entry, None, now) for now in come)


def _without(comments: list[str], kept: Counter[str]) -> list[str]:
    left = Counter(kept)
    rest = []
    for comment in comments:
        if left[comment]:
            left[comment] -= 1
        else:
            rest.append(comment)
    return rest


PlaceKey = tuple[Steps, Where]
"""The steps of a thing of the merged document, and a place of that thing."""


class _SideComments(NamedTuple):
    """The comments of one document, and the matching of its things with those of the merged document."""

    trivia: Trivia
    counterparts: ItemMatching
    joined: Collection[Steps] = ()
    """The records of the merged document that are one thing with the field that is their short form."""

    def placed(self) -> Iterator[tuple[PlaceKey | None, Comment]]:
        """Each comment with its key in the merged document; None when that lacks its thing."""
        for comment in self.trivia.comments:
            written = comment.item.steps
            steps = self.counterparts.of(written)
            if steps is not None and canonical(written) != written and steps not in self.joined:
                steps = (*steps, written[-1])
            yield (None if steps is None else (steps, comment.where)), comment


def with_merged_comments(document: Document, base: Document | None, ours: Document, theirs: Document) -> Document:
    """``document``, the merge of the others, with their merged comments.

    A comment that a side added or changed is in it, and one that a side removed is not. A comment that a side wrote
    on a thing that the merge lacks is moved to the next thing. A comment that would change the map at its place is
    written above the thing or at the top of the file.
    """
    if not any("#" in one.text for one in (base, ours, theirs, document) if one is not None):
        return document
    merged, before, left, right = _sides(document, base, ours, theirs)
    wanted = _merged(before, left, right)
    _add_homeless(wanted, before, (left, right), merged)
    changes = list(_changes(merged, wanted))
    accepted = partial(reread, document, map=document.map)
    return with_comments(document, changes, accepted, merged.joined) if changes else document


def with_united_comments(document: Document, before: Document, kept: str, gone: str) -> Document:
    """``document`` with the comments that were lost when the claim ``gone`` of ``before`` became part of the claim
    ``kept``.

    Each is beside the thing that it is about, and otherwise beside the next thing.
    """
    lost = Counter(_all_texts(before)) - Counter(_all_texts(document))
    if not lost:
        return document
    own, goal = _trivia(before), _trivia(document)
    merged = _SideComments(goal, ItemMatching(document.map, goal, (), document.map, goal))
    merged = merged._replace(joined=set(_on_one_line(merged)))
    wanted = _by_key(merged)
    for other in (kept, gone):  # what is in the claim that went is looked for first
        claims = tuple(claim for claim in before.map.claims if claim.id != other)
        matching = ItemMatching(
            rebuilt(before.map, claims=claims), own, (Renaming({("claims", gone): kept}),), document.map, goal
        )
        side = _SideComments(own, matching, merged.joined)
        for key, comment in side.placed():
            if lost[comment.text] > 0 and (comment.item.steps[:2] == ("claims", gone)) is (other == kept):
                lost[comment.text] -= 1
                there = key if key is not None and goal.item(key[0]) is not None else _home(comment, side)
                wanted[there] = _in_order([*wanted.get(there, []), comment], there[1])
    accepted = partial(reread, document, map=document.map)
    return with_comments(document, list(_changes(merged, wanted)), accepted, merged.joined)


def _all_texts(document: Document) -> list[str]:
    return texts(_trivia(document).comments) if "#" in document.text else []


def _sides(
    document: Document, base: Document | None, ours: Document, theirs: Document
) -> tuple[_SideComments, _SideComments | None, _SideComments, _SideComments]:
    """The comments of the merged document, the base, ours and theirs, matched with the things of the first."""
    agreed = agree(base.map if base is not None else Map(title=""), ours.map, theirs.map)
    final = agreed.final
    goal = _trivia(document)
    merged = _SideComments(goal, ItemMatching(document.map, goal, (), document.map, goal))
    before = _side(base, (final,), document, goal) if base is not None else None
    left = _side(ours, (*agreed.of_ours, final), document, goal)
    right = _side(theirs, (*agreed.of_theirs, final), document, goal)
    joined = {steps for side in (merged, before, left, right) if side is not None for steps in _on_one_line(side)}
    return (
        merged._replace(joined=joined),
        before._replace(joined=joined) if before is not None else None,
        left._replace(joined=joined),
        right._replace(joined=joined),
    )


def _on_one_line(side: _SideComments) -> Iterator[Steps]:
    """The records of the merged document that a side writes on one line: it has one place for the comments of such a
    record and of the field that is its short form."""
    for item in side.counterparts.records():
        if not isinstance(item.node, Mapping) or "\n" not in side.trivia.text[item.start : item.end]:
            steps = side.counterparts.of(item.steps)
            if steps is not None:
                yield steps


def _side(side: Document, renamings: tuple[Renaming, ...], document: Document, goal: Trivia) -> _SideComments:
    trivia = _trivia(side)
    return _SideComments(trivia, ItemMatching(side.map, trivia, renamings, document.map, goal))


def _trivia(document: Document) -> Trivia:
    root = compose(document.text, silent(document.text))
    assert isinstance(root, Mapping)
    return Trivia(document.text, root)


def _merged(before: _SideComments | None, left: _SideComments, right: _SideComments) -> dict[PlaceKey, list[Comment]]:
    """The comments wanted at each place of the merged document."""
    base, ours, theirs = (_by_key(side) for side in (before, left, right))
    found: dict[PlaceKey, list[Comment]] = {}
    for key in {**base, **ours, **theirs}:
        old = base.get(key, [])
        one = ours.get(key, []) if key in ours or left.counterparts.has(key[0]) else old
        two = theirs.get(key, []) if key in theirs or right.counterparts.has(key[0]) else old
        found[key] = _in_order(_merged_list(old, one, two), key[1])
    for side, other in ((left, right), (right, left)):
        for key, text in _taken_away(before, side, other) if before is not None else ():
            found[key] = _without_one(found[key], text)
    return found


def _taken_away(before: _SideComments, side: _SideComments, other: _SideComments) -> Iterator[tuple[PlaceKey, str]]:
    """The comments set apart that ``other`` took away, where they are at another place of ``side``: what they stood
    above is gone there, or something new stands between."""
    old, new, without = (Counter(texts(one.trivia.comments)) for one in (before, side, other))
    gone = (old & new) - without
    if not gone:
        return
    was, here = _by_key(before), _by_key(side)
    moved: Counter[str] = Counter()
    for key, comment in before.placed():
        entry = before.counterparts.of(comment.item.steps[:2])
        if not comment.attached and entry is not None and other.counterparts.has(entry):
            moved[comment.text] += key is None or comment.text not in texts(here.get(key, ()))
    for key, comments in here.items():
        for text in (Counter(texts(comments)) - Counter(texts(was.get(key, ())))).elements():
            if moved[text] > 0 and gone[text] > 0:
                moved[text] -= 1
                gone[text] -= 1
                yield key, text


def _without_one(comments: list[Comment], text: str) -> list[Comment]:
    place = next((place for place, one in enumerate(comments) if one.text == text), len(comments))
    return [*comments[:place], *comments[place + 1 :]]


def _by_key(side: _SideComments | None) -> dict[PlaceKey, list[Comment]]:
    found: dict[PlaceKey, list[Comment]] = {}
    for key, comment in side.placed() if side else ():
        if key is not None:
            found.setdefault(key, []).append(comment)
    return found


def _merged_list(base: list[Comment], ours: list[Comment], theirs: list[Comment]) -> list[Comment]:
    """The comments at one place: those of both sides, without those that one side removed."""
    if texts(ours) == texts(theirs) or texts(theirs) == texts(base):
        return ours
    if texts(ours) == texts(base):
        return theirs
    one, two = sorted((ours, theirs), key=texts)
    counts = [Counter(texts(side)) for side in (base, one, two)]
    left = Counter({text: _kept(*(count[text] for count in counts)) for text in counts[1] | counts[2]})
    found = []
    for comment in _woven(one, two):
        if left[comment.text] > 0:
            left[comment.text] -= 1
            found.append(comment)
    return found


def _in_order(comments: list[Comment], where: Where) -> list[Comment]:
    """``comments`` with those that are attached to their thing next to it."""
    return sorted(comments, key=lambda comment: comment.attached is not (where == "below"))


def _kept(base: int, one: int, two: int) -> int:
    """The number of copies of a comment after a merge, from their number in the base and on each side."""
    return max(one, two) if min(one, two) >= base else min(one, two)


def _woven(one: Sequence[Comment], two: Sequence[Comment]) -> Iterator[Comment]:
    """Both lists in one, with their common comments once; between these the items of the first come first."""
    at = to = 0
    for match in SequenceMatcher(None, texts(one), texts(two), autojunk=False).get_matching_blocks():
        yield from (*one[at : match.a], *two[to : match.b], *one[match.a : match.a + match.size])
        at, to = match.a + match.size, match.b + match.size


def _add_homeless(
    wanted: dict[PlaceKey, list[Comment]],
    before: _SideComments | None,
    sides: tuple[_SideComments, _SideComments],
    merged: _SideComments,
) -> None:
    """Add the comments that a side wrote on things that the merged document lacks."""
    known = Counter(
        (*comment.item.steps[:2], comment.text) if key is None else (*key[0][:2], comment.text)
        for key, comment in (before.placed() if before else ())
    )
    homeless: dict[PlaceKey, list[Comment]] = {}
    for side in sides:
        had = Counter(known)
        for key, comment in side.placed():
            if key is not None:
                continue
            mark = (*side.counterparts.named(comment.item.steps)[:2], comment.text)
            if had[mark]:
                had[mark] -= 1
            else:
                homeless.setdefault(_home(comment, side), []).append(comment)
    for home, comments in homeless.items():
        there = wanted.setdefault(home, [])
        known_there = set(texts(there))
        there += sorted({one.text: one for one in comments if one.text not in known_there}.values(), key=_text)


def _text(comment: Comment) -> str:
    return comment.text


def _home(comment: Comment, side: _SideComments) -> PlaceKey:
    """The place for a comment whose thing is gone: above the next thing, or below the thing that contained both."""
    item: Item = comment.item
    while item.parent is not None:
        for place in range(item.place + 1, item.parent.children):
            follows = side.counterparts.of(item.parent.child(place).steps)
            if follows is not None:
                return follows, "above"
        item = item.parent
        around = side.counterparts.of(item.steps)
        if around is not None:
            return around, "below"
    return (), "below"


def _changes(merged: _SideComments, wanted: dict[PlaceKey, list[Comment]]) -> Iterator[Placed]:
    """The places at which the merged document gets other comments."""
    there: dict[PlaceKey, list[Comment]] = {}
    for key, comment in merged.placed():
        assert key is not None
        there.setdefault(key, []).append(comment)
    for key in {**there, **wanted}:
        old, new = there.get(key, []), wanted.get(key, [])
        if texts(old) != texts(new):
            yield Placed(key[0], key[1], new)
