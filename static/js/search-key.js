// `/` leads to the search of the whole program, arrows through what it has found; Escape leaves the field.
const field = document.getElementById("site-search");
const hits = [...document.querySelectorAll(".found a")];

const isTyping = ({target}) => target.isContentEditable || target.matches("input, select, textarea");

function move(event, step) {
  const stops = [field, ...hits];
  const at = stops.indexOf(document.activeElement);
  if (at < 0 || !hits.length) return;
  event.preventDefault();
  stops[Math.min(Math.max(at + step, 0), stops.length - 1)].focus();
}

if (field) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/" && !isTyping(event)) {
      event.preventDefault();
      field.focus();
      field.select();
    }
    if (event.key === "Escape" && event.target === field) field.blur();
    if (event.key === "ArrowDown") move(event, 1);
    if (event.key === "ArrowUp") move(event, -1);
  });
}
