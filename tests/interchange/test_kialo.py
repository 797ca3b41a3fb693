"""Kialo's two forms: a discussion written in either gives a map from which the same discussion can be told."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.interchange.file import File, Unreadable
from argmap.interchange.reading import import_file
from argmap.model.types import Map
from tests.interchange.soundness import errors_in

WORDS = "harbour lamps birds not ever 2. 1.1. Pro: Con: [7] \\[law\\] (p. 3) - * # naïve 夜 the of".split()
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)


class Node(NamedTuple):
    parent: int
    stance: str
    text: str
    see: int | None


@st.composite
def discussions(draw: st.DrawFn) -> list[Node]:
    """Nodes in the order of a walk down the tree; a node with ``see`` is another mention of an earlier claim."""
    nodes = [Node(-1, "", "thesis " + draw(TEXTS), None)]
    for number in range(1, draw(st.integers(1, 10))):
        claims = [at for at, node in enumerate(nodes) if node.see is None]
        stance = draw(st.sampled_from(["Pro", "Con"]))
        see = draw(st.none() | st.sampled_from(claims))
        nodes.append(Node(draw(st.sampled_from(claims)), stance, f"n{number} " + draw(TEXTS), see))
    return nodes


def numbered(nodes: list[Node]) -> list[tuple[str, Node]]:
    """The nodes with their numbers, in the order of the export."""
    found: list[tuple[str, Node]] = []

    def walk(at: int, number: str) -> None:
        found.append((number, nodes[at]))
        children = [child for child, node in enumerate(nodes) if node.parent == at]
        for place, child in enumerate(children, 1):
            walk(child, f"{number}.{place}")

    walk(0, "1")
    return found


def export(nodes: list[Node], current: bool, eol: str) -> bytes:
    pairs = numbered(nodes)
    numbers = {id(node): number for number, node in pairs}
    lines = ["Discussion Name:", "A debate", ""] if current else ["Discussion Title: A debate", ""]
    for number, node in pairs:
        text = node.text if node.see is None else f"-> See {numbers[id(nodes[node.see])]}."
        indent = "  " * number.count(".")
        if current:
            lines += [f"{indent}{number}. {node.stance or 'Thesis'}:", indent + text, ""]
        else:
            lines.append(f"{number}. " + (f"{node.stance}: " if node.stance else "") + text)
    return eol.join([*lines, "Sources:", ""] if current else [*lines, ""]).encode()


def told(map: Map) -> Counter[tuple[str, str, str]]:
    texts = {claim.id: claim.text for claim in map.claims}
    kinds = {"supports": "Pro", "objects_to": "Con"}
    return Counter(
        (kinds[reason.kind], claim.text, texts[reason.target]) for claim in map.claims for reason in claim.reasons
    )


def plain(text: str) -> str:
    return text.replace("\\[", "[").replace("\\]", "]")


def written(nodes: list[Node]) -> set[tuple[str, str, str]]:
    """Each link once, the first of two that one claim has to another, none to itself."""
    first: dict[tuple[str, str], str] = {}
    plainly = [(node, node.see) for _, node in numbered(nodes)]
    for node, see in [one for one in plainly if one[1] is None] + [one for one in plainly if one[1] is not None]:
        own = nodes[see] if see is not None else node
        target = nodes[node.parent]
        if node.stance and own is not target:
            first.setdefault((own.text, target.text), node.stance)
    return {(stance, plain(text), plain(target)) for (text, target), stance in first.items()}


@given(discussions(), st.booleans(), st.sampled_from(["\n", "\r\n"]))
def test_a_discussion_keeps_every_claim_stance_and_second_target(nodes: list[Node], current: bool, eol: str) -> None:
    data = export(nodes, current, eol)
    found = import_file(File("debate.txt", data))
    assert found.format.name == "kialo"
    assert Counter(claim.text for claim in found.map.claims) == Counter(
        plain(node.text) for node in nodes if node.see is None
    )
    assert told(found.map) == Counter(written(nodes))
    assert errors_in(found.map) == []
    counts = {count.kind: count for count in found.ledger.counts}
    links = [counts[kind] for kind in ("support", "objection") if kind in counts]
    assert sum(count.read for count in links) == len(nodes) - 1
    assert sum(count.kept for count in links) == len(written(nodes))
    assert import_file(File("debate.txt", data)).map == found.map


@pytest.mark.parametrize(
    ("text", "where", "why"),
    [
        ("Discussion Title: x\n\nno numbers\n", "debate.txt:2", "No claim was found"),
        ("Discussion Name:\nx\n\n", "debate.txt:", "No claim was found"),
        ("Discussion Title: x\n\n1. " + "a" * 300_000, "debate.txt:3", "at most 200,000"),
    ],
)
def test_what_is_no_discussion(text: str, where: str, why: str) -> None:
    with pytest.raises(Unreadable) as refused:
        import_file(File("debate.txt", text.encode()))
    assert str(refused.value).startswith(where)
    assert why in str(refused.value)


@pytest.mark.parametrize(
    "data",
    [
        "Discussion Title: Lamps\n\n1. They stay on.\n1.1. Pro: It is dark.\n[1] A report",
        "Discussion Name:\nLamps\n\n1. Thesis:\nThey stay on.\n\n  1.1. Pro:\nIt is dark.\n[1] A report\nSources:\n",
    ],
)
def test_the_line_before_the_list_of_sources_is_of_the_last_claim(data: str) -> None:
    found = import_file(File("debate.txt", data.encode()))
    assert [claim.text for claim in found.map.claims] == ["They stay on.", "It is dark. [1] A report"]
    assert not found.map.sources


def test_a_text_that_is_named_as_a_discussion_and_is_none_is_told_how_one_begins() -> None:
    with pytest.raises(Unreadable) as refused:
        import_file(File("debate.txt", b"\nSome text.\n\n1. A claim.\n"), "kialo")
    assert str(refused.value) == (
        "debate.txt:2:1: A Kialo export begins with 'Discussion Name:' or 'Discussion Title:'."
    )
