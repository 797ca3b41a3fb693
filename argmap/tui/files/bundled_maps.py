"""The maps that come with the editor: the sample, and the lesson with the keys in force."""

from __future__ import annotations

import re
from pathlib import Path

from argmap.mapfile.document import Document
from argmap.mapfile.read.read import read
from argmap.tui.keys.keymap import Keymap

KEY_OF = re.compile(r"\{([a-z-]+)\}")
"""A placeholder in the lesson, inside double-quoted text: the name of an action, replaced by its key."""


def packaged_map(name: str, file: str) -> Document:
    """The packaged map of that name, read as ``file``."""
    return read(_packaged(name), file)


def lesson(file: str, keymap: Keymap) -> Document:
    """The lesson read as ``file``, with the keys of ``keymap``."""

    def key(found: re.Match[str]) -> str:
        return keymap.key_of(found[1]).replace("\\", "\\\\").replace('"', '\\"')

    return read(KEY_OF.sub(key, _packaged("tutor.yaml").decode()).encode(), file)


def _packaged(name: str) -> bytes:
    return (Path(__file__).parent / name).read_bytes()
