// What a print has to say of itself: that some of the map is pale, or not on it, because the reader filtered and folded.
function noteForPaper() {
  const away = claims.filter(isAway).length;
  byId("paper-note").replaceChildren(isFiltering() ? filterInWords() : "", away ? ` Folded away: ${counted(away, "claim")}.` : "");
}

function filterInWords() {
  const facets = FACETS.filter(({ id }) => choices.get(id).size);
  const listed = facets.map(({ id, title }) => `${title}: ${[...choices.get(id)].map((value) => TITLES[id](value)).join(" or ")}`);
  const count = matching().length;
  return `Filter: ${listed.join("; ")}. ${count} of ${counted(claims.length, "claim")} match${count === 1 ? "es" : ""}; the others are pale.`;
}
