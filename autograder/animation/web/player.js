// The player: shows a run, plays it, and lets people step through it, move means and start again.

import { Charts } from "./charts.js";
import { make, relabel, withCode } from "./controls.js";
import { Hands } from "./hands.js";
import { buildParts, SPEEDS } from "./parts.js";
import { Kernel, Playground } from "./playground.js";
import { Plane } from "./plane.js";
import { factsOf, Run, sentence, toldAt } from "./run.js";
import { figure, isDark, watchTheme } from "./theme.js";
import { Tiles } from "./tiles.js";
import { clamp, endOf, stepFrom } from "./timeline.js";

const WATCH = 9; // seconds that a run of usual length should take
const NARROW = 620; // pixels of width below which the charts go beneath the picture
const CHART_WIDTH = 250;
const TALLEST = 400; // pixels of the charts
const CATCH_UP = 14; // how fast a live picture follows the loop, per second
const APART = 20; // milliseconds between two frames beside a loop, which needs the time itself
const MOST_STATES = 600; // of a live run; then every second one goes

export class Player {
  constructor(element, scene, kernel = null) {
    this.element = element;
    this.kernel = kernel;
    this.frames = 0; // drawn so far
    this.half = 1; // where in the run we stand; see timeline.js
    this.playing = false;
    this.loops = false;
    this.halves = false;
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
    this.look = () => this.colours;
    Object.assign(this, buildParts(this, scene.title));
    this.hands = new Hands(this);
    this.root.player = this;
    element.append(this.root);
    this.watch();
    this.show(scene);
  }

  // --- what is shown -----------------------------------------------------------------------------------------------

  /** Take a new scene from Python: a finished run, or the beginning of a live one. */
  show(scene) {
    const wasLive = this.live || scene.ended; // then the end is what people have just seen
    this.scene = scene;
    this.live = Boolean(scene.live);
    this.run = new Run(scene);
    this.colours = scene.themes[isDark(this.element.parentElement) ? "dark" : "light"];
    const Picture = this.run.kind === "images" ? Tiles : Plane;
    this.picture = new Picture(this.canvas, this.run, this.look);
    this.charts = new Charts(this.chartCanvas, this.run, this.look);
    this.speedChoice.select.selectedIndex = SPEEDS.indexOf((this.speed = usualSpeed(this.run.count)));
    this.halvesToggle.hidden = !this.run.points;
    this.changeToggle.hidden = this.run.kind !== "images";
    this.picture.showChange = this.changeToggle.getAttribute("aria-pressed") === "true";
    this.showPlayground(scene.playground);
    this.half = this.live || wasLive ? endOf(Math.max(this.run.count, 1)) : this.firstPlace();
    this.target = this.half;
    this.heading.textContent = scene.title ?? "";
    this.heading.hidden = !scene.title;
    this.remark.replaceChildren(...withCode(scene.remark ?? ""));
    this.remark.hidden = !scene.remark;
    this.restyle();
    if (this.live || wasLive || this.run.count < 2 || this.still.matches) return;
    if (this.seen) this.play();
    else this.playWhenSeen = true;
  }

  showPlayground(setup) {
    this.playground?.close();
    this.playground = setup ? new Playground(this, setup, this.kernel) : null;
    this.more.hidden = !setup;
    // With something to move it is more than a picture, and screen readers have to let the keys through.
    this.canvas.setAttribute("role", setup ? "application" : "img");
    if (setup) this.canvas.setAttribute("aria-roledescription", "plane with means to move");
    else this.canvas.removeAttribute("aria-roledescription");
    this.more.open = Boolean(setup?.open);
    this.more.replaceChildren(make("summary", {}, "Try another start"), ...(setup ? [this.playground.element] : []));
    if (!setup) return;
    this.playground.tellUsual();
    const { playground } = this;
    if (!setup.run) setTimeout(() => this.playground === playground && playground.change({}));
  }

  /** A loop is running: here are its newest states. */
  grow(frame) {
    if (!this.live || frame.iterations[0] < 0 || (this.run.count && frame.iterations[0] <= this.run.last)) return;
    if (frame.k !== this.run.k) {
      this.run.k = frame.k;
      this.run.clear();
      this.resize(true);
    }
    this.run.append(frame);
    this.run.thin(MOST_STATES);
    this.target = endOf(this.run.count);
    this.half = Math.min(this.half, this.target);
    if (this.still.matches || this.run.count === 1) this.half = this.target;
    if (this.picture.fitBox && !this.run.points) this.picture.fitBox();
    this.fresh = true;
    this.changed();
  }

  restore() {
    this.show({ ...this.scene, playground: { ...this.scene.playground, open: true } });
    this.canvas.focus({ preventScroll: true }); // the button that was pressed is gone
  }

  /** Show other points; `origin` is the place in the plane from which they are seen. */
  showPoints(points, origin = [0, 0]) {
    this.run.points = points;
    this.run.scene = { ...this.run.scene, n: points.length / 2, remark: "", origin };
    this.run.given = null;
    this.remark.hidden = true;
    this.run.clear();
    this.picture.fitBox();
    this.picture.refresh();
  }

  showRun(states) {
    this.picture.held = null;
    this.picture.cursor = null;
    this.run.k = states[0].length / 2;
    this.run.restart(states);
    this.picture.refresh();
    this.speedChoice.select.selectedIndex = SPEEDS.indexOf((this.speed = usualSpeed(states.length)));
    this.half = this.firstPlace();
    if (this.still.matches) this.pause();
    else this.play();
    this.changed();
  }

  showNothing(k) {
    this.pause();
    this.run.k = k;
    this.run.clear();
    this.picture.held = null;
    this.picture.refresh();
    this.picture.cursor = this.picture.toPlane(this.picture.width / 2, this.picture.height / 2);
    this.changed();
  }

  showPlaced(places) {
    this.run.k = places.length / 2;
    this.run.restart([Float32Array.from(places)]);
    this.picture.refresh();
    this.half = 1;
    this.changed();
  }

  heldMeans() {
    return this.picture.held ?? this.run.states[0];
  }

  // --- playing -----------------------------------------------------------------------------------------------------

  get states() {
    return this.run.count;
  }

  firstPlace() {
    return this.run.points && this.states > 1 && !this.still.matches ? 0 : 1;
  }

  play() {
    this.playWhenSeen = false;
    if (this.picture.held) {
      this.playground.runFrom(this.heldMeans());
      return;
    }
    if (this.half >= endOf(this.states) - 1e-6) this.half = this.firstPlace();
    this.playing = this.states > 1;
    this.before = null;
    this.changed();
  }

  pause() {
    this.playing = this.playWhenSeen = false;
    this.changed();
  }

  /** Go to a place, counted in half-steps: 2i + 1 is iteration i with its points assigned. */
  seek(half) {
    this.letGo();
    this.pause();
    this.half = clamp(half, 0, endOf(this.states));
    this.target = this.half;
    this.changed();
  }

  step(way, halves = this.halves) {
    this.seek(stepFrom(this.half, way, this.states, halves));
  }

  toStart() {
    this.seek(this.halves ? 0 : 1);
  }

  /** Stand still with means that a hand moves. */
  hold(means) {
    this.pause();
    if (!this.picture.held) this.taken = { run: this.run.kept, half: this.half };
    this.picture.held = means;
    this.run.restart([means]);
    this.picture.refresh();
    this.changed();
  }

  /** Let the means go that a hand holds: back to the run from which it took them. */
  letGo() {
    if (!this.picture.held) return;
    this.picture.held = null;
    Object.assign(this.run, this.taken.run);
    this.half = this.taken.half;
    this.picture.refresh();
    this.playground.letGo();
    this.changed();
  }

  changeSpeed(way) {
    this.speed = SPEEDS[clamp(SPEEDS.indexOf(this.speed) + way, 0, SPEEDS.length - 1)];
    this.speedChoice.select.selectedIndex = SPEEDS.indexOf(this.speed);
  }

  /** Something may look different now: draw it in the next frame. */
  changed() {
    this.frame ??= requestAnimationFrame((now) => this.tick(now));
  }

  tick(now) {
    this.frame = null;
    if (!this.visible || !this.picture.width) return;
    if (this.live && !this.fresh && now - this.before < APART) {
      this.changed();
      return;
    }
    this.fresh = false;
    const seconds = Math.min((now - (this.before ?? now)) / 1000, 0.25);
    this.before = now;
    if (this.playing) this.advance(seconds);
    else if (this.live && this.half < this.target) this.follow(seconds);
    this.draw();
    if (this.playing || (this.live && this.half < this.target)) this.changed();
    else this.before = null;
  }

  advance(seconds) {
    const end = endOf(this.states);
    if (this.still.matches) this.leap(seconds);
    else this.half += 2 * this.speed * seconds;
    if (this.half < end) return;
    this.half = this.loops ? this.firstPlace() : end;
    this.playing = this.loops;
  }

  /** Reduced motion: stand at each iteration, then at the next, with no way between. */
  leap(seconds) {
    this.waited = (this.waited ?? 0) + seconds;
    if (this.waited < 1 / this.speed) return;
    this.waited = 0;
    this.half = stepFrom(this.half, 1, this.states, false);
  }

  follow(seconds) {
    const left = this.target - this.half;
    this.half = left < 0.02 ? this.target : this.half + left * (1 - Math.exp(-CATCH_UP * seconds));
  }

  draw() {
    const place = this.picture.held ? 1 : this.half;
    this.picture.draw(place);
    this.charts.draw(place, this.halves);
    this.frames++;
    this.tellPlace();
  }

  /** Bring the controls and the words up to the place; screen readers hear it when nothing moves. */
  tellPlace() {
    const { count } = this.run;
    relabel(this.playButton, this.playing ? "pause" : "play", this.playing ? "Pause (space)" : "Play (space)");
    this.playButton.disabled = this.live || (count < 2 && !this.picture.held);
    this.slider.max = this.halves ? endOf(Math.max(count, 1)) : Math.max(count - 1, 0);
    this.slider.value = this.halves ? Math.round(this.half) : Math.round((this.half - 1) / 2);
    this.slider.disabled = this.live || count < 2;
    for (const button of this.steppers) button.disabled = this.live;
    const words = this.sentence();
    this.slider.setAttribute("aria-valuetext", words);
    this.words.textContent = words;
    const quiet = this.playing || this.live || this.playWhenSeen;
    const spoken = quiet ? "" : words;
    if (this.spoken.textContent !== spoken) this.spoken.textContent = spoken;
    this.canvas.setAttribute("aria-label", `${this.described()} ${quiet ? "" : words}`);
  }

  /** What stands beneath the picture: by half-steps what is drawn, else the newest iteration that is whole. */
  sentence() {
    if (!this.run.count) return "No means yet.";
    const place = this.picture.held ? 1 : this.half;
    if (this.halves && this.run.points) {
      const told = toldAt(this.run, place);
      return `${sentence(this.run, told, figure)} · ${told.phase}`;
    }
    const state = Math.max(0, Math.floor((place - 1) / 2 + 1e-9));
    return sentence(this.run, { ...factsOf(this.run, state), state }, figure);
  }

  described() {
    const { k, kind, points } = this.run;
    if (kind === "images") return `${k} means as pictures of ${this.scene.shape.join(" by ")} pixels.`;
    const look = this.run.pointPaint ? "in their own colours" : "coloured by cluster";
    const among = points ? ` among ${figure(this.run.scene.n)} points ${look}` : "";
    const keys = this.playground ? " A digit takes hold of a mean, the arrows move it, Enter starts again." : "";
    return `${k} numbered means in the plane${among}.${keys}`;
  }

  // --- how it looks ------------------------------------------------------------------------------------------------

  switchHalves(on) {
    this.halves = on;
    this.changed();
  }

  switchChange(on) {
    this.picture.showChange = on;
    this.changed();
  }

  watch() {
    this.visible = true; // until the page tells
    this.seen = false;
    this.sizes = new ResizeObserver(() => this.restyle(false)); // first when the page has taken the player in
    this.sizes.observe(this.root);
    this.sight = new IntersectionObserver((entries) => {
      this.visible = this.seen = entries.at(-1).isIntersecting;
      if (!this.visible) return;
      this.before = null;
      if (this.playWhenSeen) this.play();
      this.changed();
    });
    this.sight.observe(this.canvas);
    this.endTheme = watchTheme(() => this.restyle(false));
  }

  /** Take the theme of the page around, where it is another than before, and the width there is. */
  restyle(again = true) {
    const theme = isDark(this.element.parentElement) ? "dark" : "light";
    if (!again && theme === this.root.dataset.theme) {
      this.resize();
      return;
    }
    this.colours = this.scene.themes[theme];
    this.root.dataset.theme = theme;
    for (const name of ["paper", "ink", "quiet", "faint", "accent"]) {
      this.root.style.setProperty(`--${name}`, this.colours[name]);
    }
    this.picture.refresh();
    this.resize(true);
  }

  resize(again = false) {
    const width = this.root.clientWidth - 2 * parseFloat(getComputedStyle(this.root).paddingLeft || 0);
    if (width <= 0 || (width === this.width && !again)) return;
    this.width = width;
    const narrow = width < NARROW;
    this.root.classList.toggle("narrow", narrow);
    const room = narrow ? width : Math.min(width - CHART_WIDTH - 20, 760);
    const height = this.picture.resize(room);
    place(this.canvas, room, height);
    const beside = narrow ? [width, 150] : [Math.min(CHART_WIDTH, width - room - 20), clamp(height, 220, TALLEST)];
    this.charts.resize(...beside);
    place(this.chartCanvas, ...beside);
    this.changed();
  }

  close() {
    cancelAnimationFrame(this.frame);
    this.visible = false;
    this.sizes.disconnect();
    this.sight.disconnect();
    this.endTheme();
    this.kernel?.close();
    this.hands.close();
    this.root.remove();
  }
}

function place(canvas, width, height) {
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
}

function usualSpeed(count) {
  const wanted = count / WATCH;
  return SPEEDS.find((speed) => speed >= wanted) ?? SPEEDS[SPEEDS.length - 1];
}

/** Show a model of Jupyter's widgets: what anywidget calls. */
export function render({ model, el }) {
  const player = new Player(el, model.get("scene"), new Kernel(model));
  const hear = {
    "change:scene": () => player.show(model.get("scene")),
    "change:frame": () => player.grow(model.get("frame")),
    "msg:custom": (message, buffers) => message?.frame && player.grow(whole(message, buffers)),
  };
  for (const [event, heard] of Object.entries(hear)) model.on(event, heard);
  if (model.get("frame")?.iterations) player.grow(model.get("frame"));
  return () => {
    for (const [event, heard] of Object.entries(hear)) model.off(event, heard);
    player.close();
  };
}

/** Put a message and its buffers together again. */
function whole({ frame, names }, buffers) {
  return { ...frame, ...Object.fromEntries(names.map((name, i) => [name, buffers[i]])) };
}

export default { render };
