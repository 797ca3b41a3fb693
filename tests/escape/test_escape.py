"""Map text is hostile until it has passed through ``argmap.escape``: it never acts in its destination."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import xml.etree.ElementTree as ElementTree

import pytest
from graphviz import Digraph
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from argmap.escape import (
    BIDI_CONTROLS,
    for_csv,
    for_dot,
    for_dot_label,
    for_dot_link,
    for_json,
    for_json_in_html,
    for_log,
    for_markdown,
    for_markdown_code,
    for_name,
    for_terminal,
    for_workflow_data,
    for_workflow_property,
    for_xml,
    one_line,
)
from tests.strategies import HOSTILE

ANYTHING = st.text(max_size=60)
MARKUP = st.text(alphabet="ab1 \n\t@#:/.,;-_*`~^$|<>[](){}!\\&'\"=+%\x1b\r\u2028\u202e\u00e9", max_size=40)
HOSTILES = st.one_of(ANYTHING, MARKUP, st.sampled_from(HOSTILE))

SNEAKY = (
    "\x1b[2J",
    "\x1b]52;c;eA==\x07",
    "\x9b31m",
    "\x08\x08rm",
    "\r overwritten",
    "\x00",
    "\ud800",
    "\u202egpj.exe",
)

# Terminal.


@given(HOSTILES)
@example("\x9b31m")
@example("\ud800")
def test_a_terminal_gets_no_control_character(text: str) -> None:
    shown = for_terminal(text)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", shown)
    assert not BIDI_CONTROLS & set(shown)


@given(HOSTILES)
@example("two  spaces")
@example(" before")
@example("after ")
def test_one_line_is_one_line(text: str) -> None:
    line = one_line(text)
    assert line == for_terminal(" ".join(text.split()))
    assert len(line.splitlines()) <= 1
    assert line == line.strip()
    assert one_line(line) == line


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S", "M"]), max_size=40))
def test_printable_text_is_left_as_it_is(text: str) -> None:
    assert for_terminal(text) == text


@pytest.mark.parametrize("text", SNEAKY)
def test_what_is_hidden_is_shown(text: str) -> None:
    assert for_terminal(text) != text
    assert for_terminal(text).replace("\n", "").isprintable()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one\ntwo \x1b three\nfour", "one\ntwo <U+001B> three\nfour"),
        ("one\r\ntwo\rthree\x85four\u2028five\u2029six", "one\ntwo\nthree\nfour\nfive\nsix"),
        ("a\tb\x00", "a b<U+0000>"),
        ("\ufeffa\u200bb", "a<U+200B>b"),
        ("\U0001f468\u200d\U0001f469 \u202e", "\U0001f468\u200d\U0001f469 <U+202E>"),
        ("\ue000 \udc80", "<U+E000> <U+DC80>"),
    ],
)
def test_what_is_hidden_is_shown_and_the_rest_stays(text: str, shown: str) -> None:
    assert for_terminal(text) == shown


# Names of the parts of an output.


NAMES = st.one_of(
    HOSTILES, st.text(alphabet="abX_x2f0- >/", max_size=12), st.from_regex(r"[a-z][a-z0-9-]{0,9}", fullmatch=True)
)


@given(NAMES, NAMES)
def test_two_names_stay_two(one: str, other: str) -> None:
    assert (for_name(one) == for_name(other)) == (one == other)


@given(st.lists(st.from_regex(r"[a-z][a-z0-9-]{0,9}", fullmatch=True), min_size=1, max_size=4).map(" -> ".join))
def test_an_id_and_an_address_are_names_as_they_are(address: str) -> None:
    assert for_name(address) == address


@given(NAMES)
def test_a_name_holds_nothing_that_could_act(text: str) -> None:
    assert re.fullmatch(r"[a-zA-Z0-9_ -]*", for_name(text).replace(" -> ", ""))


# JSON.


@given(HOSTILES)
@example("\x7f\x9b\u2028\u202e\ufeff\uffff")
@example("##[error]x ##VSO[y ####[z")
def test_json_reads_the_same_and_acts_nowhere(text: str) -> None:
    for ascii in (True, False):
        written = for_json(json.dumps({text: [text]}, ensure_ascii=ascii))
        assert json.loads(written) == {text: [text]}
        assert not re.search(r"(?i)[\x7f-\x9f\u2028\u2029]|##[a-z]*\[", written)
        assert not BIDI_CONTROLS & set(written)
        assert json.loads(for_json_in_html(written)) == {text: [text]}
        assert not set("<>&") & set(for_json_in_html(written))


# XML and HTML.


@given(HOSTILES)
@example("]]>")
@example("\x00\x0b\ufffe\ud800")
@example('" onload="alert(1)')
def test_xml_reads_back_as_text_and_attribute(text: str) -> None:
    root = ElementTree.fromstring(f'<r a="{for_xml(text)}">{for_xml(text)}</r>')
    assert list(root) == []
    assert set(root.attrib) == {"a"}
    kept = re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)
    assert root.text == (kept.replace("\r\n", "\n").replace("\r", "\n") or None)


@given(HOSTILES)
def test_html_gets_no_tag_and_no_way_out_of_a_quote(text: str) -> None:
    assert not set("<>\"'") & set(for_xml(text))


@given(HOSTILES)
@example("::error::x")
@example(":::: ##[x ###vso[y")
def test_xml_holds_no_workflow_command(text: str) -> None:
    assert not re.search(r"::|##", for_xml(text))


# DOT.


@given(HOSTILES)
@example('"]; evil [label="')
@example("\\")
@example("<b>html</b>")
def test_dot_is_one_quoted_string(text: str) -> None:
    quoted = for_dot(text)
    assert re.fullmatch(r'"(?:[^"\\\n]|\\["\\n])*"', quoted)


@pytest.mark.needs("dot")
def test_graphviz_reads_back_what_was_meant() -> None:
    texts = [text for text in (*HOSTILE, *SNEAKY) if "\ud800" not in text]
    source = "".join(f"n{number} [label={for_dot(text)}];" for number, text in enumerate(texts))
    done = subprocess.run(["dot", "-Tplain"], input=f"graph {{{source}}}".encode(), capture_output=True, check=True)
    assert done.stdout.decode().count("\nnode ") == len(texts)


@pytest.mark.needs("dot")
@pytest.mark.parametrize(
    "text",
    ["&lt;b&gt;", "&amp;lt;", "https://example.org/?a=1&b=2&copy=3", "R&D", "&#35;", "<b>x</b>", "ends in \\", "\\l"],
)
def test_graphviz_shows_and_follows_what_was_meant(text: str) -> None:
    value = for_dot_label(text)
    graph = Digraph()
    graph.node("a", value, tooltip=value, URL=value)
    done = subprocess.run(["dot", "-Tsvg"], input=graph.source.encode(), capture_output=True, check=True)
    elements = list(ElementTree.fromstring(done.stdout).iter())
    assert text in [element.text for element in elements]
    (link,) = (element for element in elements if element.tag.endswith("}a"))
    assert set(link.attrib.values()) >= {text}
    assert len(set(link.attrib.values())) == 1


@pytest.mark.needs("dot")
@pytest.mark.parametrize("text", ['a "b"', 'x \\" c\\l', '"', "node"])
def test_graphviz_shows_quotation_marks(text: str) -> None:
    graph = Digraph()
    graph.node("a", for_dot_label(text))
    done = subprocess.run(["dot", "-Tsvg"], input=graph.source.encode(), capture_output=True, check=True)
    assert text in [element.text for element in ElementTree.fromstring(done.stdout).iter()]


@pytest.mark.needs("dot")
def test_an_address_stays_in_its_attribute() -> None:
    """Graphviz 2.43 writes the quotation marks of an address into SVG as they are."""
    graph = Digraph()
    graph.node("a", URL=for_dot_link('https://example.org/"onload="x()<b>&c'))
    done = subprocess.run(["dot", "-Tsvg"], input=graph.source.encode(), capture_output=True, check=True)
    (link,) = (element for element in ElementTree.fromstring(done.stdout).iter() if element.tag.endswith("}a"))
    assert set(link.attrib.values()) == {"https://example.org/%22onload=%22x()%3Cb%3E&c", "a"}


# Markdown. The judge is a parser of CommonMark with GitHub's tables, strikethrough and links that make themselves.

GITHUB = MarkdownIt("gfm-like", {"html": True, "linkify": True})
# Its guesses go further than GitHub's, which wants ASCII right after the @ and makes no link of a bare site.
GITHUB.linkify.set({"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})  # type: ignore[union-attr]


def rendered(markdown: str) -> tuple[list[str], str]:
    """The kinds of blocks and inline parts of some Markdown, and its text."""
    kinds, text = [], ""
    for token in GITHUB.parse(markdown):
        kinds.append(token.type)
        for child in token.children or []:
            kinds.append(child.type)
            text += child.content
    return kinds, text.replace("\u2060", "")


@given(HOSTILES)
@example("- [ ] task")
@example("![x](https://example.org/x.png)")
@example("<img src=x onerror=alert(1)>")
@example("&lt;b&gt; &#64;team")
@example("[a]: https://example.org")
@example("---")
@example("1) one")
@example("me@example.org")
@example("+\tx")
@example("$x$ ~~y~~ `z` **w** _v_")
def test_markdown_shows_the_text_and_nothing_else(text: str) -> None:
    kinds, shown = rendered(for_markdown(text))
    assert set(kinds) <= {"paragraph_open", "inline", "text", "text_special", "paragraph_close"}
    assert shown == one_line(text).replace("\u2060", "")


@given(HOSTILES)
@example("`a`")
@example("a``b`")
@example("- ")
@example("a-b_c\\")
def test_a_code_span_shows_the_text_as_it_is(text: str) -> None:
    kinds, shown = rendered(f"See {for_markdown_code(text)}.")
    assert kinds.count("code_inline") == (one_line(text) != "")
    assert set(kinds) <= {"paragraph_open", "inline", "text", "code_inline", "paragraph_close"}
    assert shown == f"See {one_line(text)}.".replace("\u2060", "")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1. one", r"1\. one"),
        ("12. twelve", r"12\. twelve"),
        ("2) two", r"2\) two"),
        ("1.5 million", r"1\.5 million"),
        ("in 1. place", "in 1. place"),
        (": a", "&#58; a"),
        ("a < b", "a &lt; b"),
    ],
)
def test_markdown_is_written_so(text: str, written: str) -> None:
    assert for_markdown(text) == written


@given(HOSTILES)
@example("a | b")
@example("a \\| b")
@example("\\")
@example("`|`")
def test_a_table_keeps_its_cells(text: str) -> None:
    kinds, shown = rendered(f"| head | x |\n| --- | --- |\n| {for_markdown(text)} | end |\n\nafter")
    assert kinds.count("td_open") == 2
    assert kinds.count("tr_open") == 2
    assert shown == f"headx{one_line(text)}endafter".replace("\u2060", "")


@given(HOSTILES)
@example("@github/security")
@example("(@octocat)")
@example("see #1, GH-1, !2, owner/repo#3 and abcdef1234567")
@example("https://example.org HTTP://x www.example.org _https://x 1https://y éhttps://z")
@example("mailto:a@b.org xmpp:a@b.org ftp://x")
@example("::smile:: :+1:")
def test_nothing_in_markdown_pings_or_links(text: str) -> None:
    _, html_text = rendered_with_joiners(for_markdown(text))
    assert not re.search(r"@[\w-]", html_text)
    assert not re.search(r"[#!~][0-9]", html_text)
    assert not re.search(r"(?i)gh-\d", html_text)
    assert not re.search(r"(?i)(?:https?|ftp|mailto|xmpp):|www\.", html_text)
    assert not re.search(r"(?i)[0-9a-f]{7}", html_text)
    assert not re.search(r":[\w+-]+:", html_text)


def rendered_with_joiners(markdown: str) -> tuple[list[str], str]:
    tokens = GITHUB.parse(markdown)
    children = [child for token in tokens for child in token.children or []]
    return [token.type for token in tokens], "".join(child.content for child in children)


# Spreadsheets.


@given(HOSTILES)
@example("=cmd|' /C calc'!A0")
@example("\t=1+1")
@example(" +1")
@example("＝1+1")
@example('a","=1+1')
def test_a_csv_field_is_one_field_and_no_formula(text: str) -> None:
    rows = list(csv.reader(io.StringIO(f"{for_csv(text)},end\r\n", newline="")))
    assert len(rows) == 1
    field, end = rows[0]
    assert end == "end"
    assert field.lstrip()[:1] not in {"=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠"}
    plain = for_log(for_terminal(text))
    assert field.removeprefix("'") == plain.removeprefix("'") or field == plain


# Workflow commands and build logs. The judge is the runner's own way of reading a line.


def runner_takes_for_a_command(line: str) -> bool:
    return line.lstrip().startswith("::") or re.search(r"##(\[|vso\[|teamcity\[)", line) is not None


@given(HOSTILES)
@example("x\n::error::y")
@example("%0A::error::x")
@example("\r::error::x")
def test_a_workflow_command_holds_its_message(text: str) -> None:
    command = f"::error file={for_workflow_property(text)},line=1::{for_workflow_data(text)}"
    assert len(re.split(r"[\r\n]", command)) == 1
    properties, message = command.removeprefix("::error ").split("::", 1)
    file, line = properties.split(",")
    assert line == "line=1"
    assert "##[" not in command
    assert undone(file.removeprefix("file=")).replace("# #", "##") == for_terminal(text).replace("# #", "##")
    assert undone(message).replace("# #", "##") == for_terminal(text).replace("# #", "##")


def undone(text: str) -> str:
    """What the runner makes of escaped data: it undoes the percent sign last."""
    for escaped, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escaped, char)
    return text


@given(st.lists(HOSTILES, max_size=4).map("\n".join))
@example("::error::x")
@example(" \t\u00a0\u3000::error::x")
@example("a\r::error::x")
@example("\x1b[1m::error::x")
@example("\r\x1b[K::error::x")
@example("##[add-mask]x ##vso[task.x]y ##teamcity[z]")
@example("\n" * 50 + "::x::")
def test_a_log_has_no_line_that_is_a_command(text: str) -> None:
    for line in re.split(r"[\r\n]", for_log(text)):
        assert not runner_takes_for_a_command(re.sub(r"\x1b\[[\d;]*[a-zA-Z]", "", line))


@given(st.lists(HOSTILES, max_size=4).map("\n".join))
@example(":::: ::\n####[x")
def test_what_is_safe_in_a_log_stays_as_it_is(text: str) -> None:
    assert for_log(for_log(text)) == for_log(text)


@given(HOSTILES)
def test_a_log_keeps_everything_else(text: str) -> None:
    assert for_log(text).replace(" ", "") == text.replace(" ", "")
    if "::" not in text and "##" not in text:
        assert for_log(text) == text


def test_escaping_long_texts_takes_no_square_time() -> None:
    long = 200_000
    for text in ("\n" * long, " " * long, "a" * long, "#" * long, ":" * long, "\x1b" * long, "@" * long, "0" * long):
        for escape in (
            for_log,
            for_markdown,
            for_markdown_code,
            for_terminal,
            one_line,
            for_csv,
            for_xml,
            for_dot,
            for_dot_label,
            for_json,
            for_name,
        ):
            assert len(escape(text)) <= 16 * long + 2
