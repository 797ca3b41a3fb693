// Lines where claims are folded. They keep their course, are stretched between boxes that have moved, and keep apart.
const REACH = 16; // how far from a box a line that ends at it may end
const CORNER = 10, ROUND = 0.5523; // the radius of corners, and how far towards them control points are
const APART = 10, NEAR = 5; // between upright lines, and between level ones
const ROOM_AT_TARGET = 20, ROOM_AT_PREMISE = 28; // beside boxes, for tips and signs
const MEETING = 18; // how far from each other the ends of lines are that meet at one sign, at most

const pointsOf = (d) => [...d.matchAll(/([MLC])([^MLCZ]*)/g)].flatMap(([, command, numbers]) => {
  const found = numbers.trim().split(/[\s,]+/).map(Number);
  return Array.from({ length: found.length / 2 }, (_, at) => ({ command: at ? "" : command, x: found[2 * at], y: found[2 * at + 1] }));
});

const between = (a, b) => ({ low: Math.min(a, b), high: Math.max(a, b) });
const isLevel = (a, b) => Math.abs(a[ALONG] - b[ALONG]) < 0.6;

// The ends and corners of a line. In its path a corner is a curve, which begins in the direction of the stretch before it.
function cornersOf(d) {
  const points = pointsOf(d), corners = [points[0]];
  points.forEach((point, at) => {
    if (point.command !== "C") return;
    const before = points[at - 1], after = points[at + 2];
    const [level, upright] = isLevel(before, point) ? [before, after] : [after, before];
    corners.push({ [ALONG]: level[ALONG], [ACROSS]: upright[ACROSS] });
  });
  return [...corners, points.at(-1)];
}

// The corners of a line with how far each moves. What joins two levels is stretched.
function moved(corners, places, ends) {
  const anchor = (point) => ends.find((node) => {
    const { x, y, width, height } = homes.get(node);
    return point.x > x - REACH && point.x < x + width + REACH && point.y > y - REACH && point.y < y + height + REACH;
  });
  const fixed = (point) => {
    const box = anchor(point);
    return box ? shiftOf(places, box) : point.shift;
  };
  const found = [];
  for (let from = 0, to; from < corners.length; from = to) {
    for (to = from + 1; to < corners.length && isLevel(corners[from], corners[to]); ) to++;
    const [a, b] = [corners[from], corners[to - 1]];
    const start = from === 0 ? fixed(a) : undefined, end = to === corners.length ? fixed(b) : undefined;
    found.push(...movedLevel(a, b, start, end, places).slice(0, a === b ? 1 : undefined));
  }
  return found;
}

// The corners of a level stretch, which bends between what moves differently: a box at its end, and columns that it passes.
function movedLevel(a, b, start, end, places) {
  const { low, high } = between(a[ACROSS], b[ACROSS]), isForwards = low === a[ACROSS];
  const parts = columns.filter(({ from, to }) => from > low + 1 && to < high - 1).map(({ from, to }) => {
    const shift = shiftAt(places, (from + to) / 2, a[ALONG]);
    return isForwards ? { from, to, shift } : { from: to, to: from, shift };
  });
  if (!isForwards) parts.reverse();
  if (start !== undefined) parts.unshift({ to: a[ACROSS], shift: start });
  if (end !== undefined) parts.push({ from: b[ACROSS], shift: end });
  if (!parts.length) parts.push({ shift: shiftAt(places, (low + high) / 2, a[ALONG]) });
  const bends = parts.slice(1).flatMap((part, at) => {
    const before = parts[at], half = { ...a, [ACROSS]: (before.to + part.from) / 2 };
    return Math.abs(before.shift - part.shift) > 1 ? [{ ...half, shift: before.shift }, { ...half, shift: part.shift }] : [];
  });
  return [{ ...a, shift: parts[0].shift }, ...bends, { ...b, shift: parts.at(-1).shift }];
}

const overlap = (one, other) => Math.min(one.high, other.high) - Math.max(one.low, other.low);
const channelAt = (across) => Math.max(0, columns.findLastIndex(({ from }) => from < across));
const alongOf = (corner) => corner[ALONG] + corner.shift;

// The upright stretches that can move, with the corners at their ends and how far the lines go on from there; what is in
// their way in each channel is added to it. Lines of one kind to one target are drawn as one.
function trunksOf(done, channels) {
  const trunks = new Map();
  for (const [step, lines] of done) for (const line of lines) for (let at = 1; at < line.length; at++) {
    const net = `${step.kind} ${step.target}`, [a, b] = [line[at - 1], line[at]], across = a[ACROSS];
    const span = between(alongOf(a), alongOf(b)), channel = channels[channelAt(across)];
    if (Math.abs(across - b[ACROSS]) > 0.1) {
      if (line.length === 2) channel.levels.push({ net, along: alongOf(a), ...between(across, b[ACROSS]) });
    } else if (at === 1 || at === line.length - 1) channel.uprights.push({ across, ...span }); // it goes on in another line
    else {
      const name = `${net} ${Math.round(across)}`, trunk = trunks.get(name) ?? { net, across, ...span, corners: [], ends: [] };
      trunk.low = Math.min(trunk.low, span.low);
      trunk.high = Math.max(trunk.high, span.high);
      trunk.corners.push(a, b);
      trunk.ends.push({ along: alongOf(a), far: line[at - 2][ACROSS] }, { along: alongOf(b), far: line[at + 1][ACROSS] });
      trunks.set(name, trunk);
    }
  }
  return [...trunks.values()].sort((a, b) => a.across - b.across || a.low - b.low);
}

// Lines that have come too close to each other move apart: their upright stretches, as little as they can.
function keepApart(done) {
  const channels = columns.map(() => ({ uprights: [], levels: [] }));
  for (const trunk of trunksOf(done, channels)) {
    const at = channelAt(trunk.across), { uprights, levels } = channels[at];
    const beside = uprights.filter((one) => overlap(one, trunk) > -APART), level = levels.filter((one) => one.net !== trunk.net);
    const isFree = (across) => beside.every((one) => Math.abs(one.across - across) >= APART)
      && trunk.ends.every((end) => !level.some((one) => Math.abs(one.along - end.along) < NEAR && overlap(one, between(across, end.far)) > 0));
    const least = columns[at].to + ROOM_AT_TARGET, most = (columns[at + 1]?.from ?? Infinity) - ROOM_AT_PREMISE;
    const near = Array.from({ length: 24 }, (_, place) => trunk.across + Math.ceil((place + 1) / 2) * (place % 2 ? 3 : -3));
    const across = [trunk.across, ...near.filter((one) => one >= least && one <= most)].find(isFree) ?? trunk.across;
    for (const corner of trunk.corners) corner[ACROSS] = across;
    uprights.push({ ...trunk, across });
    levels.push(...trunk.ends.map((end) => ({ net: trunk.net, along: end.along, ...between(across, end.far) })));
  }
}

const rounded = (length) => Math.round(length * 10) / 10;
const shiftedPoint = ({ x, y, shift }) => (data.upright ? [x + shift, y] : [x, y + shift]);

function around(points) {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

// The path of a line with its corners rounded, as the drawing has them.
function spelled(corners) {
  const points = corners.map(shiftedPoint).filter(([x, y], at, all) => !at || Math.hypot(x - all[at - 1][0], y - all[at - 1][1]) > 0.05);
  const put = ([x, y]) => `${rounded(x)},${rounded(y)}`;
  const turns = points.slice(1, -1).map((corner, at) => {
    const [before, after] = [points[at], points[at + 2]];
    const towards = (end, by) => {
      const length = Math.hypot(end[0] - corner[0], end[1] - corner[1]), part = Math.min(by / length, 0.5);
      return [corner[0] + (end[0] - corner[0]) * part, corner[1] + (end[1] - corner[1]) * part];
    };
    const cut = Math.min(CORNER, ...[before, after].map((end) => Math.hypot(end[0] - corner[0], end[1] - corner[1]) / 2));
    const control = (end) => towards(end, cut * (1 - ROUND));
    return `L${put(towards(before, cut))}C${put(control(before))} ${put(control(after))} ${put(towards(after, cut))}`;
  });
  return `M${put(points[0])}${turns.join("")}L${put(points.at(-1))}`;
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

const linePaths = (step) => [...step.shape.children].filter(isLine);

// The corners of the lines of a step, with how far each moves.
function movedLines(step, places, done) {
  const origin = originOf(step.shape);
  const ends = [...step.premises.map((id) => nodes.get(id)), nodes.get(step.target)].filter((node) => node && places.has(node));
  const raw = linePaths(step).map((path) => cornersOf(homes.get(path)).map(({ x, y }) => ({ x: x + origin.x, y: y + origin.y })));
  const undercut = done.get(steps.get(step.target));
  for (const line of raw) for (const end of [line[0], line.at(-1)]) {
    const meets = raw.some((other) => other !== line && [other[0], other.at(-1)].some((one) => Math.hypot(one.x - end.x, one.y - end.y) < MEETING));
    end.shift = meets ? shiftBeside(places, ends, end) : undercut ? shiftNear(undercut, end) : undefined;
  }
  return raw.map((line) => moved(line, places, ends));
}

function drawStep(step, lines) {
  const shape = step.shape, origin = originOf(shape);
  step.extent = around(lines.flat().map(shiftedPoint));
  linePaths(step).forEach((path, at) => path.setAttribute("d", spelled(lines[at].map((point) => ({ ...point, x: point.x - origin.x, y: point.y - origin.y })))));
  for (const item of [...shape.children].filter((child) => !isLine(child) && /^(path|rect)$/.test(child.tagName))) {
    const { x, y } = centreOf(item), by = shiftNear(lines, { x: x + origin.x, y: y + origin.y });
    item.setAttribute("transform", data.upright ? `translate(${by})` : `translate(0 ${by})`);
    if (item.getAttribute("class") === "bridge") item.setAttribute("visibility", "hidden"); // crossings are elsewhere now
  }
}
