// The note on a print that parts of the map are faded or missing because the reader filtered or folded them.
function noteForPaper() {
  const away = claims.filter(isAway).length;
  byId("paper-note").replaceChildren(isFiltering() ? filterInWords() : "", away ? ` ${counted(away, "claim")} hidden.` : "");
}

function filterInWords() {
  const facets = FACETS.filter(({ id }) => choices.get(id).size);
  const listed = facets.map(({ id, title }) => `${title}: ${[...choices.get(id)].map((value) => TITLES[id](value)).join(" or ")}`);
  const count = matching().length;
  return `Filter: ${listed.join("; ")}. ${count} of ${counted(claims.length, "claim")} match${count === 1 ? "es" : ""}; others are faded.`;
}
