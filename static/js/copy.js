// Buttons with data-copy put the text of the field that they name into the clipboard; without scripts they stay hidden.
for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const said = document.getElementById(button.dataset.said);
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy"); // a site without https has no clipboard
    }
    said.textContent = said.dataset.words;
  });
}
