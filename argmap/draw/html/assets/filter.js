// The filter: a node matches if it has one of the choices of every facet. Other nodes are faded.
const FACETS = [
  { id: "stakeholder", title: "Stakeholder", of: (claim) => (claim.positions ?? []).map((position) => position.stakeholder) },
  { id: "stance", title: "Stance", of: (claim) => (claim.positions ?? []).map((position) => position.stance) },
  { id: "side", title: "Side of a tension", of: (claim) => (claim.side ? [`${claim.tension} ${claim.side}`] : []) },
  { id: "tag", title: "Tag", of: (claim) => claim.tags ?? [] },
  { id: "kind", title: "Kind", of: rolesOf },
];
const choices = new Map(FACETS.map((facet) => [facet.id, new Set()]));

const TITLES = {
  stakeholder: (id) => stakeholders.get(id)?.name ?? id,
  stance: (stance) => `${STANCES[stance][0]} ${STANCES[stance][1]}`,
  side: (value) => sideTitle({ tension: value.split(" ")[0], side: value.split(" ")[1] }),
  tag: (tag) => tag,
  kind: (kind) => ROLES[kind],
};
const ORDERS = {
  stakeholder: [...stakeholders.keys()],
  stance: Object.keys(STANCES),
  side: data.tensions.flatMap((tension) => (tension.sides ?? []).map((side) => `${tension.id} ${side.id}`)),
  tag: [],
  kind: Object.keys(ROLES),
};

function buildFacets() {
  for (const facet of FACETS) {
    const counts = new Map();
    for (const claim of claims) for (const value of new Set(facet.of(claim))) counts.set(value, (counts.get(value) ?? 0) + 1);
    const known = ORDERS[facet.id].filter((value) => counts.has(value));
    const rest = [...counts.keys()].filter((value) => !known.includes(value)).sort();
    const options = [...known, ...rest].map((value) => option(facet.id, value, counts.get(value)));
    if (options.length) byId("facets").append(make("fieldset", {}, make("legend", {}, facet.title), ...options));
  }
}

function option(facet, value, count) {
  const box = make("input", { type: "checkbox" });
  box.facet = facet;
  box.choice = value;
  box.addEventListener("change", () => choose(facet, value, box.checked));
  const label = make("label", {}, box, make("span", {}, words(TITLES[facet](value))), make("span", { class: "count" }, String(count)));
  if (count !== undefined) box.setAttribute("aria-description", counted(count, "claim"));
  return label;
}

const isFiltering = () => [...choices.values()].some((chosenValues) => chosenValues.size);

function matches(claim) {
  for (const facet of FACETS) {
    const wanted = choices.get(facet.id);
    if (wanted.size && facet.id !== "stance" && !facet.of(claim).some((value) => wanted.has(value))) return false;
  }
  return stanceMatches(claim);
}

// A node has a stance if a stakeholder takes it: one of the chosen stakeholders, if any are chosen.
function stanceMatches(claim) {
  const stances = choices.get("stance"), people = choices.get("stakeholder");
  if (!stances.size) return true;
  return (claim.positions ?? []).some((position) => stances.has(position.stance) && (!people.size || people.has(position.stakeholder)));
}

function choose(facet, value, wanted) {
  if (wanted) choices.get(facet).add(value);
  else choices.get(facet).delete(value);
  applyFilter();
}

function filterBy(facet, value) {
  for (const values of choices.values()) values.clear();
  choices.get(facet).add(value);
  applyFilter();
}

function clearFilter() {
  for (const values of choices.values()) values.clear();
  applyFilter();
}

function matching() {
  return isFiltering() ? claims.filter(matches) : claims;
}

function applyFilter() {
  for (const box of byId("facets").querySelectorAll("input")) box.checked = choices.get(box.facet).has(box.choice);
  const found = new Set(matching());
  const lit = (node) => !isFiltering() || found.has(node) || (node.kind !== "missing" && !claims.includes(node) && node.below.some((other) => found.has(other)));
  const litStep = (step) => step.premises.some((id) => nodes.has(id) && lit(nodes.get(id))) && (nodes.has(step.target) ? lit(nodes.get(step.target)) : steps.has(step.target) && litStep(steps.get(step.target)));
  for (const node of data.nodes) node.shape?.classList.toggle("faded", !lit(node));
  for (const step of data.steps) step.shape?.classList.toggle("faded", !litStep(step));
  for (const button of byId("tensions").children) button.setAttribute("aria-pressed", String(button.isOn()));
  byId("open-filter").classList.toggle("acting", isFiltering());
  byId("open-filter").textContent = isFiltering() ? `Filter: ${found.size} of ${claims.length}` : "Filter";
  byId("clear-filter").disabled = !isFiltering();
  say(isFiltering() ? `${counted(found.size, "claim")} of ${claims.length} match${found.size === 1 ? "es" : ""} the filter.` : "");
  noteForPaper();
  for (const claim of claims) rowOf(claim)?.toggleAttribute("data-match", isFiltering() && found.has(claim));
  if (isFiltering() && !inBrief()) gather([...found].filter(isThere));
}

// A button for each tension, which highlights the claims on its sides.
function buildTensions() {
  for (const tension of data.tensions) {
    const values = (tension.sides ?? []).map((side) => `${tension.id} ${side.id}`);
    if (!claims.some((claim) => claim.tension === tension.id && claim.side)) continue;
    const button = make("button", { type: "button", "aria-pressed": "false" }, words(tension.short ?? tension.title ?? ""));
    button.isOn = () => values.length > 0 && values.every((value) => choices.get("side").has(value));
    button.addEventListener("click", () => {
      const on = button.isOn();
      for (const chosenValues of choices.values()) chosenValues.clear();
      if (!on) for (const value of values) choices.get("side").add(value);
      applyFilter();
    });
    byId("tensions").append(button);
  }
  byId("tensions").hidden = !byId("tensions").childElementCount;
}

buildFacets();
buildTensions();
byId("clear-filter").disabled = true;
byId("clear-filter").addEventListener("click", clearFilter);
byId("facets").addEventListener("submit", (event) => event.preventDefault());
