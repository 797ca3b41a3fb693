"""What a map is exported to comes back as the same map."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from argmap.draw.writers.json import write as write_json
from argmap.interchange.aif.writer import write_aif
from argmap.interchange.argdown.writer import write_argdown
from argmap.interchange.file import File, Folder, clean, line
from argmap.interchange.graph_formats import write_agreement_graphml, write_edges, write_graphml
from argmap.interchange.links import KIND_NAMES
from argmap.interchange.outline.opml import write_opml
from argmap.interchange.reading import import_file
from argmap.interchange.sheets.table import guarded, joined, parted, unguarded
from argmap.interchange.sheets.writer import MISSING, MOST_OF_A_CELL, write_csv, write_csv_files, write_xlsx
from argmap.mapfile.read.read import read
from argmap.model.findings import MapError
from argmap.model.index import Index
from argmap.model.types import Claim, Map, Position, Reason, Stakeholder
from argmap.semantics.stakeholders import agreements
from tests.examples import examples
from tests.interchange.oracle import read_by_argdown
from tests.strategies import HOSTILE, maps

ROOT = Path(__file__).resolve().parents[2]
MAPS = sorted([*(ROOT / "maps").glob("*.yaml"), *(ROOT / "docs" / "gallery").glob("*.yaml")])


def in_order(map: Map) -> Map:
    """``map`` in canonical order: the links of each kind of a claim by their targets."""

    def ordered(claim: Claim) -> Claim:
        kinds = ("supports", "objects_to", "undercuts")
        return replace(
            claim, reasons=tuple(sorted(claim.reasons, key=lambda one: (kinds.index(one.kind), one.target)))
        )

    return replace(map, claims=tuple(ordered(claim) for claim in map.claims))


@examples(200)
@given(maps())
def test_a_map_comes_back_from_argdown(map: Map) -> None:
    found = import_file(File("x.argdown", write_argdown(map).encode()), "argdown").map
    assert in_order(found) == in_order(map)


@pytest.mark.parametrize("file", MAPS, ids=lambda file: file.stem)
def test_our_own_maps_come_back_from_argdown(file: Path) -> None:
    map = read(file.read_bytes(), file.name).map
    found = import_file(File("x", write_argdown(map).encode()))
    assert found.format.name == "argdown"
    assert in_order(found.map) == in_order(map)
    assert all(count.kept == count.read for count in found.ledger.counts)


@examples(200)
@given(maps())
def test_a_map_comes_back_from_json(map: Map) -> None:
    found = import_file(File("x.json", write_json(map).encode()))
    assert found.map == map
    assert not found.ledger.listed


@examples(100)
@given(maps())
def test_a_map_comes_back_from_a_workbook(map: Map) -> None:
    data = write_xlsx(map)
    assert write_xlsx(map) == data
    assert import_file(File("x.xlsx", data)).map == map


@examples(200)
@given(maps())
def test_a_map_comes_back_from_a_folder_of_csv(map: Map) -> None:
    parts = tuple(File(name, data) for name, data in sorted(write_csv_files(map).items()))
    assert import_file(Folder("folder", parts)).map == map


def told(map: Map) -> Counter[tuple[str, str, tuple[str, ...]]]:
    """Each link by its kind, what it bears on in texts, and its premises in texts: what AIF tells."""
    texts = {claim.id: line(claim.text) for claim in map.claims}

    def target(address: str) -> str:
        return " -> ".join(texts[part] for part in address.split(" -> "))

    return Counter(
        ("RA" if one.kind == "supports" else "CA", target(one.target), tuple(sorted(texts[p] for p in one.premises)))
        for claim in map.claims
        for one in claim.reasons
    )


@pytest.mark.parametrize("file", MAPS, ids=lambda file: file.stem)
def test_aif_keeps_propositions_inferences_and_conflicts(file: Path) -> None:
    map = read(file.read_bytes(), file.name).map
    found = import_file(File("x.json", write_aif(map).encode())).map
    assert told(found) == told(map)
    agrees = [(one.name or one.id) for one in map.stakeholders]
    assert {one.name for one in found.stakeholders} <= {" ".join(name.replace(":", " ").split()) for name in agrees}


@examples(60)
@given(maps())
def test_aif_keeps_each_link_or_lists_it(map: Map) -> None:
    assume(map.claims and len({line(claim.text) for claim in map.claims}) == len(map.claims))
    assume(all(line(claim.text) for claim in map.claims))
    found = import_file(File("x.json", write_aif(map).encode()), "aif")
    assert sorted(line(claim.text) for claim in found.map.claims) == sorted(line(claim.text) for claim in map.claims)
    lost = told(map) - told(found.map)
    listed = sum(one.left_out + one.changed for one in found.ledger.counts if one.kind in {"RA node", "CA node"})
    assert lost.total() <= listed


def test_aif_names_the_scheme_of_each_link_and_gives_the_usual_ones_their_number() -> None:
    reasons = (
        Reason(premise="b", kind="supports", target="a", scheme="Expert opinion"),
        Reason(premise="b", kind="objects_to", target="c"),
    )
    claims = (Claim(id="a", text="A."), Claim(id="b", text="B.", reasons=reasons), Claim(id="c", text="C."))
    map = Map(title="T", claims=claims)
    written = json.loads(write_aif(map))
    links = {
        one["nodeID"]: (one["type"], one.get("scheme")) for one in written["nodes"] if one["type"] in {"RA", "CA"}
    }
    assert list(links.values()) == [("RA", "Expert opinion"), ("CA", "Default Conflict")]
    [(_, conflict)] = [(one["schemeID"], one["nodeID"]) for one in written["schemefulfillments"]]
    assert links[conflict][0] == "CA"


def test_aif_makes_no_quote_of_a_text_that_it_cut() -> None:
    held = Position(stakeholder="artists", stance="agrees")
    claim = Claim(id="long", text="We say and go on saying " * 40 + "this.", positions=(held,))
    map = Map(title="Long", stakeholders=(Stakeholder(id="artists", name="The artists"),), claims=(claim,))
    written = write_aif(map)
    assert written.count("this.") == 1
    (found,) = import_file(File("x.json", written.encode())).map.claims
    assert [(one.stance, one.quote) for one in found.positions] == [("agrees", None)]


def test_claims_below_the_deepest_level_of_opml_say_at_which_they_are() -> None:
    """Programs that read outlines go down by recursion."""
    claims = [Claim(id="c0", text="Claim 0.")]
    for depth in range(1, 64):
        reason = Reason(premise=f"c{depth}", kind="supports", target=f"c{depth - 1}")
        claims.append(Claim(id=f"c{depth}", text=f"Claim {depth}.", reasons=(reason,)))
    root = ElementTree.fromstring(write_opml(Index.build(Map(title="A chain", claims=tuple(claims)))))
    outlines, deepest = [], root.find("body")
    while (inner := list(deepest or [])) and inner[0].get("type") == "claim":
        outlines.append(inner)
        deepest = inner[-1]
    assert [[one.get("text") for one in level] for level in outlines[:2]] == [["Claim 0."], ["+ Claim 1."]]
    assert len(outlines) == 61
    assert [one.get("text") for one in outlines[-1]] == [
        "+ Claim 60.",
        *(f"({depth}) + Claim {depth}." for depth in (61, 62, 63)),
    ]


@examples(200)
@given(maps())
def test_claims_links_tensions_and_sides_come_back_from_opml_or_are_listed(map: Map) -> None:
    assume(map.claims and all(clean(claim.text) for claim in map.claims))
    imported = import_file(File("x.opml", write_opml(Index.build(map)).encode()))
    found = imported.map

    def claims(map: Map) -> set[tuple[str | None, ...]]:
        return {(claim.id, line(claim.text), claim.tension, claim.side) for claim in map.claims}

    def links(map: Map) -> Counter[tuple[str, ...]]:
        return Counter((one.kind, one.target, *one.premises) for claim in map.claims for one in claim.reasons)

    def tensions(map: Map) -> list[tuple[str, list[str]]]:
        return [(one.id, [side.id for side in one.sides]) for one in map.tensions]

    assert claims(found) == claims(map)
    assert sorted(tensions(found)) == sorted(tensions(map))
    left_out = sum(one.left_out + one.changed for one in imported.ledger.counts if one.kind in KIND_NAMES.values())
    assert (links(map) - links(found)).total() <= left_out


@given(maps())
def test_graphml_is_xml_with_a_node_for_each_claim_and_link(map: Map) -> None:
    root = ElementTree.fromstring(write_graphml(map))
    nodes = root.iter("{http://graphml.graphdrawing.org/xmlns}node")
    names = {node.get("id") for node in nodes}
    reasons = [one for claim in map.claims for one in claim.reasons]
    assert names == {claim.id for claim in map.claims} | {one.address for one in reasons}
    edges = list(root.iter("{http://graphml.graphdrawing.org/xmlns}edge"))
    assert len(edges) == sum(len(one.premises) + 1 for one in reasons)
    assert all({edge.get("source"), edge.get("target")} <= names for edge in edges)


@given(maps())
def test_the_agreement_network_has_an_edge_for_each_two_who_can_be_compared(map: Map) -> None:
    index = Index.build(map)
    expected = {(pair.one, pair.other, pair.shared, len(pair.agreed)) for pair in agreements(index) if pair.shared}
    if not expected:
        with pytest.raises(MapError, match="No agreement to export: no two stakeholders"):
            write_agreement_graphml(index)
        return
    root = ElementTree.fromstring(write_agreement_graphml(index))
    space = "{http://graphml.graphdrawing.org/xmlns}"
    found = set()
    for edge in root.iter(f"{space}edge"):
        data = {item.get("key"): item.text for item in edge}
        numbers = int(data["shared"] or ""), int(data["agreed"] or "")
        assert float(data["weight"] or "") == pytest.approx(numbers[1] / numbers[0], abs=1e-3)
        found.add((edge.get("source"), edge.get("target"), *numbers))
    assert found == expected
    assert {node.get("id") for node in root.iter(f"{space}node")} >= {name for one in expected for name in one[:2]}


def test_who_takes_no_position_is_not_in_the_agreement_network() -> None:
    held = tuple(Position(stakeholder=name, stance="agrees") for name in ("a", "b"))
    people = tuple(Stakeholder(id=name, name=name.upper()) for name in ("c", "a", "d", "b"))
    index = Index.build(Map(title="T", stakeholders=people, claims=(Claim(id="x", text="X.", positions=held),)))
    assert re.findall('<node id="(.*?)"', write_agreement_graphml(index)) == ["a", "b"]


def test_a_workbook_takes_what_its_cells_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    longest = Map(title="T", claims=(Claim(id="a", text="x" * MOST_OF_A_CELL),))
    assert import_file(File("x.xlsx", write_xlsx(longest))).map == longest
    with pytest.raises(MapError) as refused:
        write_xlsx(Map(title="T", claims=(Claim(id="a", text="x" * (MOST_OF_A_CELL + 1)),)))
    assert str(refused.value) == (
        "A text of the sheet 'claims' has 32,768 characters; a cell of a workbook takes 32,767. "
        "Export to CSV instead."
    )
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(MapError) as refused:
        write_xlsx(longest)
    assert str(refused.value) == MISSING


@given(maps())
def test_the_list_of_edges_has_one_for_each_premise(map: Map) -> None:
    rows = list(csv.DictReader(io.StringIO(write_edges(map).decode("utf-8-sig"), newline="")))
    pairs = [(premise, one.target) for claim in map.claims for one in claim.reasons for premise in one.premises]
    assert [(row["source"], row["target"]) for row in rows] == pairs


@given(st.sampled_from(HOSTILE) | st.text(alphabet="'=+-@|% \t\na", max_size=6))
def test_a_guarded_cell_is_no_formula_and_comes_back(text: str) -> None:
    cell = guarded(text)
    assert cell.lstrip()[:1] not in set("=+-@|%")
    assert unguarded(cell) == text


@given(st.lists(st.text(alphabet="a;\\\\ \n,", min_size=1, max_size=5), max_size=4))
def test_texts_joined_in_a_cell_come_apart(texts: list[str]) -> None:
    assert parted(joined(tuple(texts))) == texts


@pytest.mark.parametrize("file", MAPS, ids=lambda file: file.stem)
def test_a_sheet_of_claims_gives_claims_and_links_back(file: Path) -> None:
    map = read(file.read_bytes(), file.name).map
    found = import_file(File("x.csv", write_csv(map)))
    assert [claim.text for claim in found.map.claims] == [claim.text for claim in map.claims]
    plain = [(one.kind, one.target) for claim in map.claims for one in claim.reasons]
    assert [(one.kind, one.target) for claim in found.map.claims for one in claim.reasons] == plain


@pytest.mark.needs("argdown")
def test_argdown_reads_what_we_write(tmp_path: Path) -> None:
    found = {file.stem: read(file.read_bytes(), file.name).map for file in MAPS}
    theirs = read_by_argdown({name: write_argdown(map) for name, map in found.items()}, tmp_path)
    assert theirs.keys() == found.keys()
    for name, map in found.items():
        texts = sorted(" ".join(claim.text.split()) for claim in map.claims)
        members = [entry["members"] for entry in theirs[name]["statements"].values()]
        assert len(members) == len(texts)
        own = [one for some in members for one in some if not one.get("isReference")]
        written = [" ".join(one["text"].partition(" #")[0].split()) for one in own]
        assert sorted(written) == [text.partition(" #")[0] for text in texts]


@pytest.mark.parametrize(
    ("claims", "titles"),
    [
        ([("close-street", "")], ["Close street"]),
        ([("close-street", "Shut it")], ["Shut it"]),
        ([("close-street", "Shut it"), ("other", "Shut it")], ["Shut it", "Other"]),
        ([("a", "A"), ("b", "A"), ("c", "B")], ["A", "B", "C"]),
        ([("a-b", "[x]")], ["A b"]),
        ([("untitled-1", "")], ["untitled-1"]),
    ],
)
def test_statements_are_called_as_their_claims_are_and_each_otherwise(
    claims: list[tuple[str, str]], titles: list[str]
) -> None:
    made = tuple(Claim(id=id, text=f"Text of {id}.", short=short) for id, short in claims)
    text = write_argdown(Map(title="M", claims=made))
    assert re.findall(r"^\[(.*)\]:", text, re.MULTILINE) == titles
