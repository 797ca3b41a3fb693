"""The changes of a claim in words: its text, links, positions and citations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from argmap.excerpt import excerpt
from argmap.merge.changes import Added, Change, Changed, Removed
from argmap.model.findings import Path
from argmap.model.ids import split_address
from argmap.model.index import Index
from argmap.model.names import tension_name
from argmap.model.paths import key_of
from argmap.model.types import KINDS, Citation, Claim, Position, Reason
from argmap.report.changes.model import ChangeLine, Sign, field_line, value_line
from argmap.semantics.wording import listed, named, source_named, stakeholder_named
from argmap.vocabulary import ASSUMED, FIELDS, LINKED, RELATIONS, STANCE_WORDS, STEP

REWORDED = "reworded"
"""A claim's text in other words."""

WHY = "why it follows"
"""The note on a link."""


class MapVersions(NamedTuple):
    """Both versions of a map, in the ids of the newer one."""

    old: Index
    new: Index

    def of(self, change: Change) -> Index:
        """The version that has the changed thing."""
        return self.old if isinstance(change, Removed) else self.new


def aimed_at(index: Index, reason: Reason) -> str:
    """The target of a link in words, also of an undercut of an undercut."""
    return _step(index, reason.target) if reason.kind == "undercuts" else named(index, reason.target)


def _step(index: Index, address: str) -> str:
    step = split_address(address)
    if step is None:
        return named(index, address)
    to = _step(index, step[1]) if "->" in step[1] else named(index, step[1])
    return f"{STEP} from {named(index, step[0])} to {to}"


def _whole(text: str) -> str:
    return text


def cited(citation: object, index: Index, quote: Callable[[str], str] = _whole) -> str:
    """A citation in words: the source, where in it, and the words that are quoted, as ``quote`` gives them."""
    assert isinstance(citation, Citation)
    words = [source_named(index, citation.source), citation.locator, citation.quote and f"“{quote(citation.quote)}”"]
    return ", ".join(word for word in words if word)


def lines_of_whole_claim(claim: Claim, index: Index) -> Iterator[ChangeLine]:
    """Everything in a claim that was added or removed, except its text."""
    if claim.short:
        yield ChangeLine(f"{FIELDS['short']}: {claim.short}")
    if claim.assumed:
        yield ChangeLine(ASSUMED)
    for reason in claim.reasons:
        yield from _lines_of_whole_link(reason, index)
    if claim.tension is not None:
        yield ChangeLine(f"takes {_side(index, claim)}")
    for position in claim.positions:
        yield ChangeLine(f"{stakeholder_named(index, position.stakeholder)}: {_said(position, index)}")
    for citation in claim.sources:
        yield ChangeLine(f"cites {cited(citation, index)}")
    if claim.tags:
        yield ChangeLine(f"{'tag' if len(claim.tags) == 1 else 'tags'}: {', '.join(claim.tags)}")
    if claim.note:
        yield ChangeLine(f"note: {claim.note}")


def _lines_of_whole_link(reason: Reason, index: Index, when: str = "") -> Iterator[ChangeLine]:
    """A link with its linked premises, why it follows, its scheme and its citations."""
    yield ChangeLine(f"{when}{RELATIONS[reason.kind].verb} {aimed_at(index, reason)}{_together(reason, index)}")
    if reason.note:
        yield ChangeLine(f"{WHY}: {reason.note}")
    if reason.scheme:
        yield ChangeLine(f"scheme of the link: {reason.scheme}")
    for citation in reason.sources:
        yield ChangeLine(f"the link cites {cited(citation, index)}")


def _together(reason: Reason, index: Index) -> str:
    return f" {LINKED} {listed((named(index, one) for one in reason.linked), 9)}" if reason.linked else ""


def _said(position: Position, index: Index) -> str:
    """The stance of a position with its quote, date and source."""
    quote = f"“{position.quote}”" if position.quote else ""
    source = source_named(index, position.source) if position.source else ""
    stance = STANCE_WORDS[position.stance].view
    return ", ".join(part for part in (stance, quote, position.date, source) if part)


def lines_of_claim(
    edits: Iterable[tuple[Path, Change]], versions: MapVersions, claim_id: str
) -> Iterator[ChangeLine]:
    """The changes of a claim that both versions have; paths are relative to the claim."""
    reasons: list[tuple[Path, Change]] = []
    before, after = versions.old.claims[claim_id], versions.new.claims[claim_id]
    if (before.tension, before.side) != (after.tension, after.side):
        yield _changed_side(versions, before, after)
    for path, edit in edits:
        if path and path[0] in KINDS:
            reasons.append((path, edit))
        elif len(path) == 1 and isinstance(edit, Changed):
            yield from _field(path[0], edit)
        elif path and path[0] in _IN_CLAIM:
            yield from _IN_CLAIM[path[0]](path, edit, versions)
    yield from _reasons(reasons, versions, after)


def _field(name: str, edit: Changed) -> Iterator[ChangeLine]:
    if name == "assumed":
        yield ChangeLine(f"now {ASSUMED}" if edit.new else f"no longer {ASSUMED}")
    elif name in {"text", "short", "note"}:
        line = field_line(FIELDS.get(name, name), _text(edit.old), _text(edit.new))
        yield ChangeLine(REWORDED, line.pieces) if name == "text" else line


def _text(value: str | bool | None) -> str | None:
    return value if isinstance(value, str) else None


def _side(index: Index, claim: Claim) -> str:
    tension = index.tensions.get(claim.tension or "")
    title = excerpt(tension_name(tension) if tension else claim.tension or "")
    if claim.side is None:
        return f"part in “{title}”"
    sides = {side.id: side.title for side in tension.sides} if tension else {}
    return f"the side “{excerpt(sides.get(claim.side, claim.side))}” of “{title}”"


def _changed_side(versions: MapVersions, before: Claim, after: Claim) -> ChangeLine:
    if before.tension is None:
        return ChangeLine(f"now takes {_side(versions.new, after)}", sign="+")
    if after.tension is None:
        return ChangeLine(f"no longer takes {_side(versions.old, before)}", sign="−")
    return ChangeLine(f"moved from {_side(versions.old, before)} to {_side(versions.new, after)}")


def _reasons(edits: list[tuple[Path, Change]], versions: MapVersions, claim: Claim) -> Iterator[ChangeLine]:
    """Added, removed and changed links; one removed and one added link of a kind are shown as a moved argument."""
    gone = [edit.item for path, edit in edits if isinstance(edit, Removed) and len(path) == 2]
    come = [edit.item for path, edit in edits if isinstance(edit, Added) and len(path) == 2]
    for reason in list(come):
        pair = [one for one in gone if _kind(one) == _kind(reason)]
        if len(pair) == 1 and [_kind(one) for one in come].count(_kind(reason)) == 1:
            gone.remove(pair[0])
            come.remove(reason)
            yield from _moved(pair[0], reason, versions)
    for reason in gone:
        if isinstance(reason, Reason):
            yield from _signed("−", _lines_of_whole_link(reason, versions.old, "no longer "))
    for reason in come:
        if isinstance(reason, Reason):
            yield from _signed("+", _lines_of_whole_link(reason, versions.new, "now "))
    by_target = {key_of(reason): reason for reason in claim.reasons}
    for path, edit in edits:
        changed = by_target.get(path[1].partition("#")[0])
        if len(path) > 2 and changed is not None:
            yield from _in_reason(path[2:], edit, changed, versions)


def _signed(sign: Sign, lines: Iterable[ChangeLine]) -> Iterator[ChangeLine]:
    return (replace(line, sign=sign) for line in lines)


def _kind(item: object) -> str:
    return item.kind if isinstance(item, Reason) else ""


def _moved(old: object, new: object, versions: MapVersions) -> Iterator[ChangeLine]:
    """A link that leads elsewhere now, with what else of it differs."""
    assert isinstance(old, Reason) and isinstance(new, Reason)
    before, after = aimed_at(versions.old, old), aimed_at(versions.new, new)
    yield ChangeLine(
        f"now {RELATIONS[new.kind].verb} {after}{_together(new, versions.new)} instead of {before}"
        f"{_together(old, versions.old)}"
    )
    if old.note != new.note:
        yield field_line(f"{WHY}:", old.note, new.note)
    if old.scheme != new.scheme:
        yield field_line("scheme of the link", old.scheme, new.scheme)
    for citation in old.sources:
        if citation not in new.sources:
            yield ChangeLine(f"the link no longer cites {cited(citation, versions.old)}", sign="−")
    for citation in new.sources:
        if citation not in old.sources:
            yield ChangeLine(f"the link now cites {cited(citation, versions.new)}", sign="+")


def _in_reason(path: Path, edit: Change, reason: Reason, versions: MapVersions) -> Iterator[ChangeLine]:
    target = aimed_at(versions.new, reason)
    if path == ("kind",) and isinstance(edit, Changed) and edit.old in KINDS:
        yield ChangeLine(
            f"now {RELATIONS[reason.kind].verb} {target}, which it {RELATIONS[edit.old].past} before", sign="!"
        )
    elif path == ("note",) and isinstance(edit, Changed):
        yield field_line(f"why it {RELATIONS[reason.kind].verb} {target}:", _text(edit.old), _text(edit.new))
    elif path == ("scheme",) and isinstance(edit, Changed):
        yield field_line(f"scheme of the link to {target}", _text(edit.old), _text(edit.new))
    elif path[0] == "with" and isinstance(edit, Added | Removed):
        how = "only with" if isinstance(edit, Added) else "no longer only with"
        premise = named(versions.of(edit), key_of(edit.item))
        yield ChangeLine(
            f"{RELATIONS[reason.kind].verb} {target} {how} {premise}", sign="+" if isinstance(edit, Added) else "−"
        )
    elif path[0] == "sources":
        yield from _citation(path, edit, versions, f"for the link to {target}")


def _position(path: Path, edit: Change, versions: MapVersions) -> Iterator[ChangeLine]:
    who = stakeholder_named(versions.of(edit), path[1])
    if isinstance(edit, Added) and isinstance(edit.item, Position):
        yield ChangeLine(f"{who} now recorded as: {_said(edit.item, versions.new)}", sign="+")
    elif isinstance(edit, Removed) and isinstance(edit.item, Position):
        yield ChangeLine(f"position of {who} removed (was: {_said(edit.item, versions.old)})", sign="−")
    elif isinstance(edit, Changed) and path[2] == "stance":
        yield ChangeLine(f"{who} moved from {edit.old} to {edit.new}", sign="!")
    elif isinstance(edit, Changed):
        show = source_named if path[2] == "source" else lambda _, text: text
        old, new = (None if value is None else show(index, str(value)) for index, value in _sides(edit, versions))
        line = field_line if path[2] == "quote" else value_line
        yield line(f"{path[2]} of the position of {who}", old, new)


def _sides(edit: Changed, versions: MapVersions) -> tuple[tuple[Index, object], tuple[Index, object]]:
    return (versions.old, edit.old), (versions.new, edit.new)


def _citation(path: Path, edit: Change, versions: MapVersions, where: str = "") -> Iterator[ChangeLine]:
    index = versions.of(edit)
    tail = f" {where}" if where else ""
    if isinstance(edit, Added) and isinstance(edit.item, Citation):
        yield ChangeLine(f"now cites {cited(edit.item, index)}{tail}", sign="+")
    elif isinstance(edit, Removed) and isinstance(edit.item, Citation):
        yield ChangeLine(f"no longer cites {cited(edit.item, index)}{tail}", sign="−")
    elif isinstance(edit, Changed):
        line = field_line if path[-1] == "quote" else value_line
        source = source_named(index, path[1].partition("#")[0])
        yield line(f"{FIELDS.get(path[-1], path[-1])} in {source}{tail}", _text(edit.old), _text(edit.new))


def _tag(path: Path, edit: Change, versions: MapVersions) -> Iterator[ChangeLine]:
    if isinstance(edit, Added | Removed):
        came = isinstance(edit, Added)
        yield ChangeLine(f"tag {path[1]} {'added' if came else 'removed'}", sign="+" if came else "−")


_IN_CLAIM = {"positions": _position, "sources": _citation, "tags": _tag}
