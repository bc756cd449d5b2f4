// A pad to sign on: an SVG element that draws what a finger, a pen or a mouse writes and gives it as an SVG path of
// moves and lines in whole pixels ("M10 40 L25 12 …"), in the pad's own 600 by 240 whatever its size on the screen.
// It needs nothing of the page around it. Who has only a keyboard confirms another way.

export const WIDTH = 600;
export const HEIGHT = 240;
export const MOST_CHARACTERS = 19_900;  // the server takes fewer than 20,000
const CLOSEST = 3;  // pixels: nearer points add length and no shape

const SVG = "http://www.w3.org/2000/svg";

/** `onChange(path)` is told after every stroke and when the pad is wiped; `path` begins it with former strokes. */
export function signaturePad({label, path = "", onChange = () => {}}) {
  const element = svg("svg", {viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": label});
  const ink = svg("path", {fill: "none", stroke: "currentColor", "stroke-width": 3, "stroke-linecap": "round", "stroke-linejoin": "round"});
  element.append(ink);
  element.style.touchAction = "none";  // a stroke does not scroll the page
  element.style.userSelect = "none";
  let strokes = path;
  let last = null;

  function show() {
    ink.setAttribute("d", strokes);
  }

  function add(letter, point) {
    const step = `${letter}${point.x} ${point.y}`;
    if (strokes.length + step.length + 1 > MOST_CHARACTERS) return;
    strokes = strokes ? `${strokes} ${step}` : step;
    last = point;
  }

  function end() {
    if (!last) return;
    last = null;
    onChange(strokes);
  }

  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || last) return;
    event.preventDefault();
    element.setPointerCapture(event.pointerId);
    add("M", pointOf(event, element));
    show();
  });
  element.addEventListener("pointermove", (event) => {
    if (!last || !element.hasPointerCapture(event.pointerId)) return;
    const between = event.getCoalescedEvents?.() ?? [];
    for (const moved of between.length ? between : [event]) {
      const point = pointOf(moved, element);
      if (Math.hypot(point.x - last.x, point.y - last.y) >= CLOSEST) add("L", point);
    }
    show();
  });
  element.addEventListener("pointerup", end);
  element.addEventListener("pointercancel", end);
  show();

  return {
    element,
    path: () => strokes,
    clear() {
      strokes = "";
      last = null;
      show();
      onChange(strokes);
    },
  };
}

function svg(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

/** Where the pointer is on the pad, in its own whole pixels and never outside. */
function pointOf(event, element) {
  const box = element.getBoundingClientRect();
  const within = (value, most) => Math.round(Math.min(Math.max(value, 0), 1) * most);
  return {
    x: within((event.clientX - box.left) / box.width, WIDTH),
    y: within((event.clientY - box.top) / box.height, HEIGHT),
  };
}
