// Put a signature pad into every box that names the field it writes into. Without this script the box stays hidden.
import {signaturePad} from "./signature.js";

for (const box of document.querySelectorAll("[data-signature]")) {
  const field = document.getElementById(box.dataset.signature);
  const pad = signaturePad({label: box.dataset.label, path: field.value, onChange: (path) => { field.value = path; }});
  const again = document.createElement("button");
  again.type = "button";
  again.className = "btn btn-link";
  again.textContent = box.dataset.clear;
  again.addEventListener("click", () => pad.clear());
  const submit = box.querySelector("button[type=submit]");
  submit.before(pad.element);
  submit.after(again);
  box.hidden = false;
}
