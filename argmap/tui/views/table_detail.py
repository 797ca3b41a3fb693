"""The text below a table: the full content of the row or cell, and what to do about a finding. All text is safe."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rich.text import Text

from argmap.escape import for_terminal, one_line
from argmap.model.findings import Finding
from argmap.model.index import Index
from argmap.model.names import source_name
from argmap.tui.keys.keymap import Keymap
from argmap.tui.naming import in_texts, name_of
from argmap.tui.views.detail import MOST_LISTED, StyleOf, claims_listed, position_on, position_words
from argmap.tui.views.table_models import rule_label

GROUNDS = (
    "Press {add-citation} to cite a source, {add-support} to add a support, or {edit-claim} to mark it as assumed."
)

LOOSE = "Press {unlink} on the claim to remove the link, and {link} to link it again."
ON_A_SIDE = "Press {put-on-side} on the claim to pick a side."

HINTS: Mapping[str, str] = {
    "AM101": LOOSE,
    "AM102": LOOSE,
    "AM103": "Press {edit-position} on the claim to remove the position, and {set-position} to record it again.",
    "AM104": "Press {add-citation} on the claim, or {cite-link} for its link, to remove the citation or cite again.",
    "AM105": ON_A_SIDE,
    "AM106": ON_A_SIDE,
    "AM107": ON_A_SIDE,
    "AM108": "Press {edit-entry} on the Stakeholders tab to pick the group.",
    "AM109": "Press {edit-entry} on the Stakeholders tab to remove one of them from its group.",
    "AM110": "Press {unlink} on the claim where it is listed below itself.",
    "AM111": "Press {unlink} on a claim to remove one of the links.",
    "AM112": "Press {unlink} on a claim to remove one of the links.",
    "AM113": "Press {edit-position} on a claim to change its position, or {unite} to make them one claim.",
    "AM114": "Press {edit-entry} on the Tensions tab and enter at least two sides.",
    "AM201": GROUNDS,
    "AM202": GROUNDS,
    "AM203": "Press {set-position} on a claim to record a position.",
    "AM204": "Press {link} on a claim to link it, or {edit-claim} to put it on a side of a tension.",
    "AM205": "Press {add-objection} on the objection to answer it, or {add-undercut} to undercut it.",
    "AM206": "Look for an independent source. Press {add-citation} on a claim to cite it.",
    "AM208": "Press {add-support} on the tension to add a claim to this side.",
    "AM209": "Press {edit-position} on a claim to add the source of the position.",
    "AM211": "Press {add-citation} on a claim to cite it, or {delete-entry} on the Sources tab to delete it.",
    "AM212": "Press {set-position} on a claim to record a position, if a source states one.",
    "AM213": "Press {edit-claim} on a claim to put it on a side, or delete the tension on the Tensions tab.",
    "AM301": "Press {unite} on the Findings tab to make them one claim, or make the difference clear.",
    "AM302": "Press {unite} on the Findings tab to make them one claim, or make the difference clear.",
    "AM303": "If the two halves can be judged apart, press {edit-text} to keep one, {add-sibling} to add the other.",
    "AM304": "Press {edit-text} to shorten the text, and {edit-claim} to move the rest to the note.",
}
"""What to do in the editor about a finding, by code; for others, the finding's hint. An action in braces becomes
its key.
"""

NEAREST = "Did you mean "
"""In a hint that names the nearest to what is missing, and says nothing of the file."""

_ACTION = re.compile(r"\{([a-z-]+)\}")


def hint_of(index: Index, finding: Finding, keymap: Keymap) -> str:
    """What to do about a finding, with the keys in force; empty when the finding does not say."""
    of_code, of_finding = hint_of_code(finding.code, keymap), in_texts(index, finding.hint)
    if of_code and NEAREST in finding.hint:
        return f"{of_finding} {of_code}"
    return of_code or of_finding


def hint_of_code(code: str, keymap: Keymap) -> str:
    """What to do about the findings of a rule, with the keys in force; empty when that differs from one to one."""
    return _ACTION.sub(lambda found: keymap.key_of(found[1]), HINTS.get(code, ""))


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


def words_of_stakeholder(index: Index, holder_id: str, look: StyleOf) -> Text:
    """A stakeholder, what is known of it, and its positions, each with the claim and where it said so."""
    holder = index.stakeholders[holder_id]
    text = Text(overflow="fold")
    text.append(f"☺ {one_line(holder.name or holder.id)}\n", look("strong"))
    known = (
        holder.kind,
        holder.part_of and f"part of {name_of(index, holder.part_of)}",
        holder.power and f"{holder.power} power",
        holder.interest and f"{holder.interest} interest",
    )
    if said := " · ".join(one_line(words) for words in known if words):
        text.append(said + "\n", look("dim"))
    if holder.interests:
        text.append("Interests: ", look("dim")).append(for_terminal(holder.interests) + "\n", look("plain"))
    parts = [one for one in index.map.stakeholders if one.part_of == holder_id]
    if parts:
        text.append("Parts: ", look("dim"))
        text.append(", ".join(name_of(index, one.id) for one in parts) + "\n", look("plain"))
    positions = index.positions_of.get(holder_id, ())
    text.append("Positions:\n" if positions else "No positions.\n", look("dim"))
    for claim, position in positions[:MOST_LISTED]:
        position_on(text, index, claim, position, look)
    if len(positions) > MOST_LISTED:
        text.append(f"  and {len(positions) - MOST_LISTED} more\n", look("dim"))
    return text


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


def words_of_finding(index: Index, finding: Finding, keymap: Keymap, look: StyleOf) -> Text:
    """The full text of a finding, and what to do about it in the editor."""
    text = Text(overflow="fold")
    text.append(f"! {one_line(in_texts(index, finding.message))}\n", look("strong"))
    if hint := hint_of(index, finding, keymap):
        text.append(f"  {for_terminal(hint)}\n", look("plain"))
    return _with_rule(text, finding.code, look)


def _with_rule(text: Text, code: str, look: StyleOf) -> Text:
    return text.append(f"  Rule {code}: {rule_label(code)}\n", look("dim"))


def words_of_rule(code: str, keymap: Keymap, look: StyleOf) -> Text:
    """What the findings of a rule have in common, and what to do about them."""
    from argmap.report.findings.pages import pages

    page = pages()[code]
    text = Text(overflow="fold")
    text.append(f"! {page.sentence}\n", look("strong"))
    if hint := hint_of_code(code, keymap):
        text.append(f"  {hint}\n", look("plain"))
    text.append(f"  {keymap.key_of('open-row')} shows or folds the list.\n", look("plain"))
    return _with_rule(text, code, look)
