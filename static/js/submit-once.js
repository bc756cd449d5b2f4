// A form that posts is sent once, however often its button is pressed. The server is safe without this.
// Forms sent by htmx, and those with data-allow-repeat (a POST that answers with a file), are left alone.
const isOurs = (form) =>
  form.method === "post" && !("allowRepeat" in form.dataset) && !form.matches("[hx-post], [hx-put], [hx-delete]");

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !isOurs(form)) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  const button = event.submitter;
  // After this event: a disabled button would not send its own name and value.
  if (button) setTimeout(() => { button.disabled = true; }, 0);
});

// Back from the next page: the browser may show this one as it was left.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("button[disabled]")) button.disabled = false;
  }
});
