"""Importing into a map that is there: what it has is found and stays, what is new is added."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from argmap.draw.writers.json import write as write_json
from argmap.interchange.aif.writer import write_aif
from argmap.interchange.argdown.writer import write_argdown
from argmap.interchange.file import File, Folder, Unreadable
from argmap.interchange.outline.opml import write_opml
from argmap.interchange.reading import import_file
from argmap.interchange.sheets.writer import write_csv, write_csv_files, write_xlsx
from argmap.mapfile.patch.patch import revise
from argmap.mapfile.read.read import read
from argmap.model.index import Index
from argmap.model.types import Map
from tests.examples import examples
from tests.interchange.golden import CASES
from tests.strategies import maps

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "maps" / "uk_openai.yaml"
MAPS = sorted([SAMPLE, *(ROOT / "docs" / "gallery").glob("*.yaml")])


def folder_of(map: Map) -> Folder:
    return Folder("sheets", tuple(File(name, data) for name, data in sorted(write_csv_files(map).items())))


WHOLE: dict[str, Callable[[Map], File]] = {
    "json": lambda map: File("x.json", write_json(map).encode()),
    "csv-folder": folder_of,
    "xlsx": lambda map: File("x.xlsx", write_xlsx(map)),
    "argdown": lambda map: File("x.argdown", write_argdown(map).encode()),
}
PARTS: dict[str, Callable[[Map], File]] = {
    "csv": lambda map: File("x.csv", write_csv(map)),
    "aif": lambda map: File("x.json", write_aif(map).encode()),
    "opml": lambda map: File("x.opml", write_opml(Index.build(map)).encode()),
}


@pytest.mark.parametrize("file", MAPS, ids=lambda file: file.stem)
@pytest.mark.parametrize("format", [*WHOLE, *PARTS])
def test_importing_an_export_into_its_map_changes_no_byte(file: Path, format: str) -> None:
    document = read(file.read_bytes(), file.name)
    made = import_file((WHOLE | PARTS)[format](document.map), format, into=document.map).map
    assert revise(document, made).data == document.data


@examples(60)
@given(maps())
def test_importing_a_whole_map_into_itself_changes_nothing(map: Map) -> None:
    for format, made in WHOLE.items():
        assert import_file(made(map), format, into=map).map == map


def sample() -> Map:
    return read(SAMPLE.read_bytes(), SAMPLE.name).map


def sheet(text: str) -> File:
    return File("x.csv", text.encode())


def test_a_changed_cell_changes_its_line() -> None:
    document = read(SAMPLE.read_bytes(), SAMPLE.name)
    data = write_csv(document.map)
    changed = data.replace(b"OpenAI has made its name with leading", b"OpenAI is known for leading")
    assert changed != data
    made = revise(document, import_file(File("x.csv", changed), into=document.map).map)
    pairs = zip(document.text.split("\n"), made.text.split("\n"), strict=True)
    assert [new.strip() for old, new in pairs if old != new] == [
        "text: OpenAI is known for leading advances in generative AI."
    ]


def test_an_emptied_cell_takes_away_what_it_held() -> None:
    old = sample()
    held = next(claim for claim in old.claims if claim.positions and claim.tags)
    name = next(one.name for one in old.stakeholders if one.id == held.positions[0].stakeholder)
    made = import_file(
        sheet(f"id,text,tags,{name}\n{held.id},{held.text.replace(',', '')},,\nz,New,,agrees\n"), into=old
    ).map
    found = {claim.id: claim for claim in made.claims}
    assert found[held.id].tags == ()
    assert found[held.id].positions == held.positions[1:]
    assert found[held.id].reasons == held.reasons
    assert len(made.claims) == len(old.claims) + 1


def test_new_rows_may_bear_on_claims_and_links_of_the_map() -> None:
    old = sample()
    reason = next(reason for claim in old.claims for reason in claim.reasons if reason.kind == "supports")
    rows = f"text,supports,undercuts\nA new support,{reason.target},\nA new doubt,,{reason.address}\n"
    made = import_file(sheet(rows), into=old)
    support, doubt = made.map.claims[-2:]
    assert [one.target for one in support.reasons] == [reason.target]
    assert [one.target for one in doubt.reasons] == [reason.address]
    assert made.map.claims[:-2] == old.claims
    assert not made.ledger.listed


@pytest.mark.parametrize("column", ["supports", "objects to"])
def test_new_rows_may_name_claims_of_the_map_by_their_text(column: str) -> None:
    old = sample()
    parent = old.claims[3]
    found = import_file(sheet(f'text,{column}\nA new reason,"{parent.text}"\n'), into=old)
    assert [one.target for one in found.map.claims[-1].reasons] == [parent.id]
    assert not found.ledger.listed


@pytest.mark.parametrize("with_premise", [False, True])
@pytest.mark.parametrize("with_target", [False, True])
def test_a_new_row_may_undercut_any_link_of_the_map(with_premise: bool, with_target: bool) -> None:
    old = sample()
    texts = {claim.id: claim.text for claim in old.claims}
    links = [reason for claim in old.claims for reason in claim.reasons]
    assert links
    for reason in links:
        ends = [reason.premise] * with_premise + [reason.target] * (with_target and reason.target in texts)
        rows = "".join(f'"{texts[end]}",\n' for end in ends)
        found = import_file(sheet(f"text,undercuts\n{rows}A new doubt,{reason.address}\n"), into=old)
        if any(one.kind == "undercuts" for claim in old.claims if claim.id in ends for one in claim.reasons):
            continue  # the empty cell beside that claim says that it undercuts nothing
        assert [one.target for one in found.map.claims[-1].reasons] == [reason.address]
        assert found.map.claims[:-1] == old.claims
        assert not found.ledger.listed
        assert all(count.kept == count.read for count in found.ledger.counts)


def test_a_grown_discussion_adds_to_the_map_that_was_made_of_it() -> None:
    text = (CASES / "kialo-old.txt").read_bytes()
    first = import_file(File("x.txt", text)).map
    edited = replace(first, claims=(replace(first.claims[0], note="Ours."), *first.claims[1:]))
    assert import_file(File("x.txt", text), into=edited).map == edited
    grown = import_file(File("x.txt", text + b"1.9. Pro: Something that was not said before.\n"), into=edited).map
    assert grown.claims[:-1] == edited.claims
    assert grown.claims[-1].text == "Something that was not said before."


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "argmap", "import", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, check=False)


def test_the_command_patches_the_map_and_tells_what_changed(tmp_path: Path) -> None:
    map = tmp_path / "map.yaml"
    map.write_bytes(SAMPLE.read_bytes())
    (tmp_path / "x.csv").write_bytes(write_csv(sample()))
    same = run("x.csv", "--into", "map.yaml", cwd=tmp_path)
    assert same.returncode == 0, same.stderr
    assert b"no changes" in same.stdout
    assert map.read_bytes() == SAMPLE.read_bytes()
    (tmp_path / "new.csv").write_text("text,supports\nA new claim,build-on-partnerships\n", encoding="utf-8")
    done = run("new.csv", "--into", "map.yaml", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert b"A new claim" in done.stdout
    before, after = SAMPLE.read_text(encoding="utf-8").split("\n"), map.read_text(encoding="utf-8").split("\n")
    assert [line for line in before if line not in after] == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("x.csv", "--into", "x.csv"), "x.csv"),
        (("x.csv", "--into", "missing.yaml"), "missing.yaml"),
        (("x.csv", "--into", "map.yaml", "--force"), "--force"),
    ],
)
def test_what_cannot_be_imported_into_is_refused(tmp_path: Path, arguments: tuple[str, ...], says: str) -> None:
    (tmp_path / "map.yaml").write_bytes(SAMPLE.read_bytes())
    (tmp_path / "x.csv").write_text("text,tags\na,\n", encoding="utf-8")
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert says in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1
    assert (tmp_path / "map.yaml").read_bytes() == SAMPLE.read_bytes()


def changed_folder(map: Map, change: Callable[[dict[str, str]], None]) -> Folder:
    """The folder of CSV sheets of a map after somebody has changed it; sheets by the names of files, as text."""
    texts = {name: data.decode("utf-8-sig") for name, data in write_csv_files(map).items()}
    change(texts)
    return Folder("sheets", tuple(File(name, text.encode()) for name, text in sorted(texts.items())))


CLAIM = "build-on-partnerships"
SHEETS = ["claims", "links", "positions", "citations", "sources", "stakeholders", "tensions"]


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_that_is_gone_deletes_nothing(sheet: str) -> None:
    map = read(SAMPLE.read_bytes(), "map.yaml").map
    with pytest.raises(Unreadable, match=f"The sheet '{sheet}' is missing. Put it back"):
        import_file(changed_folder(map, lambda texts: texts.__delitem__(f"{sheet}.csv")), into=map)


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_column_with_another_header_deletes_nothing(sheet: str) -> None:
    map = read(SAMPLE.read_bytes(), "map.yaml").map
    first, _, rest = write_csv_files(map)[f"{sheet}.csv"].decode("utf-8-sig").partition("\n")
    assert first
    for header in first.strip().split(","):

        def change(texts: dict[str, str], header: str = header) -> None:
            headers = [name.upper() if name == header else name for name in first.strip().split(",")]
            texts[f"{sheet}.csv"] = f"{','.join(headers)}\n{rest}"

        with pytest.raises(Unreadable, match=f"The sheet '{sheet}' has no column '{header}'"):
            import_file(changed_folder(map, change), into=map)


@pytest.mark.parametrize(
    ("sheet", "row", "says"),
    [
        ("claims", "lost-text", "the row has no 'text'"),
        ("stakeholders", ",Somebody", "the row has no 'id'"),
        ("sources", "article,Again", "'article' is the id of another source already"),
        ("positions", "nobody,firms,agrees", "nothing has the id 'nobody'. Correct the id, or delete the row."),
        ("positions", f"{CLAIM},nobody,agrees", "nothing has the id 'nobody'"),
        ("positions", f"{CLAIM},tech-firms,perhaps", "'agrees', 'disagrees' or 'mixed' is expected."),
        ("claims", f"{CLAIM},Another text", f"'{CLAIM}' is the id of another claim already."),
        ("tensions", "ai-oversight,,,third,", "a side needs a text beside it."),
        ("links", f"{CLAIM},hinders,{CLAIM}", "'supports', 'objects to' or 'undercuts' is expected."),
        ("links", f"{CLAIM},supports,nobody", "nothing has the id 'nobody'"),
        ("links", f"nobody,objects to,{CLAIM}", "nothing has the id 'nobody'"),
        ("citations", f"{CLAIM},nothing", "nothing has the id 'nothing'"),
        ("citations", "nobody,article", "the map has no claim or link 'nobody'. Correct the id, or delete the row."),
        ("claims", '"never closed', "In claims.csv: "),
    ],
)
def test_a_row_that_says_not_what_it_is_of_is_refused(sheet: str, row: str, says: str) -> None:
    map = read(SAMPLE.read_bytes(), "map.yaml").map

    def change(texts: dict[str, str]) -> None:
        texts[f"{sheet}.csv"] += f"{row}\n"

    with pytest.raises(Unreadable) as refused:
        import_file(changed_folder(map, change), into=map)
    assert says in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1


def test_a_sheet_beside_those_of_a_map_is_listed() -> None:
    map = read(SAMPLE.read_bytes(), "map.yaml").map
    found = import_file(changed_folder(map, lambda texts: texts.update({"extra.csv": "a,b\n1,2\n"})), into=map)
    assert found.map == map
    assert [(one.kind, one.place, one.text) for one in found.ledger.listed] == [("sheet", "extra", "1 rows")]


def test_cells_beside_the_columns_of_a_map_are_listed() -> None:
    map = read(SAMPLE.read_bytes(), "map.yaml").map

    def change(texts: dict[str, str]) -> None:
        first, second, rest = texts["claims.csv"].split("\n", 2)
        texts["claims.csv"] = "\n".join([f"{first.strip()},Reviewer", f"{second.strip()},Ann", rest])

    found = import_file(changed_folder(map, change), into=map)
    assert found.map == map
    assert [(one.kind, one.text) for one in found.ledger.listed] == [("cell", "Ann")]
