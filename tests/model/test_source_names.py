"""What a source is called, and that it is called so wherever people read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.cli.main import main
from argmap.model.names import source_line, source_name, source_place
from argmap.model.types import Source


@pytest.mark.parametrize(
    ("fields", "name", "line"),
    [
        ({"title": "Plan", "url": "https://gov.uk/a"}, "Plan", "Plan"),
        ({"title": "Plan", "author": "Ada", "publisher": "BBC", "date": "2025"}, "Plan", "Plan, Ada, BBC, 2025"),
        ({"url": "https://www.gov.uk/plans/ai/"}, "gov.uk/plans/ai", "gov.uk/plans/ai"),
        ({"url": "https://gov.uk"}, "gov.uk", "gov.uk"),
        ({"url": "HTTPS://WWW.GOV.UK/A?b=c#d", "date": "2025"}, "gov.uk/A", "gov.uk/A, 2025"),
        ({"url": "https://example.org:8080/a"}, "example.org:8080/a", "example.org:8080/a"),
        ({"url": "https://gov.uk@evil.example/a"}, "evil.example/a", "evil.example/a"),
        ({"url": "https://pl.wikipedia.org/wiki/%C5%81%C3%B3d%C5%BA"}, "pl.wikipedia.org/wiki/Łódź", None),
        ({"url": "https://example.org/%ff"}, "example.org/%ff", None),
        ({"url": "https://[::1/a"}, "https://[::1/a", None),
        ({"url": "https://example.org:x/a"}, "https://example.org:x/a", None),
        ({"url": "doi:10.1017/9781108"}, "doi:10.1017/9781108", None),
        ({"url": "mailto:press@gov.uk"}, "press@gov.uk", None),
        ({"author": "Ada", "date": "2025"}, "Ada, 2025", "Ada, 2025"),
        ({"author": "Ada", "url": "https://ada.org/b"}, "ada.org/b", "ada.org/b, Ada"),
        ({}, "the-id", "the-id"),
    ],
)
def test_a_source_is_called(fields: dict[str, Any], name: str, line: str | None) -> None:
    source = Source(id="the-id", **fields)
    assert source_name(source) == name
    assert source_line(source) == (line or name)


@pytest.mark.parametrize(
    ("letters", "place"),
    [(68, f"example.org/{'a' * 68}"), (69, f"example.org/{'a' * 43}…{'a' * 24}")],
    ids=["80 characters", "81 characters"],
)
def test_an_address_of_more_than_eighty_characters_is_printed_without_its_middle(letters: int, place: str) -> None:
    url = f"https://example.org/{'a' * letters}"
    assert len(place) == 80
    assert source_place(Source(id="s", title="Plan", url=url, accessed="2026-01-02")) == [
        place,
        "accessed 2026-01-02",
    ]


@given(st.text(max_size=30))
def test_any_address_gives_a_name(rest: str) -> None:
    assert source_name(Source(id="the-id", url=f"https://{rest}"))


BARE = """\
argmap: 1
title: Naming
stakeholders:
  ministry:
    name: The Ministry
claims:
  plan:
    text: The plan is good.
    positions:
      ministry: {stance: agrees, source: src-xyz, quote: A good plan., date: 2025-07-21}
    sources:
      - src-xyz
sources:
  src-xyz:
    url: https://www.example.org/plans/ai?utm=1
"""

READ_BY_PEOPLE = (
    "export map.yaml -o - --format md",
    "export map.yaml -o - --format svg",
    "export map.yaml -o - --format html",
    "report map.yaml --all --claim plan",
    "report map.yaml --all --claim plan --format markdown",
    "whatif map.yaml --reject src-xyz",
    "diff empty.yaml map.yaml",
    "diff empty.yaml map.yaml --format markdown",
    "diff empty.yaml map.yaml --format html",
)


@pytest.mark.parametrize("command", READ_BY_PEOPLE)
def test_a_source_with_only_an_address_is_named_by_it(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("map.yaml").write_text(BARE, encoding="utf-8")
    Path("empty.yaml").write_text("argmap: 1\ntitle: Naming\nclaims: {}\n", encoding="utf-8")
    assert main(command.split()) in {0, 1}
    told = re.sub("[\u2060\\\\]", "", capsysbinary.readouterr().out.decode())
    assert "example.org/plans/ai" in told
    seen = re.sub(r'<script.*?</script>|href="[^"]*"|\]\([^)]*\)', "", told, flags=re.DOTALL)
    # Where a command can be given the id next, it stands after the name: [id], `id` or in a column of its own.
    assert "src-xyz" not in re.sub(r"\[[^]]*\]|`[^`]*`|<code>.*?</code>|[+~] src-xyz|\\| added \\| src-xyz", "", seen)
