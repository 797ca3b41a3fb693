"""The text below a table: the full content of the row or cell under the cursor. All text is safe."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from argmap.escape import for_terminal, one_line
from argmap.model.findings import Finding
from argmap.model.index import Index
from argmap.model.source_names import source_name
from argmap.tui.views.detail import StyleOf, claims_listed, position_words, quoted


def words_of_cell(index: Index, claim_id: str, holder_id: str | None, look: StyleOf) -> Text:
    """The position of the column's stakeholder on the claim, and the claim; None without a stakeholder."""
    text = Text(overflow="fold")
    claim = index.claims[claim_id]
    holder = index.stakeholders.get(holder_id or "")
    if holder is None:
        return text.append(for_terminal(claim.text) + "\n", look("strong"))
    position = next((position for position in claim.positions if position.stakeholder == holder.id), None)
    if position is not None:
        position_words(text, index, position, look)
    else:
        text.append(f"☺ {one_line(holder.name or holder.id)} ", look("plain"))
        text.append("· no position recorded\n", look("dim"))
    return text.append(for_terminal(claim.text) + "\n", look("strong"))


def words_of_source(index: Index, source_id: str, look: StyleOf) -> Text:
    """A source with its address and the claims that cite it."""
    source = index.sources[source_id]
    text = Text(overflow="fold")
    text.append(f"§ {one_line(source_name(source))}\n", look("strong"))
    known = (source.author, source.publisher, source.date, source.accessed and f"read on {source.accessed}")
    text.append(" · ".join([source.id, *(one_line(word) for word in known if word)]) + "\n", look("dim"))
    if source.url:
        text.append(one_line(source.url) + "\n", look("badge"))
    if source.copy:
        text.append(f"copy: {one_line(source.copy)}\n", look("badge"))
    citing = index.cited_by.get(source.id, ())
    text.append("cited by\n" if citing else "cited nowhere\n", look("dim"))
    return text.append_text(claims_listed(citing, look))


def words_of_finding(
    index: Index, found: Sequence[Finding], number: str, claim_id: str | None, look: StyleOf
) -> Text:
    """The full text of a finding, the remedy, and its claim."""
    finding = found[int(number)]
    text = Text(overflow="fold")
    text.append(for_terminal(finding.message) + "\n", look("strong"))
    if finding.hint:
        text.append(for_terminal(finding.hint) + "\n", look("plain"))
    if claim_id is not None:
        text.append(f"{quoted(index, claim_id)}\n", look("badge"))
    text.append(f"{finding.code} · 'argmap explain {finding.code}' says more\n", look("dim"))
    return text
