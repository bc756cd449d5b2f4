// Fields of forms on the phone: label, hint, error, and the right keyboard; values are read back as the server wants them.

import {h} from "./dom.js";
import {gettext as _} from "./words.js";

/** One labelled input. `spec`: `{name, label, type, hint, value, required, choices, attributes}`. */
export function field({name, label, type = "text", hint, value = "", required = false, choices, attributes = {}}, error) {
  if (type === "checkbox") return checkbox({name, label, hint, value});
  if (type === "radio") return radios({name, label, hint, value, choices}, error);
  const id = `id_${name}`;
  const described = [hint && `${id}_hint`, error && `${id}_error`].filter(Boolean).join(" ");
  const common = {id, name, required, class: type === "select" ? "form-select" : "form-control",
    "aria-describedby": described || false, "aria-invalid": Boolean(error) && "true", ...attributes};
  const input = type === "textarea" ? h("textarea", {rows: 3, ...common, value})
    : type === "select" ? h("select", common, choices.map(([each, text]) => h("option", {value: each, selected: String(each) === String(value)}, text)))
    : h("input", {type, ...common, value});
  return h("div", {class: `field${error ? " field-invalid" : ""}`},
    h("label", {class: "field-label", for: id}, label, !required && type !== "select" && h("span", {class: "muted"}, ` (${_("boleh kosong")})`)),
    hint && h("p", {class: "field-hint", id: `${id}_hint`}, hint),
    error && h("p", {class: "field-error", id: `${id}_error`}, error), input);
}

const checkbox = ({name, label, hint, value}) =>
  h("div", {class: "field phone-check"},
    h("label", {}, h("input", {type: "checkbox", class: "form-check-input", name, checked: Boolean(value)}), h("span", {}, label)),
    hint && h("p", {class: "field-hint"}, hint));

const radios = ({name, label, hint, value, choices}, error) =>
  h("fieldset", {class: `field phone-choices${error ? " field-invalid" : ""}`}, h("legend", {class: "field-label"}, label),
    hint && h("p", {class: "field-hint"}, hint), error && h("p", {class: "field-error"}, error),
    h("div", {class: "phone-choice-row"}, choices.map(([each, text]) =>
      h("label", {class: "phone-choice"}, h("input", {type: "radio", name, value: each, checked: each === value}), h("span", {}, text)))));

/** What stands in the form; empty texts stay empty, checkboxes become true or false. */
export function valuesOf(form) {
  const values = {};
  for (const element of form.elements) {
    if (!element.name || (element.type === "radio" && !element.checked)) continue;
    values[element.name] = element.type === "checkbox" ? element.checked : element.value.trim();
  }
  return values;
}

/** A form whose `save(values)` answers with errors by field, or nothing when it is done. Pressing twice saves once.
    Specs marked `tucked` stand folded away under that text. */
export function formOf(specs, {submit, save, values = {}, errors = {}, note = [], kind = "primary"}) {
  const one = (spec, current, wrong) => field({...spec, value: current[spec.name] ?? spec.value ?? ""}, wrong[spec.name]);
  const tucked = specs.filter((spec) => spec.tucked);
  const draw = (current, wrong) => [
    specs.filter((spec) => !spec.tucked).map((spec) => one(spec, current, wrong)),
    tucked.length ? h("details", {open: tucked.some(({name}) => wrong[name])}, h("summary", {class: "tap"}, tucked[0].tucked), tucked.map((spec) => one(spec, current, wrong))) : [],
  ].flat();
  const body = h("div", {}, draw(values, errors));
  const summary = h("div", {role: "alert", tabindex: "-1"});
  const press = h("button", {type: "submit", class: `btn btn-${kind} phone-save`}, submit);
  const form = h("form", {class: "form-panel", novalidate: true, autocomplete: "off", onsubmit: async (event) => {
    event.preventDefault();
    if (press.disabled) return;
    press.disabled = true;
    const entered = valuesOf(form);
    const lacking = missing(specs, entered);
    const wrong = Object.keys(lacking).length ? lacking : await tried(() => save(entered));
    if (!Object.keys(wrong).length) return; // the button stays off until the next page is here: a second tap saves nothing
    press.disabled = false;
    if (!("" in wrong)) body.replaceChildren(...draw(entered, wrong));
    showSummary(summary, wrong, specs);
  }}, summary, body, note, h("div", {class: "form-actions"}, press));
  if (Object.keys(errors).length) showSummary(summary, errors, specs);
  return form;
}

/** What is wrong with what was entered; that it could not be stored on the phone is said, too. */
async function tried(save) {
  try {
    return (await save()) ?? {};
  } catch {
    return {"": _("Belum tersimpan di ponsel. Coba sekali lagi.")};
  }
}

function missing(specs, entered) {
  const wrong = {};
  for (const {name, required} of specs) if (required && !entered[name]) wrong[name] = _("Isi kolom ini dulu.");
  return wrong;
}

function showSummary(summary, wrong, specs) {
  const labels = new Map(specs.map(({name, label}) => [name, label]));
  summary.className = "error-summary";
  summary.replaceChildren(h("h2", {}, _("Ada yang perlu diperbaiki")),
    h("ul", {}, Object.entries(wrong).map(([name, text]) =>
      h("li", {}, h("a", {href: `#id_${name}`, onclick: (event) => {
        event.preventDefault();
        document.getElementById(`id_${name}`)?.focus();
      }}, labels.has(name) ? `${labels.get(name)}: ${text}` : text)))));
  summary.focus();
}
