// What is in sight is drawn in full. Of a box far out of sight, or with text too small to read, there is only its
// frame, and of an arrow its line: a browser lays all text anew whenever the view moves, which takes it a second for
// thousands of claims. Those who have the page read aloud are told of all of it: the groups and their names stay.
const LEGIBLE = 0.2; // 12-point text is then 3 pixels tall
const AROUND = 0.25; // of the stage, on each side: so that little changes while the view is dragged
const parts = [...data.nodes, ...data.steps].filter((part) => part.shape);
const inSight = new Set();

function drawInFull() {
  if (!parts[0]?.extent) for (const part of parts) part.extent = extent(part.shape);
  const ratio = (natural.width / drawing.viewBox.baseVal.width) * view.scale; // user units to pixels
  const left = (-AROUND * view.width - view.x) / ratio, right = ((1 + AROUND) * view.width - view.x) / ratio;
  const top = (-AROUND * view.height - view.y) / ratio, bottom = ((1 + AROUND) * view.height - view.y) / ratio;
  for (const part of parts) {
    const { x, y, width, height } = part.extent;
    const full = view.scale >= LEGIBLE && x < right && x + width > left && y < bottom && y + height > top;
    if (full === inSight.has(part)) continue;
    part.shape.toggleAttribute("data-full", full);
    full ? inSight.add(part) : inSight.delete(part);
  }
}

stage.addEventListener("viewed", drawInFull);
