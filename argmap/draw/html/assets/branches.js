// Folding: a folded node hides those of its reasons that are not also reasons for another visible node.
const folded = new Set();

function reached(isFolded) {
  const seen = new Set();
  const walk = (from) => {
    const waiting = [from];
    while (waiting.length) {
      const node = waiting.pop();
      if (seen.has(node)) continue;
      seen.add(node);
      if (!isFolded(node)) waiting.push(...node.below);
    }
  };
  for (const root of roots) walk(root);
  return seen;
}

// The roots of the map: nodes that are reasons for nothing, and one node of each cycle that no other root reaches.
const roots = data.nodes.filter((node) => !node.above.length);
for (const seen = reached(() => false), all = data.nodes; seen.size < all.length; ) {
  const next = all.find((node) => !seen.has(node));
  roots.push(next);
  for (const node of reached(() => false)) seen.add(node);
}

function hiddenBy(node) {
  const shown = reached((other) => folded.has(other) && other !== node);
  const left = reached((other) => folded.has(other) || other === node);
  return shown.size - left.size;
}

const isAway = (node) => node.shape?.classList.contains("away") ?? false;

function applyFolds() {
  if (folded.size) rememberHomes();
  const shown = reached((node) => folded.has(node));
  for (const node of data.nodes) node.shape?.classList.toggle("away", !shown.has(node));
  const drawn = (step, depth = 0) => {
    if (!step || depth > data.steps.length) return false;
    const target = nodes.get(step.target);
    return step.premises.every((id) => shown.has(nodes.get(id))) && (target ? shown.has(target) : drawn(steps.get(step.target), depth + 1));
  };
  for (const step of data.steps) step.shape?.classList.toggle("away", !drawn(step));
  for (const node of shown) {
    const hides = folded.has(node) ? hiddenBy(node) : 0;
    if (!hides) folded.delete(node); // all its reasons are shown elsewhere
    if (node.sign) label(node, hides);
  }
  compact();
  noteForPaper();
}

function fold(node, close = !folded.has(node)) {
  const before = node?.shape && placeOnStage(node);
  if (!node?.below.length) return say("This claim has no reasons to fold.");
  const count = hiddenBy(node);
  if (close && !count) return say("Its reasons are shared with other claims, so they stay visible.");
  if (close) folded.add(node);
  else folded.delete(node);
  applyFolds();
  if (before) staying(node, before);
  say(close ? `Folded: ${counted(count, "claim")} hidden.` : `Unfolded: ${counted(count, "claim")} shown.`);
  if (chosen === node) showPanel(node);
}

function unfoldAll() {
  folded.clear();
  applyFolds();
  say("All claims are shown.");
  levels.value = String(deepest + 1);
  if (chosen) showPanel(chosen);
}

// Unfolds what hides a node.
function bringOut(node) {
  const pathTo = new Map(roots.map((root) => [root, null]));
  for (const at of pathTo.keys()) for (const next of at.below) if (!pathTo.has(next)) pathTo.set(next, at);
  for (let at = pathTo.get(node); isAway(node) && at; at = pathTo.get(at)) if (folded.has(at)) fold(at, false);
}

// The small mark under a box that folds it; screen readers have the key C and the button of the panel.
function addMark(node) {
  const rect = node.shape.querySelector(":scope > rect");
  const number = (name) => Number(rect.getAttribute(name));
  const x = number("x") + number("width") - 30, y = number("y") + number("height");
  const mark = makeShape("g", { class: "fold", "aria-hidden": "true" });
  node.sign = makeShape("text", { x, y: y + 3.6 });
  mark.append(makeShape("rect", { x: x - 17, y: y - 8, width: 34, height: 16, rx: 8 }), node.sign);
  mark.addEventListener("click", (event) => {
    event.stopPropagation();
    if (!dragged) fold(node);
  });
  node.shape.append(mark);
  label(node);
}

function label(node, hides = 0) {
  node.shape.classList.toggle("folded", hides > 0);
  node.sign.textContent = hides ? `+${hides}` : "−";
}

for (const node of data.nodes) if (node.shape && node.below.length) addMark(node);
byId("unfold-all").addEventListener("click", unfoldAll);
