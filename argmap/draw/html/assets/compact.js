// The room of folded claims. Boxes that remain keep their columns and their order, move together, and stand beside what
// they bear on; lines follow them. Coordinates are those of the drawing: "along" a column and "across" the columns.
const ALONG = data.upright ? "x" : "y", ACROSS = data.upright ? "y" : "x";
const LENGTH = data.upright ? "width" : "height", DEPTH = data.upright ? "height" : "width";
const LEAST_GAP = 20, LANE = 9; // between boxes; more for each line that passes there
const REACH = 16; // how far from a box a line that ends at it may end
const MEETING = 18; // how far from each other the ends of lines are that meet at one sign, at most
const homes = new Map(); // where shapes are with nothing folded: boxes by node, lines by element
let columns = [];
let sizes = null;

function rememberHomes() {
  if (sizes) return;
  const root = drawing.viewBox.baseVal;
  for (const node of data.nodes.filter((one) => one.shape)) {
    const { e: x, f: y } = node.shape.transform.baseVal[0]?.matrix ?? { e: 0, f: 0 };
    const rect = node.shape.querySelector(":scope > rect");
    homes.set(node, { transform: node.shape.getAttribute("transform"), x, y, width: rect.width.baseVal.value, height: rect.height.baseVal.value });
  }
  for (const step of data.steps.filter((one) => one.shape)) step.home = extent(step);
  for (const step of data.steps) for (const path of step.shape?.querySelectorAll("path") ?? []) homes.set(path, path.getAttribute("d"));
  const boxes = [...homes].filter(([key]) => key.shape).map(([node, home]) => ({ node, home })).sort((a, b) => a.home[ACROSS] - b.home[ACROSS]);
  let end = -Infinity;
  for (const { node, home } of boxes) {
    if (home[ACROSS] >= end - 1) columns.push({ from: home[ACROSS], boxes: [] });
    end = Math.max(end, home[ACROSS] + home[DEPTH]);
    Object.assign(columns.at(-1), { to: end }).boxes.push(node);
  }
  const along = (node) => homes.get(node)[ALONG];
  for (const column of columns) column.boxes.sort((a, b) => along(a) - along(b));
  const bottom = Math.max(0, ...boxes.map(({ home }) => home.y + home.height));
  const ours = new Set([...data.nodes, ...data.steps].map((part) => part.shape));
  const rest = [...drawing.querySelectorAll(":scope > g > *")].filter((item) => !ours.has(item) && item.getBBox().y >= bottom - 1).map((item) => [item, item.getAttribute("transform")]);
  sizes = { width: root.width, height: root.height, bottom, rest };
}

// Isotonic regression (pool adjacent violators): the places nearest to those wanted with these distances between them.
function spaced(wanted, distances) {
  const blocks = [];
  let offset = 0;
  wanted.forEach((want, at) => {
    offset += at ? distances[at - 1] : 0;
    let block = { sum: want - offset, count: 1 };
    while (blocks.length && blocks.at(-1).sum / blocks.at(-1).count >= block.sum / block.count) {
      const last = blocks.pop();
      block = { sum: last.sum + block.sum, count: last.count + block.count };
    }
    blocks.push(block);
  });
  const found = blocks.flatMap(({ sum, count }) => Array(count).fill(sum / count));
  offset = 0;
  return found.map((value, at) => value + (offset += at ? distances[at - 1] : 0));
}

// Where the visible boxes of each column go: first as close together as can be, then towards what they bear on.
function newPlaces(lanes) {
  const places = new Map();
  const visible = columns.map((column) => column.boxes.filter(isThere));
  const size = (node) => homes.get(node)[LENGTH];
  const gaps = visible.map((boxes, at) => boxes.slice(1).map((node, place) => {
    const before = homes.get(boxes[place]), end = before[ALONG] + before[LENGTH], start = homes.get(node)[ALONG];
    return before[LENGTH] + Math.min(start - end, LEAST_GAP + LANE * lanes(columns[at], end, start));
  }));
  visible.forEach((boxes, at) => boxes.reduce((y, node, place) => {
    places.set(node, y);
    return y + (gaps[at][place] ?? 0);
  }, 0));
  const centre = (node) => places.get(node) + size(node) / 2;
  const settle = (at) => {
    const boxes = visible[at];
    const wanted = boxes.map((node) => {
      const near = [...node.above, ...node.below].filter((other) => places.has(other) && !boxes.includes(other)).map(centre);
      return near.length ? near.reduce((sum, one) => sum + one, 0) / near.length - size(node) / 2 : places.get(node);
    });
    spaced(wanted, gaps[at]).forEach((y, place) => places.set(boxes[place], y));
  };
  for (let turn = 0; turn < 8; turn++) {
    for (let at = columns.length - 1; at >= 0; at--) settle(at);
    for (let at = 0; at < columns.length; at++) settle(at);
  }
  const top = Math.min(...data.nodes.filter((node) => homes.has(node)).map((node) => homes.get(node)[ALONG]));
  const shift = top - Math.min(...places.values());
  for (const [node, y] of places) places.set(node, y + shift);
  return places;
}

const shiftOf = (places, node) => places.get(node) - homes.get(node)[ALONG];

// How far a point moves that belongs to no box: as the boxes before and after it in its column do, or between.
function shiftAt(places, across, along) {
  const distance = ({ from, to }) => Math.max(from - across, across - to, 0);
  const full = columns.filter((column) => column.boxes.some((node) => places.has(node)));
  const column = full.reduce((best, one) => (distance(one) < distance(best) ? one : best));
  const boxes = column.boxes.filter((node) => places.has(node));
  const next = boxes.findIndex((node) => homes.get(node)[ALONG] + homes.get(node)[LENGTH] > along);
  if (next < 0) return shiftOf(places, boxes.at(-1));
  const start = homes.get(boxes[next])[ALONG];
  if (next === 0 || along >= start) return shiftOf(places, boxes[next]);
  const end = homes.get(boxes[next - 1])[ALONG] + homes.get(boxes[next - 1])[LENGTH];
  const part = (along - end) / Math.max(start - end, 1);
  return shiftOf(places, boxes[next - 1]) * (1 - part) + shiftOf(places, boxes[next]) * part;
}

const pointsOf = (d) => [...d.matchAll(/([MLC])([^MLCZ]*)/g)].flatMap(([, command, numbers]) => {
  const found = numbers.trim().split(/[\s,]+/).map(Number);
  return Array.from({ length: found.length / 2 }, (_, at) => ({ command: at ? "" : command, x: found[2 * at], y: found[2 * at + 1] }));
});

// The column that a stretch between two points passes from one side to the other.
function passedBy(a, b) {
  const [low, high] = [a[ACROSS], b[ACROSS]].sort((one, other) => one - other);
  return columns.find(({ from, to }) => from > low + 1 && to < high - 1);
}

// Where a straight line bends: between a box at its end and the column that it passes, else in its middle.
function bendBetween(before, point) {
  const passed = passedBy(before, point);
  const box = before.isFixed ? before : point;
  const to = passed ? (box[ACROSS] > passed.to ? passed.to : passed.from) : (box === before ? point : before)[ACROSS];
  return (box[ACROSS] + to) / 2;
}

// The points of a line with how far each moves. Stretches along one level move as one; what joins two is stretched.
function moved(points, places, ends) {
  const anchor = (point) => ends.find((node) => {
    const { x, y, width, height } = homes.get(node);
    return point.x > x - REACH && point.x < x + width + REACH && point.y > y - REACH && point.y < y + height + REACH;
  });
  const fixed = (point) => {
    const box = anchor(point);
    return box ? shiftOf(places, box) : point.shift;
  };
  let from = 0;
  const knots = [];
  for (let at = 1; at <= points.length; at++) {
    if (at < points.length && Math.abs(points[at][ALONG] - points[from][ALONG]) < 0.6) continue;
    const stretch = points.slice(from, at), first = from === 0, last = at === points.length;
    if (stretch.length > 1 || first || last) {
      const [start, end] = [first ? fixed(stretch[0]) : undefined, last ? fixed(stretch.at(-1)) : undefined];
      const passed = passedBy(stretch[0], stretch.at(-1)), along = stretch[0][ALONG];
      const middle = passed ? (passed.from + passed.to) / 2 : (stretch[0][ACROSS] + stretch.at(-1)[ACROSS]) / 2;
      const own = (passed ? undefined : (start ?? end)) ?? shiftAt(places, middle, along);
      const lengths = stretch.slice(1).map((point, place) => Math.abs(point[ACROSS] - stretch[place][ACROSS]));
      const split = lengths.indexOf(Math.max(...lengths));
      stretch.forEach((point, place) => {
        const isFirst = place <= split, fixedHere = isFirst ? start : end;
        knots.push({ at: from + place, shift: fixedHere ?? own });
        if (fixedHere !== undefined) point.isFixed = true;
      });
    }
    from = at;
  }
  const shifts = points.map((point, at) => {
    const after = knots.find((knot) => knot.at >= at), before = knots.findLast((knot) => knot.at <= at);
    if (!before || !after || before.at === after.at) return (before ?? after)?.shift ?? 0;
    const low = points[before.at][ALONG], high = points[after.at][ALONG];
    const part = Math.abs(high - low) < 0.1 ? 0.5 : limited((point[ALONG] - low) / (high - low), 0, 1);
    return before.shift * (1 - part) + after.shift * part;
  });
  return points.flatMap((point, at) => {
    const now = { ...point, shift: shifts[at] }, before = points[at - 1];
    const bends = before && point.command === "L" && Math.abs(before[ALONG] - point[ALONG]) < 0.6 && Math.abs(shifts[at - 1] - shifts[at]) > 1;
    if (!bends) return [now];
    const half = { ...point, [ACROSS]: bendBetween(before, point) }; // a straight line, whose ends move apart
    return [{ ...half, shift: shifts[at - 1] }, { ...half, shift: shifts[at] }, now];
  });
}

const rounded = (length) => Math.round(length * 10) / 10;
const shiftedPoint = ({ x, y, shift }) => (data.upright ? [x + shift, y] : [x, y + shift]);

function around(points) {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

function spelled(points) {
  const at = (point) => shiftedPoint(point).map(rounded).join();
  return points.map((point) => `${point.command || " "}${at(point)}`).join("");
}

// How far a point near a line moves: as the nearest place of the line does.
function shiftNear(lines, point) {
  let best = { distance: Infinity, shift: 0 };
  for (const line of lines) {
    for (let at = 1; at < line.length; at++) {
      const [a, b] = [line[at - 1], line[at]];
      const span = (b.x - a.x) ** 2 + (b.y - a.y) ** 2 || 1;
      const part = limited(((point.x - a.x) * (b.x - a.x) + (point.y - a.y) * (b.y - a.y)) / span, 0, 1);
      const distance = Math.hypot(a.x + (b.x - a.x) * part - point.x, a.y + (b.y - a.y) * part - point.y);
      if (distance < best.distance) best = { distance, shift: a.shift * (1 - part) + b.shift * part };
    }
  }
  return best.shift;
}

const isLine = (item) => /^(line|added|removed)-/.test(item.getAttribute("class") ?? "");
const originOf = (shape) => {
  const { e: x = 0, f: y = 0 } = shape.transform.baseVal[0]?.matrix ?? {};
  return { x, y };
};

// The centre of a sign or an end of a line. It may not be displayed, so that the browser knows no box of it.
function centreOf(item) {
  if (item.tagName === "rect") {
    const { x, y, width, height } = item;
    return { x: x.baseVal.value + width.baseVal.value / 2, y: y.baseVal.value + height.baseVal.value / 2 };
  }
  const points = pointsOf(homes.get(item));
  const middle = (values) => (Math.min(...values) + Math.max(...values)) / 2;
  return { x: middle(points.map(({ x }) => x)), y: middle(points.map(({ y }) => y)) };
}

// How far the place moves at which premises meet: as the first box does that it is level with.
function shiftBeside(places, boxes, point) {
  const beside = boxes.find((node) => point[ALONG] > homes.get(node)[ALONG] - 2 && point[ALONG] < homes.get(node)[ALONG] + homes.get(node)[LENGTH] + 2);
  return beside ? shiftOf(places, beside) : shiftAt(places, point[ACROSS], point[ALONG]);
}

function moveStep(step, places, done) {
  const shape = step.shape, origin = originOf(shape);
  const ends = [...step.premises.map((id) => nodes.get(id)), nodes.get(step.target)].filter((node) => node && places.has(node));
  const absolute = (point) => ({ ...point, x: point.x + origin.x, y: point.y + origin.y });
  const paths = [...shape.children].filter(isLine);
  const raw = paths.map((path) => pointsOf(homes.get(path)).map(absolute));
  const undercut = done.get(steps.get(step.target));
  for (const line of raw) for (const end of [line[0], line.at(-1)]) {
    const meets = raw.some((other) => other !== line && [other[0], other.at(-1)].some((one) => Math.hypot(one.x - end.x, one.y - end.y) < MEETING));
    end.shift = meets ? shiftBeside(places, ends, end) : undercut ? shiftNear(undercut, end) : undefined;
  }
  const lines = raw.map((line) => moved(line, places, ends));
  done.set(step, lines);
  step.extent = around(lines.flat().map(shiftedPoint));
  paths.forEach((path, at) => path.setAttribute("d", spelled(lines[at].map((point) => ({ ...point, x: point.x - origin.x, y: point.y - origin.y })))));
  for (const item of [...shape.children].filter((child) => !isLine(child) && /^(path|rect)$/.test(child.tagName))) {
    const by = shiftNear(lines, absolute(centreOf(item)));
    item.setAttribute("transform", data.upright ? `translate(${by})` : `translate(0 ${by})`);
    if (item.getAttribute("class") === "bridge") item.setAttribute("visibility", "hidden"); // crossings are elsewhere now
  }
}

// How many lines pass a column between two places.
function laneCounter() {
  const levels = [];
  for (const step of data.steps.filter((one) => one.shape && !one.shape.classList.contains("away"))) {
    const origin = originOf(step.shape);
    for (const path of [...step.shape.children].filter(isLine)) {
      const points = pointsOf(homes.get(path)).map((point) => ({ x: point.x + origin.x, y: point.y + origin.y }));
      for (let at = 1; at < points.length; at++) {
        const [a, b] = [points[at - 1], points[at]];
        if (Math.abs(a[ALONG] - b[ALONG]) < 0.6) levels.push({ along: a[ALONG], from: Math.min(a[ACROSS], b[ACROSS]), to: Math.max(a[ACROSS], b[ACROSS]) });
      }
    }
  }
  return (column, end, start) => new Set(levels.filter(({ along, from, to }) => along > end && along < start && from < column.to && to > column.from).map(({ along }) => Math.round(along))).size;
}

function giveBack(shape, transform) {
  if (transform === null) shape.removeAttribute("transform");
  else shape.setAttribute("transform", transform);
}

function resize(height) {
  drawing.setAttribute("viewBox", `0 0 ${sizes.width} ${height}`);
  natural.height = height * unit;
  drawing.setAttribute("height", natural.height);
  for (const [item, transform] of sizes.rest) {
    if (height === sizes.height) giveBack(item, transform);
    else item.setAttribute("transform", `translate(0 ${height - sizes.height}) ${transform ?? ""}`);
  }
}

function goHome() {
  for (const [key, home] of homes) {
    if (key.shape) {
      giveBack(key.shape, home.transform);
      key.extent = home;
    } else key.setAttribute("d", home);
  }
  for (const step of data.steps.filter((one) => one.shape)) {
    step.extent = step.home;
    for (const item of step.shape.children) {
      item.removeAttribute("transform");
      item.removeAttribute("visibility");
    }
  }
  resize(sizes.height);
}

// Lays the drawing out again for what is folded.
function compact() {
  if (!sizes) return;
  goHome();
  const shown = data.nodes.filter((node) => homes.has(node) && isThere(node));
  if (folded.size && shown.length) {
    const places = newPlaces(laneCounter());
    const done = new Map();
    const drawn = data.steps.filter((step) => step.shape && !step.shape.classList.contains("away"));
    for (const step of [...drawn.filter((one) => nodes.has(one.target)), ...drawn.filter((one) => !nodes.has(one.target))]) moveStep(step, places, done);
    for (const [node, along] of places) {
      node.extent = { ...homes.get(node), [ALONG]: along };
      node.shape.setAttribute("transform", `translate(${node.extent.x},${node.extent.y})`);
    }
    const bottom = Math.max(...shown.map((node) => (data.upright ? homes.get(node).y : places.get(node)) + homes.get(node).height));
    resize(sizes.height - sizes.bottom + bottom);
  }
  moveSpots();
  place(view);
}
