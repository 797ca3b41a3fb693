"""The page as text: nothing of a map acts in it, nothing is loaded, and the same map gives the same bytes."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from argmap.draw.drawing import Drawing
from argmap.draw.html.page import write
from argmap.draw.html.payload import page_data
from argmap.draw.links import web_link
from argmap.draw.paper import LEAST_TEXT
from argmap.draw.scene.boxes import TEXT_SIZE
from argmap.draw.scene.builder import build_scene
from argmap.draw.scene.scene import PageLink
from argmap.model.index import Index
from argmap.model.types import Map, rebuilt
from tests.draw.drawn import drawing, picture
from tests.draw.html.conftest import MAPS
from tests.draw.small_maps import HELD, PLAIN, STEPS, claim


class Elements(HTMLParser):
    """Every element with its attributes, and whether each was closed where it had to be."""

    VOID = frozenset({"meta", "input"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.contents: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open:
            self.contents.setdefault(self._open[-1], []).append(data)


def data_of(text: str) -> Any:
    (found,) = re.findall(r'<script type="application/json" id="map-data">(.*?)</script>', text)
    return json.loads(found)


@pytest.mark.parametrize("name", MAPS)
def test_every_element_is_ours_and_closed(pages: dict[str, Path], name: str) -> None:
    elements = Elements(pages[name].read_text(encoding="utf-8"))
    tags = [tag for tag, _ in elements.found]
    assert tags.count("script") == 3
    assert tags.count("style") == 2
    assert not {"img", "iframe", "object", "embed", "link", "base", "b"} & set(tags)
    attributes = [(key, value or "") for _, given in elements.found for key, value in given.items()]
    assert not [key for key, _ in attributes if key.startswith("on") or key in {"src", "style", "srcdoc", "action"}]
    links = [value for key, value in attributes if key == "href"]
    assert all(re.match(r"#|https?://|mailto:", link) for link in links)


@pytest.mark.parametrize("name", MAPS)
def test_the_policy_allows_these_very_styles_and_this_script(pages: dict[str, Path], name: str) -> None:
    text = pages[name].read_text(encoding="utf-8")
    elements = Elements(text)
    (policy,) = [given["content"] for _, given in elements.found if "http-equiv" in given]
    script = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)

    def hashed(content: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"

    assert policy == (
        f"default-src 'none'; script-src {' '.join(map(hashed, script))}; style-src {' '.join(map(hashed, styles))};"
        " base-uri 'none'; form-action 'none'"
    )


def test_the_data_has_the_whole_claim_but_no_editors_notes(pages: dict[str, Path]) -> None:
    text = pages["night-buses"].read_text(encoding="utf-8")
    data = data_of(text)
    claims = {node["id"]: node for node in data["nodes"]}
    assert claims["workers-need-them"]["sources"] == [
        {"source": "survey", "locator": "table 2", "quote": "no other way"}
    ]
    assert claims["run-all-night"]["positions"][1] == {
        "stakeholder": "riders",
        "stance": "agrees",
        "source": "survey",
        "quote": "We need to get home.",
        "date": "2026-03-02",
    }
    assert "Kept from readers" not in text
    assert {step["id"]: step.get("note") for step in data["steps"]}["workers-need-them -> run-all-night"] == (
        "A service should be there for those who have none."
    )


def test_hostile_text_reaches_the_script_as_it_is_seen(pages: dict[str, Path]) -> None:
    claims = {node["id"]: node for node in data_of(pages["hostile"].read_text(encoding="utf-8"))["nodes"]}
    assert claims["markup-svg"]["text"] == '</text></svg><script>alert(1)</script><svg onload="alert(2)">'
    assert claims["markdown-comment"]["text"].startswith("<!-- the rest")
    assert "\u202e" not in claims["bidi-override"]["text"]


@pytest.mark.parametrize("name", ["night-buses", "hostile"])
def test_the_outline_is_nested_lists_with_every_claim(pages: dict[str, Path], name: str) -> None:
    text = pages[name].read_text(encoding="utf-8")
    outline = text.partition('<ul class="outline">')[2].partition('<h2 class="sources-title">')[0]
    linked = set(re.findall(r'href="#([^"]+)"', outline))
    assert linked == {node["element"] for node in data_of(text)["nodes"] if node["element"].startswith("claim-")}
    assert all(f'id="{element}"' in text for element in linked)
    assert outline.count("<li>") == outline.count("</li>")


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.org/a?b=1", "https://example.org/a?b=1"),
        ("doi:10.1000/182", "https://doi.org/10.1000/182"),
        ("mailto:someone@example.org", "mailto:someone@example.org"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("other.html", None),
        ("https://example.org/\n", None),
        (None, None),
    ],
)
def test_only_addresses_that_are_safe_to_follow_become_links(url: str | None, link: str | None) -> None:
    assert web_link(url) == link


def test_the_same_bytes_whatever_the_hash_seed(pages: dict[str, Path], tmp_path: Path) -> None:
    written = tmp_path / "again.html"
    code = "import sys; from argmap.cli.main import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "export", str(MAPS["hostile"]), "-o", str(written)]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": "7"}, stderr=subprocess.DEVNULL)
    assert written.read_bytes() == pages["hostile"].read_bytes()


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_a_theme_that_is_chosen_holds_whatever_the_reader_prefers(theme: str, tmp_path: Path) -> None:
    from argmap.cli.export import command as export

    written = tmp_path / "page.html"
    assert export.main([str(MAPS["night-buses"]), "--theme", theme, "-o", str(written)]) == 0
    text = written.read_text(encoding="utf-8")
    assert "prefers-color-scheme" not in text
    assert f'<meta name="color-scheme" content="{"dark" if theme == "dark" else "light"}">' in text


def test_the_data_of_a_box_is_its_claim_and_what_the_picture_says_of_it() -> None:
    map = rebuilt(HELD, claims=(rebuilt(HELD.claims[0], tags=("costs", "a b")), *HELD.claims[1:]))
    index = Index.build(map)
    scene = build_scene(index)
    said: dict[str, Any] = {
        "status": "accepted", "change": "changed", "was": "Before.", "hidden": 2, "unanswered": True, "is_main": True,
        "page": PageLink(2, "page-2.html"), "look": "plain",
    }  # fmt: skip
    boxes = tuple(box._replace(**said) if box.id == "at-once" else box for box in scene.boxes)
    text = json.dumps(page_data(index, Drawing(scene._replace(boxes=boxes))))
    (node,) = [one for one in nodes_in(json.loads(text)) if one.get("id") == "at-once"]
    assert node["status"] == {"label": "Accepted", "meaning": "accepted in this what-if"}
    assert (node["change"], node["was"], node["hidden"], node["unanswered"]) == ("changed", "Before.", 2, True)
    assert (node["main"], node["look"], node["page"]["number"]) == (True, "plain", 2)
    assert node["page"]["address"].startswith("page-2.html#")
    assert (node["tags"], node["tension"], node["side"], node["assumed"]) == (["costs", "a b"], "speed", "fast", True)
    assert [one["stakeholder"] for one in node["positions"]] == ["dft", "shops", "riders"]
    assert len(node["sources"]) == 2


def nodes_in(data: Any) -> list[dict[str, Any]]:
    """All objects in some JSON."""
    inside = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return [*([data] if isinstance(data, dict) else []), *(node for one in inside for node in nodes_in(one))]


A4_ACROSS, A4_DOWN = 277 * 72 / 25.4, 190 * 72 / 25.4
"""The room of a page of paper on its side, in points."""


@pytest.mark.parametrize(
    ("width", "height", "shape"),
    [
        (0.99, 0.5, "wide"),
        (1.01, 0.5, "wide too-large"),
        (0.8, 0.99, "wide"),
        (0.99, 0.99, "wide"),
        (0.99, 1.01, "wide too-large"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_a_page_says_how_its_paper_is_turned_and_whether_it_can_be_read(
    width: float, height: float, shape: str, turned: bool
) -> None:
    most = TEXT_SIZE / LEAST_TEXT["a4"]
    sizes = (width * A4_ACROSS * most, height * A4_DOWN * most)
    if turned:
        sizes, shape = sizes[::-1], shape.replace("wide", "tall")
    shown = picture(HELD)._replace(width=sizes[0], height=sizes[1])
    assert f'<figure id="stage" class="{shape}">' in write(Index.build(HELD), drawing(HELD), shown)


def key_of(map: Map) -> list[tuple[str, str]]:
    text = write(Index.build(map), drawing(map), picture(map))
    found = re.search(r'<div id="strip" class="live-only">\n(.*?)\n<label', text, re.DOTALL)
    assert found is not None
    return re.findall(r"<li>(?:<span.*?>)?(.*?)(?:</span>)?( [\w ]+)</li>", found[1])


def test_the_key_above_a_drawing_has_what_occurs_in_it() -> None:
    assert key_of(PLAIN) == [("+", " supports"), ("\u2212", " objects")]
    assert key_of(STEPS) == [("+", " supports"), ("\u2212", " objects"), ("\u2298", " undercuts the link")]
    assert [said for _, said in key_of(HELD)] == [" objects", " agrees", " disagrees", " mixed"]
    assert key_of(Map(title="T", claims=(claim("a", "A."),))) == []


@pytest.mark.parametrize(("is_brief", "name"), [(False, "Map"), (True, "Picture")])
def test_the_button_to_the_drawing_says_what_it_is(is_brief: bool, name: str) -> None:
    text = write(Index.build(PLAIN), drawing(PLAIN), picture(PLAIN), is_brief=is_brief)
    assert re.findall(r'<button type="button" id="show-map"[^>]*>(\w+)</button>', text) == [name]
