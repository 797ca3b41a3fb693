"""What is fuzzed: functions that take any bytes and raise when a law is broken.

What a user is told in a sentence (``MapError``) is no fault, as long as the sentence is of a bounded length.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

from argmap.evidence.readers.docx import read_docx
from argmap.evidence.readers.html import read_html
from argmap.evidence.readers.text import read_markdown, read_text
from argmap.interchange.file import File
from argmap.interchange.formats import FORMATS
from argmap.interchange.reading import import_file
from argmap.mapfile.canonical import format as laid_out
from argmap.mapfile.canonical import write
from argmap.mapfile.document import Document
from argmap.mapfile.patch.patch import revise
from argmap.mapfile.patch.verify import prove
from argmap.mapfile.read.read import read
from argmap.merge.conflict_markers import markers_in
from argmap.merge.documents import merge_documents
from argmap.model.findings import MapError, ReadingRefused
from tests.mapfile.mutations import mutated

ROOT = Path(__file__).parents[2]
SEEDS = Path(__file__).parent / "seeds"
MAPS = (ROOT / "docs" / "gallery", ROOT / "tests" / "maps", ROOT / "maps")
CASES = ROOT / "tests" / "interchange" / "cases"

LONGEST_SENTENCE = 3000
"""Characters of what is said of a file of a few thousand."""
MOST_SAID = 40_000
"""Characters of all findings of such a file."""
HTML = (
    b"<!doctype html><title>A page</title><h1>One</h1><p>Two &amp; three<br>four"
    b"<pre>  five\n six</pre><ul><li>seven<li hidden>eight</ul><!-- nine --><script>ten</script>"
)
BETWEEN = b"\n%%%\n"
"""What stands between the files in an input for several."""


def told(sentence: object, most: int = LONGEST_SENTENCE) -> None:
    """What was said instead."""
    assert 0 < len(str(sentence)) < most, f"{len(str(sentence))} characters are said"


def documents(data: bytes) -> list[Document] | None:
    """The map files of an input; None when one cannot be read."""
    try:
        return [read(part, "map.yaml") for part in data.split(BETWEEN)]
    except ReadingRefused as refused:
        assert any(finding.severity == "error" and finding.place is not None for finding in refused.findings)
        told(refused, MOST_SAID)
        return None


def map_file(data: bytes) -> None:
    """Reading; laying out, which says the same and is stable; a random change, which reads as meant."""
    found = documents(data)
    if found is None:
        return
    document = found[0]
    assert document.data == data.split(BETWEEN)[0]
    markers_in(document)
    assert read(write(document.map).encode(), "map.yaml").map == document.map
    once = read(laid_out(document).encode(), "map.yaml")
    assert once.map == document.map
    assert laid_out(once) == once.text
    target = mutated(document.map, Random(len(data)), 2)
    try:
        assert prove(revise(document, target)).map == target
    except MapError as refused:
        told(refused)


def merge(data: bytes) -> None:
    """A merge of three files: the result reads, and swapping the sides changes no conflict into none."""
    found = documents(data)
    if found is None or len(found) != 3:
        return
    base, ours, theirs = found
    try:
        one, two = merge_documents(base, ours, theirs), merge_documents(base, theirs, ours)
    except MapError as refused:
        told(refused)
        return
    assert bool(one.conflicts) == bool(two.conflicts)
    first, second = (read(merged.data, "map.yaml").map for merged in (one, two))
    if not one.conflicts:
        assert sorted(map(repr, first.claims)) == sorted(map(repr, second.claims))


def import_any(data: bytes) -> None:
    """A file of another tool; the first byte says which."""
    if not data:
        return
    format = FORMATS[data[0] % len(FORMATS)]
    if format.name in {"xlsx", "csv-folder"}:
        return
    try:
        found = import_file(File(f"file{format.endings[0]}", data[1:]), format.name)
    except MapError as refused:
        told(refused)
    else:
        assert read(write(found.map).encode(), "map.yaml").map == found.map


READERS = (read_text, read_html, read_markdown, read_docx)


def copy_of_source(data: bytes) -> None:
    """A copy of a source, whose text is in proportion to its size; the first byte says in which form it is."""
    if not data:
        return
    try:
        copy = READERS[data[0] % len(READERS)](data[1:])
    except MapError as refused:
        told(refused)
        return
    assert len(copy.text) <= 4 * len(data) + 100


TARGETS: dict[str, Callable[[bytes], None]] = {
    "map_file": map_file,
    "merge": merge,
    "import_any": import_any,
    "copy_of_source": copy_of_source,
}


def seeds(target: str) -> list[bytes]:
    """Inputs to begin with: those kept, and files of the repository in the form of the target."""
    kept = [path.read_bytes() for path in sorted((SEEDS / target).glob("*")) if path.is_file()]
    maps = [path.read_bytes() for folder in MAPS for path in sorted(folder.glob("*.yaml"))]
    if target == "map_file":
        return kept + [data for data in maps if len(data) < 6000]
    if target == "merge":
        cases = sorted((ROOT / "tests" / "merge" / "comments").iterdir())
        sides = ("base", "ours", "theirs")
        return kept + [
            BETWEEN.join((case / f"{side}.yaml").read_bytes() for side in sides) for case in cases if case.is_dir()
        ]
    if target == "import_any":
        return kept + [
            bytes([number]) + path.read_bytes()
            for number, format in enumerate(FORMATS)
            for ending in format.endings
            for path in sorted(CASES.glob(f"*{ending}"))
            if path.stat().st_size < 6000
        ]
    pages = [path.read_bytes()[:3000] for path in sorted((ROOT / "docs" / "tutorial").glob("*.md"))]
    return [*kept, b"\x01" + HTML, *(b"\x02" + page for page in pages), *(b"\x00" + page for page in pages)]
