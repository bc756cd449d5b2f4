// A progress line is fetched every two seconds; a screen reader should hear it only when the words have changed.
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const { target, fragment } = event.detail;
  if (!target.matches("[data-announce]")) return;
  if (target.textContent.trim() === fragment.textContent.trim()) event.detail.shouldSwap = false;
});
