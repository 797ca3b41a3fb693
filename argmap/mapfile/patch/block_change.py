"""One change to the blocks of a document."""

from __future__ import annotations

from typing import NamedTuple

from argmap.mapfile.document import Block
from argmap.mapfile.edits import Splice


class Change(NamedTuple):
    """Splices (offsets into the whole text) that all lie in the blocks from ``first`` up to ``last``, and the blocks
    that stand there afterwards, read again."""

    first: int
    last: int
    splices: tuple[Splice, ...]
    blocks: tuple[Block, ...]
