// What the player is made of: its canvases, its words, its buttons, and what each of them does.

import { choice, iconButton, loopToggle, make, toggle } from "./controls.js";
import { endOf, settled } from "./timeline.js";

export const SPEEDS = [0.5, 1, 2, 4, 8, 16, 32, 60]; // iterations per second

/** Make all elements of a player, by name; `root` holds the others. */
export function buildParts(player, title) {
  const parts = { ...pictures(), ...words(), ...buttons(player) };
  const stage = make("div", { className: "stage" }, parts.canvas, parts.chartCanvas);
  const order = [parts.heading, stage, parts.words, parts.spoken, bar(player, parts), parts.remark, parts.more];
  const root = make("section", { className: "kmeans-player", tabIndex: -1 }, ...order);
  root.setAttribute("aria-label", title || "Animation of K-means");
  keepKeys(root);
  root.addEventListener("focusin", (event) => keepKeys(event.target));
  return { ...parts, stage, root };
}

/** Keep JupyterLab's own keys away: "d d" would delete the cell. It looks at the element that has the focus first. */
function keepKeys(element) {
  element.setAttribute("data-lm-suppress-shortcuts", "true");
}

function pictures() {
  const canvas = make("canvas", { className: "picture", tabIndex: 0 });
  const chartCanvas = make("canvas", { className: "charts" });
  for (const each of [canvas, chartCanvas]) each.setAttribute("role", "img");
  chartCanvas.setAttribute("aria-label", "Charts of the inertia and of the labels that changed, for each iteration.");
  return { canvas, chartCanvas };
}

function words() {
  return {
    heading: make("h4"),
    words: make("p", { className: "words", aria: { hidden: "true" } }),
    spoken: make("p", { className: "spoken", role: "status" }),
    remark: make("p", { className: "note" }),
    more: make("details", { className: "more" }),
  };
}

function buttons(player) {
  const playButton = iconButton("play", "Play (space)", () => (player.playing ? player.pause() : player.play()));
  playButton.classList.add("main");
  const steppers = [
    iconButton("start", "To the start (Home)", () => player.toStart()),
    iconButton("back", "One step back (left arrow)", () => player.step(-1)),
    iconButton("forward", "One step on (right arrow)", () => player.step(1)),
    iconButton("end", "To the end (End)", () => player.seek(endOf(player.states))),
  ];
  const slider = make("input", { type: "range", min: 0, step: 1 });
  slider.setAttribute("aria-label", "Iteration");
  slider.oninput = () => player.seek(player.halves ? Number(slider.value) : settled(Number(slider.value)));
  const speedChoice = choice("speed", SPEEDS, 2, (speed) => (player.speed = speed), (speed) => `${speed} / s`);
  speedChoice.title = "Iterations per second (+ and -)";
  const halvesToggle = toggle("half-steps", false, (on) => player.switchHalves(on));
  halvesToggle.title = "Step through assign and move apart (H)";
  const changeToggle = toggle("change", false, (on) => player.switchChange(on));
  changeToggle.title = "Show what changed since the last iteration: more ink and less ink in two colours (C)";
  return { playButton, steppers, slider, speedChoice, halvesToggle, changeToggle, loop: loopToggle(false, (on) => (player.loops = on)) };
}

function bar(player, parts) {
  const [start, back, forward, end] = parts.steppers;
  return make(
    "div",
    { className: "line bar" },
    start,
    back,
    parts.playButton,
    forward,
    end,
    parts.slider,
    parts.speedChoice,
    parts.halvesToggle,
    parts.changeToggle,
    parts.loop,
  );
}
