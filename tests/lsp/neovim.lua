-- A session in headless Neovim with the language server, told line by line on standard output.
-- Called as: nvim --headless --clean -c "luafile neovim.lua", with ARGMAP_SERVER and ARGMAP_FILE in the environment.
local PATIENCE = 20000
local told = {}

local function tell(line)
  table.insert(told, line)
end

local function finish(code)
  io.stdout:write(table.concat(told, "\n") .. "\n")
  io.stdout:flush()
  vim.cmd(code == 0 and "qall!" or "cquit!")
end

local function wait_for(what, condition)
  if not vim.wait(PATIENCE, condition, 5) then
    tell("gave up waiting for " .. what)
    finish(1)
  end
end

local function main()
  vim.cmd("edit " .. vim.fn.fnameescape(vim.env.ARGMAP_FILE))
  vim.o.virtualedit = "onemore" -- the cursor may stand behind the last character, as it does while one types
  local buffer = vim.api.nvim_get_current_buf()
  local command = vim.split(vim.env.ARGMAP_SERVER, "\n")
  local start = vim.lsp.start_client or vim.lsp.start
  local client = start({ name = "argmap", cmd = command, root_dir = vim.fn.getcwd() })
  vim.lsp.buf_attach_client(buffer, client)

  local function lines()
    return vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
  end

  local function row_of(text)
    for number, line in ipairs(lines()) do
      if line == text then return number end
    end
    tell("there is no line: " .. text)
    finish(1)
  end

  local function go(text, column)
    vim.api.nvim_win_set_cursor(0, { row_of(text), column })
  end

  local function ask(method, more)
    local params = vim.lsp.util.make_position_params(0, "utf-16")
    for key, value in pairs(more or {}) do params[key] = value end
    local answers, why = vim.lsp.buf_request_sync(buffer, method, params, PATIENCE)
    local answer = answers and answers[client]
    if not answer or answer.err then
      tell(method .. ": " .. vim.inspect(answer and answer.err or why))
      finish(1)
    end
    return answer.result
  end

  local function found(code)
    for _, one in ipairs(vim.diagnostic.get(buffer)) do
      if one.code == code then return one end
    end
  end

  tell(":edit map.yaml")
  wait_for("suggestions", function() return found("AM205") end)
  tell("  " .. #vim.diagnostic.get(buffer) .. " findings, such as: " .. found("AM205").message)

  tell("")
  tell("type:       - clsoe")
  local row = row_of("    text: The air gets cleaner.") + 2
  vim.api.nvim_buf_set_lines(buffer, row - 1, row, false, { "      - clsoe" })
  wait_for("the error", function() return found("AM101") end)
  local wrong = found("AM101")
  tell("  line " .. wrong.lnum + 1 .. ", column " .. wrong.col + 1 .. ": " .. wrong.message)

  tell("")
  tell("code action")
  vim.api.nvim_win_set_cursor(0, { row, 8 })
  local here = { start = { line = row - 1, character = 8 }, ["end"] = { line = row - 1, character = 8 } }
  local about = { range = { start = { line = wrong.lnum, character = wrong.col },
    ["end"] = { line = wrong.end_lnum, character = wrong.end_col } }, code = wrong.code, message = wrong.message }
  local offered = ask("textDocument/codeAction", { range = here, context = { diagnostics = { about } } })
  for _, action in ipairs(offered) do tell("  " .. action.title) end
  vim.lsp.util.apply_workspace_edit(offered[1].edit, "utf-16")
  wait_for("the error to go", function() return not found("AM101") end)
  tell("  -> " .. vim.trim(lines()[row]))

  tell("")
  tell("hover on close")
  vim.api.nvim_win_set_cursor(0, { row, 8 })
  for _, line in ipairs(vim.split(ask("textDocument/hover").contents.value, "\n")) do tell("  " .. line) end

  tell("")
  tell("go to definition")
  local place = ask("textDocument/definition")
  tell("  line " .. place.range.start.line + 1 .. ": " .. lines()[place.range.start.line + 1])

  tell("")
  tell("complete:       - cu")
  vim.api.nvim_buf_set_lines(buffer, row, row, false, { "      - cu" })
  vim.api.nvim_win_set_cursor(0, { row + 1, 10 })
  local items = ask("textDocument/completion").items
  for number = 1, math.min(3, #items) do tell("  " .. items[number].label .. "  " .. (items[number].detail or "")) end
  vim.api.nvim_buf_set_lines(buffer, row, row + 1, false, {})

  tell("")
  tell("rename close to shut-it")
  vim.api.nvim_win_set_cursor(0, { row, 8 })
  local before = lines()
  vim.lsp.util.apply_workspace_edit(ask("textDocument/rename", { newName = "shut-it" }), "utf-16")
  for number, line in ipairs(lines()) do
    if line ~= before[number] then tell("  line " .. number .. ": " .. line) end
  end

  tell("")
  tell("type an emoji, and break the line behind it")
  vim.api.nvim_buf_set_lines(buffer, row - 1, row, false, { "      - shut-it # \240\159\152\128\240\159\152\128 yes", "      - [" })
  wait_for("the error of syntax", function() return found("AM004") end)
  tell("  line " .. found("AM004").lnum + 1 .. ": " .. found("AM004").message)
  vim.api.nvim_buf_set_lines(buffer, row, row + 1, false, {})
  wait_for("it to go", function() return not found("AM004") end)

  tell("")
  tell("format")
  vim.api.nvim_buf_set_lines(buffer, 1, 2, false, { "title:   'A street'" })
  local options = { options = { tabSize = 2, insertSpaces = true } }
  vim.lsp.util.apply_text_edits(ask("textDocument/formatting", options), buffer, "utf-16")
  tell("  " .. lines()[2])
  finish(0)
end

local fine, why = pcall(main)
if not fine then
  tell(tostring(why))
  finish(1)
end
