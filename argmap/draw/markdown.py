"""A map as a Markdown report: outline, who holds what, findings, sources. Safe to show on GitHub."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from argmap.check.rules import RULES, check
from argmap.draw.names import short_name, stances
from argmap.draw.outline import Entry, outline
from argmap.draw.svg import is_safe
from argmap.escape import for_markdown
from argmap.model.findings import SEVERITIES, Finding
from argmap.model.index import Index
from argmap.model.source_names import source_parts
from argmap.model.types import Claim, Source
from argmap.standing.matrix import matrix

LEADS = {"supports": "**Supported by:** ", "objects_to": "**Objection:** ", "undercuts": "**The step is undercut:** "}
MOST_TOLD = 6
"""Findings of one rule that are told one by one."""

CELLS = {"agrees": "✓ agrees", "disagrees": "✗ disagrees", "mixed": "± mixed", "not recorded": ""}


def write(index: Index) -> str:
    """The report, ending with a newline."""
    map = index.map
    blocks = [f"# {for_markdown(map.title)}"]
    blocks += [f"**{for_markdown(map.question)}**"] if map.question else []
    blocks += [for_markdown(map.summary)] if map.summary else []
    sections = {"Argument": _outline, "Positions": _matrix, "To look at": _findings, "Sources": _sources}
    for title, lines in sections.items():
        if told := "\n".join(lines(index)):
            blocks += [f"## {title}", told]
    return "\n\n".join(blocks) + "\n"


def _outline(index: Index) -> Iterator[str]:
    for entry in outline(index):
        yield "  " * entry.depth + "- " + _entry(index, entry)


def _entry(index: Index, entry: Entry) -> str:
    if entry.role == "tension":
        tension = index.tensions[entry.id]
        question = f": {for_markdown(tension.question)}" if tension.question and tension.title else ""
        return f"**Tension: {for_markdown(tension.title or tension.question or entry.id)}**{question}"
    if entry.role == "side":
        sides = {side.id: side.title for side in index.tensions[entry.tension or ""].sides}
        return f"**Side:** {for_markdown(sides[entry.id])}"
    claim = index.claims.get(entry.id)
    lead = "**Together with:** " if entry.role == "linked" else LEADS[entry.reason.kind] if entry.reason else ""
    if claim is None:
        return f"{lead}*missing claim {for_markdown(entry.id)}*"
    return lead + for_markdown(claim.text) + (" *(told above)*" if entry.again else _marks(index, claim))


def _marks(index: Index, claim: Claim) -> str:
    numbers = {source.id: place for place, source in enumerate(index.map.sources, 1)}
    cited = dict.fromkeys(item.source for item in claim.sources if item.source in numbers)
    marks = " ".join(f"[\\[{numbers[name]}\\]](#source-{numbers[name]})" for name in cited)
    holders = stances((item.stance, _name(index, item.stakeholder)) for item in claim.positions)
    return (f" {marks}" if marks else "") + (f" *({holders})*" if holders else "")


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
    for claim_id in table.claims:
        cells = (CELLS[table.cell(claim_id, name)] for name in columns)
        yield f"| {for_markdown(index.claims[claim_id].text)} | " + " | ".join(cells) + " |"


def _findings(index: Index) -> Iterator[str]:
    """Findings rule by rule, the worst first; where a rule finds much, one line with the ids of what it is about."""
    found: list[Finding] = sorted(check(index), key=lambda finding: SEVERITIES.index(finding.severity))
    for code, group in groupby(found, lambda finding: finding.code):
        findings = list(group)
        severity = findings[0].severity
        if len(findings) <= MOST_TOLD:
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
        url = f"https://doi.org/{source.url[4:]}" if source.url.lower().startswith("doi:") else source.url
        for char, code in (("(", "%28"), (")", "%29"), ("<", "%3C"), (">", "%3E"), ("\\", "%5C")):
            url = url.replace(char, code)
        title = f"[{title}]({url})"
    return ", ".join([title, *rest])
