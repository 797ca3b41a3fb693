"""The data of the page's script: claims, reasons and stakeholders, with the ids of their elements in the SVG.

Notes for editors of the map are left out, as are fields without a value. Control characters in text are made visible
(:func:`argmap.escape.for_terminal`), so that no text reorders or hides what is around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from argmap.draw.drawing import Drawing
from argmap.draw.links import web_link
from argmap.draw.paint.painter import element_id
from argmap.draw.scene.scene import Box, PageLink, Scene
from argmap.escape import for_terminal
from argmap.model.index import Index
from argmap.model.names import source_line
from argmap.model.types import Citation, Claim, Part, Reason, Source, Tension
from argmap.vocabulary import QUOTATION_WORDS, STATUSES, Status

if TYPE_CHECKING:
    from argmap.evidence.quotations import Evidence

Fields = dict[str, Any]


Homes = Mapping[str, PageLink]
"""The page that shows each claim in full, by its id, where a map has several pages."""

NO_HOMES: Homes = {}


def elsewhere(drawing: Drawing, homes: Homes) -> Mapping[str, str]:
    """The address of each claim that is on another page and not on this one."""
    drawn = drawing.scene.box
    return {name: _address(page, element_id(name, "claim")) for name, page in homes.items() if name not in drawn}


def _address(page: PageLink, element: str) -> str:
    return f"{quote(page.file)}#{element}"


def page_data(index: Index, drawing: Drawing, homes: Homes = NO_HOMES, evidence: Evidence | None = None) -> Fields:
    """The data of the page, for JSON. Nodes and steps are in reading order.

    ``evidence`` adds ``checked``: for each quotation what became of it in the copy of its source.
    """
    scene = drawing.scene
    drawn = scene.box
    undrawn = [claim for claim in index.claims.values() if claim.id not in drawn]
    nodes = [
        *(_node(index, box) for box in scene.boxes),
        *(_undrawn(claim, homes.get(claim.id)) for claim in undrawn),
    ]
    return {
        "upright": drawing.direction == "BT",
        "listed": bool(scene.contents),
        "nodes": nodes,
        "steps": [*_lines(scene), *_steps(index, [node["id"] for node in nodes])],
        "tensions": [_tension(tension) for tension in index.map.tensions],
        "stakeholders": [_visible(holder) for holder in index.map.stakeholders],
        "sources": [_source(source) for source in index.map.sources],
        **({"checked": _checked(index, evidence)} if evidence else {}),
    }


def _checked(index: Index, evidence: Evidence) -> Fields:
    """The outcome of each quotation, by source and words, the only identity of a quotation that readers of the page
    see."""
    from argmap.evidence.wording import fragment_link, in_context, place_of

    told: Fields = {}
    for check in evidence.checks.values():
        source = index.sources.get(check.quotation.source or "")
        copy = evidence.copy_of(check.quotation)
        fields: Fields = {"outcome": check.outcome, "words": QUOTATION_WORDS[check.outcome]}
        if copy is not None and check.best is not None and source is not None:
            around = in_context(copy, check.best.start, check.best.end)
            fields["around"] = [_seen(part) or "" for part in around]
            fields["place"] = _seen(place_of(copy, check.best.start, check.best.end))
            fields["link"] = web_link(fragment_link(evidence, check, source))
        told.setdefault(check.quotation.source or "", {})[for_terminal(check.quotation.quote)] = _given(fields)
    return told


def _node(index: Index, box: Box) -> Fields:
    """A box of the diagram, with all fields of its claim if it is one."""
    prefix = "tension" if box.kind in {"tension", "side"} else "claim"
    claim = index.claims.get(box.id)
    drawn: Fields = {
        "element": element_id(box.id.removeprefix("tension "), prefix),
        "kind": box.kind,
        "roles": list(box.roles),
        "main": box.is_main or None,
        "look": box.look or None,
        "status": _status(box.status),
        "change": box.change,
        "was": _seen(box.was),
        "hidden": box.hidden or None,
        "unanswered": box.unanswered or None,
    }
    drawn["page"] = _page(box.page, drawn["element"])
    words = _claim(claim) if claim else {"id": box.id, "text": _seen(box.text), "title": _seen(box.title)}
    return {**words, **_given(drawn)}


def _status(status: Status | None) -> Fields | None:
    """The label of a status, and what it means."""
    return {"label": STATUSES[status].label, "meaning": STATUSES[status].meaning} if status else None


def _undrawn(claim: Claim, home: PageLink | None) -> Fields:
    fields = _claim(claim)
    return {**fields, **_given({"page": _page(home, fields["element"])})}


def _page(page: PageLink | None, element: str) -> Fields | None:
    return {"number": page.number, "address": _address(page, element)} if page else None


def _claim(claim: Claim) -> Fields:
    return {
        "kind": "claim",
        "element": element_id(claim.id, "claim"),
        **_given(
            {
                "id": claim.id,
                "text": _seen(claim.text),
                "tension": claim.tension,
                "side": claim.side,
                "assumed": claim.assumed or None,
                "tags": [_seen(tag) for tag in claim.tags],
                "positions": [_visible(position) for position in claim.positions],
                "sources": _citations(claim.sources),
            }
        ),
    }


def _lines(scene: Scene) -> Iterator[Fields]:
    """The lines from claims to their sides, and from sides to their tension."""
    for arrow in scene.arrows:
        if arrow.kind == "side":
            yield {
                "id": arrow.id,
                "element": element_id(arrow.id, "line"),
                "kind": "side",
                "premises": list(arrow.premises),
                "target": arrow.target,
            }


def _steps(index: Index, order: Iterable[str]) -> Iterator[Fields]:
    for claim_id in order:
        claim = index.claims.get(claim_id)
        for reason in claim.reasons if claim else ():
            if index.reasons[reason.address] is reason:
                yield _step(reason)


def _step(reason: Reason) -> Fields:
    return _given(
        {
            "id": reason.address,
            "element": element_id(reason.address, "reason"),
            "kind": reason.kind,
            "premises": list(dict.fromkeys(reason.premises)),
            "target": reason.target,
            "note": _seen(reason.note),
            "sources": _citations(reason.sources),
        }
    )


def _tension(tension: Tension) -> Fields:
    return {**_visible(tension), "sides": [_visible(side) for side in tension.sides]}


def _source(source: Source) -> Fields:
    return _given({"id": source.id, "title": _seen(source_line(source)), "url": web_link(source.url)})


def _citations(citations: Iterable[Citation]) -> list[Fields]:
    return [_visible(citation) for citation in citations]


def _visible(part: Part) -> Fields:
    """The text fields of a part of the map."""
    return _given({name: _seen(text) for name, text in part.items() if isinstance(text, str)})


def _seen(text: str | None) -> str | None:
    return for_terminal(text) if text else None


def _given(fields: Fields) -> Fields:
    return {name: value for name, value in fields.items() if value not in (None, [], "")}
