"""A map as a Markdown report: outline, positions, findings, sources. Text of the map is escaped for GitHub."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from argmap.check.rules import RULES, check
from argmap.draw.links import is_safe, resolved
from argmap.escape import for_markdown
from argmap.excerpt import excerpt, told_again
from argmap.model.findings import SEVERITIES, Finding
from argmap.model.index import Index
from argmap.model.source_names import source_parts
from argmap.model.types import Claim, Position, Source
from argmap.semantics.position_matrix import matrix
from argmap.views.names import short_name, stances
from argmap.views.outline.entries import OutlineEntry, indent, outline
from argmap.views.position_text import citation_said, citations, is_quoted, position_said, source_numbers
from argmap.vocabulary import LINKED_LEAD, RELATIONS, SEE, SIDE_LEAD, STANCE_WORDS, TENSION_LEAD

MOST_FINDINGS = 6
"""Findings of one rule that have a line each; of more there is one line for all."""

Numbers = Mapping[str, int]
"""The number of each source."""


def write(index: Index) -> str:
    """The report, ending with a newline."""
    map = index.map
    blocks = [f"# {for_markdown(map.title)}"]
    blocks += [f"**{for_markdown(map.question)}**"] if map.question else []
    blocks += [for_markdown(map.summary)] if map.summary else []
    sections = {"Argument": _outline, "Positions": _matrix, "Findings": _findings, "Sources": _sources}
    for title, lines in sections.items():
        if section := "\n".join(lines(index)):
            blocks += [f"## {title}", section]
    return "\n\n".join(blocks) + "\n"


def _outline(index: Index) -> Iterator[str]:
    numbers = source_numbers(index)
    for entry in outline(index):
        yield f"{indent(entry.depth)}- {_entry(index, entry, numbers)}"
        claim = index.claims.get(entry.id) if entry.role not in {"tension", "side"} and not entry.elsewhere else None
        for line in _on_record(index, claim, numbers) if claim else ():
            yield f"{indent(entry.depth)}  - {line}"


def _on_record(index: Index, claim: Claim, numbers: Numbers) -> Iterator[str]:
    """A line for each position with a quote, and for each citation of a claim."""
    for position in claim.positions:
        if is_quoted(position):
            sign = STANCE_WORDS[position.stance].sign
            yield f"*{sign} {for_markdown(position_said(index, position))}*{_mark(position.source, numbers)}"
    for citation, citing in citations(claim):
        if citing == "link" or citation_said(citation):
            lead = "Source of the link" if citing == "link" else "Source"
            said = for_markdown(citation_said(citation))
            yield f"{lead}{_mark(citation.source, numbers)}{f' {said}' if said else ''}"


def _mark(source: str | None, numbers: Numbers) -> str:
    """The number of a source as a link to the list of sources; the id of a source that the map does not have."""
    if source is None:
        return ""
    number = numbers.get(source)
    return f" [\\[{number}\\]](#source-{number})" if number else f" \\[{for_markdown(source)}\\]"


def _entry(index: Index, entry: OutlineEntry, numbers: Numbers) -> str:
    if entry.role == "tension":
        tension = index.tensions[entry.id]
        question = f": {for_markdown(tension.question)}" if tension.question and tension.title else ""
        return f"**{TENSION_LEAD} {for_markdown(tension.title or tension.question or entry.id)}**{question}"
    if entry.role == "side":
        sides = {side.id: side.title for side in index.tensions[entry.tension or ""].sides}
        return f"**{SIDE_LEAD}** {for_markdown(sides[entry.id])}"
    claim = index.claims.get(entry.id)
    lead = LINKED_LEAD if entry.role == "linked" else RELATIONS[entry.reason.kind].lead if entry.reason else ""
    lead = f"**{lead}** " if lead else ""
    if claim is None:
        return f"{lead}*missing claim {for_markdown(entry.id)}*"
    if entry.elsewhere:
        return f"{lead}{for_markdown(excerpt(claim.text))} *({SEE[entry.elsewhere]})*"
    return lead + for_markdown(claim.text) + _marks(index, claim, numbers)


def _marks(index: Index, claim: Claim, numbers: Numbers) -> str:
    """The sources of a claim, and the positions on it that have no quote."""
    cited = dict.fromkeys(item.source for item in claim.sources if item.source in numbers)
    bare = (item for item in claim.positions if not is_quoted(item))
    holders = stances((item.stance, _name(index, item.stakeholder)) for item in bare)
    return "".join(_mark(name, numbers) for name in cited) + (f" *({holders})*" if holders else "")


def _name(index: Index, stakeholder: str) -> str:
    holder = index.stakeholders.get(stakeholder)
    return for_markdown(short_name(holder) if holder else stakeholder)


def _matrix(index: Index) -> Iterator[str]:
    table = matrix(index, claims=[claim.id for claim in index.claims.values() if claim.positions])
    columns = [name for name in table.stakeholders if table.stances(name)]
    if not columns:
        return
    yield "| Claim | " + " | ".join(_name(index, name) for name in columns) + " |"
    yield "|---" * (len(columns) + 1) + "|"
    numbers = source_numbers(index)
    for claim_id in table.claims:
        cells = (_cell(table.position(claim_id, name), numbers) for name in columns)
        yield f"| {for_markdown(told_again(index.claims[claim_id].text))} | " + " | ".join(cells) + " |"


def _cell(position: Position | None, numbers: Numbers) -> str:
    """A stance with its date and source; empty for no position."""
    if position is None:
        return ""
    date = f", {for_markdown(position.date)}" if position.date else ""
    return f"{STANCE_WORDS[position.stance].sign} {position.stance}{date}{_mark(position.source, numbers)}"


def _findings(index: Index) -> Iterator[str]:
    """Findings by rule, the most severe first; for a rule with many findings, one line with the ids concerned."""
    found: list[Finding] = sorted(check(index), key=lambda finding: SEVERITIES.index(finding.severity))
    for code, group in groupby(found, lambda finding: finding.code):
        findings = list(group)
        severity = findings[0].severity
        if len(findings) <= MOST_FINDINGS:
            yield from (f"- {severity} {code}: {for_markdown(finding.message)}" for finding in findings)
        else:
            sentence = next(rule.sentence for rule in RULES if rule.code == code)
            ids = dict.fromkeys(finding.path[1] for finding in findings if len(finding.path) > 1)
            places = ", ".join(for_markdown(name) for name in ids)
            yield f"- {severity} {code}, {len(findings)} times: {for_markdown(sentence)} {places}"


def _sources(index: Index) -> Iterator[str]:
    for place, source in enumerate(index.map.sources, 1):
        yield f'{place}. <a id="source-{place}"></a>{_source(source)}'


def _source(source: Source) -> str:
    title, *rest = map(for_markdown, source_parts(source))
    if is_safe(source.url):
        url = resolved(source.url)
        for char, code in (("(", "%28"), (")", "%29"), ("<", "%3C"), (">", "%3E"), ("\\", "%5C")):
            url = url.replace(char, code)
        title = f"[{title}]({url})"
    return ", ".join([title, *rest])
