// Another language: the page is asked for anew in it. What is typed and not saved is kept, as when a page is closed.
document.querySelectorAll(".desk-language").forEach((other) => other.addEventListener("click", async () => {
  await ask("/language", { language: other.value });
  location.reload();
}));
