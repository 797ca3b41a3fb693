"""The extension for VS Code: it starts the command that its settings name, and says what to do where that fails."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "editors" / "vscode"
PACKAGE = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))

STUBS = """
const told = [];
const Module = require("module");
const commands = {};
const vscode = {
  workspace: { getConfiguration: (section) => ({ get: (name) => settings[`${section}.${name}`] }) },
  window: { showErrorMessage: (text) => told.push(["error", text]) },
  commands: { registerCommand: (name, act) => { commands[name] = act; return {}; } },
};
class LanguageClient {
  constructor(id, name, server, options) { told.push(["server", server, options.documentSelector]); }
  async start() { if (fails) throw new Error("spawn"); told.push(["start"]); }
  async stop() { told.push(["stop"]); }
  isRunning() { return !fails; }
}
const load = Module._load;
Module._load = (name, ...rest) =>
  name === "vscode" ? vscode : name === "vscode-languageclient/node" ? { LanguageClient } : load(name, ...rest);
const extension = require(process.argv[1]);
(async () => {
  await extension.activate({ subscriptions: [] });
  for (const act of Object.values(commands)) await act();
  await extension.deactivate();
  console.log(JSON.stringify({ told, commands: Object.keys(commands) }));
})();
"""


def told_by(fails: bool) -> dict[str, list[list[object]]]:
    """What the extension does from its start over a restart to its end; the server starts, or ``fails``."""
    defaults = {name: one["default"] for name, one in PACKAGE["contributes"]["configuration"]["properties"].items()}
    script = f"const settings = {json.dumps(defaults)}, fails = {json.dumps(fails)};\n{STUBS}"
    command = ["node", "-e", script, str(FOLDER / PACKAGE["main"])]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    result: dict[str, list[list[object]]] = json.loads(done.stdout)
    return result


@pytest.mark.needs("node")
def test_it_starts_and_restarts_the_server_of_its_settings() -> None:
    found = told_by(fails=False)
    assert [one[0] for one in found["told"]] == ["server", "start", "stop", "server", "start", "stop"]
    assert found["told"][0][1] == {"command": "argmap", "args": ["lsp"]}
    assert {one["command"] for one in PACKAGE["contributes"]["commands"]} == set(found["commands"])


@pytest.mark.needs("node")
def test_it_says_what_to_install_where_the_server_does_not_start() -> None:
    errors = [one[1] for one in told_by(fails=True)["told"] if one[0] == "error"]
    assert len(errors) == 2
    assert "pip install 'argmap[lsp]'" in str(errors[0])
