"""The maps that come with the editor: a sample to change, and the lesson, which names the keys in force."""

from __future__ import annotations

import re
from pathlib import Path

from argmap.mapfile.document import Document
from argmap.mapfile.read.read import read
from argmap.tui.keys.keymap import Keymap

KEY_OF = re.compile(r"\{([a-z-]+)\}")
"""In the lesson, the name of an action stands for its key, in double-quoted text."""


def packaged_map(name: str, file: str) -> Document:
    """A map that comes with the editor, as if it were ``file``."""
    return read(_packaged(name), file)


def lesson(file: str, keymap: Keymap) -> Document:
    """The lesson as if it were ``file``, with the keys of ``keymap``."""

    def key(found: re.Match[str]) -> str:
        return keymap.key_of(found[1]).replace("\\", "\\\\").replace('"', '\\"')

    return read(KEY_OF.sub(key, _packaged("tutor.yaml").decode()).encode(), file)


def _packaged(name: str) -> bytes:
    return (Path(__file__).parent / name).read_bytes()
