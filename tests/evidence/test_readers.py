"""From files to text: what is read of each kind of copy, and what hostile files come to."""

from __future__ import annotations

import io
import sys
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter

from argmap.evidence import copy_text
from argmap.evidence.copy_text import CopyText, CopyUnreadable
from argmap.evidence.quotes import Quote
from argmap.evidence.readers.pdf import copy_of_pages
from argmap.evidence.readers.read import read_copy
from argmap.io.copies import pdf as pdf_reader
from argmap.io.copies import pdf_process
from tests.evidence.corpus import FOLDER, copy_of, holds
from tests.examples import examples

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def no_pdf(data: bytes) -> list[tuple[str | None, str]]:
    raise AssertionError("not a PDF file")


def read(name: str, data: bytes | str) -> CopyText:
    return read_copy(name, data.encode() if isinstance(data, str) else data, no_pdf)


def blocks(copy: CopyText) -> list[str]:
    return [block for block in copy.text.split("\n\n") if block]


def docx(body: str, styles: str = "", **parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        if styles:
            archive.writestr("word/styles.xml", f"<w:styles {W}>{styles}</w:styles>")
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


# What is read


def test_text_has_paragraphs_and_pages() -> None:
    copy = read("a.TXT", "1. One\nstill one\r\n\r\n2. Two\f3.1 Three\n \n\nFour")
    assert blocks(copy) == ["1. One\nstill one", "2. Two", "3.1 Three", "Four"]
    assert [page.number for page in copy.pages] == [1, 2]
    assert copy.page_at(copy.text.index("Three")) == copy.pages[1]
    assert copy.numbers == {"1": [0], "2": [18], "3.1": [26]}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks_are_understood(encoding: str) -> None:
    assert blocks(read("a.txt", "Größe: 3 €".encode(encoding))) == ["Größe: 3 €"]


def test_html_is_read_as_it_is_seen() -> None:
    page = """<html><head><title>No</title><script>var no = "<p>no</p>";</script><style>no</style></head><body>
        <h1>The  plan</h1><p>It costs &pound;47<sup>2</sup> billion&nbsp;now &amp;
        then.<br>CO<sub>2</sub> <b>fa</b>lls</p><div hidden>no <div>no</div></div><noscript>no</noscript>
        <ul><li>one<li>two</ul><table><tr><td>a</td><td>b</td></tr></table><pre>x
  y</pre><p hidden>no, but it is never closed<p>yes<img alt="no" src="https://example.org/x.png">"""
    copy = read("a.html", page)
    assert blocks(copy)[:3] == ["The plan", "It costs £47² billion now & then.\nCO₂ falls", "one"]
    assert blocks(copy)[3:] == ["two", "a", "b", "x\ny", "no, but it is never closed", "yes"]
    assert [(heading.level, heading.text) for heading in copy.headings] == [(1, "The plan")]
    assert holds(copy_of(copy.text), "fa" + "lls")
    assert not holds(copy_of(copy.text), "£472 billion")


def test_html_says_its_encoding() -> None:
    page = '<meta charset="{}"><p>“Größe”</p>'
    for name in ("windows-1252", "iso-8859-1", "utf-8"):
        encoding = "windows-1252" if name != "utf-8" else name
        assert blocks(read("a.htm", page.format(name).encode(encoding))) == ["“Größe”"]
    assert blocks(read("a.htm", page.format("zip").encode())) == ["“Größe”"]
    assert blocks(read("a.htm", page.format("unicode_escape").encode())) == ["“Größe”"]


def test_markdown_loses_its_marks() -> None:
    copy = read(
        "a.md", "# The *plan*\n\nThe **deck** will\nnot [carry](https://example.org) `lorries`.\n\n- one\n- two\n"
    )
    assert blocks(copy) == ["The plan", "The deck will\nnot carry lorries.", "one", "two"]
    assert copy.headings[0].text == "The plan"


def test_word_documents_are_read_as_they_are_printed() -> None:
    body = (
        paragraph("Plan", '<w:pPr><w:pStyle w:val="H"/></w:pPr>')
        + "<w:p><w:r><w:t>It </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>will not</w:t></w:r></w:ins><w:r><w:tab/><w:t>cost £47</w:t></w:r>"
        '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    styles = '<w:style w:styleId="H"><w:name w:val="heading 2"/></w:style>'
    copy = read("a.docx", docx(body, styles))
    assert blocks(copy) == ["Plan", "It will not cost £47²"]
    assert [(heading.level, heading.text) for heading in copy.headings] == [(2, "Plan")]


@pytest.mark.needs("docx")
def test_what_python_docx_writes_is_read() -> None:
    import docx as library

    document = library.Document()
    document.add_heading("The plan", 1)
    document.add_paragraph("The deck will not carry lorries.")
    out = io.BytesIO()
    document.save(out)
    copy = read("a.docx", out.getvalue())
    assert blocks(copy) == ["The plan", "The deck will not carry lorries."]
    assert copy.headings[0].level == 1


def test_pdf_pages_lose_what_is_printed_around_them() -> None:
    roofs = ("a tin", "a slate", "a straw", "an iron", "a tiled")
    pages = [
        (
            None,
            f"Annual report 2025\n{number}\n{roof}\nThe town will\nnot pay for it\n{roof} roof\nPage {number} of 5",
        )
        for number, roof in enumerate(roofs, 1)
    ]
    copy = copy_of_pages(pages)
    assert "Annual report" not in copy.text
    assert copy.text.startswith("a tin\nThe town will\nnot pay for it\na tin roof\na slate\nThe town will\n")
    assert [page.label for page in copy.pages] == ["1", "2", "3", "4", "5"]
    assert [copy.text[page.start :].lstrip().startswith(("a", "an")) for page in copy.pages] == [True] * 5


@pytest.mark.needs("pypdf")
def test_a_real_pdf_file_is_read() -> None:
    copy = read_copy("r.pdf", (FOLDER / "trial-report.pdf").read_bytes(), pdf_reader.pdf_pages)
    assert len(copy.pages) == 2
    assert holds(
        copy_of(copy.text, "pdf"), "other means of getting there at that hour. Before the trial they had walked"
    )
    assert holds(copy_of(copy.text, "pdf"), "We could not confirm this with employers. The number of passengers grew")


# Hostile files


def bomb(megabytes: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        part.write(f"<w:document {W}><w:body>".encode())
        for _ in range(megabytes):
            part.write(b" " * 2**20)
    return out.getvalue()


def lying_about_its_length() -> bytes:
    data = bytearray(docx(paragraph("x")))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (2**30).to_bytes(4, "little")
    return bytes(data)


ENTITIES = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def with_head(head: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "word/document.xml", f"{head}<w:document {W}><w:body>{paragraph('&a;')}</w:body></w:document>"
        )
    return out.getvalue()


HOSTILE: Mapping[str, tuple[str, bytes, str]] = {
    "not UTF-8": ("a.txt", "Größe".encode("latin-1"), "valid UTF-8"),
    "half of a UTF-16 character": ("a.txt", b"\xff\xfea", "valid UTF-16"),
    "binary": ("a.txt", bytes(range(256)) * 4, "valid UTF-8"),
    "control characters": ("a.txt", b"a\x00b", "control characters"),
    "no reader": ("a.doc", b"", ".docx"),
    "no ending": ("copy", b"", ".docx"),
    "no archive": ("a.docx", b"PK\x03\x04nothing", "damaged"),
    "another archive": ("a.docx", with_head("").replace(b"word/document.xml", b"word/documentaxml"), "no text"),
    "archive bomb": ("a.docx", bomb(70), "unpacks to more than 64 MiB"),
    "entities": ("a.docx", with_head(ENTITIES), "entities"),
    "entities from outside": ("a.docx", with_head(OUTSIDE), "entities"),
    "deep": ("a.docx", docx("<w:p>" * 300), "nested"),
    "cut off": ("a.docx", docx("<w:p>"), "damaged"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_copy_comes_to_a_sentence(name: str) -> None:
    file, data, why = HOSTILE[name]
    with pytest.raises(CopyUnreadable, match=why) as refused:
        read(file, data)
    assert str(refused.value).endswith(".")
    assert len(str(refused.value)) < 200


def test_what_a_part_says_of_its_length_does_not_matter() -> None:
    try:
        copy = read("a.docx", lying_about_its_length())
    except CopyUnreadable as refused:
        assert "damaged" in str(refused)
    else:
        assert blocks(copy) == ["x"]


@pytest.mark.parametrize(
    "page",
    ["<div>" * 200_000, "<sup>" * 100_000 + "1", "<script>" * 50_000, "&#x110000;" * 50_000, "<" * 200_000,
     "<!--" * 100_000, "<p " + "a=b " * 100_000, " " * 2_000_000, "<pre>" + "\n" * 500_000, "«" * 100_000],
    ids=["nested", "raised", "scripts", "references", "angles", "comments", "attributes", "spaces", "lines", "marks"],
)  # fmt: skip
def test_hostile_pages_come_to_an_end(page: str) -> None:
    """Each would take hours if reading or comparing it were more than linear; tests are stopped before that."""
    copy = copy_of(read("a.html", page).text)
    assert len(copy.normal.text) <= 2 * len(page)
    assert not copy.search.match(Quote("what is not in it"))


def test_too_much_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copy_text, "LONGEST_COPY_TEXT", 1_000_000)
    with pytest.raises(CopyUnreadable, match="1 million characters"):
        read("a.txt", "word " * 300_000)


@examples(100)
@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.md", "a.html", "a.docx"]))
def test_any_bytes_are_text_or_a_sentence(data: bytes, name: str) -> None:
    try:
        copy = read(name, data)
    except CopyUnreadable as refused:
        assert str(refused).endswith(".")
    else:
        assert all(0 <= start < max(len(copy.text), 1) for start in copy.paragraphs)


def pdf_file(content: bytes, extra: bytes = b"") -> bytes:
    """A PDF file of one page."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R /Resources << /Font << /F << "
        b"/Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length " + str(len(content)).encode() + extra + b" >>\nstream\n" + content + b"\nendstream",
    ]
    made, starts = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        starts.append(len(made))
        made += str(number).encode() + b" 0 obj\n" + one + b"\nendobj\n"
    table = b"".join(f"{start:010} 00000 n \n".encode() for start in starts)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    tail = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(made)}\n%%EOF\n".encode()
    return made + head + table + tail


@pytest.fixture
def no_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.mark.needs("pypdf")
def test_a_small_pdf_file_is_read_and_kept(no_cache: Path) -> None:
    data = pdf_file(b"BT /F 9 Tf 9 9 Td (The town pays.) Tj ET")
    assert pdf_reader.pdf_pages(data) == [(None, "The town pays.")]
    (kept,) = (no_cache / "argmap").glob("pdf-text-*")
    assert pdf_reader.pdf_pages(data) == [(None, "The town pays.")]
    kept.write_bytes(b"damaged")
    assert pdf_reader.pdf_pages(data) == [(None, "The town pays.")]


@pytest.mark.needs("pypdf")
@pytest.mark.parametrize(
    "data",
    [
        b"not a PDF file",
        b"%PDF-1.4\n",
        pdf_file(b"").replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]"),
        pdf_file(zlib.compress(bytes(600 * 2**20), 9), b" /Filter /FlateDecode"),
        pdf_file(b"BT (" * 20_000),
    ],
    ids=["none", "empty", "circle", "bomb", "open strings"],
)
def test_a_hostile_pdf_file_comes_to_an_end(data: bytes, no_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reader, "DEADLINE", 30.0)
    try:
        pages = pdf_reader.pdf_pages(data)
    except CopyUnreadable as refused:
        assert str(refused).endswith(".")
    else:
        assert len(pages) <= 1


def test_without_pypdf_a_sentence_names_it(no_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(copy_text.NoPdfReader, match=r"argmap\[pdf\]"):
        pdf_reader.pdf_pages(b"%PDF")


def protected(password: str) -> bytes:
    """The PDF file with a page labelled i, for whose text a password is needed."""
    writer = PdfWriter(io.BytesIO(TOWN))
    writer.set_page_label(0, 0, "/r")
    writer.encrypt(password, "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


TOWN = pdf_file(b"BT /F 9 Tf 9 9 Td (The town pays.) Tj ET")
PAGE = b'[[null, "The town pays."]]'


@pytest.mark.needs("pypdf")
@pytest.mark.parametrize(
    ("data", "most_pages", "most_characters", "outcome"),
    [
        (TOWN, 1, 14, (0, PAGE, b"")),
        (TOWN, 0, 14, (pdf_process.TOO_LONG, b"", b"")),
        (TOWN, 1, 13, (pdf_process.TOO_LONG, b"", b"")),
        (protected(""), 1, 14, (0, PAGE.replace(b"null", b'"i"'), b"")),
        (protected("secret"), 1, 14, (pdf_process.ENCRYPTED, b"", b"")),
        (b"words", 1, 14, (pdf_process.DAMAGED, b"", b"PdfStreamError")),
    ],
    ids=["read", "pages", "characters", "labelled", "password", "damaged"],
)
def test_the_process_gives_pages_or_a_code(
    data: bytes,
    most_pages: int,
    most_characters: int,
    outcome: tuple[int, bytes, bytes],
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.setattr(pdf_process, "MOST_PAGES", most_pages)
    monkeypatch.setattr(pdf_process, "MOST_CHARACTERS", most_characters)
    limits: list[tuple[str, tuple[int, int]]] = []

    def limit(what: str, most: tuple[int, int]) -> None:
        limits.append((what, most))
        raise ValueError("current limit exceeds maximum limit")

    system = SimpleNamespace(RLIMIT_AS="memory", RLIMIT_CPU="seconds", setrlimit=limit)
    monkeypatch.setitem(sys.modules, "resource", system)
    quiet: list[bool] = []
    monkeypatch.setattr("logging.disable", lambda: quiet.append(True))
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    code = pdf_process.main()
    assert (code, *capsysbinary.readouterr()) == outcome
    assert limits == [("memory", (2**31, 2**31)), ("seconds", (60, 60))]
    assert quiet == [True]


@pytest.mark.needs("pypdf")
@pytest.mark.parametrize(
    ("where", "value", "said"),
    [
        (
            "argmap.io.copies.pdf.DEADLINE",
            0.001,
            "Reading it takes longer than 0.001 seconds. Save it as text.",
        ),
        ("sys.executable", "/nowhere", "It is damaged, or not a PDF file. Save it again, or name a text file."),
    ],
)
def test_a_pdf_file_that_cannot_be_read_here_is_a_sentence(
    where: str, value: object, said: str, no_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(where, value)
    with pytest.raises(CopyUnreadable) as refused:
        pdf_reader.pdf_pages(TOWN)
    assert str(refused.value) == said


def test_a_paragraph_of_an_outline_level_is_a_heading() -> None:
    levels = [
        paragraph(f"At {level}", f'<w:pPr><w:outlineLvl w:val="{level}"/></w:pPr>') for level in ("0", "8", "9", "x")
    ]
    copy = read("a.docx", docx("".join(levels)))
    assert [(heading.level, heading.text) for heading in copy.headings] == [(1, "At 0"), (9, "At 8")]


def test_tags_that_close_themselves_divide_as_others_do() -> None:
    copy = read("a.html", "<p>One<br/>two<span/> three<hr/>four<script>no<br/></script><div/>five</p>")
    assert blocks(copy) == ["One\ntwo three", "four", "five"]


def test_of_a_page_that_only_has_what_is_around_it_nothing_is_left() -> None:
    head = "Annual report\n{}"
    copy = copy_of_pages([(None, head.format(number)) for number in (1, 2, 3)])
    assert copy.text.strip() == ""
    assert [page.label for page in copy.pages] == ["1", "2", "3"]


def test_very_long_markdown_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argmap.evidence.readers.text.LARGEST_MARKDOWN", 2**20)
    assert blocks(read("a.md", "a" * 2**20)) == ["a" * 2**20]
    with pytest.raises(CopyUnreadable) as refused:
        read("a.md", "a" * (2**20 + 1))
    assert str(refused.value) == "It has more than 1 million characters. Rename it to .txt, or divide it."
