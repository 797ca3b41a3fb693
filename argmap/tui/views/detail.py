"""The text of the claim pane: the claim, its reasons, positions and sources. All text is safe."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from rich.style import Style
from rich.text import Text

from argmap.escape import for_terminal, one_line
from argmap.model.ids import ARROW
from argmap.model.index import Index
from argmap.model.names import source_name, tension_name
from argmap.model.types import Citation, Claim, Position, Reason
from argmap.semantics.labels import Labels
from argmap.session.outline.rows import Row
from argmap.tui.naming import link_quoted, name_of, quoted
from argmap.vocabulary import ASSUMED, LINKED, LINKED_SIGN, RELATIONS, STANCE_WORDS, counted

StyleOf = Callable[[str], Style]
"""Style names: ``support``, ``objection``, ``undercut``, ``tension``, ``dim``, ``strong``, ``badge``, ``plain``."""

KIND_LOOKS = {"supports": "support", "objects_to": "objection", "undercuts": "undercut"}


class Unanswered(NamedTuple):
    """The claims that nothing answers, as objections to the selected one, and what to press."""

    claims: Sequence[str] = ()
    hint: str = ""


NOTHING = Unanswered()


def words_of_row(
    index: Index,
    row: Row | None,
    look: StyleOf,
    labels: Labels | None = None,
    unanswered: Unanswered = NOTHING,
    adding: str = "",
) -> Text:
    """The text of the claim pane for the selected row. The outline shows the claim's own text unless it is long.

    ``adding`` is said of a claim that has no reasons, positions and sources.
    """
    if row is None:
        return Text("This map is empty. Press Enter to add the first claim.")
    if row.kind == "tensions":
        return _all_tensions(index, look)
    if row.kind == "tension" and row.tension_id is not None:
        return tension_words(index, row.tension_id, look)
    claim = index.claims.get(row.claim_id or "")
    if claim is None:
        missing = one_line(row.claim_id or "")
        source = (row.address or "").partition(ARROW)[0]
        linked = f", linked from {quoted(index, source, ON_ONE_LINE)}" if source in index.claims else ""
        return Text(f"The file has no claim '{missing}'{linked}.")
    text = Text(overflow="fold")
    if len(claim.text) > LONGER_THAN_A_ROW:
        text.append(for_terminal(claim.text) + "\n", look("strong"))
    _below(text, index, claim, look)
    _unanswered(text, index, unanswered, look)
    if labels is not None:
        from argmap.semantics.explanations import sentence

        text.append(for_terminal(sentence(labels, claim.id)) + "\n", look("tension"))
    _about(text, index, claim, row, look)
    _bearers(text, index, claim, look)
    if adding and not (
        index.supports_of(claim.id) or index.objections_to(claim.id) or claim.positions or claim.sources
    ):
        lacks = "reasons, positions" if labels is None else "positions"  # its status tells of reasons
        text.append(f"No {lacks} or sources yet.\n{adding}\n", look("dim"))
    return text


def _about(text: Text, index: Index, claim: Claim, row: Row, look: StyleOf) -> None:
    """What the file says of a claim besides its text, its note first."""
    if claim.note:
        _lined(text, "Note:", claim.note, look)
    for position in claim.positions:
        position_words(text, index, position, look)
    for reason in claim.reasons:
        _reason(text, index, reason, look)
    for reason in index.linked_in.get(claim.id, ()):
        if reason.premise in index.claims:
            text.append(f"{LINKED_SIGN} {LINKED} ", look("badge"))
            text.append(f"{quoted(index, reason.premise, ON_ONE_LINE)}: they count only together\n", look("plain"))
    _citations(text, index, claim.sources, look)
    if claim.short:
        _lined(text, "Short text:", claim.short, look)
    _details(text, index, claim, row, look)


def _unanswered(text: Text, index: Index, unanswered: Unanswered, look: StyleOf) -> None:
    for place, claim_id in enumerate(unanswered.claims):
        if claim_id in index.claims:
            text.append(f"! Unanswered: {quoted(index, claim_id, ON_ONE_LINE)}", look("tension"))
            text.append(f"  {unanswered.hint}\n" if unanswered.hint and not place else "\n", look("dim"))


def _all_tensions(index: Index, look: StyleOf) -> Text:
    text = Text(overflow="fold")
    for tension in index.map.tensions:
        text.append("◆ ", look("tension"))
        text.append(one_line(tension_name(tension)), look("plain"))
        text.append(f"  {counted(len(index.claims_in.get(tension.id, ())), 'claim')}\n", look("dim"))
    return text


def _bearers(text: Text, index: Index, claim: Claim, look: StyleOf) -> None:
    """The claims with a reason for or against the claim."""
    for reason in (*index.supports_of(claim.id), *index.objections_to(claim.id))[:MOST_LISTED]:
        text.append(f"  {RELATIONS[reason.kind].sign} ", look(KIND_LOOKS[reason.kind]))
        text.append(one_line(index.claims[reason.premise].text) + "\n", look("plain"))


def claims_listed(claims: Iterable[Claim], look: StyleOf) -> Text:
    """Claims below each other."""
    text = Text(overflow="fold")
    for place, claim in enumerate(claims):
        if place == MOST_LISTED:
            text.append("  …\n", look("dim"))
            break
        text.append("  · ", look("dim"))
        text.append(one_line(claim.text) + "\n", look("plain"))
    return text


LONGER_THAN_A_ROW = 400
"""Characters of a claim's text above which the outline's row may not show all of it."""

MOST_LISTED = 20
"""Most claims in a list of the pane."""


def _details(text: Text, index: Index, claim: Claim, row: Row, look: StyleOf) -> None:
    words = []
    if tension := index.tensions.get(claim.tension or ""):
        name = f"“{one_line(tension_name(tension))}”"
        words.append(f"◆ On the side “{row.side}” of {name}" if row.side else f"◆ In the tension {name}")
    if claim.assumed:
        words.append(ASSUMED)
    words += [f"#{one_line(tag)}" for tag in claim.tags]
    if words:
        text.append(" · ".join(words) + "\n", look("dim"))


def _reason(text: Text, index: Index, reason: Reason, look: StyleOf) -> None:
    text.append(f"{RELATIONS[reason.kind].sign} ", look(KIND_LOOKS[reason.kind]))
    text.append(f"{RELATIONS[reason.kind].verb} {_target(index, reason.target)}\n", look("plain"))
    for premise in reason.linked:
        text.append(f"    {LINKED_SIGN} {LINKED} {quoted(index, premise, ON_ONE_LINE - 4)}\n", look("badge"))
    for undercut in index.undercuts_of(reason):
        text.append("    ⊘ ", look("undercut"))
        text.append(f"undercut by {quoted(index, undercut.premise, ON_ONE_LINE)}\n", look("plain"))
    if reason.scheme:
        _lined(text, "    Scheme:", reason.scheme, look)
    if reason.note:
        _lined(text, "    Why it follows:", reason.note, look)
    _citations(text, index, reason.sources, look, "    ")


def _below(text: Text, index: Index, claim: Claim, look: StyleOf) -> None:
    supports, objections = index.supports_of(claim.id), index.objections_to(claim.id)
    for reasons, one, many, name in (
        (supports, "+1 support", "+{} supports", "support"),
        (objections, "−1 objection", "−{} objections", "objection"),
    ):
        if reasons:
            text.append((one if len(reasons) == 1 else many.format(len(reasons))) + "  ", look(name))
    if supports or objections:
        text.append("\n")


def position_words(text: Text, index: Index, position: Position, look: StyleOf) -> None:
    """Append a line per position: who, since when, and the source."""
    text.append(f"☺ {name_of(index, position.stakeholder)} ", look("plain"))
    text.append(f"{STANCE_WORDS[position.stance].sign} {position.stance}", look(_stance_look(position.stance)))
    _said_where(text, index, position, look)


def position_on(text: Text, index: Index, claim: Claim, position: Position, look: StyleOf) -> None:
    """Append a position of a stakeholder whose name stands above: the stance, the claim, and the source."""
    words = STANCE_WORDS[position.stance]
    text.append(f"  {words.sign} {position.stance}: ", look(_stance_look(position.stance)))
    text.append(one_line(claim.text), look("plain"))
    _said_where(text, index, position, look)


def _said_where(text: Text, index: Index, position: Position, look: StyleOf) -> None:
    """Append the date, the source and the quote of a position, and end the line."""
    extras = [position.date or "", _source_name(index, position.source) if position.source else ""]
    text.append("".join(f" · {one_line(extra)}" for extra in extras if extra), look("dim"))
    text.append(f"  “{one_line(position.quote)}”" if position.quote else "", look("badge"))
    text.append("\n")


def _stance_look(stance: str) -> str:
    return {"agrees": "support", "disagrees": "objection"}.get(stance, "tension")


def _citations(text: Text, index: Index, citations: Iterable[Citation], look: StyleOf, indent: str = "") -> None:
    for citation in citations:
        text.append(f"{indent}§ {_source_name(index, citation.source)}", look("plain"))
        text.append(f", {one_line(citation.locator)}" if citation.locator else "", look("dim"))
        text.append(f"  “{one_line(citation.quote)}”" if citation.quote else "", look("badge"))
        text.append("\n")


def tension_words(index: Index, tension_id: str, look: StyleOf) -> Text:
    """A tension with its question and its sides, each with the claims that take it."""
    tension = index.tensions[tension_id]
    text = Text(overflow="fold")
    text.append(f"◆ Tension: {one_line(tension_name(tension))}\n", look("tension"))
    if tension.question and tension.title:
        text.append(for_terminal(tension.question) + "\n", look("strong"))
    claims = index.claims_in.get(tension.id, ())
    for side in tension.sides:
        takers = [claim for claim in claims if claim.side == side.id]
        text.append("Side: ", look("dim"))
        text.append(one_line(side.title), look("plain"))
        text.append(f"  {counted(len(takers), 'claim')}\n", look("dim"))
        text.append_text(claims_listed(takers, look))
    return text


def _target(index: Index, target: str) -> str:
    if ARROW not in target:
        return quoted(index, target, ON_ONE_LINE)
    return link_quoted(index, target, ON_ONE_LINE)


ON_ONE_LINE = 60
"""Characters of another claim that fit beside its relation to this one at 80 columns."""


def _source_name(index: Index, source_id: str) -> str:
    source = index.sources.get(source_id)
    return one_line(source_name(source)) if source else f"missing source '{one_line(source_id)}'"


def _lined(text: Text, label: str, words: str, look: StyleOf) -> None:
    text.append(f"{label} ", look("dim"))
    text.append(for_terminal(words) + "\n", look("plain"))


def as_plain(index: Index, claim_id: str) -> str:
    """A claim as plain text for other programs: text, reasons, positions, sources."""
    claim = index.claims[claim_id]
    text, look = Text(overflow="fold"), lambda name: Style.null()
    text.append(for_terminal(claim.text) + "\n")
    _about(text, index, claim, Row(claim_id, "claim", 0, "", claim_id=claim_id), look)
    _bearers(text, index, claim, look)
    return text.plain.rstrip() + "\n"
