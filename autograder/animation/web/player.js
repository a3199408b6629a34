// The player: shows a run, plays it, and lets people step through it, move means and start again.

import { Charts } from "./charts.js";
import { choice, iconButton, loopToggle, make, relabel, toggle } from "./controls.js";
import { Kernel, Playground } from "./playground.js";
import { Plane } from "./plane.js";
import { Run, sentence } from "./run.js";
import { figure, isDark, watchTheme } from "./theme.js";
import { Tiles } from "./tiles.js";
import { ASSIGN, clamp, endOf, placeOf, settled, stepFrom } from "./timeline.js";

const SPEEDS = [0.5, 1, 2, 4, 8, 16, 32, 60]; // iterations per second
const WATCH = 9; // seconds that a run of usual length should take
const NARROW = 620; // pixels of width below which the charts go beneath the picture
const CHART_WIDTH = 250;
const TALLEST = 400; // pixels of the charts
const CATCH_UP = 14; // how fast a live picture follows the loop, per second
const NUDGE = 8; // pixels that an arrow key moves a mean
const MOST_STATES = 600; // of a live run; then every second one goes
const REACH = 22; // pixels around a mean within which it can be grabbed

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
    this.build(scene);
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
    this.remark.textContent = scene.remark ?? "";
    this.remark.hidden = !scene.remark;
    this.restyle();
    if (!this.live && !wasLive && this.run.count > 1 && !this.still.matches) this.playWhenSeen = true;
  }

  showPlayground(setup) {
    this.playground = setup ? new Playground(this, setup, this.kernel) : null;
    this.more.hidden = !setup;
    this.more.open = Boolean(setup?.open);
    this.more.replaceChildren(make("summary", {}, "Try another start"), ...(setup ? [this.playground.element] : []));
    if (!setup) return;
    this.playground.tellUsual();
    if (!setup.run) setTimeout(() => this.playground.change({}));
  }

  /** A loop is running: here are its newest states. */
  grow(frame) {
    if (!this.live || (this.run.count && frame.iterations[0] <= this.run.last)) return;
    if (frame.k !== this.run.k) {
      this.run.k = frame.k;
      this.run.clear();
      this.resize(true);
    }
    this.run.append(frame);
    this.run.thin(MOST_STATES);
    this.target = endOf(this.run.count);
    if (this.still.matches || this.run.count === 1) this.half = this.target;
    if (this.picture.fitBox && !this.run.points) this.picture.fitBox();
    this.changed();
  }

  restore() {
    this.show({ ...this.scene, playground: { ...this.scene.playground, open: true } });
  }

  showPoints(points) {
    this.run.points = points;
    this.run.scene = { ...this.run.scene, n: points.length / 2, remark: "" };
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
    this.run.hold(Float32Array.from(places));
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
    return this.run.points && !this.still.matches ? 0 : 1;
  }

  play() {
    this.playWhenSeen = false;
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
    this.pause();
    this.letGo();
    this.half = clamp(half, 0, endOf(this.states));
    this.target = this.half;
    this.changed();
  }

  step(way, halves = this.halves) {
    this.seek(stepFrom(this.half, way, this.states, halves));
  }

  letGo() {
    if (!this.picture.held) return;
    this.picture.held = null;
    if (this.playground) this.playground.again.hidden = true;
    if (this.run.count === 1 && this.scene.playground?.run) this.restore();
  }

  changeSpeed(way) {
    this.speed = SPEEDS[clamp(SPEEDS.indexOf(this.speed) + way, 0, SPEEDS.length - 1)];
    this.speedChoice.select.selectedIndex = SPEEDS.indexOf(this.speed);
  }

  /** Something may look different now: draw it in the next frame. */
  changed() {
    this.stale = true;
    this.frame ??= requestAnimationFrame((now) => this.tick(now));
  }

  tick(now) {
    this.frame = null;
    if (!this.visible || !this.picture.width) return;
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
    this.half += 2 * this.speed * seconds;
    if (this.still.matches) this.leap(seconds);
    if (this.half < end) return;
    this.half = this.loops ? this.firstPlace() : end;
    this.playing = this.loops;
  }

  /** Reduced motion: stand at each iteration, then at the next, with no way between. */
  leap(seconds) {
    this.half -= 2 * this.speed * seconds;
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
    this.charts.draw(place);
    this.frames++;
    this.tellPlace();
  }

  /** Bring the controls and the words up to the place; screen readers hear it when nothing moves. */
  tellPlace() {
    const { count } = this.run;
    const { state, doing, share } = placeOf(this.half, Math.max(count, 1));
    relabel(this.playButton, this.playing ? "pause" : "play", this.playing ? "Pause (space)" : "Play (space)");
    this.playButton.disabled = count < 2;
    this.slider.max = this.halves ? endOf(Math.max(count, 1)) : Math.max(count - 1, 0);
    this.slider.value = this.halves ? Math.round(this.half) : Math.round((this.half - 1) / 2);
    this.slider.disabled = count < 2;
    const phase = !this.run.points || !this.halves ? "" : doing === ASSIGN ? phaseWords(state, share) : " · means move";
    const words = sentence(this.run, state, figure) + phase;
    this.slider.setAttribute("aria-valuetext", words);
    this.words.textContent = words;
    const quiet = this.playing || this.live || this.playWhenSeen;
    if (!quiet && this.spoken.textContent !== words) this.spoken.textContent = words;
    this.canvas.setAttribute("aria-label", `${this.described()} ${quiet ? "" : words}`);
  }

  described() {
    const { k, kind, points } = this.run;
    if (kind === "images") return `${k} means as pictures of ${this.scene.shape.join(" by ")} pixels.`;
    const among = points ? ` among ${figure(this.run.scene.n)} points coloured by cluster` : "";
    return `${k} numbered means in the plane${among}.`;
  }

  // --- how it looks ------------------------------------------------------------------------------------------------

  build(scene) {
    this.heading = make("h4");
    this.canvas = make("canvas", { className: "picture", tabIndex: 0 });
    this.canvas.setAttribute("role", "img");
    this.chartCanvas = make("canvas", { className: "charts" });
    this.chartCanvas.setAttribute("role", "img");
    this.chartCanvas.setAttribute("aria-label", "Charts: inertia, and points that changed their label, in each iteration.");
    this.stage = make("div", { className: "stage" }, this.canvas, this.chartCanvas);
    this.words = make("p", { className: "words", aria: { hidden: "true" } });
    this.spoken = make("p", { className: "spoken", role: "status" });
    this.remark = make("p", { className: "note" });
    this.more = make("details", { className: "more" });
    const parts = [this.heading, this.stage, this.words, this.spoken, this.buildBar(), this.remark, this.more];
    this.root = make("section", { className: "kmeans-player", tabIndex: -1 }, ...parts);
    this.root.setAttribute("aria-label", scene.title ?? "Animation of K-means");
    this.root.setAttribute("data-lm-suppress-shortcuts", "true"); // JupyterLab's own keys stay away
    this.root.player = this;
    this.root.addEventListener("keydown", (event) => this.pressKey(event));
    this.hearPointer();
    this.element.append(this.root);
    this.watch();
  }

  buildBar() {
    this.playButton = iconButton("play", "Play (space)", () => (this.playing ? this.pause() : this.play()));
    this.playButton.classList.add("main");
    this.slider = make("input", { type: "range", min: 0, step: 1 });
    this.slider.setAttribute("aria-label", "Iteration");
    this.slider.oninput = () => this.seek(this.halves ? Number(this.slider.value) : settled(Number(this.slider.value)));
    this.speedChoice = choice("speed", SPEEDS, 2, (speed) => (this.speed = speed), (speed) => `${speed} / s`);
    this.speedChoice.title = "Iterations per second (+ and -)";
    this.halvesToggle = toggle("half-steps", false, (on) => this.switchHalves(on));
    this.halvesToggle.title = "Step through assign and move apart (H)";
    this.changeToggle = toggle("change", false, (on) => this.switchChange(on));
    this.changeToggle.title = "Show what changed since the last iteration: more ink and less ink in two colours (C)";
    this.loopToggle = loopToggle(false, (on) => (this.loops = on));
    return make(
      "div",
      { className: "line bar" },
      iconButton("start", "To the start (Home)", () => this.seek(this.halves ? 0 : 1)),
      iconButton("back", "One step back (left arrow)", () => this.step(-1)),
      this.playButton,
      iconButton("forward", "One step on (right arrow)", () => this.step(1)),
      iconButton("end", "To the end (End)", () => this.seek(endOf(this.states))),
      this.slider,
      this.speedChoice,
      this.halvesToggle,
      this.changeToggle,
      this.loopToggle,
    );
  }

  switchHalves(on) {
    this.halves = on;
    this.changed();
  }

  switchChange(on) {
    this.picture.showChange = on;
    this.changed();
  }

  watch() {
    this.visible = true;
    this.sizes = new ResizeObserver(() => this.resize());
    this.sizes.observe(this.root);
    this.sight = new IntersectionObserver(([entry]) => {
      this.visible = entry.isIntersecting;
      if (!this.visible) return;
      this.before = null;
      if (this.playWhenSeen) this.play();
      this.changed();
    });
    this.sight.observe(this.stage);
    this.endTheme = watchTheme(() => this.restyle());
  }

  /** Take the theme of the page around. */
  restyle() {
    const theme = isDark(this.element.parentElement) ? "dark" : "light";
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

  // --- hands -------------------------------------------------------------------------------------------------------

  pressKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || ownsKeys(event.target)) return;
    const act = this.keys()[event.key] ?? this.handKeys(event);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  keys() {
    const arrows = this.moving() ? {} : { ArrowLeft: () => this.step(-1), ArrowRight: () => this.step(1) };
    return {
      ...arrows,
      " ": () => (this.playing ? this.pause() : this.play()),
      ",": () => this.step(-1, true),
      ".": () => this.step(1, true),
      Home: () => this.seek(this.halves ? 0 : 1),
      End: () => this.seek(endOf(this.states)),
      "+": () => this.changeSpeed(1),
      "-": () => this.changeSpeed(-1),
      l: () => this.loopToggle.press(),
      h: () => this.halvesToggle.hidden || this.halvesToggle.press(),
      c: () => this.changeToggle.hidden || this.changeToggle.press(),
      Escape: () => this.letGo() || this.changed(),
    };
  }

  /** Whether the arrow keys belong to a mean, or to the place where one will be dropped. */
  moving() {
    return Boolean(this.picture.cursor || this.picture.held);
  }

  handKeys({ key }) {
    if (!this.playground || !this.picture.toPlane) return null;
    if (/^[0-9]$/.test(key) && Number(key) < this.run.k && this.run.count) return () => this.grab(Number(key));
    if (key === "Enter" && this.playground.placed) return () => this.playground.drop([...this.picture.cursor]);
    if (key === "Enter" && this.picture.held) return () => this.playground.runFrom(this.heldMeans());
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[key];
    return way && this.moving() ? () => this.nudge(way) : null;
  }

  nudge([right, up]) {
    const far = NUDGE / this.picture.scale;
    if (this.picture.cursor) {
      this.picture.cursor = [this.picture.cursor[0] + right * far, this.picture.cursor[1] + up * far];
      this.changed();
    } else {
      const { held } = this.picture;
      this.carry(held[2 * this.grabbed] + right * far, held[2 * this.grabbed + 1] + up * far);
    }
  }

  /** Take hold of a mean: from now on the means stand still, and this one goes where it is taken. */
  grab(mean) {
    this.pause();
    this.grabbed = mean;
    this.picture.held = Float32Array.from(this.picture.meansAt(this.half));
    this.run.hold(this.picture.held);
    this.picture.refresh();
    this.playground.offer();
    this.changed();
  }

  carry(x, y) {
    this.picture.held[2 * this.grabbed] = x;
    this.picture.held[2 * this.grabbed + 1] = y;
    this.run.hold(this.picture.held);
    this.picture.refresh();
    this.changed();
  }

  hearPointer() {
    const placeIn = (event) => [event.offsetX, event.offsetY];
    this.canvas.addEventListener("pointerdown", (event) => {
      if (!this.playground || !this.picture.toPlane) return;
      if (this.playground.placed) return this.playground.drop(this.picture.toPlane(...placeIn(event)));
      if (!this.run.count) return;
      const mean = this.picture.meanAt(...placeIn(event), this.half, REACH);
      if (mean < 0) return;
      event.preventDefault();
      this.canvas.focus({ preventScroll: true });
      this.canvas.setPointerCapture(event.pointerId);
      this.grab(mean);
    });
    this.canvas.addEventListener("pointermove", (event) => {
      if (this.canvas.hasPointerCapture(event.pointerId)) this.carry(...this.picture.toPlane(...placeIn(event)));
      else this.point(event, placeIn(event));
    });
  }

  point(event, place) {
    if (!this.playground || !this.picture.toPlane) return;
    const over = this.run.count && !this.playground.placed && this.picture.meanAt(...place, this.half, REACH) >= 0;
    this.canvas.style.cursor = this.playground.placed ? "crosshair" : over ? "grab" : "";
    this.canvas.style.touchAction = over || this.playground.placed ? "none" : "";
  }

  close() {
    cancelAnimationFrame(this.frame);
    this.visible = false;
    this.sizes.disconnect();
    this.sight.disconnect();
    this.endTheme();
    this.kernel?.close();
    this.root.remove();
  }
}

function phaseWords(state, share) {
  if (share >= 1) return " · points assigned";
  return state === 0 && share === 0 ? " · points not assigned yet" : share === 0 ? " · means moved" : " · points are assigned";
}

/** Slider, menus and number fields use the arrow keys and digits themselves. */
function ownsKeys(target) {
  return ["INPUT", "SELECT", "TEXTAREA"].includes(target.tagName);
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
