"""The text below a table: the full content of the row or cell under the cursor. All text is safe."""

from __future__ import annotations

from rich.text import Text

from argmap.escape import for_terminal, one_line
from argmap.model.findings import Finding
from argmap.model.index import Index
from argmap.model.source_names import source_name
from argmap.tui.keys.keymap import Keymap
from argmap.tui.views.detail import StyleOf, claims_listed, position_words
from argmap.tui.views.finding_words import hint_of


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
        text.append("· no position\n", look("dim"))
    return text.append(for_terminal(claim.text) + "\n", look("strong"))


def words_of_source(index: Index, source_id: str, look: StyleOf) -> Text:
    """A source with its address and the claims that cite it."""
    source = index.sources[source_id]
    text = Text(overflow="fold")
    text.append(f"§ {one_line(source_name(source))}\n", look("strong"))
    known = (source.author, source.publisher, source.date, source.accessed and f"accessed on {source.accessed}")
    text.append(" · ".join(one_line(word) for word in known if word) + "\n", look("dim"))
    if source.url:
        text.append(one_line(source.url) + "\n", look("badge"))
    if source.copy:
        text.append(f"copy: {one_line(source.copy)}\n", look("badge"))
    citing = index.cited_by.get(source.id, ())
    text.append("Cited by:\n" if citing else "Not cited.\n", look("dim"))
    return text.append_text(claims_listed(citing, look))


def words_of_finding(finding: Finding, keymap: Keymap, look: StyleOf) -> Text:
    """The full text of a finding, and what to do about it in the editor."""
    text = Text(overflow="fold")
    text.append(for_terminal(finding.message) + "\n", look("strong"))
    if hint := hint_of(finding, keymap):
        text.append(for_terminal(hint) + "\n", look("plain"))
    text.append(f"{finding.code}: run 'argmap explain {finding.code}' for details.\n", look("dim"))
    return text
