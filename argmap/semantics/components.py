"""Strongly connected components (Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1, 1972),
without recursion.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator


def components(nodes: Iterable[int], readers: Callable[[int], Iterable[int]]) -> list[list[int]]:
    """The strongly connected components of the graph reachable from ``nodes``; linear in its size.

    ``readers(n)`` are the successors of ``n``. Components are in reverse topological order: each comes after its
    successors.
    """
    found: list[list[int]] = []
    number: dict[int, int] = {}
    lowest: dict[int, int] = {}
    open_nodes: list[int] = []
    for root in nodes:
        if root not in number:
            _explore(root, readers, number, lowest, open_nodes, found)
    return found


def _explore(
    root: int,
    readers: Callable[[int], Iterable[int]],
    number: dict[int, int],
    lowest: dict[int, int],
    open_nodes: list[int],
    found: list[list[int]],
) -> None:
    path: list[tuple[int, Iterator[int]]] = []
    following: int | None = root
    while path or following is not None:
        if following is not None:
            number[following] = lowest[following] = len(number)
            open_nodes.append(following)
            path.append((following, iter(readers(following))))
        node, ahead = path[-1]
        following = None
        for reader in ahead:
            if reader not in number:
                following = reader
                break
            # The lowest of a closed component is larger than every number, so it changes nothing.
            lowest[node] = min(lowest[node], lowest[reader])
        if following is None:
            path.pop()
            _close(node, number, lowest, open_nodes, found)
            if path:
                lowest[path[-1][0]] = min(lowest[path[-1][0]], lowest[node])


def _close(
    node: int, number: dict[int, int], lowest: dict[int, int], open_nodes: list[int], found: list[list[int]]
) -> None:
    """Remove the component of ``node`` from the stack if ``node`` is its root."""
    if lowest[node] != number[node]:
        return
    start = len(open_nodes) - 1
    while open_nodes[start] != node:
        start -= 1
    component = open_nodes[start:]
    del open_nodes[start:]
    for member in component:
        lowest[member] = 1 << 62
    found.append(component)
