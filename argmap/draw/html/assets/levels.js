// Folding to a level: main claims alone, or as many levels of reasons below them.
const depths = new Map(roots.map((root) => [root, 0]));
for (const [node, depth] of depths) for (const next of node.below) if (!depths.has(next)) depths.set(next, depth + 1);
const deepest = Math.max(0, ...depths.values());
const levels = byId("levels");

function foldTo(level) {
  for (const node of data.nodes) {
    const close = depths.get(node) >= level && node.below.length > 0;
    if (close) folded.add(node);
    else folded.delete(node);
  }
  applyFolds();
  const shown = claims.filter((claim) => claim.shape && !isAway(claim)).length;
  say(level > deepest ? "All claims are shown." : `${counted(shown, "claim")} shown.`);
  if (chosen) showPanel(chosen);
  levels.value = String(Math.min(level, deepest + 1));
  if (view.width && !inBrief()) glide(openingView(walker && isThere(walker) ? walker : roots.find(isThere)));
}

function buildLevels() {
  const option = (level, text) => make("option", { value: String(level) }, text);
  levels.append(option(deepest + 1, "all levels"), option(0, "main claims only"));
  for (let level = 1; level <= Math.min(deepest, 9); level++) levels.append(option(level, counted(level, "level") + " of reasons"));
  byId("levels-label").hidden = deepest === 0;
}

buildLevels();
levels.addEventListener("change", () => foldTo(Number(levels.value)));
