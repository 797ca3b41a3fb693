"""One change to the blocks of a document."""

from __future__ import annotations

from typing import NamedTuple

from argmap.text.document import Block
from argmap.text.splice import Splice


class Change(NamedTuple):
    """Splices (offsets into the whole text) that all lie in the blocks from ``first`` up to ``last``, and the blocks
    that stand there afterwards, read again."""

    first: int
    last: int
    splices: tuple[Splice, ...]
    blocks: tuple[Block, ...]
