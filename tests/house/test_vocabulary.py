"""Words for relations, stances and statuses are in argmap/vocabulary.py alone, exit codes in argmap/exit_codes.py."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from argmap.model.types import KINDS, STANCES
from argmap.vocabulary import RELATIONS, STANCE_WORDS, STATUSES, counted
from tests.house.source import nodes

KEYS = (set(KINDS), set(STANCES), set(STATUSES), {"claims", "stakeholders", "sources", "tensions"})

NOT_WORDS = {
    # Names of looks, styles and shapes that a program reads.
    "draw/paint/painter.py": "roles of WAI-ARIA graphics",
    "draw/writers/dot.py": "arrow heads and line styles of DOT",
    "draw/writers/mermaid.py": "arrow tips of Mermaid",
    "tui/views/outline.py": "component classes",
    "tui/views/panes.py": "component classes",
    "tui/views/detail.py": "component classes",
    "tui/views/table_models.py": "component classes",
    "tui/commands/table_actions.py": "names of views, and the stance after each stance",
    # Words of a conflict, each the beginning of a phrase of its own.
    "report/conflicts/names.py": "its support of, its objection to, its undercut of",
    "mapfile/read/values.py": "an example of an entry of each section",
    # Files of other tools have their own words.
    "interchange": "formats of other tools",
}


def is_table(node: ast.AST) -> bool:
    """Whether this is a dictionary with a string for each relation, stance, status or section."""
    if not isinstance(node, ast.Dict):
        return False
    keys = {key.value for key in node.keys if isinstance(key, ast.Constant)}
    strings = all(isinstance(value, ast.Constant) and isinstance(value.value, str) for value in node.values)
    return strings and any(keys >= wanted for wanted in KEYS)


def test_no_other_file_has_a_table_of_words() -> None:
    found = {name for name, node in nodes() if is_table(node)} - {"vocabulary.py"}
    assert {"interchange" if name.startswith("interchange/") else name for name in found} <= set(NOT_WORDS)


def test_a_table_of_words_is_seen() -> None:
    words = ast.parse('VERBS = {"supports": "backs", "objects_to": "denies", "undercuts": "cuts", "side": ""}')
    assert sum(map(is_table, ast.walk(words))) == 1


def ends(function: ast.FunctionDef) -> Iterator[ast.expr | None]:
    return (node.value for node in ast.walk(function) if isinstance(node, ast.Return))


def test_commands_end_with_named_exit_codes() -> None:
    mains = {
        name: node
        for name, node in nodes()
        if isinstance(node, ast.FunctionDef) and (node.name == "main") and "cli/" in name
    }
    assert len(mains) > 18
    bare = (ast.Constant,)
    assert {name for name, main in mains.items() if any(isinstance(end, bare) for end in ends(main))} == set()


def test_every_relation_stance_and_status_has_words_of_its_own() -> None:
    assert tuple(RELATIONS) == KINDS
    assert tuple(STANCE_WORDS) == STANCES
    statuses = [words[1:] for words in STATUSES.values()]  # two may have one sign
    for table in (RELATIONS.values(), STANCE_WORDS.values(), statuses):
        for words in zip(*table, strict=True):
            assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    ("number", "said"), [(0, "no claims"), (1, "1 claim"), (2, "2 claims"), (1200, "1,200 claims")]
)
def test_counted(number: int, said: str) -> None:
    assert counted(number, "claim") == said
    assert counted(0, "position", zero="0") == "0 positions"
    assert counted(2, "premise", "premises of it") == "2 premises of it"


BADGE_CELLS = 12


def test_every_status_has_words_of_its_own_and_a_short_badge() -> None:
    """Two statuses may have the same sign, never the same words."""
    signs, *words = zip(*STATUSES.values(), strict=True)
    assert all(len(set(column)) == len(column) for column in words)
    assert all(one.badge.startswith(f"{one.sign} ") and len(one.badge) <= BADGE_CELLS for one in STATUSES.values())
    assert all(len(sign) == 1 for sign in signs)


def test_no_status_sounds_like_a_verdict() -> None:
    verdicts = re.compile(r"\b(stands?|falls?|fallen|true|wins?|won|refuted|proven|so)\b")
    assert not [said for words in STATUSES.values() for said in words if verdicts.search(said)]
