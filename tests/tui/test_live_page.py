"""The map in the browser, which follows the editor: what has not been saved too, and the cursor."""

from __future__ import annotations

import asyncio
import json
import webbrowser
from collections.abc import Iterator
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import pytest

from argmap.model.types import Map, rebuilt
from argmap.serve.live_map import LiveMap


def events(url: str, since: int) -> Iterator[tuple[str, Any]]:
    """The events that the page is told."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc, timeout=30)
    connection.request("GET", f"{parts.path}events?since={since}")
    name = ""
    for line in connection.getresponse():
        field, _, value = line.decode().rstrip("\n").partition(": ")
        if field == "event":
            name = value
        elif field == "data":
            yield name, json.loads(value)


async def comes(told: Iterator[tuple[str, Any]], name: str, element: str | None = None) -> bool:
    """Whether an event is told, perhaps after others. Waits in a thread, while the editor goes on."""
    return await asyncio.to_thread(
        lambda: any(one == name and element in {None, data.get("element")} for one, data in told)
    )


async def test_the_page_follows_edits_cursor_and_end(driving, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    class Browser(webbrowser.GenericBrowser):
        def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
            opened.append(url)
            return True

    monkeypatch.setattr(webbrowser, "get", lambda using=None: Browser("firefox"))
    shown: list[Map] = []
    show = LiveMap.show
    monkeypatch.setattr(LiveMap, "show", lambda live, map: (shown.append(map), show(live, map))[1])
    async with driving() as driver:
        await driver.press("o")
        await driver.until(lambda: opened)
        assert driver.said == f"The map is at {opened[0]}. The page follows your edits."
        assert await comes(events(opened[0], 0), "saved")
        told = events(opened[0], 1)
        await driver.select("custom")
        assert await comes(told, "cursor", "claim-custom")
        driver.editor.state.do(lambda map: rebuilt(map, title="Another"), "set title")
        assert await comes(told, "saved")
        await driver.press("o")
        await driver.until(lambda: len(opened) == 2)
        assert opened[0] == opened[1]
        assert len(shown) <= 2, "each map is drawn once"
        driver.editor.leave(forget=True)
        assert await comes(told, "ended")


@pytest.mark.parametrize("browser", ["", "w3m"])
async def test_where_no_browser_is_the_address_is_told(driving, monkeypatch, browser: str) -> None:
    """Also where there is only one that would paint over the editor."""

    def get(using: str | None = None) -> webbrowser.BaseBrowser:
        if not browser:
            raise webbrowser.Error("none")
        return webbrowser.GenericBrowser(browser)

    monkeypatch.setattr(webbrowser, "get", get)
    async with driving() as driver:
        await driver.press("o")
        await driver.until(lambda: driver.said.startswith("Could not start a browser. Open http://127.0.0.1:"))
