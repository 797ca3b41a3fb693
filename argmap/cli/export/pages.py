"""``argmap export --pages``: the pages that are left of an earlier export of the same map."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from argmap.cli.export.outputs import Output
from argmap.cli.output import print_error
from argmap.escape import one_line
from argmap.exit_codes import ExitCode
from argmap.semantics.wording import listed

MOST_NAMED = 5
"""Files that are named in a sentence; more are counted."""


def tell_stale(outputs: Sequence[Output], made: Sequence[tuple[Output, bytes]]) -> int:
    """Tell of pages in the folders that are of an earlier export and not of this one: they are not deleted, as that
    was not asked for.
    """
    written = {output.path for output, _ in made}
    code = ExitCode.FINE
    for output in outputs:
        if found := [path for path in _pages_like(output) if path not in written]:
            code = ExitCode.FOUND
            print_error(
                f"{_named(found)} of an earlier export that this one does not write. Delete {_them(found)}.\n"
            )
    return code


def _pages_like(output: Output) -> Iterator[Path]:
    """The files that are pages of the same map in the same format, by their names and by what they say."""
    from argmap.draw.formats import FORMATS
    from argmap.draw.pages.files import is_page_of, overview_file

    assert output.path is not None
    start, suffix = f"{output.path.stem}-", FORMATS[output.format].suffix
    folder = output.path.parent
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.startswith(start) and path.suffix == suffix:
            with contextlib.suppress(OSError):  # a folder, or not ours to read
                if is_page_of(overview_file(output.path.stem, suffix), path.read_bytes()):
                    yield path


def _named(found: Sequence[Path]) -> str:
    names = listed([one_line(str(path)) for path in found], MOST_NAMED)
    return f"{names} {'is a page' if len(found) == 1 else 'are pages'}"


def _them(found: Sequence[Path]) -> str:
    return "it" if len(found) == 1 else "them"
