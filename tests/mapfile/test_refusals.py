"""What is refused, where, and with what hint; and that no file is too hostile to be answered."""

from __future__ import annotations

import pytest

from argmap.mapfile.patch.patch import revise
from argmap.mapfile.read.read import read, read_map
from argmap.mapfile.syntax.problems import PROBLEMS
from argmap.model.findings import Finding, MapError, Place, ReadingRefused
from argmap.model.types import Claim, Map

HEAD = "argmap: 1\ntitle: T\n"

# file, code, line, column, part of the message or hint
CASES = [
    ("title: T\nclaims: {}\n", "AM013", 1, 1, "Add 'argmap: 1'."),
    ("argmap: 1\nclaims: {}\n", "AM013", 1, 1, "title"),
    (HEAD, "AM013", 1, 1, "Add 'claims: {}'."),
    ("", "AM022", 1, 1, "empty"),
    ("- a\n", "AM022", 1, 1, "no named fields"),
    ("argmap: 2\ntitle: T\nclaims: {}\n", "AM019", 1, 9, "format 2"),
    ("argmap: yes\ntitle: T\nclaims: {}\n", "AM020", 1, 9, "yes"),
    (HEAD + "claims:\n  a:\n    text: @home\n", "AM004", 5, 11, "starts with '@'"),
    (HEAD + "claims:\n  a:\n    text: one: two\n", "AM004", 5, 14, "double quotes"),
    (HEAD + 'claims:\n  a:\n    text: "open\n', "AM004", 5, 11, "Unclosed quotation mark"),
    (HEAD + "claims:\n  a:\n\ttext: x\n", "AM004", 5, 1, "Tab"),
    (HEAD + "claims:\n  a:\n    text: *home\n", "AM006", 5, 11, "*home"),
    (HEAD + "claims:\n  a: &x\n    text: y\n", "AM006", 4, 6, "&x"),
    (HEAD + "claims:\n  a:\n    text: !x y\n", "AM008", 5, 11, "!x"),
    (HEAD + "claims:\n  a:\n    <<: {}\n    text: x\n", "AM007", 5, 5, "<<"),
    (HEAD + "claims: {}\n---\na: b\n", "AM009", 4, 1, "second"),
    (HEAD + "claims:\n  ? a\n  : text: x\n", "AM010", 4, 3, "?"),
    (HEAD + "claims:\n  a:\n    text: x\n    text: y\n", "AM011", 6, 5, "line 5"),
    (HEAD + "claims:\n  a:\n    text: x\n  a:\n    text: y\n", "AM011", 6, 3, "given twice"),
    (HEAD + "claims:\n  a:\n    text: x\n    suports: []\n", "AM012", 6, 5, "Did you mean 'supports'?"),
    (HEAD + "claims:\n  a:\n    note: x\n", "AM013", 5, 5, "no 'text'"),
    (HEAD + "claims:\n  a:\n    text: [x]\n", "AM014", 5, 11, "double quotes"),
    (HEAD + "claims:\n  a:\n    text: x\n    supports: b\n", "AM014", 6, 15, "a list"),
    (HEAD + "claims:\n  a:\n    text: x\n    supports: {b: c}\n", "AM014", 6, 15, "after '- '"),
    (HEAD + "claims:\n  - text: x\n", "AM014", 4, 3, "such as 'growth: {text: Growth comes first.}'"),
    (HEAD + "claims: {}\ntensions: {t: {sides: [a, b]}}\n", "AM014", 4, 23, "such as 'late: Late at night'"),
    (HEAD + "claims:\n  a: Growth\n", "AM014", 4, 6, "such as 'text: ...'"),
    (HEAD + "claims: " + "[" * 5000 + "]" * 5000, "AM005", 3, 1008, "32 levels deep"),
    (HEAD + "claims:\n  a:\n    text: x\n    positions:\n      b: agree\n", "AM015", 7, 10, "Did you mean 'agrees'?"),
    (HEAD + "claims:\n  a:\n    text: x\n    assumed: yes\n", "AM015", 6, 14, "Did you mean 'true'?"),
    (HEAD + "claims:\n  A b:\n    text: x\n", "AM016", 4, 3, "'b' would do"),
    (HEAD + "claims:\n  no:\n    text: x\n", "AM016", 4, 3, "true or false"),
    (HEAD + "claims: {}\ntensions:\n  t:\n    sides:\n      no: Nay\n", "AM016", 7, 7, "'side-no' would do"),
    (HEAD + "claims:\n  a:\n    text: x\nsources:\n  a:\n    title: x\n", "AM017", 7, 3, "one of the claims"),
    (HEAD + "claims:\n  a:\n    text: x\n    supports: [b]\n    objects_to: [b]\n", "AM018", 7, 18, "is repeated"),
    (HEAD + "claims: {}\nsources:\n  a:\n    url: javascript:x\n", "AM021", 6, 10, "web address"),
    (HEAD + "claims: {}\n<<<<<<< HEAD\n=======\n>>>>>>> x\n", "AM003", 4, 1, "Unresolved merge conflict"),
    (HEAD + "claims: {}\nquestion: a\rb\n", "AM023", 4, 12, "carriage return"),
    (HEAD + "claims: {}\nquestion: a\u2028b\n", "AM024", 4, 12, "U+2028"),
    (HEAD + "claims: {}\nquestion: \x1b[2J\n", "AM002", 4, 11, "U+001B"),
    (HEAD + "claims:\n  a:\n    text: x\n    supports:\n      – b\n", "AM033", 7, 7, "an en dash (–), not a hyphen"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "words"), CASES, ids=[f"{c[1]}-{n}" for n, c in enumerate(CASES)]
)
def test_what_is_refused_says_where_and_what_to_do(text: str, code: str, line: int, column: int, words: str) -> None:
    for data in (text.encode(), b"\xef\xbb\xbf" + text.encode(), text.replace("\n", "\r\n").encode()):
        found = [finding for finding in refused(data) if finding.code == code]
        assert any(words in f"{finding.message} {finding.hint}" for finding in found)
        assert (line, column) in {(finding.place.line, finding.place.column) for finding in found if finding.place}


def refused(data: bytes) -> tuple[Finding, ...]:
    with pytest.raises(ReadingRefused) as raised:
        read(data, "map.yaml")
    with pytest.raises(ReadingRefused) as alone:
        read_map(data, "map.yaml")
    assert alone.value.findings == raised.value.findings
    return raised.value.findings


def test_bytes_that_are_not_utf8_are_placed() -> None:
    (found,) = refused(b"argmap: 1\ntitle: Caf\xe9\n")
    assert (found.code, found.place and found.place.line, found.place and found.place.column) == ("AM001", 2, 11)
    (found,) = refused("argmap: 1".encode("utf-16"))
    assert "UTF-16" in found.message
    assert found.hint == "Save the file as UTF-8 in your text editor."


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "a picture (PNG)"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"PK\x03\x04\x14\0", "a zip archive (as of Word or Excel)"),
        (b"\x7fELF\x02\x01\x01\0\xff\xfe", "binary"),
    ],
)
def test_a_file_that_is_no_text_is_not_to_be_saved_as_text(data: bytes, kind: str) -> None:
    (found,) = refused(data)
    assert found.message == f"The file is {kind}, not UTF-8 text."
    assert found.hint == "Name the file of the map, which is text in YAML."


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", "||||||| base", "=======", ">>>>>>> theirs"])
def test_each_line_of_an_unresolved_conflict_is_found(mark: str) -> None:
    assert "AM003" in {finding.code for finding in refused((HEAD + f"claims: {{}}\n{mark}\n").encode())}


def test_several_findings_come_from_one_reading() -> None:
    found = refused(
        (HEAD + "claims:\n  A:\n    text: x\n  b:\n    note: x\n    tag: []\n  c:\n    text: @\n").encode()
    )
    assert [finding.code for finding in found] == ["AM016", "AM013", "AM012", "AM004"]


def test_lines_are_counted_as_git_counts_them() -> None:
    """What YAML 1.1 takes for a line end ends no line here; it is refused, for others would read another text."""
    text = HEAD + 'question: "a\u2028b\u0085c"\nclaims:\n  a:\n    text: x\n# \u2029    note: y\n'
    places = [finding.place for finding in refused(text.encode())]
    assert [(place.line, place.column) for place in places if place] == [(3, 13), (3, 15), (7, 3)]


@pytest.mark.parametrize(
    ("line", "warned"),
    [
        ("text: We are #1 in growth", True),
        ("text: We rank # 1 in growth", True),
        ("text: We grow  # a comment", False),
        ("text: We grow  #hash", True),
        ('text: "We are #1"', False),
        ("text: >-\n      We are #1", False),
    ],
)
def test_text_cut_at_a_hash_is_warned_of(line: str, warned: bool) -> None:
    document = read((HEAD + f"claims:\n  a:\n    {line}\n").encode(), "map.yaml")
    assert [finding.code for finding in document.findings] == ["AM031"] * warned


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("language: fr-CH", None),
        ("language: no", None),
        ("language: French", "3:11 AM035 'language' is a language tag such as 'fr' or 'en-GB', not 'French'."),
        (f"stakeholders: {{a: {{short: {40 * 'x'}}}}}", None),
        (
            f"stakeholders: {{a: {{short: {41 * 'x'}}}}}",
            "3:27 AM034 'short' has 41 characters; pictures have room for 40.",
        ),
        (
            f"tensions: {{t: {{sides: {{s: {{text: a, short: {41 * 'x'}}}}}}}}}",
            "3:44 AM034 'short' has 41 characters; pictures have room for 40.",
        ),
        (f"sources: {{a: {{copy: x.txt, copy_sha256: {32 * '0a'}}}}}", None),
        ("sources: {a: {copy_sha256: 0a0a}}", "3:28 AM035 'copy_sha256' is 64 hexadecimal digits, not '0a0a'."),
    ],
)
def test_values_that_do_not_fit_their_field_are_warned_of(lines: str, said: str | None) -> None:
    found = read((HEAD + f"{lines}\nclaims: {{}}\n").encode(), "map.yaml").findings
    shown = [f"{one.place.line}:{one.place.column} {one.code} {one.message}" for one in found if one.place]
    assert shown == ([said] if said else [])


@pytest.mark.parametrize(
    ("line", "advice"),
    [
        ("copy: ../x.txt", "Put the file into the map's folder or below it, and write '/' between folders."),
        ("copy_sha256: 0a0a", "Write the digest of the copy, or delete the field."),
    ],
)
def test_a_malformed_value_has_the_advice_of_its_field(line: str, advice: str) -> None:
    (found,) = read((HEAD + f"sources: {{a: {{{line}}}}}\nclaims: {{}}\n").encode(), "map.yaml").findings
    assert found.hint == advice


def test_reordering_characters_are_warned_of_and_joiners_are_not() -> None:
    document = read(
        (HEAD + "question: a \u202e b\nsummary: \U0001f468\u200d\U0001f469\nclaims: {}\n").encode(), "map.yaml"
    )
    (found,) = document.findings
    assert (found.code, found.place and found.place.line) == ("AM030", 3)


@pytest.mark.parametrize(
    ("line", "columns"),
    [
        (r'question: "a \u202E b \U00002066"', [14, 23]),
        (r'question: "a \\u202E b"', []),
        (r"question: 'a \u202E b'", []),
        (r"question: a \u202E b", []),
        (r'question: "a \u200D b"', []),
        (r'question: "a \\\u202E b"', [16]),
    ],
)
def test_reordering_characters_written_as_escapes_are_warned_of(line: str, columns: list[int]) -> None:
    document = read((HEAD + line + "\nclaims: {}\n").encode(), "map.yaml")
    assert [(found.code, found.place and found.place.column) for found in document.findings] == [
        ("AM030", column) for column in columns
    ]


def test_an_edit_leaves_the_warnings_that_still_hold() -> None:
    text = HEAD + 'claims:\n  a:\n    text: "x \\u202E"\n    note: a \u202e b\n    tags: [x]\n'
    document = read(text.encode(), "map.yaml")
    claim = document.map.claims[0]
    edited = Map(title="T", claims=(Claim(id="a", text=claim.text, note=claim.note, tags=("y",)),))
    assert revise(document, edited).findings == document.findings
    assert len(document.findings) == 2


def test_broken_references_are_read() -> None:
    document = read(
        (HEAD + "claims:\n  a:\n    text: x\n    supports: [b]\n    undercuts: [c->d]\n").encode(), "map.yaml"
    )
    assert [reason.target for reason in document.map.claims[0].reasons] == ["b", "c -> d"]


BOMB = "a: &a [x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(24))


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        HEAD + "question: " + "[" * 100_000,
        HEAD + "question: " + "{a: " * 50_000,
        "- " * 50_000,
        "".join(" " * depth + "a:\n" for depth in range(2_000)),
        HEAD + "question: " + "x" * 1_000_000 + ": y",
        "x" * 1_000_000,
        BOMB,
        "? " * 50_000,
        '"' + "\\x41" * 300_000,
    ],
    ids=[
        "brackets",
        "nested-value",
        "braces",
        "dashes",
        "indents",
        "long-line",
        "long-word",
        "bomb",
        "marks",
        "escapes",
    ],
)
def test_hostile_files_are_refused(text: str) -> None:
    assert refused(text.encode())


def test_every_problem_is_told_in_full() -> None:
    codes = [problem.code for problem in PROBLEMS]
    assert len(set(codes)) == len(codes)
    assert all(p.name and p.sentence.endswith(".") and p.bad and p.good and p.hint for p in PROBLEMS)
    assert {case[1] for case in CASES} >= {p.code for p in PROBLEMS if p.refuses} - {"AM001", "AM005"}


def test_what_a_file_opens_with_is_not_told_as_the_reason_why_it_does_not() -> None:
    text = HEAD + "claims:\n  a:\n    # CONFLICT: both sides changed text.\n    text: x\n  b: {}\n"
    with pytest.raises(ReadingRefused, match=r"^map\.yaml:7:6: .*text") as refused:
        read(text.encode(), "map.yaml")
    assert [one.code for one in refused.value.findings] == ["AM032", "AM013"]


def test_what_is_only_warned_of_refuses_nothing() -> None:
    assert {one.code for one in PROBLEMS if not one.refuses} == {"AM030", "AM031", "AM032", "AM034", "AM035"}
    assert all(one.refuses or one.severity == "warning" for one in PROBLEMS if one.code != "AM032")


def test_only_comments_are_undecided_conflicts() -> None:
    looks_like_one = "    # CONFLICT: both sides changed text."
    text = (
        "argmap: 1\ntitle: T\nclaims:\n"
        f"  a:\n{looks_like_one}\n    text: |\n      One line.\n  {looks_like_one}\n      Another.\n"
        f'  b:\n    text: "One line.\n{looks_like_one}"\n'
        "  c:\n    text: Said.\n# CONFLICT: the last.\n"
    )
    found = [warning for warning in read(text.encode(), "map.yaml").findings if warning.code == "AM032"]
    assert [(one.place.line, one.message) for one in found if one.place] == [
        (5, "Unresolved: both sides changed text."),
        (15, "Unresolved: the last."),
    ]


@pytest.mark.parametrize(
    ("lines", "line", "column", "path"),
    [
        ("claims:\n  <<: {text: a}\n", 4, 3, ("claims",)),
        ("claims:\n  a:\n    text: A.\n    positions: {<<: agrees}\n", 6, 17, ("claims", "a", "positions")),
        ("claims: {}\n<<: x\n", 4, 1, ()),
    ],
)
def test_a_merge_key_is_refused_wherever_a_name_stands(
    lines: str, line: int, column: int, path: tuple[str, ...]
) -> None:
    with pytest.raises(ReadingRefused) as refused:
        read(f"argmap: 1\ntitle: T\n{lines}".encode(), "map.yaml")
    (found,) = refused.value.findings
    assert (found.code, found.message, found.hint) == ("AM007", "'<<' is a merge key.", "Write the fields out.")
    assert (found.place, found.path) == (Place("map.yaml", line, column), path)


def test_yaml_without_its_fast_reader_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argmap.mapfile.syntax.cst.LIBYAML", False)
    with pytest.raises(MapError) as refused:
        read(b"argmap: 1\ntitle: T\nclaims: {}\n", "map.yaml")
    assert str(refused.value) == (
        "PyYAML was installed without libyaml, which argmap needs to read maps; "
        "reinstall it from a wheel: pip install --force-reinstall --only-binary :all: pyyaml."
    )
