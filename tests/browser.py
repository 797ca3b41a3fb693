"""A browser for tests: chromium over the DevTools protocol, spoken on two pipes.

Nothing waits for a time: :meth:`Page.wait` waits in the page until a condition holds, and gives up in the end.
"""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PATIENCE = 30.0

OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-extensions",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--remote-debugging-pipe",
    "about:blank",
)

AS_PIPES_3_AND_4 = (
    "import fcntl, os, sys\n"
    "reading, writing = (fcntl.fcntl(int(end), fcntl.F_DUPFD, 20) for end in sys.argv[1:3])\n"
    "os.dup2(reading, 3), os.dup2(writing, 4)\n"
    "os.execvp(sys.argv[3], sys.argv[3:])\n"
)
"""A program that becomes another one, with its two pipes where chromium looks for them."""


PIXELS = """(async () => {
  const image = await createImageBitmap(await (await fetch('data:image/png;base64,%s')).blob());
  const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
  canvas.drawImage(image, 0, 0);
  const { data, width } = canvas.getImageData(0, 0, image.width, image.height);
  const scale = %g;
  window.seen = (x, y) => {
    const at = 4 * (Math.floor((y + scrollY) * scale) * width + Math.floor((x + scrollX) * scale));
    return [data[at], data[at + 1], data[at + 2]];
  };
})()"""
"""Lets scripts look at a picture of the page."""


PLACED = """(item) => {
  const { x, y, width, height } = item.getBBox();
  const ways = [];
  for (let at = item; at.transform; at = at.parentNode)
    if (at.transform.baseVal.length) ways.push(at.transform.baseVal[0].matrix);
  const sum = (name) => ways.reduce((all, way) => all + way[name], 0);
  return { x: x + sum('e'), y: y + sum('f'), width, height, across: sum('e'), down: sum('f') };
}"""
"""A script's function: the rectangle of an SVG element in the picture, and how far its own zero is from there."""


class Browser:
    """A running chromium. Use :func:`launched`."""

    def __init__(self, process: subprocess.Popen[bytes], reading: int, writing: int) -> None:
        self._process, self._reading, self._writing = process, reading, writing
        self._buffer = b""
        self._last = 0
        self.events: list[dict[str, Any]] = []

    def call(self, method: str, session: str | None = None, **parameters: Any) -> dict[str, Any]:
        """The result of one command. Raises AssertionError with the browser's words when it fails."""
        self._last += 1
        message = {"id": self._last, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self._writing, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._last:
                assert "error" not in answer, f"{method}: {answer['error']}"
                return dict(answer["result"])

    def _next(self) -> dict[str, Any]:
        """The next message; those that answer nothing are kept as events."""
        end = time.monotonic() + PATIENCE
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._reading], [], [], max(0.0, end - time.monotonic()))
            assert ready, "chromium does not answer"
            got = os.read(self._reading, 1 << 20)
            assert got, "chromium has ended"
            self._buffer += got
        first, _, self._buffer = self._buffer.partition(b"\0")
        message: dict[str, Any] = json.loads(first)
        if "method" in message:
            self.events.append(message)
        return message

    def wait_for_event(self, method: str, session: str) -> dict[str, Any]:
        """The first event of this kind in the session from now on, or one already there."""
        while True:
            for event in self.events:
                if event["method"] == method and event.get("sessionId") == session:
                    self.events.remove(event)
                    return event
            self._next()

    def page(self, width: int = 1440, height: int = 900) -> Page:
        """A new page of this size, in a profile of its own."""
        context = self.call("Target.createBrowserContext")["browserContextId"]
        target = self.call(
            "Target.createTarget", url="about:blank", browserContextId=context, width=width, height=height
        )
        session = self.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)["sessionId"]
        return Page(self, session, target["targetId"], (width, height))


class Page:
    """One page: what is loaded in it, clicked, typed, read and seen."""

    def __init__(self, browser: Browser, session: str, target: str, size: tuple[int, int]) -> None:
        self._browser, self._session, self._target = browser, session, target
        for domain in ("Page", "Runtime", "Network", "Log", "DOM", "Accessibility"):
            self.call(f"{domain}.enable")
        self.resize(*size)

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """One command of the protocol."""
        return self._browser.call(method, self._session, **parameters)

    def resize(self, width: int, height: int, touch: bool = False) -> None:
        """Gives the page another size, as a phone's if ``touch``."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=touch)
        self.call("Emulation.setTouchEmulationEnabled", enabled=touch, maxTouchPoints=5 if touch else 1)

    def media(self, kind: str = "", **features: str) -> None:
        """Sets the medium and features such as ``prefers_color_scheme="dark"``."""
        given = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.call("Emulation.setEmulatedMedia", media=kind, features=given)

    def sight(self, kind: str) -> None:
        """Shows the page as with ``protanopia``, ``deuteranopia``, ``tritanopia``, ``achromatopsia`` or ``none``.

        Chromium reckons with the matrices of Machado, Oliveira & Fernandes (2009).
        """
        self.call("Emulation.setEmulatedVisionDeficiency", type=kind)

    def scripts(self, on: bool) -> None:
        """Lets the page's scripts run or not."""
        self.call("Emulation.setScriptExecutionDisabled", value=not on)

    def open(self, file: Path, hash: str = "") -> None:
        """Loads a file and waits until it is there."""
        self.open_address(file.as_uri() + hash)

    def open_address(self, address: str) -> None:
        """Loads what is at a web address and waits until it is there."""
        self._browser.events.clear()
        self.call("Page.navigate", url="about:blank")
        self._browser.wait_for_event("Page.loadEventFired", self._session)
        self._browser.events.clear()
        self.call("Page.navigate", url=address)
        self._browser.wait_for_event("Page.loadEventFired", self._session)

    def show(self, body: str, style: str = "") -> None:
        """Puts markup on an empty page, and waits for its fonts."""
        self._browser.events.clear()
        self.call("Page.navigate", url="about:blank")
        self._browser.wait_for_event("Page.loadEventFired", self._session)
        frame = self.call("Page.getFrameTree")["frameTree"]["frame"]["id"]
        html = f"<!doctype html><meta charset='utf-8'><style>{style}</style><body>{body}"
        self.call("Page.setDocumentContent", frameId=frame, html=html)
        self.value("document.fonts.ready.then(() => true)")

    def take_picture(self, scale: int = 1) -> None:
        """Takes a picture of all that the page shows, ``scale`` pixels for each CSS pixel.

        Scripts find it as ``seen(x, y)``: red, green and blue from 0 to 255 at a place in the window, in CSS pixels.
        """
        self.look_at(self.screenshot(scale), scale)

    def screenshot(self, scale: float = 1) -> bytes:
        """A PNG of all that the page shows, ``scale`` pixels for each CSS pixel."""
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": scale}
        taken = self.call("Page.captureScreenshot", captureBeyondViewport=True, clip=clip, optimizeForSpeed=True)
        return base64.b64decode(taken["data"])

    def look_at(self, png: bytes, scale: float = 1) -> None:
        """Lets scripts find a PNG as ``seen(x, y)``, as if it were of this page."""
        self.value(PIXELS % (base64.b64encode(png).decode(), scale))

    def wait_for_load(self) -> None:
        """Waits until the page that a link has led to is there."""
        self._browser.wait_for_event("Page.loadEventFired", self._session)

    def value(self, expression: str) -> Any:
        """The value of a JavaScript expression, awaited. Raises AssertionError with its error."""
        given = self.call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in given, given.get("exceptionDetails")
        return given["result"].get("value")

    def wait(self, condition: str) -> None:
        """Waits until a JavaScript expression is true, looking at it once a frame."""
        milliseconds = int(PATIENCE * 500)
        held = self.value(
            f"new Promise((done) => {{ const end = performance.now() + {milliseconds};"
            f" const look = () => ({condition}) ? done(true)"
            " : performance.now() > end ? done(false) : requestAnimationFrame(look); look(); })"
        )
        assert held, f"never came true: {condition}"

    def wait_over_loads(self, condition: str) -> None:
        """Waits until an expression is true, in whatever page is loaded by then. One that fails is not yet true."""
        end = time.monotonic() + PATIENCE
        look = f"{{ let held = false; try {{ held = Boolean({condition}); }} catch {{ /* not yet */ }} done(held); }}"
        while True:
            try:
                if self.value(f"new Promise((done) => requestAnimationFrame(() => {look}))"):
                    return
            except AssertionError:  # the page was left while it was asked, or is not there yet
                if time.monotonic() > end:
                    raise
            assert time.monotonic() < end, f"never came true: {condition}"

    def key(self, key: str, shift: bool = False) -> None:
        """Presses and releases a key: a name such as ``ArrowRight`` or a character."""
        codes = {"Enter": 13, "Escape": 27, "Tab": 9, "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39}
        codes |= {"ArrowDown": 40, "Home": 36, "End": 35}
        text = "\r" if key == "Enter" else key if len(key) == 1 else ""
        common = {"key": key, "modifiers": 8 if shift else 0, "windowsVirtualKeyCode": codes.get(key, 0)}
        self.call("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", text=text, **common)
        self.call("Input.dispatchKeyEvent", type="keyUp", **common)

    def type(self, text: str) -> None:
        """Puts text where the cursor is."""
        self.call("Input.insertText", text=text)

    def middle(self, selector: str) -> tuple[float, float]:
        """The middle of an element on the screen."""
        x, y = self.value(
            f"(() => {{ const box = document.querySelector({json.dumps(selector)}).getBoundingClientRect();"
            " return [box.x + box.width / 2, box.y + box.height / 2]; })()"
        )
        return float(x), float(y)

    def click(self, selector: str) -> None:
        """Clicks in the middle of an element with the mouse."""
        x, y = self.middle(selector)
        self.mouse("mouseMoved", x, y)
        self.mouse("mousePressed", x, y, button="left", clickCount=1)
        self.mouse("mouseReleased", x, y, button="left", clickCount=1)

    def mouse(self, type: str, x: float, y: float, **more: Any) -> None:
        """One event of the mouse."""
        self.call("Input.dispatchMouseEvent", type=type, x=x, y=y, **more)

    def touch(self, type: str, *points: tuple[float, float]) -> None:
        """One event of fingers on the screen."""
        fingers = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        self.call("Input.dispatchTouchEvent", type=type, touchPoints=fingers)

    def accessibility(self) -> list[dict[str, Any]]:
        """What assistive technology is told: the nodes that are not ignored, in order."""
        nodes = self.call("Accessibility.getFullAXTree")["nodes"]
        return [node for node in nodes if not node["ignored"]]

    def events(self, method: str) -> list[dict[str, Any]]:
        """The events of one kind since the page was opened."""
        self.value("0")
        return [event["params"] for event in self._browser.events if event["method"] == method]

    def complaints(self) -> list[str]:
        """What the browser and the page's scripts have complained of since the page was opened."""
        said = [event["entry"]["text"] for event in self.events("Log.entryAdded")]
        thrown = [event["exceptionDetails"]["text"] for event in self.events("Runtime.exceptionThrown")]
        return said + thrown + [str(event["args"]) for event in self.events("Runtime.consoleAPICalled")]

    def requests(self) -> list[str]:
        """The addresses that the page asked for."""
        return [event["request"]["url"] for event in self.events("Network.requestWillBeSent")]


@contextmanager
def launched(folder: Path) -> Iterator[Browser]:
    """A chromium with its profile in ``folder``, ended afterwards."""
    command = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    to_browser, from_browser = os.pipe(), os.pipe()
    process = subprocess.Popen(
        [
            *(sys.executable, "-c", AS_PIPES_3_AND_4, str(to_browser[0]), str(from_browser[1])),
            *(command, f"--user-data-dir={folder}", *OPTIONS),
        ],
        pass_fds=(to_browser[0], from_browser[1]),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(to_browser[0])
    os.close(from_browser[1])
    browser = Browser(process, from_browser[0], to_browser[1])
    try:
        yield browser
    finally:
        with_grace(browser, process)
        os.close(from_browser[0])
        os.close(to_browser[1])


def with_grace(browser: Browser, process: subprocess.Popen[bytes]) -> None:
    """Asks chromium to end; ends it if it does not."""
    try:
        browser.call("Browser.close")
        process.wait(PATIENCE)
    except (AssertionError, OSError, subprocess.TimeoutExpired):
        process.kill()
        process.wait()
