"""Outputs made of words, and PDF: what they hold, and that nothing in them acts."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given

from argmap.draw.scene.builder import build_scene
from argmap.draw.scene.scene import Scene
from argmap.draw.writers import json as interchange
from argmap.draw.writers import markdown, mermaid
from argmap.escape import for_markdown
from argmap.mapfile.read.read import read
from argmap.model.index import Index
from argmap.model.types import Map
from argmap.semantics.labels import label
from argmap.semantics.status import status
from argmap.views.main_claims import main_claims
from argmap.views.selection import within
from argmap.vocabulary import CAVEAT
from tests.bench.large_maps import large_map
from tests.draw.drawn import drawing
from tests.draw.small_maps import HELD, HOSTILE, PLAIN, STEPS, claim
from tests.examples import examples
from tests.strategies import maps


@given(maps())
@examples(60)
def test_json_reads_back_as_the_same_map(map: Map) -> None:
    assert read(interchange.write(map).encode(), "map.json").map == map


def test_json_leaves_out_what_is_not_given() -> None:
    data = json.loads(interchange.write(PLAIN))
    assert data["argmap"] == 1
    assert "stakeholders" not in data
    assert data["claims"]["trade"] == {
        "text": "Lost parking costs shops their trade.",
        "objects_to": [{"claim": "build"}],
    }


def test_the_document_has_its_parts() -> None:
    text = markdown.write(Index.build(HELD))
    assert text.startswith("# Who holds what\n\n## Main claim\n\n**Work should begin at once.** [\\[1\\]](#source-1)")
    assert "### Reasons against\n\n- **1** A trial should come first.\n" in text
    assert "### Speed versus scrutiny\n\nHow fast?\n\n- **Move at once**\n  - **Main claim:** Work should" in text
    assert "### Department for Transport\n\n- ✓ Agrees: **Main claim:** Work should begin at once: " in text
    assert ": “without delay”, 2025 [\\[1\\]](#source-1)\n" in text
    assert '1. <a id="source-1"></a>[A paper](https://example.org/paper?a=1&b=2), The council' in text


@given(maps())
@examples(60)
def test_a_document_has_each_claim_and_position_once_and_no_status_unasked(map: Map) -> None:
    index = Index.build(map)
    text = markdown.write(index)
    rows = len(
        re.findall(
            r"^ *(?:- |  )\*\*[A-Z]?[\d.]+\*\* ", text.partition("## Tensions")[0].partition("## Positions")[0], re.M
        )
    )
    assert rows + len(main_claims(index)) == len(index.claims)
    assert len(re.findall(r"^- . (Agrees|Disagrees|Mixed views): ", text, re.M)) == sum(
        len(index.positions_of.get(who, ())) for who in index.stakeholders
    )
    assert CAVEAT not in text
    labels = label(index)
    statuses = {claim: status(labels, claim) for claim in index.claims}
    assert (for_markdown(CAVEAT) in markdown.write(index, statuses)) == bool(statuses)


def test_the_premises_of_a_link_are_lines_of_one_entry_in_a_document() -> None:
    text = markdown.write(Index.build(STEPS))
    assert re.search(r"^- \*\*1\*\* .*\\\n  \*\*2\*\* and .*\n  - \*\*1\.1\*\* ", text, re.M)


def test_hostile_text_stays_text_in_markdown() -> None:
    text = markdown.write(Index.build(HOSTILE))
    assert "<script" not in text
    assert "<img" not in text
    assert "](javascript" not in text


def test_mermaid_shows_steps_with_their_junctions() -> None:
    text = mermaid.write(drawing(STEPS).scene)
    assert "  n_funded --- s_funded__TO__conclusion\n  n_in_time --- s_funded__TO__conclusion\n" in text
    assert "  n_not_the_point -.-o|⊘| s_funded__TO__conclusion\n" in text


LINES = re.compile(
    r"""flowchart\ RL
    | \s\ acc(Title|Descr):\ [^{};#%<>"`]+
    | \s\ (?P<node>[ns]_\w+) (\["[^"]*"\]|\(\["[^"]*"\]\)|\(\("[^"]*"\)\)) :::\w+
    | \s\ note_\d+ \["[^"]*"\]
    | \s\ (?P<tail>[ns]_\w+)\ (---|-\.-|-->|-\.-x|-\.-o)(\|[+−⊘]\|)?\ (?P<head>[ns]_\w+)
    | \s\ classDef\ \w+\ fill:\#\w{6},stroke:\#\w{6},color:\#\w{6}
    | \s\ classDef\ was_\w+\ stroke-width:\dpx(,stroke-dasharray:\d+\ \d+)?
    | \s\ class\ [ns]_\w+\ was_\w+
    | \s\ linkStyle\ \d+(,\d+)*\ stroke:\#\w{6}""",
    re.VERBOSE,
)
"""Every line that is written, in Mermaid's flowchart syntax."""


@given(maps())
@examples(60)
def test_every_line_of_mermaid_is_of_its_language(map: Map) -> None:
    found = [LINES.fullmatch(line) for line in mermaid.write(build_scene(Index.build(map))).splitlines()]
    assert all(found)
    nodes = {line["node"] for line in found if line and line["node"]}
    ends = {line[end] for line in found if line and line["tail"] for end in ("tail", "head")}
    assert ends <= nodes


def test_hostile_text_stays_text_in_mermaid() -> None:
    text = mermaid.write(drawing(HOSTILE).scene)
    assert "<script" not in text
    assert all(map(LINES.fullmatch, text.splitlines()))


def test_two_steps_have_two_names_in_mermaid() -> None:
    assert mermaid.node("a -> b-to-c") != mermaid.node("a-to-b -> c") != mermaid.node("a--to--b -> c")
    assert mermaid.node("tension x") != mermaid.node("tension_x")


def test_nothing_begins_a_formula_or_an_icon_in_mermaid() -> None:
    """Mermaid looks for both after it has turned the codes back into characters."""
    words = "It costs $$$5 or $$x^2$$, fa:fa-car and fab:fa-x."
    text = mermaid.write(drawing(Map(title="t", claims=(claim("c", words),))).scene)
    (line,) = (line for line in text.splitlines() if "n_c" in line)
    shown = re.sub(r"#(\d+);", lambda code: chr(int(code[1])), line)
    assert words in shown.replace("\u2060", "")
    assert not re.search(r"\$\$|fa\w?:fa-", shown)


def test_of_a_map_too_large_for_mermaid_the_main_claims_are_drawn() -> None:
    index = Index.build(large_map(600, 1.5, 1))
    with pytest.raises(mermaid.TooLarge, match="--tension, --focus"):
        mermaid.write(build_scene(index))
    scene = mermaid.nearest(index)
    text = mermaid.write(scene)
    assert len(text) <= mermaid.MOST_CHARACTERS
    assert {claim.id for claim in index.claims.values() if not claim.reasons} <= set(scene.box)
    assert f"{len(scene.boxes)} of 600 claims" in text
    assert "more reason" in text


def fits_mermaid(scene: Scene) -> bool:
    try:
        mermaid.write(scene)
    except mermaid.TooLarge:
        return False
    return True


def test_of_a_map_too_large_for_mermaid_as_many_levels_are_drawn_as_fit() -> None:
    index = Index.build(large_map(600, 1.5, 1))
    levels = [build_scene(index, within(index, depth)) for depth in range(8)]
    fitting = [scene for scene in levels if fits_mermaid(scene)]
    assert len(levels) > len(fitting) > 3
    assert set(mermaid.nearest(index).box) == set(fitting[-1].box)


def test_of_a_map_that_fits_into_mermaid_all_levels_are_drawn() -> None:
    index = Index.build(large_map(20, 1.2, 1))
    assert set(mermaid.nearest(index).box) == {claim.id for claim in index.claims.values()}


def test_what_is_too_large_with_its_main_claims_alone_is_refused() -> None:
    index = Index.build(
        Map(title="Wide", claims=tuple(claim(f"c{n}", "A claim of some length. " * 4) for n in range(600)))
    )
    with pytest.raises(mermaid.TooLarge):
        mermaid.nearest(index)


def test_a_document_has_no_finding() -> None:
    text = markdown.write(Index.build(large_map(40, 1.2, 1)))
    assert not re.search(r"\bAM\d{3}\b", text)
