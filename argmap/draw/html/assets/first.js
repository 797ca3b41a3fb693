// Before the page is read: it is a tool from the first, so that no browser lays it out as a document for nothing.
// Should the script that makes it one fail, the document is shown after all.
document.documentElement.classList.add("live", "starting");
addEventListener("error", () => {
  if (document.documentElement.classList.contains("starting")) document.documentElement.classList.remove("live", "starting");
});
