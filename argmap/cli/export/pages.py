"""``argmap export --pages``: the pages, and what is left of an earlier export of the same map."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.cli.export.outputs import Output
from argmap.cli.output import print_error, say
from argmap.escape import one_line
from argmap.exit_codes import ExitCode

if TYPE_CHECKING:
    from argmap.draw.pages.layout import LaidOutPage

MOST_NAMED = 5
"""So many files are named in a sentence, and the others counted."""


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


def warn(pages: Sequence[LaidOutPage]) -> None:
    """Say which pages are not as they should be, in a sentence for all that have the same fault."""
    from argmap.draw.pages.fitting import text_size
    from argmap.draw.paper import LEAST_TEXT

    for warning, number in Counter(page.bare.warning for page in pages if page.bare.warning).items():
        say(f"{number} of {len(pages)} pages: {warning}")
    least = LEAST_TEXT[pages[0].size]
    if small := [page.file for page in pages if text_size(page.picture, page.size) < least]:
        say(
            f"The text of {_listed(small)} is smaller than {least:g} points on {pages[0].size}, as what is there "
            "cannot be divided. Shorten the claims, or name larger paper with --fit."
        )


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
    return f"{_listed(found)} {'is a page' if len(found) == 1 else 'are pages'}"


def _listed(found: Sequence[Path | str]) -> str:
    names = [one_line(str(path)) for path in found[:MOST_NAMED]]
    if len(found) > MOST_NAMED:
        names.append(f"{len(found) - MOST_NAMED} more")
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _them(found: Sequence[Path]) -> str:
    return "it" if len(found) == 1 else "them"
