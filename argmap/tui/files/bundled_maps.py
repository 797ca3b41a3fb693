"""The maps that come with the editor: the sample, and the lesson with the keys in force."""

from __future__ import annotations

import re
from pathlib import Path

from argmap.mapfile.document import Document
from argmap.mapfile.read.read import read
from argmap.tui.actions import VIEWS
from argmap.tui.keys.keymap import Keymap

KEY_OF = re.compile(r"\{([a-z-]+)\}")
"""A placeholder in the lesson, inside double-quoted text: the name of an action, replaced by its key, or of a tab,
replaced by its number."""


def packaged_map(name: str, file: str) -> Document:
    """The packaged map of that name, read as ``file``."""
    return read(_packaged(name), file)


def lesson(file: str, keymap: Keymap) -> Document:
    """The lesson read as ``file``, with the keys of ``keymap``."""
    numbers: dict[str, str] = {view: str(number) for number, (view, _) in enumerate(VIEWS, start=1)}

    def key(found: re.Match[str]) -> str:
        shown = numbers.get(found[1]) or keymap.key_of(found[1])
        return shown.replace("\\", "\\\\").replace('"', '\\"')

    return read(KEY_OF.sub(key, _packaged("tutor.yaml").decode()).encode(), file)


def _packaged(name: str) -> bytes:
    return (Path(__file__).parent / name).read_bytes()
