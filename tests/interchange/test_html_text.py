"""HTML in the texts of outliners: what is never closed is text, and takes no more time than what is."""

from __future__ import annotations

import pytest

from argmap.interchange.outline.xml_tree import plain


@pytest.mark.parametrize(
    ("text", "words", "links"),
    [
        ("no <b>tags</b> stay", "no tags stay", []),
        ('see <a href="https://example.org/x">the page</a>', "see the page", [("the page", "https://example.org/x")]),
        ('<b title="a<b and b>c">bold</b>', "bold", []),
        ("<i>a</i> < b <!-- c", "a < b <!-- c", []),
        ("<b>R&amp;D</b> <a", "R&D <a", []),
    ],
)
def test_tags_go_and_everything_else_is_text(text: str, words: str, links: list[tuple[str, str]]) -> None:
    assert plain(text) == (words, links)


@pytest.mark.parametrize("begun", ["<!--", "<a ", "<a href='", "</", "<![CDATA[", "<?", "&", "<b"])
def test_what_is_never_closed_is_read_in_the_time_of_what_is(begun: str) -> None:
    words, links = plain("<b>bold</b>" + begun * 100_000)
    assert words.startswith("bold")
    assert len(words) >= 100_000
    assert links == []
