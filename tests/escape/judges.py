"""Judges of outputs: each raises an AssertionError when something of a map acts in the place that it was written for.

Every payload of :mod:`tests.escape.hostile` says ``pwned``; it may be read, and be nothing else.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from xml.etree import ElementTree

import pikepdf
from markdown_it import MarkdownIt

from argmap.escape import BIDI_CONTROLS
from tests.draw.writers.test_words import LINES as MERMAID_LINE

Judge = Callable[[str], None]


OWN_COMMAND = re.compile(
    r"::(?:error|warning|notice) (?:file=[^:]*,)?(?:line=\d+,col=\d+,)?title=(?:AM\d{3} [a-z-]+|argmap)::"
)
"""The workflow commands that ``argmap check --format github`` writes itself."""


def obeyed(line: str) -> bool:
    """Whether a line is a command to GitHub's runner, Azure Pipelines or TeamCity."""
    plain = re.sub(r"\x1b\[[\d;]*m", "", line)
    return plain.lstrip().startswith("::") or re.search(r"(?i)##(\[|vso\[|teamcity\[)", plain) is not None


def obeys_nothing(text: str) -> None:
    """No line is a command to a build service."""
    acting = [line for line in re.split(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]", text) if obeyed(line)]
    assert not acting, acting[:3]


def in_log(text: str) -> None:
    """No line is a command to a build service, and no character acts on a terminal."""
    obeys_nothing(text)
    found = re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", text)
    assert found is None, (found, text[max(0, found.start() - 60) : found.end() + 20])
    assert not BIDI_CONTROLS & set(text), BIDI_CONTROLS & set(text)


def is_own_commands(text: str) -> None:
    """Lines of workflow commands that argmap wrote, and nothing else that a build service obeys."""
    for line in text.splitlines():
        if not OWN_COMMAND.match(line):
            in_log(line)
    in_log(text.replace("::", ":"))


def is_text(text: str) -> None:
    """Words for people: no more than what holds of every output."""
    assert "pwned" in text
    assert text.endswith("\n")


def is_json(text: str) -> None:
    """One value whose keys are not the map's, outside strings nothing of the map."""
    json.loads(text)
    assert "pwned" not in re.sub(r'"(?:[^"\\]|\\.)*"', '""', text)
    assert '"pwned":' not in text


def is_dot(text: str) -> None:
    """Outside quoted strings nothing of the map but names, whose unusual characters are codes; no HTML-like label."""
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', '""', text)
    assert "pwned" not in re.sub(r"\w*_X[0-9a-f]+_\w*", "", bare)
    assert not set("<") & set(bare.replace("->", ""))
    assert text.count("digraph {") + text.count("digraph argmap {") == bare.count("digraph") == 1 or "pwned" in text
    for url in re.findall(r'URL="((?:[^"\\]|\\.)*)"', text):
        is_link(url)


def is_mermaid(text: str) -> None:
    """Every line is one of those that argmap writes."""
    wrong = [line for line in text.splitlines() if not MERMAID_LINE.fullmatch(line)]
    assert not wrong, wrong[:3]
    names = re.findall(r"\b[ns]_\w+", re.sub(r'"[^"]*"', "", text))
    assert names


def is_csv(text: str) -> None:
    """Rows of as many fields as the first, none a formula."""
    head, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert rows
    for row in rows:
        assert len(row) == len(head)
        for field in row:
            assert field.lstrip()[:1] not in set("=+-@|%＝＋－＠"), field


def is_xml(text: str) -> None:
    """XML in whose attribute names and element names nothing of the map stands, without processing instructions."""
    root = ElementTree.fromstring(text)
    for element in root.iter():
        assert "pwned" not in element.tag
        assert not any("pwned" in name for name in element.attrib)
    assert "<!" not in text
    assert text.count("<?") <= 1


def is_argdown(text: str) -> None:
    """A document whose texts are each on one line, which nothing of the map begins."""
    for line in text.splitlines():
        assert not line.lstrip().startswith(("pwned", "@include"))


def is_sheet(text: str) -> None:
    """CSV that holds texts whole, with their line ends and marks of direction; importing it gives them back."""
    is_csv(text)
    obeys_nothing(text)


def is_link(url: str | None) -> None:
    """Where a link leads is what the map may lead to, or a place of argmap's own."""
    assert url is not None
    assert re.match(
        r"https?://|mailto:|doi:|#[\w-]*\Z|[\w.%~-]+\.(?:svg|html)(?:#[a-z0-9-]+)?\Z", url, re.IGNORECASE
    ), url


SVG_KINDS = frozenset("svg title desc style g rect path text tspan a circle line".split())
LINKING = {"href", "src", "xlink:href", "action", "data", "formaction"}


def is_svg(text: str) -> None:
    """Shapes and words: no element but those of a picture, no attribute that runs, no link that may not be there."""
    for element in ElementTree.fromstring(text).iter():
        kind = element.tag.rpartition("}")[2]
        assert kind in SVG_KINDS, kind
        for name, value in element.attrib.items():
            plain = name.rpartition("}")[2]
            assert not plain.startswith("on") and "pwned" not in plain
            assert plain != "style" or "pwned" not in value
            if plain in LINKING:
                is_link(value)
        assert kind != "style" or "pwned" not in (element.text or "")


class _Tags(HTMLParser):
    """What a page is made of: elements, attributes and what stands in scripts and styles."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside = ""
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.other: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem:
            self.scripts.append((self.tags[-1][1], data))

    def handle_comment(self, data: str) -> None:
        self.other.append(data)

    def unknown_decl(self, data: str) -> None:
        self.other.append(data)


def is_html(text: str) -> None:
    """No element, attribute, script, style or comment of a map; links lead where they may."""
    page = _Tags()
    page.feed(text)
    page.close()
    for tag, attributes in page.tags:
        assert "pwned" not in tag
        assert tag not in {"iframe", "object", "embed", "base", "img"}
        for name, value in attributes.items():
            assert not name.startswith("on") and "pwned" not in name, name
            assert name != "style" or "pwned" not in (value or "")
            if name in LINKING:
                is_link(value)
    for attributes, inside in page.scripts:
        if attributes.get("type") == "application/json":
            json.loads(inside)
        else:
            assert "pwned" not in inside
    assert not any("pwned" in comment for comment in page.other)


MARKDOWN = MarkdownIt("gfm-like", {"html": True, "linkify": True})
MARKDOWN.linkify.set({"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})  # type: ignore[union-attr]
MARKDOWN_KINDS = frozenset(
    "heading paragraph bullet_list ordered_list list_item table thead tbody tr th td strong em s link".split()
)
OWN_HTML = re.compile(
    r'</?(?:details|summary|sub|sup|br/?|b|code)>|<a id="[\w-]+">|</a>|<!-- argmap[\w: -]*-->|<details open>'
)


def is_markdown(text: str) -> None:
    """Blocks and spans of argmap's own making, with no picture but a Mermaid one, no code block, no foreign link and
    nobody pinged."""
    for token in MARKDOWN.parse(text):
        for part in (token, *(token.children or ())):
            kind = part.type.removesuffix("_open").removesuffix("_close")
            if part.type in {"html_inline", "html_block"}:
                assert all(map(OWN_HTML.fullmatch, re.findall(r"<[^>]*>", part.content))), part.content
                assert "pwned" not in re.sub(r">[^<]*<", "", part.content)
            elif part.type == "fence" and part.info == "mermaid":
                is_mermaid(part.content)
            elif kind not in MARKDOWN_KINDS | {
                "inline",
                "text",
                "text_special",
                "softbreak",
                "hardbreak",
                "hr",
                "code_inline",
            }:
                raise AssertionError(f"{part.type}: {part.content}")
            if kind == "link" and part.attrs:
                is_link(str(part.attrs["href"]))
            if part.type == "text":
                assert not re.search(r"@[\w-]", part.content), part.content


def is_said(text: str) -> None:
    """A sentence, whether anything of the map is in it or not."""
    assert text.endswith(("\n", ""))


ACTIONS = {"/JavaScript", "/JS", "/Launch", "/SubmitForm", "/ImportData", "/OpenAction", "/AA", "/EmbeddedFile"}


def is_pdf(data: bytes) -> None:
    """Nothing of the map but in strings and streams, and no action but to open a link that may be there."""
    with pikepdf.open(io.BytesIO(data)) as file:
        names, links = set[str](), set[str]()
        for item in file.objects:
            _collect(item, names, links)
    for link in links:
        is_link(link)
    assert not names & ACTIONS
    assert not any("pwned" in name for name in names)


def _collect(item: object, names: set[str], links: set[str]) -> None:
    """The names in an object of a PDF, and the addresses that it leads to."""
    inside: list[object] = []
    if isinstance(item, pikepdf.Name):
        names.add(str(item))
    elif isinstance(item, pikepdf.Array):
        inside.extend(item)
    elif isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
        names.update(item.keys())
        links.update(str(address) for name, address in item.items() if name == "/URI")
        inside.extend(value for _, value in item.items())
    for one in inside:
        if not getattr(one, "is_indirect", False):
            _collect(one, names, links)
