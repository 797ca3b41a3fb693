// The map from the data of the page: nodes (claims, tensions, sides), the steps between them, and their shapes.
const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId("map-data").textContent);
const drawing = document.querySelector("svg.argmap");
const keyed = (items) => new Map(items.map((item) => [item.id, item]));
const nodes = keyed(data.nodes);
const steps = keyed(data.steps);
const tensions = keyed(data.tensions);
const stakeholders = keyed(data.stakeholders);
const sources = keyed(data.sources);
const claims = data.nodes.filter((node) => !["tension", "side", "missing"].includes(node.kind));

const shapes = new Map();
for (const shape of drawing.querySelectorAll("[role=graphics-object][id]")) {
  if (!shapes.has(shape.id)) shapes.set(shape.id, []);
  shapes.get(shape.id).push(shape);
}
for (const part of [...data.nodes, ...data.steps]) part.shape = shapes.get(part.element)?.shift();
const nodeOfElement = new Map(data.nodes.map((node) => [node.element, node]));

const ROLES = { claim: "Claim", supports: "Supports", objects_to: "Objects", undercuts: "Undercuts", tension: "Tension", side: "Side", missing: "Missing claim" };
const STANCES = { agrees: ["✓", "agrees"], disagrees: ["✗", "disagrees"], mixed: ["±", "is mixed"] };

// The kind of a node in words, and the kinds by which it can be filtered.
const rolesOf = (node) => (node.roles?.length ? node.roles : [node.kind]);
const wordsOf = (node) => [...(node.main ? ["Main claim"] : []), ...(node.main && !node.roles?.length ? [] : rolesOf(node).map((role) => ROLES[role]))].join(" and ");

const sideTitle = (node) => {
  const side = tensions.get(node.tension)?.sides?.find((item) => item.id === node.side);
  return side?.title ?? node.side;
};

// Steps by their target: the id of a node or, for undercuts, of a step.
const aimedAt = new Map();
for (const step of data.steps) {
  if (!aimedAt.has(step.target)) aimedAt.set(step.target, []);
  aimedAt.get(step.target).push(step);
}
const aims = (target, kind) => (aimedAt.get(target) ?? []).filter((step) => step.kind === kind);

// The node that a link is about: its target or, for an undercut, the premise of the link that it challenges.
function bearsOn(step) {
  return step.kind === "undercuts" ? nodes.get(steps.get(step.target)?.premises[0]) : nodes.get(step.target);
}

for (const node of data.nodes) {
  node.below = [];
  node.above = [];
}
for (const step of data.steps) {
  const target = bearsOn(step);
  for (const premise of step.premises.map((id) => nodes.get(id))) {
    if (!target || !premise || premise === target || target.below.includes(premise)) continue;
    target.below.push(premise);
    premise.above.push(target);
  }
}
