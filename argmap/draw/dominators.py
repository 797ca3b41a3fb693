"""Dominators: through which one box all ways from the contentions to a claim lead.

What a box dominates is its own sub-argument: it bears on nothing else that is drawn, so it can go to another page
whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

ROOT = ""
"""The box above all that nothing stands above; no id is empty."""


def dominators(nodes: Iterable[str], onto: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The immediate dominator of each node, in an order in which it comes before what it dominates.

    ``onto`` gives the premises of a box. The walk begins at the boxes that are no premise, then at those that it has
    not reached, which argue in circles. (Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm", 2001.)
    """
    order, starts = _reverse_postorder(list(nodes), onto)
    place = {name: at for at, name in enumerate(order)}
    heads: dict[str, list[str]] = {start: [ROOT] for start in starts}
    for head in order:
        for tail in onto.get(head, ()):
            heads.setdefault(tail, []).append(head)
    found = {ROOT: ROOT}
    changed = True
    while changed:
        changed = False
        for name in order[1:]:
            nearest = _common([head for head in heads[name] if head in found], found, place)
            changed |= found.get(name) != nearest
            found[name] = nearest
    return {name: found[name] for name in order[1:]}


def _common(heads: Sequence[str], found: Mapping[str, str], place: Mapping[str, int]) -> str:
    """The lowest node that dominates all of ``heads``."""
    first, *others = heads
    for other in others:
        while first != other:
            while place[first] > place[other]:
                first = found[first]
            while place[other] > place[first]:
                other = found[other]
    return first


def _reverse_postorder(nodes: Sequence[str], onto: Mapping[str, Sequence[str]]) -> tuple[list[str], list[str]]:
    """All nodes, each before its premises where they do not argue in circles, and the nodes where walks began."""
    premises = {tail for head in nodes for tail in onto.get(head, ())}
    starts: list[str] = []
    seen: set[str] = set()
    done: list[str] = []
    for start in [*(name for name in nodes if name not in premises), *nodes]:
        if start not in seen:
            starts.append(start)
            _walk(start, onto, seen, done)
    return [ROOT, *reversed(done)], starts


def _walk(start: str, onto: Mapping[str, Sequence[str]], seen: set[str], done: list[str]) -> None:
    seen.add(start)
    path = [(start, iter(onto.get(start, ())))]
    while path:
        name, rest = path[-1]
        fresh = next((tail for tail in rest if tail not in seen), None)
        if fresh is None:
            done.append(name)
            path.pop()
        else:
            seen.add(fresh)
            path.append((fresh, iter(onto.get(fresh, ()))))
