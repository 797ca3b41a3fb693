"""Hypothesis strategies shared by all tests: ids, hostile texts, claims and whole sound maps.

A *sound* map is one that a file can hold and `check` finds no broken reference in.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from argmap.model.characters import REFUSED
from argmap.model.ids import is_id
from argmap.model.types import (
    LEVELS,
    MAX_SHORT,
    STANCES,
    Citation,
    Claim,
    Kind,
    Map,
    Position,
    Reason,
    Side,
    Source,
    Stakeholder,
    Tension,
    rebuilt,
)

HOSTILE = (
    "yes", "no", "null", "~", "1e3", "0x1F", "2026-01-02", "12:30:45", ".inf", "=", "<<", "true",
    "@home", "`tick`", "%YAML", "*star", "&and", "!bang", "?q", "? q", "- item", "-", "--- end", "...", "---",
    "a: b", "a:b", "trailing:", ": lead", "a #b", "a # b", "#hash", "[x", "{x", "x]", "}", "|", ">", "> quote",
    '"quoted"', "'single'", 'mixed " and \'', "back\\slash", "\\n", "tab\there", "\tlead tab", "trail tab\t",
    " lead", "trail ", "  ", " ", "two\nlines", "\nlead line", "trail line\n", "two\n\nparagraphs", "\n", "a\n b",
    "nel\u0085here", "ls\u2028here", "ps\u2029here", "nbsp\u00a0here", "joined \U0001f468\u200d\U0001f469",
    "bidi \u202e rtl \u2066x\u2069", "\u0627\u0644\u0639\u0631\u0628\u064a\u0629", "e\u0301", "\U0001f600", "x" * 300,
    "<script>alert(1)</script>", "]]>", "<<<<<<< HEAD", "=======", ">>>>>>> x", "::error::x", "| a | b |", "@team #1",
    "$(rm -rf)", "=1+1", "One sentence. Two sentences. Three, with a long tail of words that goes on and on.",
    "Ends with colon: here. And more: there.", "Why? Because! So.", "key: value # not comment", "a\r\nb", "\rx",
)  # fmt: skip
"""Texts that break readers and writers of YAML, terminals, Markdown, spreadsheets."""

MULTILINE = (
    "To do:\n- ask for figures\n- check the quote\n\nNot seen yet.\n", "one\ntwo\n\n", "one\n\n\n", "  in\nout",
    " \nx", "\n\nlate", "\n  late and in", "a\n   \nb", "trailing \nspaces  \nx", "\ttab\nnext", "x\n\ty", "last\n  ",
    "# hash\n# hash\n#", "---\n...\n", "One. Two.\nThree. Four.\n", "|+\n>-\n", "key: x\n- y: z", "\u2028x\ny",
    "a\n\u0085", "'\"\n\\",
)  # fmt: skip
"""Texts over several lines, with all that can stand at the ends of lines and texts."""

_CHARS = st.characters(
    codec="utf-8",
    exclude_categories=("Cs",),
    exclude_characters="".join(char for char in map(chr, range(0x110000)) if REFUSED.match(char)),
)
_TYPING = st.text(alphabet="ab .:#-'\"\\\n\t,[]{}&*!|>%@`?=~0", min_size=1, max_size=24)


_WORDS = "growth talent labs contracts ministers. artists' AI models, copyright".split()
_TEXTS = st.one_of(
    st.lists(st.sampled_from(_WORDS), min_size=1, max_size=12).map(" ".join),
    st.sampled_from(HOSTILE),
    st.sampled_from(MULTILINE),
    _TYPING,
    st.text(alphabet=_CHARS, min_size=1, max_size=20),
)
_MAYBE_TEXT = st.one_of(st.none(), _TEXTS)
_SHORT = st.one_of(st.none(), st.none(), _TEXTS.filter(lambda text: len(text) <= MAX_SHORT))

POOL = (
    "a",
    "b",
    "c",
    "d",
    "e",
    "b-2",
    "b2",
    "z" * 64,
    "nope",
    "truly",
    "a-",
    "a--b",
    "text",
    "claims",
    "with",
    "source",
)
"""Ids for maps: short and alike, the longest, and ones that look like words of the format or of YAML."""


def texts() -> st.SearchStrategy[str]:
    """Non-empty texts, many of them hostile; none holds a control character that the format refuses."""
    return _TEXTS


def ids() -> st.SearchStrategy[str]:
    """Ids, most of them short."""
    return st.one_of(st.sampled_from(POOL), st.from_regex(r"[a-e][a-z0-9-]{0,4}", fullmatch=True).filter(is_id))


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """``None`` about half of the time."""
    return _MAYBE_TEXT if strategy is _TEXTS else st.one_of(st.none(), strategy)


def _some(options: list[str], most: int = 3) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(options), max_size=most, unique=True) if options else st.just([])


def citations(sources: list[str]) -> st.SearchStrategy[tuple[Citation, ...]]:
    """Citations of some of the sources; one source may be cited twice."""
    if not sources:
        return st.just(())
    long = st.builds(Citation, source=st.sampled_from(sources), locator=_MAYBE_TEXT, quote=_MAYBE_TEXT)
    short = st.sampled_from([Citation(source=source) for source in sources])
    return st.lists(st.one_of(short, long), max_size=3).map(tuple)


@st.composite
def _reason(draw: st.DrawFn, premise: str, kind: Kind, target: str, claims: list[str], sources: list[str]) -> Reason:
    if draw(st.booleans()):
        return Reason(premise=premise, kind=kind, target=target)
    others = [other for other in claims if other not in {premise, target}]
    return Reason(
        premise=premise,
        kind=kind,
        target=target,
        linked=tuple(draw(_some(others))),
        scheme=draw(maybe(texts())),
        note=draw(maybe(texts())),
        sources=draw(citations(sources)),
    )


@st.composite
def _position(draw: st.DrawFn, stakeholder: str, sources: list[str]) -> Position:
    stance = draw(st.sampled_from(STANCES))
    if draw(st.booleans()):
        return Position(stakeholder=stakeholder, stance=stance)
    source = draw(maybe(st.sampled_from(sources))) if sources else None
    return Position(
        stakeholder=stakeholder, stance=stance, source=source, quote=draw(maybe(texts())), date=draw(maybe(texts()))
    )


@st.composite
def claims(
    draw: st.DrawFn,
    claim_id: str | None = None,
    claim_ids: tuple[str, ...] = (),
    stakeholder_ids: tuple[str, ...] = (),
    source_ids: tuple[str, ...] = (),
    tensions: tuple[Tension, ...] = (),
) -> Claim:
    """A claim with this id (or any) that refers only to what is named; undercuts are added by :func:`maps`."""
    own = claim_id if claim_id is not None else draw(ids())
    reasons: list[Reason] = []
    others = [other for other in claim_ids if other != own]
    targets = draw(_some(others))
    cut = draw(st.integers(0, len(targets)))
    for kind, chosen in (("supports", targets[:cut]), ("objects_to", targets[cut:])):
        reasons += [draw(_reason(own, kind, target, list(claim_ids), list(source_ids))) for target in chosen]
    tension = draw(maybe(st.sampled_from(tensions))) if tensions else None
    side = draw(maybe(st.sampled_from(tension.sides))) if tension and tension.sides else None
    return Claim(
        id=own,
        text=draw(texts()),
        short=draw(_SHORT),
        tension=tension.id if tension else None,
        side=side.id if side else None,
        reasons=tuple(reasons),
        positions=tuple(draw(_position(who, list(source_ids))) for who in draw(_some(list(stakeholder_ids)))),
        sources=draw(citations(list(source_ids))),
        assumed=draw(st.booleans()),
        tags=tuple(draw(st.lists(texts(), max_size=2))),
        note=draw(maybe(texts())),
    )


@st.composite
def _tension(draw: st.DrawFn, tension_id: str) -> Tension:
    sides = draw(_some(list(POOL)))
    return Tension(
        id=tension_id,
        title=draw(maybe(texts())),
        question=draw(maybe(texts())),
        sides=tuple(Side(id=side, title=draw(texts()), short=draw(_SHORT)) for side in sides),
    )


@st.composite
def _stakeholder(draw: st.DrawFn, stakeholder_id: str, others: tuple[str, ...]) -> Stakeholder:
    part_of = draw(maybe(st.sampled_from(others))) if others else None
    return Stakeholder(
        id=stakeholder_id,
        name=draw(maybe(texts())),
        short=draw(_SHORT),
        kind=draw(maybe(st.one_of(st.sampled_from(["government", "company", "civil society"]), texts()))),
        part_of=part_of,
        interests=draw(maybe(texts())),
        power=draw(maybe(st.sampled_from(LEVELS))),
        interest=draw(maybe(st.sampled_from(LEVELS))),
    )


@st.composite
def _source(draw: st.DrawFn, source_id: str) -> Source:
    links = ["https://example.org/a?b=c&d=#e", "http://example.org", "mailto:a@example.org", "doi:10.1000/182"]
    return Source(
        id=source_id,
        title=draw(maybe(texts())),
        short=draw(_SHORT),
        author=draw(maybe(texts())),
        publisher=draw(maybe(texts())),
        date=draw(maybe(st.one_of(st.sampled_from(["2025", "2025-07", "2025-07-21"]), texts()))),
        url=draw(maybe(st.sampled_from(links))),
        accessed=draw(maybe(st.just("2026-11-23"))),
        copy=draw(maybe(st.sampled_from(["sources/a b.txt", "minutes.pdf", "été.html"]))),
        copy_sha256=draw(maybe(st.just("0a" * 32))),
    )


@st.composite
def maps(draw: st.DrawFn, max_claims: int = 6) -> Map:
    """Sound maps of up to ``max_claims`` claims with every field of the format and hostile texts."""
    assert max_claims <= len(POOL) - 8, "the other sections take eight ids at most"
    named = draw(st.permutations(POOL))
    claim_count, others = draw(st.integers(0, max_claims)), draw(st.integers(0, 26))
    claim_ids, rest = tuple(named[:claim_count]), tuple(named[max_claims:])
    tension_ids, stakeholder_ids, source_ids = (
        rest[place : place + count] for place, count in ((0, others % 3), (3, others // 3 % 3), (6, others // 9))
    )
    tensions = tuple(draw(_tension(tension_id)) for tension_id in tension_ids)
    drawn = tuple(draw(claims(claim_id, claim_ids, stakeholder_ids, source_ids, tensions)) for claim_id in claim_ids)
    return Map(
        title=draw(texts()),
        question=draw(maybe(texts())),
        language=draw(maybe(st.sampled_from(["en", "fr-CH", "no", "zh-Hant-TW"]))),
        summary=draw(maybe(texts())),
        tensions=tensions,
        stakeholders=tuple(
            draw(_stakeholder(who, tuple(other for other in stakeholder_ids if other != who)))
            for who in stakeholder_ids
        ),
        claims=tuple(draw(_with_undercuts(drawn, source_ids))),
        sources=tuple(draw(_source(source_id)) for source_id in source_ids),
    )


@st.composite
def _with_undercuts(draw: st.DrawFn, drawn: tuple[Claim, ...], source_ids: tuple[str, ...]) -> list[Claim]:
    addresses = [reason.address for claim in drawn for reason in claim.reasons]
    if not addresses or not draw(st.booleans()):
        return list(drawn)
    claim_ids = [claim.id for claim in drawn]
    place = draw(st.integers(0, len(drawn) - 1))
    claim = drawn[place]
    foreign = [address for address in addresses if not address.startswith(f"{claim.id} -> ")]
    undercuts = [
        draw(_reason(claim.id, "undercuts", target, claim_ids, list(source_ids)))
        for target in draw(_some(foreign, 2))
    ]
    changed = rebuilt(claim, reasons=(*claim.reasons, *undercuts))
    return [*drawn[:place], changed, *drawn[place + 1 :]]
