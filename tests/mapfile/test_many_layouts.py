"""Maps in many layouts: what laying out and edits make of them, and what is said where one is broken.

Fingerprints are in ``many_layouts.txt``; ``ARGMAP_GOLDEN=write`` writes them anew. The laws beside this say what each
edit must keep; this notices when a text becomes another.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from argmap.mapfile.canonical import format, write
from argmap.mapfile.document import Document
from argmap.mapfile.patch.patch import revise
from argmap.mapfile.read.read import read
from argmap.mapfile.syntax.cst import Mapping, compose
from argmap.mapfile.syntax.problems import silent
from argmap.mapfile.trivia import Trivia
from argmap.model.findings import MapError
from tests.fingerprints import nothing_else_kept, same_as_kept
from tests.mapfile.layouts import laid_out
from tests.mapfile.mutations import mutated

KEPT = Path(__file__).with_name("many_layouts.txt")
TESTS = Path(__file__).parents[1]
FILES = [
    *(TESTS / "maps" / f"{name}.yaml" for name in ("everything", "hostile", "loops", "odd-layout", "three-claims")),
    TESTS / "mapfile" / "commented.yaml",
]
SEEDS = range(60)


def document(seed: int) -> Document:
    """A map as it is in its file, or in a layout of its own."""
    file = FILES[seed % len(FILES)]
    made = read(file.read_bytes(), file.name)
    return made if seed < 2 * len(FILES) else read(laid_out(made.map, Random(seed)), file.name)


def comments(text: str) -> Iterator[str]:
    root = compose(text, silent(text))
    assert isinstance(root, Mapping)
    for one in Trivia(text, root).comments:
        yield f"{one.text} {one.where} {one.item.steps} {one.attached} {one.blank_above} {one.blank_below}"


@pytest.mark.parametrize("seed", SEEDS)
def test_layouts_and_edits_become_what_they_became(seed: int) -> None:
    made, random = document(seed), Random(seed)
    told = [made.text, *comments(made.text), format(made), write(made.map)]
    for times in (1, 1, 2, 5):
        told.append(revise(made, mutated(made.map, random, times)).text)
    assert same_as_kept(KEPT, f"layout {seed}", "\n".join(told))


def broken(text: str) -> Iterator[str]:
    """A text without each of its lines, and with each of them broken in one of several ways."""
    lines = text.splitlines()
    for place, line in enumerate(lines):
        ways = (
            *("", f" {line}", line[1:], f"{line}:", f"{line} '", f"{line} [x", f"\t{line}", f"{line}: y", f"&{line}"),
            *(line.replace(old, new, 1) for old, new in ((":", ""), ("- ", "-"), (" ", "\u00a0"), ("-", "–"))),
            *(f"{line}\n{line}", f"{line}\n  x: y"),
        )
        for way in (ways[0], ways[1 + place % (len(ways) - 1)], ways[1 + (place * 5 + 3) % (len(ways) - 1)]):
            yield "\n".join([*lines[:place], way, *lines[place + 1 :], ""])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_is_broken_is_told_as_it_was(file: Path) -> None:
    told = []
    for text in broken(file.read_text(encoding="utf-8")[:2400]):
        try:
            made = read(text.encode(), file.name)
        except MapError as refused:
            told.append(str(refused))
        else:
            told += [str(finding) for finding in made.findings]
    assert same_as_kept(KEPT, f"broken {file.stem}", "\n".join(told))


def test_nothing_is_kept_of_what_is_not_there() -> None:
    assert nothing_else_kept(KEPT, {f"layout {seed}" for seed in SEEDS} | {f"broken {file.stem}" for file in FILES})
