"""The language of a map's texts is said in each format that can say it; without one nothing is guessed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from xml.etree import ElementTree

import docx
import pptx
import pytest

from argmap.draw.charts.registry import ABOUT
from argmap.draw.export import ExportPlan, ExportTarget, export
from argmap.draw.html.page import write as write_page
from argmap.draw.office.document import write_docx
from argmap.draw.office.slides import write_pptx
from argmap.draw.writers.svg import write as write_svg
from argmap.io.export_tools import export_tools
from argmap.mapfile.read.read import read
from argmap.model.index import Index
from argmap.model.types import Map, rebuilt
from tests.draw.drawn import drawing, picture
from tests.draw.office.opened import parts_of
from tests.draw.pdf.pdfs import opened, pdf_of
from tests.draw.small_maps import HELD

SAMPLE = read((Path(__file__).parents[2] / "maps" / "uk_openai.yaml").read_bytes(), "uk_openai.yaml").map
XML = "{http://www.w3.org/XML/1998/namespace}"
HOSTILE = "fr\"><script>1</script>') /OpenAction (x"
LONG = "en" + "-abcdefgh" * 100


def in_language(language: str | None) -> Map:
    return rebuilt(HELD, language=language)


def svg_languages(map: Map) -> tuple[str | None, str | None]:
    root = ElementTree.fromstring(write_svg(picture(map)))
    return root.get("lang"), root.get(f"{XML}lang")


def page_language(map: Map) -> str:
    page = write_page(Index.build(map), drawing(map), picture(map))
    (found,) = re.findall(r"<html ([^>]*)>", page)
    return str(found)


def pdf_language(map: Map) -> str:
    with opened(pdf_of(map)) as file:
        return str(file.Root.Lang)


def run_languages(map: Map) -> set[str | None]:
    slides = pptx.Presentation(io.BytesIO(write_pptx(Index.build(map)))).slides
    return {run.get("lang") for slide in slides for run in slide.element.iter("{*}rPr")}


def style_languages(map: Map) -> dict[str, str]:
    (found,) = re.findall(r"<w:lang ([^>]*)/>", parts_of(write_docx(Index.build(map)))["word/styles.xml"])[1:]
    return dict(re.findall(r'w:(\w+)="([^"]*)"', found))


@pytest.mark.parametrize("language", ["fr", "en-GB", "zh-Hant"])
def test_each_format_says_the_language(language: str) -> None:
    map = in_language(language)
    assert svg_languages(map) == (language, language)
    assert page_language(map) == f'lang="{language}"'
    assert pdf_language(map) == {"zh-Hant": "zh-TW"}.get(language, language)
    assert style_languages(map) == dict.fromkeys(("val", "eastAsia", "bidi"), language)
    assert docx.Document(io.BytesIO(write_docx(Index.build(map)))).core_properties.language == language
    assert run_languages(map) == {language}


def test_nothing_is_guessed_without_a_language() -> None:
    map = in_language(None)
    assert svg_languages(map) == (None, None)
    assert page_language(map) == 'lang="en"'
    assert pdf_language(map) == "en"
    assert style_languages(map) == {"val": "en"}
    assert run_languages(map) == {None}


@pytest.mark.parametrize("language", [HOSTILE, LONG])
def test_a_language_that_is_none_does_no_harm(language: str) -> None:
    map = in_language(language)
    assert svg_languages(map) == (language, language)
    assert "<script>1" not in write_page(Index.build(map), drawing(map), picture(map))
    assert pdf_language(map) in {"en", "und"}
    for data in (write_docx(Index.build(map)), write_pptx(Index.build(map))):
        assert {part.partition(" ")[0] for part in parts_of(data).values() if len(ElementTree.fromstring(part))} == {
            "<?xml"
        }


def every_picture() -> Iterator[ExportPlan]:
    yield ExportPlan()
    yield ExportPlan(pages=True)
    yield ExportPlan(paper="a4", status=True)
    yield from (ExportPlan(chart=name) for name in ABOUT)


@pytest.mark.parametrize("plan", [*every_picture()], ids=lambda plan: plan.chart or str(plan.pages or plan.paper))
def test_every_picture_says_the_language(plan: ExportPlan) -> None:
    index = Index.build(rebuilt(SAMPLE, language="cy"))
    tools = export_tools(lambda sentence: None, lambda step: nullcontext(lambda step: None))
    files = export(index, plan, [ExportTarget("svg", stem="map")], tools)
    assert {ElementTree.fromstring(file.data).get("lang") for file in files} == {"cy"}
