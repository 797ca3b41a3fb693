"""``argmap serve``: a map in the browser that is redrawn whenever its file is saved."""

from __future__ import annotations

import threading

from argmap.cli.arguments import Arguments, whole_number
from argmap.cli.output import print_text, reports_refusals, say
from argmap.draw.export import ExportPlan
from argmap.draw.theme import THEMES
from argmap.escape import one_line
from argmap.exit_codes import ExitCode
from argmap.model.findings import MapError
from argmap.serve.live_map import live_maps
from argmap.serve.server import LiveServer

EPILOG = """\
examples:
  argmap serve map.yaml           print the address of the page; Ctrl+C ends
  argmap serve --open map.yaml    open it in the browser, too
  argmap serve maps/              all maps in a folder

The page keeps zoom, folds, filter and search when the map is saved, and marks what changed. While the file cannot be
read it shows the last state that could, and what is wrong. Only this machine can reach it, by the address printed.
"""


@reports_refusals
def main(argv: list[str]) -> int:
    """Serve until interrupted."""
    parser = Arguments(
        prog="argmap serve",
        description="Show a map in the browser, redrawn whenever its file is saved.",
        epilog=EPILOG,
    )
    parser.add_argument("file", metavar="FILE", help="a map, or a folder of maps")
    parser.add_argument("--open", action="store_true", help="open the page in the browser")
    parser.add_argument("--port", type=whole_number, default=0, help="the port to use (default: one that is free)")
    parser.add_argument("--theme", choices=THEMES, default="auto", help="auto (default) follows the reader's setting")
    parser.add_argument("--quotes", action="store_true", help="add who said what, where and when, as notes")
    asked = parser.read(argv)
    server = LiveServer(live_maps(asked.file, ExportPlan(theme=asked.theme, quotes=asked.quotes)), _port(asked.port))
    server.start()
    try:
        print_text(f"{one_line(asked.file)} is shown at {server.url}\n", at_once=True)
        if asked.open:
            _open(server.url)
        threading.Event().wait()
    except KeyboardInterrupt:
        say("Stopped.")
    finally:
        server.stop()
    return ExitCode.FINE


def _port(number: int) -> int:
    if number > 65_535:
        raise MapError(f"{number} is not a port: ports are numbers up to 65535.")
    return number


def _open(url: str) -> None:
    from argmap.io.desktop import show_address

    if not show_address(url):
        say("No browser was found. Open the address in one.")
