"""How long the editor's state takes to follow a person. Run: ``python tests/bench/bench_session.py [CLAIMS ...]``.

For maps of several sizes, read from their file as the editor reads them: milliseconds (the median of several runs)
for each edit with its index and outline, for undo, fold, filter, rows and the diagram. ``sooner`` says by how much an
edit is sooner than a new index and a new outline would be. The editor has 10 ms from key to painted byte.
The bytes follow in a thread: ``revise`` (edit and text) and ``journal`` are what that takes.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

sys.path.insert(0, str(Path(__file__).parents[2]))

from argmap.draw.terminal.diagram import draw_cells
from argmap.edit import claims, reasons, rename, text
from argmap.mapfile.canonical import write
from argmap.mapfile.document import Document
from argmap.mapfile.read.read import read
from argmap.model.index import Index
from argmap.model.types import Map
from argmap.session.journal import JournalWriter
from argmap.session.outline.outline import Outline
from argmap.session.session import Session
from tests.bench.large_maps import large_map

SIZES = (500, 10_000, 100_000)
RUNS = 9

Result = TypeVar("Result")


def milliseconds(work: Callable[[], Result], runs: int = RUNS) -> tuple[float, Result]:
    """The median time of some work, and its result."""
    found = []
    for _ in range(runs):
        begun = time.perf_counter()
        result = work()
        found.append((time.perf_counter() - begun) * 1000)
    return statistics.median(found), result


@dataclass
class State:
    """A session and its outline, as the editor holds them."""

    session: Session
    outline: Outline

    def after(self, session: Session) -> State:
        """Both after a change."""
        return State(session, self.outline.after(session.index))

    def apply(self, edit: Callable[[Map], Map]) -> State:
        """Both after an edit."""
        return self.after(self.session.apply(edit, "edit"))


def edits(size: int, map: Map) -> dict[str, Callable[[Map], Map]]:
    """What people do, on a claim in the middle of the file."""
    middle = f"claim-{size // 2}"
    address = next(
        step.address for claim in map.claims[size // 2 :] for step in claim.reasons if step.kind == "supports"
    )
    leaf = next(claim.id for claim in map.claims[size // 2 :] if not Index.of(map).reasons_for.get(claim.id))
    return {
        "set text": lambda map: text.set_text(map, middle, "Another text."),
        "add support": lambda map: claims.add_support(map, middle, "new-claim", "A new claim."),
        "add objection to the root": lambda map: claims.add_objection(map, "claim-0", "new-claim", "A new claim."),
        "add contention": lambda map: claims.add_claim(map, "new-claim", "A new claim.", after=middle),
        "flip": lambda map: reasons.flip(map, address),
        "move before the one above": lambda map: claims.move_before(map, middle, f"claim-{size // 2 - 1}"),
        "put under the root": lambda map: reasons.move_reason(map, address, "claim-0"),
        "rename id": lambda map: rename.rename(map, middle, "new-name"),
        "delete a leaf": lambda map: claims.delete_branch(map, leaf).map,
        "delete a branch": lambda map: claims.delete_branch(map, middle).map,
    }


def measure_edits(state: State, size: int, from_scratch: float, write_line: Callable[[str], None]) -> None:
    """Each edit, its undo, and the bytes of it."""
    write_line(f"  {'':28}{'edit':>9}{'undo':>9}{'sooner':>9}{'revise':>9}{'journal':>9}\n")
    for name, edit in edits(size, state.session.map).items():
        state.session.index.remember()
        took, edited = milliseconds(lambda edit=edit: state.apply(edit))  # type: ignore[misc]
        back, _ = milliseconds(lambda edited=edited: edited.after(edited.session.undo()))  # type: ignore[misc]
        revising, document = milliseconds(lambda edit=edit: state.session.apply(edit, "edit").document, 3)  # type: ignore[misc]
        journal, _ = milliseconds(lambda document=document: _entry(state.session.document, document), 3)  # type: ignore[misc]
        sooner = f"{from_scratch / took:.0f}x"
        write_line(f"  {name:28}{took:9.2f}{back:9.2f}{sooner:>9}{revising:9.2f}{journal:9.2f}\n")


def _entry(before: Document, after: Document) -> Any:
    chain = JournalWriter()
    chain.restart(before)
    chain.is_empty = False
    return chain.entry(before, after, "edit")


def measure_looking(outline: Outline, write_line: Callable[[str], None]) -> None:
    """What does not change the map."""
    keys = outline.flat.keys
    outline.haystack.matches("warm")
    folded = outline.fold_to(2)
    inner = next(key for number in range(len(folded)) if folded.row(number).children for key in [folded.key(number)])
    looks: dict[str, Callable[[], object]] = {
        "fold": lambda: len(outline.fold(keys[1])),
        "unfold": lambda: len(folded.unfold(inner)),
        "fold to level 2": lambda: len(outline.fold_to(2)),
        "filter by one word": lambda: len(outline.filtered("partnership")),
        "filter by two words": lambda: len(outline.filtered("partnership growth")),
        "filter by one letter": lambda: len(outline.filtered("p")),
        "a screen of 50 rows": lambda: [
            outline.row(number) for number in range(len(outline) // 2, len(outline) // 2 + 50)
        ],
        "diagram, 30 boxes": lambda: draw_cells(outline.shape, keys[len(keys) // 2], 3, 100),
    }
    for name, look in looks.items():
        write_line(f"  {name:28}{milliseconds(look)[0]:9.2f}\n")


def main(sizes: Sequence[int]) -> None:
    """Print the table for each size."""
    for size in sizes:
        document = read(write(large_map(size)).encode(), "map.yaml")
        gc.collect()
        gc.freeze()  # As the editor does after opening a map.
        opening, session = milliseconds(lambda document=document: Session.open(document), 3)  # type: ignore[misc]
        laying, outline = milliseconds(lambda session=session: Outline.build(session.index), 3)  # type: ignore[misc]
        sys.stdout.write(f"{size} claims, {len(outline)} rows: index {opening:.1f} ms, outline {laying:.1f} ms\n")
        measure_edits(State(session, outline), size, opening + laying, sys.stdout.write)
        measure_looking(outline, sys.stdout.write)
        sys.stdout.flush()
        gc.unfreeze()


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or SIZES)
