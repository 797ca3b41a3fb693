"""Names: one meaning for a class name in the whole code base, and file names that a stranger can guess."""

from __future__ import annotations

import ast
from collections import defaultdict

from tests.house.source import FILES, is_private, name_of, nodes

VAGUE = frozenset("util utils helper helpers manager common misc stuff base core".split())

OPAQUE = frozenset(
    "anatomy beside deciding deeds desk division ends extents flat habits islands keeper keeping key_taker lanes "
    "lenses lettering levels likeness marking missing oracle packaged passes patching placed prove quiet_words refer "
    "rescalar reshape rubbish silence simple skeleton slots spell splice staging standing surroundings sweep telling "
    "threads thrifty_screen turn turning undecided wires world".split()
)
"""Names that files once had and that said nothing to anybody else."""

SHARED_NAMES = frozenset("Document Draft Element Entry Inference Item Node Output Place Placed Problem Row".split())
"""Class names that still mean several things. Nothing is added here."""


def class_files() -> dict[str, set[str]]:
    """The files that define each public class name."""
    files = defaultdict(set)
    for name, node in nodes(ast.ClassDef):
        if isinstance(node, ast.ClassDef) and not is_private(node.name) and not extends_its_namesake(node):
            files[node.name].add(name)
    return files


def test_a_class_name_means_one_thing() -> None:
    files = class_files()
    assert len(files) > 300
    assert {name: where for name, where in files.items() if len(where) > 1 and name not in SHARED_NAMES} == {}


def test_file_names_explain_themselves() -> None:
    assert [name_of(file) for file in FILES if VAGUE & set(file.stem.split("_"))] == []
    assert [name_of(file) for file in FILES if file.stem in OPAQUE] == []


def extends_its_namesake(node: ast.ClassDef) -> bool:
    """Whether a class is the public form of one with its name, and so means the same thing."""
    return node.name in {ast.unparse(base).rpartition(".")[2] for base in node.bases}
