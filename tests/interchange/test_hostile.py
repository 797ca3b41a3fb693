"""Files that are made to harm, or are broken: one sentence with a place, nothing written, nothing that takes long."""

from __future__ import annotations

import datetime
import io
import sys
import zipfile
from collections.abc import Container
from types import ModuleType

import openpyxl
import pytest

from argmap.interchange import dsanson, file, kialo, sadface, yaml_values
from argmap.interchange.aif import reader as aif_reader
from argmap.interchange.argdown import lexer
from argmap.interchange.file import File, Unreadable
from argmap.interchange.ledger import MOST_PLACES, Ledger, as_text
from argmap.interchange.outline import markdown, tree, xml_tree
from argmap.interchange.reading import import_file
from argmap.interchange.sheets import files
from argmap.model.ids import numbered
from tests.interchange.golden import CASES

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>\n'
    '<opml><body><outline text="&b;"/></body></opml>'
)
FETCHING = '<!DOCTYPE opml SYSTEM "file:///etc/passwd">\n<opml><body><outline text="a"/></body></opml>'
DEEP_OPML = "<opml><body>" + "<outline text='a'>" * 5000
DEEP_JSON = '{"nodes": ' + "[" * 100_000
DEEP_LIST = "\n".join("  " * depth + "- a" for depth in range(600))
DEEP_TEXT = "\n".join(" " * depth + "a" for depth in range(400))
DEEP_VALUE = "[" * 500 + "]" * 500
DEEP_DATA = '{"a": ' * 490 + "1" + "}" * 490
DEEP_ARGDOWN = "[A]: a\n" + "\n".join(" " * depth + "+ b" for depth in range(1, 3000))


@pytest.mark.parametrize(
    ("name", "text", "begins", "says"),
    [
        ("x.opml", BOMB, "x.opml:1: ", "declares entities"),
        ("x.opml", DEEP_OPML, "x.opml:1: ", "nested more than"),
        (
            "x.opml",
            "<opml><body><outline text='a'></body></opml>",
            "x.opml:1:",
            "Write '</outline>' before this: '<outline>' in line 1",
        ),
        ("x.opml", "<opml></opml>", "x.opml:1:1: ", "Export it again"),
        ("x.mm", "<map><node", "x.mm:1:", "not XML"),
        ("x.mm", "<map><node text='a & b'/></map>", "x.mm:1:", "'&' is written '&amp;'"),
        ("x.mm", "<map version='1'/>", "x.mm:1:1: ", "Export it again"),
        ("x.json", DEEP_JSON, "x.json: ", "nested too deep"),
        ("x.json", '{"nodes": [}', "x.json:1:12: ", "Write a text in double quotes"),
        ("x.json", '{"nodes": [] "edges"}', "x.json:1:14: ", "Write a comma"),
        ("x.json", '{"nodes": [{"nodeID": "1", "type": "RA"}], "edges": []}', "x.json: ", "no proposition"),
        ("x.json", '{"nodes": [{"nodeID": "1"}], "edges": []}', "x.json: ", "Node 1 has no type"),
        ("x.argdown", DEEP_ARGDOWN, "x.argdown:", "nested more than"),
        ("x.argdown", f"[A]: a\n\n[B]: b {{c: {DEEP_VALUE}}}", "x.argdown:3: ", "nested more than 100 levels"),
        ("x.txt", DEEP_TEXT, "x.txt: ", "nested more than 100 levels"),
        (
            "x.json",
            f'{{"statements": {{"A": {{"data": {DEEP_DATA}}}}}, "arguments": {{}}, "relations": []}}',
            "x.json: Something is nested too deep. Divide the file.",
            "nested too deep",
        ),
        ("x.dat", "just some words", "x.dat: ", "none of the formats"),
        ("x.txt", "just some words", "x.txt:1:1: ", "no line is indented below another"),
        ("x.yaml", "argmap: 1\ntitle: a\nclaims: {}\n", "x.yaml: ", "a map already"),
        ("x.txt", " \n", "x.txt:1:1: ", "is empty. Export it again"),
        ("x.md", "- " + "a" * 10_000_000, "x.md:1: ", "at most 200,000"),
        ("x.csv", "text\n", "x.csv:2: ", "no claim below the headers. Write one there"),
        ("x.csv", "one,two\n1,2\n", "x.csv:1: ", "the headers are 'one', 'two'. Give one the header 'text'"),
        ("x.xlsx", "words", "x.xlsx: ", "damaged"),
        ("x.xlsx", "PK\3\4words", "x.xlsx: ", "damaged"),
        ("x.odt", "PK\3\4words", "x.odt: ", "Save it as .xlsx"),
        ("x.opml", "<x:opml xmlns:x='u'/>", "x.opml:1:1: ", "OPML is"),
        ("x.json", "[1,", "x.json:1:4: ", "not JSON"),
        ("x.json", '{"nodes": [{"nodeID": "1", "type": "I", "text": " "}], "edges": []}', "x.json: ", "No claim was"),
        ("x.md", "# Only a heading\n\nAnd words.\n", "x.md: ", "No outline"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(name: str, text: str, begins: str, says: str) -> None:
    with pytest.raises(Unreadable) as refused:
        import_file(File(name, text.encode()))
    message = str(refused.value)
    assert message.startswith(begins)
    assert says in message
    assert "\n" not in message
    assert len(message) < 300


def workbook(parts: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return data.getvalue()


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"xl/workbook.xml": b"\0" * 20_000_000}, "unpacks to 19 MiB in 1 parts; at most 18 MiB"),
        ({f"xl/{number}.xml": b"" for number in range(3000)}, "3000 parts"),
        ({"xl/workbook.xml": BOMB.encode()}, "declares entities"),
        ({"xl/workbook.xml": BOMB.encode("utf-16")}, "not in UTF-8"),
        ({"xl/workbook.xml": b"<nothing/>"}, "damaged"),
        ({"a.txt": b"words"}, "damaged"),
    ],
)
def test_a_workbook_that_is_made_to_harm(monkeypatch: pytest.MonkeyPatch, parts: dict[str, bytes], says: str) -> None:
    monkeypatch.setattr(files, "MOST_UNPACKED", 18 * 2**20)
    with pytest.raises(Unreadable) as refused:
        import_file(File("x.xlsx", workbook(parts)))
    assert str(refused.value).startswith("x.xlsx: ")
    assert says in str(refused.value)


@pytest.mark.parametrize("compression", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_workbook_with_a_changed_byte(compression: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        archive.writestr("xl/workbook.xml", "".join(f"<a{number * number}/>" for number in range(500)))
    whole = out.getvalue()
    for place in range(46, len(whole) - 80, 7):
        data = whole[:place] + bytes([whole[place] ^ 255]) + whole[place + 1 :]
        with pytest.raises(Unreadable, match="damaged"):
            import_file(File("x.xlsx", data))


def test_a_workbook_of_old_or_with_a_password() -> None:
    with pytest.raises(Unreadable, match="before 2007, or has a password"):
        import_file(File("x.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)))


def test_a_sheet_with_one_column_is_a_sheet() -> None:
    assert [claim.id for claim in import_file(File("x.csv", b"text\nOne claim\nOne claim\n")).map.claims] == [
        "one-claim",
        "one-claim-2",
    ]


def test_a_mistyped_stance_costs_that_stance_only() -> None:
    found = import_file(File("x.csv", b"id,text,Shops\na,First,agrees\nb,Second,agreees\nc,Third,disagrees\n"))
    assert [[one.stance for one in claim.positions] for claim in found.map.claims] == [["agrees"], [], ["disagrees"]]
    (listed,) = found.ledger.listed
    assert (listed.kind, listed.place, listed.text) == ("position", "cell C3", "agreees")


def test_a_mistyped_stance_leaves_the_one_in_the_map_alone() -> None:
    before = import_file(File("x.csv", b"id,text,Shops\na,First,agrees\nb,Second,mixed\nc,Third,mixed\n")).map
    later = File("x.csv", b"id,text,Shops\na,First,agreees\nb,Second,mixed\nc,Third,mixed\n")
    assert import_file(later, into=before).map == before


def test_claims_that_all_say_the_same_get_ids_in_linear_time(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = 0

    def counting(base: str, taken: Container[str], first: int = 1) -> tuple[str, int]:
        nonlocal tried
        found = numbered(base, taken, first)
        tried += found[1] - first + 1
        return found

    monkeypatch.setattr("argmap.interchange.build.numbered", counting)
    found = import_file(File("x.md", b"- The same words\n" * 500))
    assert len(found.map.claims) == 500
    assert tried <= 1000


def test_a_workbook_that_breaks_off() -> None:
    data = workbook({"xl/workbook.xml": b"<a/>" * 1000})
    with pytest.raises(Unreadable, match="damaged"):
        import_file(File("x.xlsx", data[:200]))


def test_a_workbook_with_too_many_columns_names_the_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_COLUMNS", 2)
    with pytest.raises(Unreadable, match=r"Row 2 of '.*' has more than 2 cells. Delete columns."):
        import_file(File("x.xlsx", (CASES / "claims.xlsx").read_bytes()))


def test_reading_a_workbook_without_openpyxl_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(Unreadable, match=r"pip install 'argmap\[xlsx\]'"):
        import_file(File("x.xlsx", (CASES / "claims.xlsx").read_bytes()))


@pytest.mark.parametrize(
    ("text", "begins", "says"),
    [
        ('text,tags\n"never closed,x\n', "x.csv:2: ", "quotation mark is not closed"),
        ("\nid,text\n", "x.csv:3: ", "no claim below"),
        ("text,a\n" + "a" * 300_000 + ",b\n", "x.csv:2: ", "at most 200,000"),
        ("text" + ",a" * 600 + "\n", "x.csv:1: ", "601 cells"),
    ],
)
def test_csv_that_cannot_be_read(text: str, begins: str, says: str) -> None:
    with pytest.raises(Unreadable) as refused:
        import_file(File("x.csv", text.encode()))
    assert str(refused.value).startswith(begins)
    assert says in str(refused.value)


def test_what_a_document_type_names_is_not_fetched() -> None:
    assert [claim.text for claim in import_file(File("x.opml", FETCHING.encode())).map.claims] == ["a"]


def test_a_deep_list_is_bounded() -> None:
    found = import_file(File("x.md", DEEP_LIST.encode()))
    assert 0 < len(found.map.claims) <= 3000


def test_bytes_of_windows_are_read_and_told() -> None:
    found = import_file(File("x.md", "- Caf\xe9 first\n".encode("cp1252")))
    assert found.map.claims[0].text == "Café first"
    assert [one.kind for one in found.ledger.listed] == ["text encoding"]


def test_no_text_reaches_the_account_unescaped() -> None:
    found = import_file(File("x.md", b"- a\n  - b \x1b[2J\n\n::error::x\n\n<b>\x1b]0;t\x07</b>\n"))
    text = as_text(found.ledger)
    assert "\x1b" not in text
    assert "\n::" not in text


NODES = ", ".join(f'{{"nodeID": "{number}", "id": "{number}", "type": "I", "text": "a"}}' for number in range(6))
ONE_NODE = NODES[: NODES.index("}") + 1]
ATOMS = NODES.replace('"I"', '"atom"')
EDGES = ", ".join(["{}"] * 21)
MANY = [
    (files, "x.csv", "id,text\n" + "".join(f"c{number},Claim {number}.\n" for number in range(5)), "rows"),
    (aif_reader, "x.json", f'{{"nodes": [{NODES}], "edges": []}}', "nodes"),
    (aif_reader, "x.json", f'{{"nodes": [{ONE_NODE}], "edges": [{EDGES}]}}', "edges"),
    (sadface, "x.json", f'{{"nodes": [{ATOMS}], "edges": []}}', "nodes"),
    (dsanson, "x.yaml", "a:\n  r1:\n" + "".join(f"    claim {number}:\n" for number in range(6)), "claims"),
    (yaml_values, "x.yaml", "a:\n  r1:\n" + "".join(f"    claim {number}:\n" for number in range(21)), "values"),
    (kialo, "x.txt", "Discussion Title: a\n1. b\n" + "".join(f"1.{n}. Pro: c\n" for n in range(6)), "claims"),
    (kialo, "x.txt", "Discussion Name: a\n1. Thesis:\nb\nSources:\n"
     + "".join(f"[{number}] c\n" for number in range(1, 8)), "sources"),
    (xml_tree, "x.opml", "<opml><body>" + "<outline text='a'/>" * 20 + "</body></opml>", "elements"),
    (tree, "x.md", "- a\n" * 7, "items"),
]  # fmt: skip


@pytest.mark.parametrize(("module", "name", "text", "things"), MANY, ids=[f"{one[1]}-{one[3]}" for one in MANY])
def test_very_many_things_are_refused(
    monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str, text: str, things: str
) -> None:
    assert import_file(File(name, text.encode())).map.claims
    monkeypatch.setattr(file, "MOST_THINGS", 5)
    monkeypatch.setattr(module, "MOST_THINGS", 5)
    with pytest.raises(Unreadable, match=rf"The file has more than 5 {things}\. Divide it\."):
        import_file(File(name, text.encode()))


@pytest.mark.parametrize(
    ("module", "name", "text", "says"),
    [
        (lexer, "x.argdown", "[A]: a\n\n[B]: by", "The document has 15 characters; at most 14 can be imported."),
        (markdown, "x.md", "- one\n- three", "The outline has 13 characters; at most 12 can be imported."),
    ],
)
def test_very_many_characters_are_refused(
    monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str, text: str, says: str
) -> None:
    monkeypatch.setattr(module, "MOST_CHARACTERS", len(text) - 1)
    assert import_file(File(name, text[:-1].encode())).map.claims
    with pytest.raises(Unreadable) as refused:
        import_file(File(name, text.encode()))
    assert str(refused.value) == f"{name}: {says}"


def sheet(*rows: list[object]) -> bytes:
    """A workbook of one sheet."""
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def test_very_many_rows_of_a_workbook_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file, "MOST_THINGS", 3)
    monkeypatch.setattr(files, "MOST_THINGS", 3)
    assert len(import_file(File("x.xlsx", sheet(["text"], ["a"], ["b"]))).map.claims) == 2
    with pytest.raises(Unreadable) as refused:
        import_file(File("x.xlsx", sheet(["text"], ["a"], ["b"], ["c"])))
    assert str(refused.value) == "x.xlsx: The file has more than 3 rows. Divide it."


def test_numbers_and_times_in_a_workbook_are_texts() -> None:
    day = datetime.datetime(2026, 3, 1)
    cells = [7, 7.5, 8, 9, 10, True, day, day.replace(hour=9, minute=30), day.date()]
    with zipfile.ZipFile(io.BytesIO(sheet(["text"], *([cell] for cell in cells)))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    written = {b"8": b"8.0", b"9": b"9.99E14", b"10": b"1.0E15"}  # as other programs do
    for name, numbers in written.items():
        parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(
            b"<v>%s</v>" % name, b"<v>%s</v>" % numbers
        )
    assert [claim.text for claim in import_file(File("x.xlsx", workbook(parts))).map.claims] == [
        "7",
        "7.5",
        "8",
        "999000000000000",
        "1000000000000000.0",
        "true",
        "2026-03-01",
        "2026-03-01 09:30:00",
        "2026-03-01",
    ]


def test_bytes_that_are_no_text_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for data, says in (
        ("- a\n  - b\n".encode("utf-16")[:-1], "x.md: The file begins as UTF-16 and breaks off. Save it as UTF-8."),
        (
            b"- a\n- b\0c\n",
            f"x.md:2: This is not a text file: it has a zero byte here. {file.EXPORT_AGAIN}",
        ),
        (b"a:\n  r1:\n    b\1: []\n", "x.md:1: This is not YAML: it has a character that YAML does not allow."),
    ):
        with pytest.raises(Unreadable) as refused:
            import_file(File("x.md", data), "dsanson" if b"r1" in data else None)
        assert str(refused.value) == says
    assert [one.text for one in import_file(File("x.md", "- a\n- b\n".encode("utf-16"))).map.claims] == ["a", "b"]
    monkeypatch.setattr(file, "LARGEST_FILE", 2**21)
    with pytest.raises(Unreadable, match=r"The file has 3 MiB; at most 2 can be imported\."):
        import_file(File("x.md", b"- a\n" * (3 * 2**18)))


def test_of_many_things_left_out_for_one_reason_the_first_are_listed_and_the_others_counted() -> None:
    ledger = Ledger()
    for number in range(MOST_PLACES + 3):
        ledger.extra("note", f"line {number + 1}", f"Note {number}", "a map has no place for it")
    lines = as_text(ledger).splitlines()
    assert lines[-2:] == [f"    line {MOST_PLACES}: Note {MOST_PLACES - 1}", "    and 3 more"]
