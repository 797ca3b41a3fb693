"""The changes of a claim in words: its text, links, positions and citations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from argmap.excerpt import excerpt
from argmap.merge.changes import Added, Change, Changed, Removed
from argmap.model.findings import Path
from argmap.model.ids import split_address
from argmap.model.index import Index
from argmap.model.paths import key_of
from argmap.model.types import KINDS, Citation, Claim, Position, Reason
from argmap.report.changes.model import ChangeLine, field_line, value_line
from argmap.semantics.wording import named, source_named, stakeholder_named
from argmap.vocabulary import ASSUMED, FIELDS, RELATIONS, STEP


class MapVersions(NamedTuple):
    """Both versions of a map, in the ids of the newer one."""

    old: Index
    new: Index

    def of(self, change: Change) -> Index:
        """The version that has the changed thing."""
        return self.old if isinstance(change, Removed) else self.new


def aimed_at(index: Index, reason: Reason) -> str:
    """The target of a link in words."""
    step = split_address(reason.target) if reason.kind == "undercuts" else None
    if step is None:
        return named(index, reason.target)
    return f"{STEP} from {named(index, step[0])} to {named(index, step[1])}"


def lines_of_new_claim(claim: Claim, index: Index) -> Iterator[ChangeLine]:
    """The links, side, positions and citations of a claim that was added or removed."""
    for reason in claim.reasons:
        with_ = f" with {', '.join(named(index, one) for one in reason.linked)}" if reason.linked else ""
        yield ChangeLine(f"{RELATIONS[reason.kind].verb} {aimed_at(index, reason)}{with_}")
    if claim.tension is not None:
        yield ChangeLine(f"takes {_side(index, claim)}")
    for position in claim.positions:
        yield ChangeLine(
            f"{stakeholder_named(index, position.stakeholder)}: {position.stance}{_said(position, index)}"
        )
    for citation in claim.sources:
        yield ChangeLine(f"cites {source_named(index, citation.source)}")


def _said(position: Position, index: Index) -> str:
    """The quote, date and source of a position, as the end of a line."""
    quote = f"“{position.quote}”" if position.quote else ""
    source = source_named(index, position.source) if position.source else ""
    return "".join(f", {part}" for part in (quote, position.date, source) if part)


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
        yield ChangeLine("reworded", line.pieces) if name == "text" else line


def _text(value: str | bool | None) -> str | None:
    return value if isinstance(value, str) else None


def _side(index: Index, claim: Claim) -> str:
    tension = index.tensions.get(claim.tension or "")
    title = excerpt((tension.title if tension else None) or claim.tension or "")
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
            yield _moved(pair[0], reason, versions)
    for reason in gone:
        if isinstance(reason, Reason):
            yield ChangeLine(f"no longer {RELATIONS[reason.kind].verb} {aimed_at(versions.old, reason)}", sign="−")
    for reason in come:
        if isinstance(reason, Reason):
            yield ChangeLine(f"now {RELATIONS[reason.kind].verb} {aimed_at(versions.new, reason)}", sign="+")
    by_target = {key_of(reason): reason for reason in claim.reasons}
    for path, edit in edits:
        changed = by_target.get(path[1].partition("#")[0])
        if len(path) > 2 and changed is not None:
            yield from _in_reason(path[2:], edit, changed, versions)


def _kind(item: object) -> str:
    return item.kind if isinstance(item, Reason) else ""


def _moved(old: object, new: object, versions: MapVersions) -> ChangeLine:
    assert isinstance(old, Reason) and isinstance(new, Reason)
    before, after = aimed_at(versions.old, old), aimed_at(versions.new, new)
    return ChangeLine(f"now {RELATIONS[new.kind].verb} {after} instead of {before}")


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
        yield ChangeLine(f"{who} now recorded as: {edit.item.stance}{_said(edit.item, versions.new)}", sign="+")
    elif isinstance(edit, Removed) and isinstance(edit.item, Position):
        yield ChangeLine(f"position of {who} removed (was: {edit.item.stance})", sign="−")
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
        yield ChangeLine(f"now cites {source_named(index, edit.item.source)}{tail}", sign="+")
    elif isinstance(edit, Removed) and isinstance(edit.item, Citation):
        yield ChangeLine(f"no longer cites {source_named(index, edit.item.source)}{tail}", sign="−")
    elif isinstance(edit, Changed):
        line = field_line if path[-1] == "quote" else value_line
        cited = source_named(index, path[1].partition("#")[0])
        yield line(f"{path[-1]} from {cited}{tail}", _text(edit.old), _text(edit.new))


def _tag(path: Path, edit: Change, versions: MapVersions) -> Iterator[ChangeLine]:
    if isinstance(edit, Added | Removed):
        came = isinstance(edit, Added)
        yield ChangeLine(f"tag {path[1]} {'added' if came else 'removed'}", sign="+" if came else "−")


_IN_CLAIM = {"positions": _position, "sources": _citation, "tags": _tag}
