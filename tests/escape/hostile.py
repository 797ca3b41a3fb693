"""Hostile maps: payloads for every destination of a map's text, in every field and reference."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import count
from typing import Any

PAYLOADS = (
    "::error file=x,line=1::pwned",
    "words\n::add-mask::pwned\n \u00a0\t::stop-commands::pwned\r\n::set-output name=pwned::x",
    "::warning::pwned " * 14,
    "##[error]pwned ##vso[task.setvariable variable=pwned]x ##teamcity[pwned] ###[group]pwned",
    "a\u202epwned\u2066 \u200epwned\u2069 \u061cpwned",
    'y\npwned["Official\tstatement"]\nclick\tpwned\thref\t"https://evil.example/x"\nz',
    'end"] --> pwned; click pwned "javascript:pwned()"; %% pwned %%{init: {"theme": "x"}}%% #quot; subgraph pwned',
    "1. pwned](https://evil.example) <img src=x onerror=pwned> @pwned #1 `pwned` www.evil.example :pwned: **pwned**",
    "# pwned\n- [ ] pwned\n![pwned](https://evil.example/x.png) | pwned | pwned |\n\n---\n[x]: https://evil.example",
    "]]></title></style></script><script>pwned()</script><img src=x onerror=pwned()>\" onload='pwned()' x=\"",
    '"]; pwned [label=<<b>pwned</b>>, URL="javascript:pwned()"]; } digraph { \\N \\G \\l {"',
    '=HYPERLINK("https://evil.example/pwned","pwned"), two',
    '\t+1+pwned,"=pwned"\n@SUM(pwned)',
    '"}, {"pwned": "x", \\u0041 \\ud83d ${{ pwned }} $(pwned) [bold]pwned[/] {pwned} %(pwned)s',
    "javascript:pwned()//https://evil.example",
    "x) /pwned /S /JavaScript /JS (pwned) >> endobj \\) <</pwned (",
    'data:text/html,<script>pwned()</script>#"onclick="pwned()',
)
"""Texts that would act on a terminal, in a log, or as Mermaid, Markdown, HTML, DOT, CSV, JSON, PDF or a link."""

TURNS = range(len(PAYLOADS))


def hostile_map(turn: int) -> bytes:
    """A map with a payload in each field and each reference: after ``len(PAYLOADS)`` turns each held each of them.

    Names that the map itself gives hold none, so that most of it is well knit and reaches every output.
    """
    places = count(turn)

    def bad() -> str:
        return PAYLOADS[next(places) % len(PAYLOADS)]

    return json.dumps(_plain(bad)).encode()


def _plain(bad: Callable[[], str]) -> dict[str, Any]:
    def link(kind: str) -> str:
        """A link may have no script in it, but the rest of it is free."""
        return kind + bad()

    def cited(source: str) -> dict[str, str]:
        return {"source": source, "locator": bad(), "quote": bad()}

    def position(stance: str, source: str) -> dict[str, str]:
        return {"stance": stance, "source": source, "quote": bad(), "date": bad()}

    def source(**more: str) -> dict[str, str]:
        return {"title": bad(), "author": bad(), "publisher": bad(), "date": bad(), "accessed": bad(), **more}

    def reason(target: str, kind: str = "claim", *linked: str) -> dict[str, Any]:
        return {kind: target, "with": list(linked), "note": bad(), "sources": [cited("said"), cited(bad())]}

    claims = {
        "main": {
            "text": bad(),
            "tension": "versus",
            "side": "one",
            "positions": {
                "artists": position("agrees", "said"),
                "labs": position("disagrees", "bare"),
                "nobody": position("mixed", bad()),
            },
            "sources": [cited("said"), cited("bare"), cited(bad())],
            "tags": [bad(), bad()],
            "note": bad(),
        },
        "help": {"text": bad(), "supports": [reason("main", "claim", "also"), reason(bad()), bad()]},
        "also": {"text": bad(), "assumed": True, "objects_to": [reason(bad(), "claim", bad())]},
        "against": {
            "text": bad(),
            "objects_to": [reason("main")],
            "tension": "versus",
            "side": bad(),
            "positions": {"artists": position("disagrees", "said"), "labs": position("mixed", "bare")},
        },
        "denies": {
            "text": bad(),
            "undercuts": [reason("help -> main", "reason"), reason(f"help -> {bad()}", "reason")],
        },
        "lost": {"text": bad(), "tension": bad(), "side": bad(), "undercuts": [f"{bad()} -> {bad()}", bad()]},
        "bald": {"text": bad(), "sources": ["bare"], "supports": ["also"]},
    }
    return {
        "argmap": 1,
        "title": bad(),
        "question": bad(),
        "summary": bad(),
        "tensions": {"versus": {"title": bad(), "question": bad(), "sides": {"one": bad(), "other": bad()}}},
        "stakeholders": {
            "artists": {
                "name": bad(),
                "kind": bad(),
                "part_of": "labs",
                "interests": bad(),
                "power": "high",
                "interest": "low",
            },
            "labs": {"name": bad(), "kind": bad(), "part_of": bad(), "interests": bad(), "interest": "low"},
        },
        "claims": claims,
        "sources": {
            "said": source(url="https://example.org/a"),
            "bare": {"url": link("https://example.org/")},
            "dull": source(url=link("doi:10.1/")),
        },
    }


def map_with_bad_names(turn: int) -> bytes:
    """A map whose own names (of claims, sources and others) hold payloads too; such a map is refused."""
    plain = json.loads(hostile_map(turn))
    payload = PAYLOADS[turn]
    for section in ("tensions", "stakeholders", "claims", "sources"):
        plain[section] = {
            payload if place else name: value for place, (name, value) in enumerate(plain[section].items())
        }
    plain["tensions"]["versus"] = {"sides": {payload: payload}, payload: payload}
    return json.dumps(plain).encode()
