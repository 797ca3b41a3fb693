// Starts the language server for YAML files, and stops it. Everything else the server does.
"use strict";

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

async function start() {
  const [command, ...args] = vscode.workspace.getConfiguration("argmap").get("command");
  const options = {
    documentSelector: [{ scheme: "file", language: "yaml" }, { scheme: "untitled", language: "yaml" }],
    synchronize: { configurationSection: "argmap" },
  };
  client = new LanguageClient("argmap", "argmap", { command, args }, options);
  try {
    await client.start();
  } catch (error) {
    const install = "Install it with: pip install 'argmap[lsp]', or name its command in the setting argmap.command.";
    vscode.window.showErrorMessage(`The language server '${command}' did not start. ${install}`);
  }
}

async function stop() {
  const running = client;
  client = undefined;
  if (running?.isRunning()) await running.stop();
}

async function activate(context) {
  const restart = vscode.commands.registerCommand("argmap.restart", async () => {
    await stop();
    await start();
  });
  context.subscriptions.push(restart);
  await start();
}

module.exports = { activate, deactivate: stop };
