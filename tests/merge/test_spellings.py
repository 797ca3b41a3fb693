"""What a merge brings into ours is written as in the file that it comes from."""

from __future__ import annotations

from argmap.mapfile.read.read import read
from argmap.merge.documents import merge_documents
from argmap.session.session import Session
from tests.git.conftest import MAP

CITED = "    sources:\n      - report\n"
SOURCE = "\nsources:\n  report:\n    title: A report on tools\n    date: 2025\n"
WRITTEN = (
    "  memo:\n"
    "    title: 'The memo'   # two quotes\n"
    "    date: 2024\n"
    "  talk:\n"
    "    title: >-\n"
    "      A talk\n"
    "      on tools\n"
)


def merged(base: str, ours: str, theirs: str) -> str:
    documents = (read(text.encode(), "map.yaml") for text in (base, ours, theirs))
    return merge_documents(*documents).data.decode()


def test_an_entry_of_theirs_keeps_its_quotation_marks_dates_and_folds() -> None:
    ours = MAP.replace("A report on tools", "A report on our tools")
    assert merged(MAP, ours, MAP + WRITTEN) == ours + WRITTEN


def test_line_ends_are_those_of_ours() -> None:
    ours = MAP.replace("A report on tools", "A report on our tools").replace("\n", "\r\n")
    assert merged(MAP, ours, MAP + WRITTEN) == ours + WRITTEN.replace("\n", "\r\n")


def test_what_comes_back_keeps_its_date() -> None:
    ours = MAP.replace(CITED, "").replace(SOURCE, "")
    theirs = MAP.replace("    note: Ask the lawyers.\n", f"{CITED}    note: Ask the lawyers.\n")
    assert "  report:\n    title: A report on tools\n    date: 2025\n" in merged(MAP, ours, theirs)


def test_an_entry_that_the_merge_changed_is_written_anew() -> None:
    ours = MAP.replace("  costs:", "  bills:")
    theirs = MAP + "  memo:\n    title: 'The memo'\n"
    theirs = theirs.replace(SOURCE, f"  late:\n    text: 'It is late.'\n    objects_to: [costs]\n{SOURCE}")
    text = merged(MAP, ours, theirs)
    assert "  late:\n    text: It is late.\n    objects_to:\n      - bills\n" in text
    assert "    title: 'The memo'\n" in text


def test_the_editor_keeps_the_spelling_of_ours_in_their_file() -> None:
    base, ours = (read(text.encode(), "map.yaml") for text in (MAP, MAP + WRITTEN))
    theirs = MAP.replace("A report on tools", "A report on their tools")
    session = Session.open(base).replace_document(ours, "edit")
    assert session.merge_outside(read(theirs.encode(), "map.yaml")).session.document.text == theirs + WRITTEN
