"""A map with more of everything than an output lists, as text: what is beyond a limit is counted."""

from __future__ import annotations

from collections.abc import Iterator

LONG = "The town {} of the lake that it is deep and cold and that nobody should swim in it as it did before"


def crowd(many: int = 26, said: str = "says") -> str:
    """A map about one claim with ``many`` objections, supports, undercuts, positions, quotations, sides and tags, and
    a chain of ``many`` claims. ``said`` is a word in each text. The first of each kind has a long text."""
    return "".join(_parts(many, said))


def _parts(many: int, said: str) -> Iterator[str]:
    numbers = range(1, many + 1)
    very_long = f"{LONG.format(said)}. " * 6

    def words(kind: str, number: int) -> str:
        return f"{LONG.format(said) if number == 1 else f'It {said}'} {kind} {number}"

    yield f"argmap: 1\ntitle: {LONG.format(said)}\nquestion: {very_long}\ntensions:\n  sides:\n"
    yield f"    title: {LONG.format(said)}\n    sides:\n"
    yield from (f"      side-{one}: {words('side', one)}\n" for one in numbers)
    yield "stakeholders:\n"
    yield from (f"  who-{one}:\n    name: {words('who', one)}\n" for one in numbers)
    yield f"claims:\n  main:\n    text: {words('main', 1)}.\n    note: {very_long}\n    positions:\n"
    for one in numbers:
        stance = "agrees" if one % 2 else "disagrees"
        yield f"      who-{one}: {{stance: {stance}, source: source-{one}, quote: {words('quote', one)}}}\n"
    yield f"    tags: [{', '.join(f'tag-{one}' for one in numbers)}]\n    sources:\n"
    yield from (f"      - {{source: source-{one}, quote: {words('citation', one)}}}\n" for one in numbers)
    for kind, link in (
        ("against", "objects_to: [main]"), ("for", "supports: [main]"), ("cut", "undercuts: [against-1 -> main]")
    ):  # fmt: skip
        for one in numbers:
            text = very_long if one == 1 else words(kind, one)
            yield f"  {kind}-{one}:\n    text: {text}\n    tension: sides\n    side: side-{one}\n    {link}\n"
    for one in numbers:
        below = f"chain-{one - 1}" if one > 1 else "main"
        yield f"  chain-{one}:\n    text: {words('step', one)}\n    supports: [{below}]\n"
    yield "sources:\n"
    yield from (
        f"  source-{one}:\n    title: {words('source', one)}\n    copy: copies/minutes.txt\n" for one in numbers
    )
