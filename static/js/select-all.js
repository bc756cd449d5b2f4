// One box that ticks all boxes of its form on this page. Hidden until this script runs.
for (const box of document.querySelectorAll("input[data-select-all]")) {
  const boxes = () => [...box.form.querySelectorAll(`input[type=checkbox][name="${box.dataset.selectAll}"]`)];
  box.closest("[hidden]")?.removeAttribute("hidden");
  box.addEventListener("change", () => {
    for (const one of boxes()) one.checked = box.checked;
  });
  box.form.addEventListener("change", () => {
    box.checked = boxes().every((one) => one.checked);
  });
}
