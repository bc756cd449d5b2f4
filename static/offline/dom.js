// Drawing: elements from plain calls. Texts become text nodes, so that no data can become markup.

/** An element: `h("p", {class: "muted"}, "text", [more])`; `on…` are listeners, false and null are left out. */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "value" || key === "checked") element[key] = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...nodes(children));
  return element;
}

const nodes = (children) =>
  children.flat(Infinity).filter((child) => child !== false && child !== null && child !== undefined && child !== "");

/** Put these in the place of what an element holds. */
export const fill = (element, ...children) => element.replaceChildren(...nodes(children));

/** Put a page in place of the one before: its title, its focus, and what a screen reader says. */
export function showPage(title, ...content) {
  document.title = `${title} – kaderjkn`;
  const main = document.getElementById("main");
  fill(main, content);
  return main;
}

export const link = (address, text, attributes = {}) => h("a", {href: `#${address}`, ...attributes}, text);
export const button = (text, act, kind = "secondary", attributes = {}) =>
  h("button", {type: "button", class: `btn btn-${kind}`, onclick: act, ...attributes}, text);

/** The way to the page above. */
export const back = (to, text) => h("p", {class: "phone-back"}, link(to, `‹ ${text}`, {class: "tap"}));

export function heading(title, {caption = "", lead = ""} = {}) {
  return h("header", {class: "page-header"}, h("div", {class: "page-header-words"},
    caption && h("p", {class: "page-caption muted"}, caption), h("h1", {tabindex: "-1"}, title), lead && h("p", {class: "lead-line"}, lead)));
}

export const card = (title, ...content) =>
  h("section", {class: "card-block"}, title && h("div", {class: "card-head"}, h("h2", {class: "card-title"}, title)), content);

export const notice = (kind, ...content) =>
  h("div", {class: `notice notice-${kind}`}, h("div", {class: "notice-body"}, content.map((text) => (typeof text === "string" ? h("p", {}, text) : text))));

export const status = (word, kind = "neutral") => h("span", {class: `status status-${kind}`}, word);

export const facts = (pairs) =>
  h("dl", {class: "summary-list"}, pairs.filter(Boolean).map(([label, ...value]) => h("div", {}, h("dt", {}, label), h("dd", {}, value))));

export const empty = (title, text, ...action) =>
  h("div", {class: "empty-state"}, title && h("p", {class: "empty-title"}, title), text && h("p", {}, text), action);

export const timeline = (items) =>
  h("ol", {class: "timeline"}, items.map(({when, title, text, by, tag, kind}) =>
    h("li", {class: `timeline-item${kind ? ` timeline-${kind}` : ""}`},
      h("p", {class: "timeline-when"}, when), h("p", {class: "timeline-title"}, title, tag && [" ", status(tag, kind)]),
      text && h("p", {class: "timeline-text"}, text), by && h("p", {class: "muted"}, by))));

export const progress = (done, total, label) =>
  h("progress", {max: total || 1, value: Math.min(done, total || 1), "aria-label": label});

/** A table as the server has written it (collections/phone/tables.py); on a narrow screen each row is a block. */
export function table({caption, columns, rows}) {
  const cell = (value, at) => {
    const {label, figure} = columns[at];
    const shown = Array.isArray(value) ? status(...value) : value || "–";
    return h(at ? "td" : "th", {...(at ? {} : {scope: "row"}), "data-label": label, class: figure && "num"}, shown);
  };
  return h("div", {class: "table-frame table-stacking", tabindex: "0", role: "region", "aria-label": caption},
    h("table", {class: "data-table stack"}, h("caption", {}, caption),
      h("thead", {}, h("tr", {}, columns.map(({label, figure}) => h("th", {scope: "col", class: figure && "num"}, label)))),
      h("tbody", {}, rows.map((row) => h("tr", {}, row.map(cell))))));
}

/** Say something without moving the focus. */
export function announce(text) {
  document.getElementById("said").textContent = text;
}
