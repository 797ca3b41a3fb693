"""The loss ledger in words: a table of counts, then what was changed in form and what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from argmap.escape import for_log, one_line
from argmap.interchange.ledger import Count, Ledger, Listed

MOST_PLACES = 12
"""Things listed under one reason; the JSON ledger holds all."""
_EXCERPT = 60


def as_text(ledger: Ledger) -> str:
    """The ledger, safe for a terminal. Each thing has its place; of more than :data:`MOST_PLACES` of a kind with one
    reason the number is told."""
    return for_log("\n".join([*_table(ledger.counts), *_lists(ledger.listed)]) + "\n")


def _table(counts: list[Count]) -> Iterator[str]:
    names = [plural(one.kind) for one in counts]
    width = max(map(len, names), default=0)
    yield f"  {'':<{width}}  {'read':>6} {'kept':>6} {'changed':>8} {'left out':>9}"
    for name, one in zip(names, counts, strict=True):
        yield f"  {name:<{width}}  {one.read:>6} {one.kept:>6} {one.changed:>8} {one.left_out:>9}"


def _lists(listed: list[Listed]) -> Iterator[str]:
    for outcome, heading in (("changed", "Changed in form:"), ("left out", "Left out:")):
        groups: dict[tuple[str, str], list[Listed]] = {}
        for one in listed:
            if one.outcome == outcome:
                groups.setdefault((one.kind, one.why), []).append(one)
        if groups:
            yield heading
        for (kind, why), things in groups.items():
            yield f"  {_number(kind, sum(one.number for one in things))}: {one_line(why)}"
            yield from _things(things)


def _things(things: list[Listed]) -> Iterator[str]:
    for one in things[:MOST_PLACES]:
        yield f"    {one_line(one.place)}: {_excerpt(one.text)}" if one.text else f"    {one_line(one.place)}"
    if len(things) > MOST_PLACES:
        yield f"    and {len(things) - MOST_PLACES} more"


def _excerpt(text: str) -> str:
    line = one_line(text[: 2 * _EXCERPT])
    return line if len(line) <= _EXCERPT else line[: _EXCERPT - 1] + "…"


def _number(kind: str, number: int) -> str:
    return f"1 {kind}" if number == 1 else f"{number} {plural(kind)}"


def plural(kind: str) -> str:
    """The name of several things of a kind."""
    if kind.endswith("y") and kind[-2:-1] not in set("aeiou"):
        return kind[:-1] + "ies"
    return kind + ("es" if kind.endswith(("s", "x", "ch")) else "s")


def as_values(ledger: Ledger) -> dict[str, list[dict[str, str | int]]]:
    """The whole ledger as values for JSON."""
    return {"counts": _dicts(ledger.counts), "listed": _dicts(ledger.listed)}


def _dicts(rows: Iterable[Count] | Iterable[Listed]) -> list[dict[str, str | int]]:
    return [{name.replace("_", " "): value for name, value in row._asdict().items()} for row in rows]
