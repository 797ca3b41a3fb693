// Runs before the body is parsed: marks the page as interactive, so that it is not first laid out as a document.
// If the main script fails, the document is shown.
document.documentElement.classList.add("live", "starting");
addEventListener("error", () => {
  if (document.documentElement.classList.contains("starting")) document.documentElement.classList.remove("live", "starting");
});
