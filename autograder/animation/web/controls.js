// Buttons, the slider and the other things to operate, as plain elements of the page.

const ICONS = {
  start: "M5 4h2v12H5zM16 4v12l-8-6z",
  back: "M12 4v12l-8-6zM14 4h2v12h-2z",
  play: "M6 3.5v13l11-6.5z",
  pause: "M5 4h3.5v12H5zM11.5 4H15v12h-3.5z",
  forward: "M8 4v12l8-6zM4 4h2v12H4z",
  end: "M13 4h2v12h-2zM4 4v12l8-6z",
  loop: "M6 5.5h7V8l4-3.5L13 1v2.5H4V10h2zM14 14.5H7V12l-4 3.5L7 19v-2.5h9V10h-2z",
};

/** Make an element: make("p", { className: "note" }, "text", child). */
export function make(tag, properties = {}, ...children) {
  const { aria, ...rest } = properties;
  const element = Object.assign(document.createElement(tag), rest);
  for (const [name, value] of Object.entries(aria ?? {})) element.setAttribute(`aria-${name}`, value);
  element.append(...children);
  return element;
}

/** Text for an element, in which what stands between backticks is code. */
export const withCode = (words) => words.split("`").map((part, i) => (i % 2 ? make("code", {}, part) : part));

function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** A button with a picture; its words are for screen readers and for the mouse that waits over it. */
export function iconButton(name, words, pressed) {
  const button = make("button", { type: "button", className: "icon", title: words, onclick: pressed }, icon(name));
  button.setAttribute("aria-label", words);
  return button;
}

/** Give a button another picture and other words. */
export function relabel(button, name, words) {
  if (button.title === words) return;
  button.title = words;
  button.setAttribute("aria-label", words);
  button.replaceChildren(icon(name));
}

export const textButton = (words, pressed) => make("button", { type: "button", onclick: pressed }, words);

/** A switch that stays pressed. */
export function toggle(content, on, switched) {
  const button = make("button", { type: "button", className: "toggle" }, content);
  const show = (value) => button.setAttribute("aria-pressed", String(value));
  button.onclick = () => {
    const value = button.getAttribute("aria-pressed") !== "true";
    show(value);
    switched(value);
  };
  button.press = () => button.click();
  show(on);
  return button;
}

export function loopToggle(on, switched) {
  const button = toggle(icon("loop"), on, switched);
  button.classList.add("icon");
  button.title = "Play again and again (L)";
  button.setAttribute("aria-label", button.title);
  return button;
}

/** A choice among texts, with a label before it. */
export function choice(words, values, chosen, picked, shown = String) {
  const select = make("select", { onchange: () => picked(values[select.selectedIndex]) });
  for (const value of values) select.append(make("option", {}, shown(value)));
  select.selectedIndex = values.indexOf(chosen);
  const label = make("label", {}, make("span", {}, words), select);
  label.select = select;
  return label;
}

/** A whole number between two others, with a label before it. */
export function wholeNumber(words, low, high, value, changed) {
  const input = make("input", { type: "number", min: low, max: high, step: 1, value });
  input.onchange = () => {
    const wanted = Math.min(Math.max(Math.round(Number(input.value)) || low, low), high);
    input.value = wanted;
    changed(wanted);
  };
  // In JupyterLab Enter does not end the editing of a number by itself.
  input.onkeydown = (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    event.stopPropagation();
    input.onchange();
  };
  const label = make("label", {}, make("span", {}, words), input);
  label.input = input;
  return label;
}
