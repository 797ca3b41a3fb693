"""The statements that two versions of a map word differently, and what was recorded for the old words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from argmap.merge.changes import Changed, Changes
from argmap.merge.meaning import MeaningChange, is_reworded, meaning_change
from argmap.model.findings import Path
from argmap.model.index import Index
from argmap.model.types import Citation, Position


class Rewording(NamedTuple):
    """A claim's text, a question, the title of a side or a quote in old and new words; ``path`` has the new ids.

    ``turn`` is how the meaning may have turned, None when nothing says so. The positions and citations of a claim
    that are as they were, and whether it is still assumed, were recorded for the old words.
    """

    path: Path
    old: str
    new: str
    turn: MeaningChange | None
    positions: tuple[Position, ...] = ()
    citations: tuple[Citation, ...] = ()
    assumed: bool = False

    @property
    def recorded(self) -> bool:
        """Whether anything was recorded for the old words."""
        return bool(self.positions or self.citations or self.assumed)


def rewordings(changes: Changes, old: Index, new: Index) -> Iterator[Rewording]:
    """The rewordings among the changes between two versions, both in the ids of the newer one.

    Other case, punctuation and spaces alone make none.
    """
    for edit in changes.edits:
        if not isinstance(edit, Changed) or not isinstance(edit.old, str) or not isinstance(edit.new, str):
            continue
        is_quote = edit.path[-1] == "quote"
        if not (is_quote or _is_statement(edit.path)) or not is_reworded(edit.old, edit.new):
            continue
        turn = meaning_change(edit.old, edit.new, new.map.language)
        found = Rewording(edit.path, edit.old, edit.new, turn)
        if edit.path[0] == "claims" and not is_quote:
            before, after = old.claims[edit.path[1]], new.claims[edit.path[1]]
            found = found._replace(
                positions=tuple(one for one in after.positions if one in before.positions),
                citations=tuple(one for one in after.sources if one in before.sources),
                assumed=before.assumed and after.assumed,
            )
        yield found


def _is_statement(path: Path) -> bool:
    return (
        path[-1] == "question"
        or (path[0] == "claims" and path[2:] == ("text",))
        or (path[2:3] == ("sides",) and path[-1] == "title")
    )
