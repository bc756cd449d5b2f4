// Texts of the app: Indonesian is the message itself, English comes from the catalogue (locale/en, djangojs).

let catalog = {};

export const language = () => document.documentElement.lang || "id";

export async function loadWords(address) {
  if (language() === "id") return;
  try {
    catalog = (await (await fetch(address)).json()).catalog ?? {};
  } catch {
    catalog = {}; // Indonesian is better than nothing
  }
}

/** The text in the language of the page; `%(name)s` stands for a value. */
export function gettext(message, values = {}) {
  const found = catalog[message];
  const text = typeof found === "string" && found ? found : message;
  return text.replace(/%\((\w+)\)s/g, (whole, name) => values[name] ?? whole);
}
