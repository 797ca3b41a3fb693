"""The outline of a map as nested HTML lists, and its sources as a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from argmap.draw.isolation import isolated, joined_parts
from argmap.draw.links import web_link
from argmap.draw.paint.painter import element_id
from argmap.draw.writers.text import holders_in_brackets
from argmap.escape import for_xml, one_line
from argmap.excerpt import excerpt
from argmap.model.index import Index
from argmap.model.names import source_parts, source_place
from argmap.views.outline.build import OutlineEntry, outline
from argmap.views.wording import lines_on_record
from argmap.vocabulary import LINKED_LEAD, RELATIONS, SEE, SIDE_LEAD, TENSION_LEAD


def outline_items(index: Index, elsewhere: Mapping[str, str], numbers: Mapping[str, int]) -> Iterator[str]:
    """The lines of the ``li`` elements of the outline, each with quotes, citations and the list of its reasons.

    ``elsewhere`` gives the addresses of claims that are on other pages, ``numbers`` those of sources.
    """
    depth = -1
    for entry in outline(index):
        if entry.depth > depth:
            yield "<ul>" * (entry.depth - max(depth, 0))
        else:
            yield "</li>" + "</ul></li>" * (depth - entry.depth)
        depth = entry.depth
        yield f"<li>{_line(index, entry, elsewhere)}"
        claim = index.claims.get(entry.id) if entry.role not in {"tension", "side"} and not entry.elsewhere else None
        for line in lines_on_record(index, claim, numbers) if claim else ():
            yield f'<p class="said">{_sentence(isolated(one_line(line)))}</p>'
    yield "</li>" + "</ul></li>" * depth if depth >= 0 else ""


def _line(index: Index, entry: OutlineEntry, elsewhere: Mapping[str, str]) -> str:
    if entry.role == "tension":
        tension = index.tensions[entry.id]
        words = ". ".join(part for part in (tension.title, tension.question) if part) or entry.id
        return f'<span class="lead tension">{TENSION_LEAD}</span> {_text(words)}'
    if entry.role == "side":
        titles = {side.id: side.title for side in index.tensions[entry.tension or ""].sides}
        return f'<span class="lead side">{SIDE_LEAD}</span> {_text(titles[entry.id])}'
    return _lead(entry) + _claim(index, entry, elsewhere)


def _lead(entry: OutlineEntry) -> str:
    if entry.reason is None:
        return ""
    words = LINKED_LEAD if entry.role == "linked" else RELATIONS[entry.reason.kind].lead
    return f'<span class="lead {entry.reason.kind}">{words}</span> '


def _claim(index: Index, entry: OutlineEntry, elsewhere: Mapping[str, str]) -> str:
    claim = index.claims.get(entry.id)
    if claim is None:
        return _text("(missing claim)")
    address = elsewhere.get(claim.id) or f"#{element_id(claim.id, 'claim')}"
    link = f'<a href="{for_xml(address)}">{_text(excerpt(claim.text) if entry.elsewhere else claim.text)}</a>'
    rest = f" ({SEE[entry.elsewhere]})" if entry.elsewhere else holders_in_brackets(index, claim)
    return f"{link}<small>{_text(rest, ' ')}</small>" if rest else link


def source_items(index: Index, numbers: Mapping[str, int]) -> Iterator[str]:
    """The sources as ``li`` elements with their numbers, linked if their address is safe."""
    for name, number in numbers.items():
        if source := index.sources.get(name):
            words, url = _sentence(joined_parts(source_parts(source))), web_link(source.url)
            shown = f'<a href="{for_xml(url)}" rel="noopener noreferrer">{words}</a>' if url else words
            place = f"<small>, {_sentence(joined_parts(found))}</small>" if (found := source_place(source)) else ""
            yield f'<li value="{number}">{shown}{place}</li>'


def _text(words: str, before: str = "") -> str:
    """Text of the map, isolated so that its direction of writing does not affect the text around it."""
    return f"{before}<bdi>{for_xml(one_line(words))}</bdi>"


def _sentence(words: str) -> str:
    """A sentence of ours with isolated texts of the map in it, which is read from the left."""
    return f'<bdi dir="ltr">{for_xml(words)}</bdi>'
