"""JSON for programs: a map with the fields of the file, and its quotations as W3C Web Annotations.

In a map every reference is in its long form. Annotations follow the Recommendation of 23 February 2017, for tools
that mark texts: each is a TextQuoteSelector on its source, with the claim that it is quoted for as the body.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from argmap.draw.links import web_link
from argmap.escape import for_json
from argmap.evidence.quotations import Evidence, QuoteCheck
from argmap.excerpt import NAME, TOLD_AGAIN, excerpt
from argmap.mapfile.encode import spell_map
from argmap.mapfile.fields import FORMAT
from argmap.model.index import Index
from argmap.model.names import source_name
from argmap.model.types import Map
from argmap.semantics.wording import stakeholder_named
from argmap.vocabulary import STANCE_WORDS


def write(map: Map) -> str:
    """The JSON text, ending with a newline, which is also a map file. Fields without a value are left out."""
    data: dict[str, Any] = {**spell_map(map, short=False), "argmap": FORMAT}
    for claim in data["claims"].values():
        claim |= {"assumed": True} if "assumed" in claim else {}
    return for_json(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


CONTEXT_URL = "http://www.w3.org/ns/anno.jsonld"
LONGEST_ADDRESS = 500
"""Characters of an address that stands in every annotation on its source; few are longer."""

NEAR = 32
"""Characters before and after a quote that distinguish it from other places with the same words."""


def write_annotations(index: Index, evidence: Evidence) -> str:
    """An AnnotationPage as JSON-LD, ending with a newline. Quotations without a source are left out."""
    items = [
        _annotation(index, evidence, check)
        for check in evidence.all_checks.values()
        if check.quotation.source in index.sources
    ]
    page = {
        "@context": CONTEXT_URL,
        "id": "urn:argmap:quotations",
        "type": "AnnotationPage",
        "items": items,
    }
    return for_json(json.dumps(page, ensure_ascii=False, indent=2)) + "\n"


def _annotation(index: Index, evidence: Evidence, check: QuoteCheck) -> dict[str, object]:
    source = index.sources[check.quotation.source or ""]
    address = web_link(source.url)
    if address is None or len(address) > LONGEST_ADDRESS:
        address = f"urn:argmap:source:{source.id}"
    return {
        "id": "urn:argmap:quotation:" + ":".join(quote(step, safe="") for step in check.quotation.path[1:-1]),
        "type": "Annotation",
        "motivation": "linking",
        "body": [{"type": "TextualBody", "value": text, "format": "text/plain"} for text in _bodies(index, check)],
        "target": {
            "source": {"id": address, "type": "Text", "dc:title": excerpt(source_name(source), NAME)},
            "selector": _selector(evidence, check),
        },
    }


def _bodies(index: Index, check: QuoteCheck) -> Iterator[str]:
    """The reasons for a quote: the claim, and who has which position on it."""
    claim = index.claims[check.quotation.claim]
    yield excerpt(claim.text, TOLD_AGAIN)
    if check.quotation.path[2] == "positions":
        position = next(one for one in claim.positions if one.quote == check.quotation.quote)
        name = stakeholder_named(index, position.stakeholder)
        yield f"{name}: {STANCE_WORDS[position.stance].view}"


def _selector(evidence: Evidence, check: QuoteCheck) -> dict[str, object]:
    copy = evidence.copy_of(check.quotation)
    if copy is None or check.best is None:
        return {"type": "TextQuoteSelector", "exact": check.quotation.quote}
    assert copy.text is not None
    text, (first, last) = copy.text.text, copy.span(check.best.start, check.best.end)
    selector = {
        "type": "TextQuoteSelector",
        "exact": _on_one_line(text[first:last]),
        "prefix": _on_one_line(text[max(first - NEAR, 0) : first]),
        "suffix": _on_one_line(text[last : last + NEAR]),
    }
    return {name: value for name, value in selector.items() if value}


def _on_one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
