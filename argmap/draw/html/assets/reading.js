// The content of the panel: the claim in full with positions, reasons and sources.
function showPanel(node) {
  const close = make("button", { type: "button", class: "close", "aria-label": "Close the panel" }, "×");
  close.addEventListener("click", closePanel);
  panel.setAttribute("aria-label", node.kind === "tension" ? "Tension" : node.kind === "side" ? "Side" : "Claim");
  const kind = make("p", { class: `lead ${rolesOf(node)[0]}` }, wordsOf(node));
  const head = make("div", { class: "panel-head" }, kind, close);
  const title = make("h2", { tabindex: "-1" }, words(node.text));
  const body = node.kind === "tension" || node.kind === "side" ? readTension(node) : readClaim(node);
  panel.replaceChildren(head, title, ...body.filter(Boolean), ...foldButton(node));
}

function readClaim(node) {
  const both = [...aims(node.id, "supports"), ...aims(node.id, "objects_to")];
  return [
    node.kind === "missing" && make("p", {}, "This claim is missing from the map."),
    node.status && make("p", {}, "Status: ", make("strong", {}, node.status.label), `: ${node.status.meaning} (based only on this map).`),
    node.change && make("p", {}, make("strong", {}, node.change[0].toUpperCase() + node.change.slice(1)), node.was ? [". Before: ", node.was].join("") : "."),
    node.assumed && make("p", {}, "Assumed: the map takes this as given."),
    node.unanswered && make("p", {}, make("strong", {}, "Not answered"), " by this stakeholder."),
    node.side && sideLine(node),
    elsewhere(node),
    tagList(node),
    ...section("Positions", (node.positions ?? []).map(readPosition)),
    ...section("Reasons for", aims(node.id, "supports").map(readReason)),
    ...section("Reasons against", aims(node.id, "objects_to").map(readReason)),
    !both.length && node.kind !== "missing" && make("p", { class: "quiet" }, "No reasons yet on this page."),
    ...section("Used as a reason for", stepsFrom(node).map((step) => readOwnStep(node, step))),
    ...section("Sources", (node.sources ?? []).map(readCitation)),
  ];
}

// What this page does not show of a node, with a link to the page that does.
function elsewhere(node) {
  if (!node.hidden && !node.page) return null;
  const what = node.hidden ? `${counted(node.hidden, "reason")} on this claim ${node.hidden === 1 ? "is" : "are"}` : node.shape ? "More of this is" : "This claim is";
  const where = node.page ? ["drawn on ", make("a", { href: node.page.address }, `page ${node.page.number}`), "."] : ["not on this page."];
  return make("p", { class: "quiet" }, what, " ", ...where);
}

const stepsFrom = (node) => data.steps.filter((step) => step.kind !== "side" && step.premises.includes(node.id));

function section(title, items) {
  if (!items.length) return [];
  return [make("h3", {}, title), make("ul", {}, ...items)];
}

function sideLine(node) {
  const tension = tensions.get(node.tension);
  return make("p", {}, make("span", { class: "lead side" }, "Side: "), words(sideTitle(node)), tension?.title ? make("small", {}, " in ", words(tension.title)) : "");
}

function tagList(node) {
  if (!node.tags?.length) return null;
  const items = node.tags.map((tag) => make("li", {}, filterButton("tag", tag, tag, "")));
  return make("ul", { class: "tags", "aria-label": "Tags" }, ...items);
}

// A button that filters the drawing by one value.
function filterButton(facet, value, text, look = "plain") {
  const button = make("button", { type: "button", class: look, title: "Filter the map by this" }, words(text));
  button.addEventListener("click", () => filterBy(facet, value));
  return button;
}

function readPosition(position) {
  const [sign, verb] = STANCES[position.stance];
  const name = stakeholders.get(position.stakeholder)?.name ?? position.stakeholder;
  const stance = make("span", { class: "stance" }, make("span", { "aria-hidden": "true" }, `${sign} `), verb);
  const when = position.date ? [", ", make("span", { class: "when" }, words(position.date))] : [];
  const said = position.source ? make("p", {}, sourceLink(position.source)) : "";
  return make("li", {}, filterButton("stakeholder", position.stakeholder, name), " ", stance, ...when, quote(position.quote, position.source), said);
}

function readReason(step) {
  const premises = step.premises.map((id) => nodes.get(id)).filter(Boolean);
  const linked = premises.slice(1).map((node) => make("p", {}, make("small", {}, "together with "), linkTo(node)));
  const undercuts = aims(step.id, "undercuts").map((undercut) => make("li", {}, make("span", { class: "lead undercuts" }, "Undercut: "), linkTo(nodes.get(undercut.premises[0]))));
  const sources = (step.sources ?? []).map(readCitation);
  const rest = [...undercuts, ...sources];
  return make("li", { class: `reason ${step.kind}` }, linkTo(premises[0]), ...linked, note(step), rest.length ? make("ul", {}, ...rest) : "");
}

const note = (step) => (step.note ? make("p", { class: "quiet" }, "Why it follows: ", words(step.note)) : "");

function readOwnStep(node, step) {
  const lead = make("span", { class: `lead ${step.kind}` }, { supports: "Supports: ", objects_to: "Objects to: ", undercuts: "Undercuts the link: " }[step.kind]);
  const others = step.premises.filter((id) => id !== node.id && nodes.has(id)).map((id) => make("p", {}, make("small", {}, "together with "), linkTo(nodes.get(id))));
  return make("li", { class: `reason ${step.kind}` }, lead, ...aim(step), ...others, note(step));
}

// The target of a step as links: a claim, or the step from one claim to another.
function aim(step, depth = 0) {
  if (nodes.has(step.target)) return [linkTo(nodes.get(step.target))];
  const denied = steps.get(step.target);
  if (!denied || depth > 20) return [words(step.target)];
  const from = nodes.get(denied.premises[0]);
  return ["from ", from ? linkTo(from) : denied.premises[0], " to ", ...aim(denied, depth + 1)];
}

function readCitation(citation) {
  return make("li", {}, sourceLink(citation.source), citation.locator ? make("small", {}, ", ", words(citation.locator)) : "", quote(citation.quote, citation.source));
}

// The words that somebody quotes, and whether the copy of their source has them.
function quote(text, source) {
  if (!text) return "";
  const of = data.checked && Object.hasOwn(data.checked, source ?? "") ? data.checked[source ?? ""] : {};
  const check = Object.hasOwn(of, text) ? of[text] : null;
  return check ? make("div", {}, make("blockquote", {}, words(text)), checkedLine(check)) : make("blockquote", {}, words(text));
}

const OUTCOMES = { found: "✓", "not found": "✗", "not checked": "·" };

function checkedLine(check) {
  const sign = make("span", { "aria-hidden": "true" }, `${OUTCOMES[check.outcome]} `);
  const place = check.place ? [", ", words(check.place)] : [];
  const mark = make("small", { class: `checked ${check.outcome.replace(" ", "-")}` }, sign, check.words, ...place);
  const link = check.link ? [" ", make("a", { href: check.link, target: "_blank", rel: "noopener noreferrer" }, "Open the source at these words")] : [];
  if (!check.around) return make("p", {}, mark);
  const [before, passage, after] = check.around;
  const around = make("p", {}, words(before), " ", make("mark", {}, words(passage)), " ", words(after));
  return make("details", { class: "around" }, make("summary", {}, mark), around, link.length ? make("p", {}, ...link) : "");
}

function sourceLink(id) {
  const source = sources.get(id);
  if (!source) return words(id);
  if (!source.url) return words(source.title);
  return make("a", { href: source.url, target: "_blank", rel: "noopener noreferrer" }, words(source.title));
}

function readTension(node) {
  const [, tensionId, , sideId] = node.id.split(" ");
  const own = claims.filter((claim) => claim.tension === tensionId && (!sideId || claim.side === sideId));
  const title = tensions.get(tensionId)?.title;
  const sides = sideId ? [] : (tensions.get(tensionId)?.sides ?? []);
  return [
    elsewhere(node),
    title && title !== node.text && make("p", {}, sideId ? "A side of: " : "", words(title)),
    ...section("Sides", sides.map((side) => make("li", {}, filterButton("side", `${tensionId} ${side.id}`, side.title)))),
    ...section("Claims", own.map((claim) => make("li", {}, claim.side && !sideId ? make("small", {}, words(sideTitle(claim)), ": ") : "", linkTo(claim)))),
  ];
}

function foldButton(node) {
  const count = hiddenBy(node);
  if (!node.shape || !node.below.length || !count) return [];
  const text = folded.has(node) ? `Show ${counted(count, "claim")}` : `Hide ${counted(count, "claim")}`;
  const button = make("button", { type: "button", class: "fold-button", "aria-expanded": String(!folded.has(node)) }, text);
  button.addEventListener("click", () => {
    fold(node);
    panel.querySelector(".fold-button")?.focus();
  });
  return [button];
}
