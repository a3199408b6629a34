// A run as the page holds it: states, labels and facts. It comes whole from Python, grows while a loop runs, or is
// made here from a start.

import { countChanged, distances, inertiaOf, nearestMeans, sizesOf } from "./kmeans.js";
import { MOVE, placeOf } from "./timeline.js";

/** Numbers from a DataView (as widgets send them) or from base64 text (as a saved page holds them). */
export function numbers(value, Type) {
  if (value == null) return null;
  if (typeof value === "string") {
    const bytes = Uint8Array.from(atob(value), (letter) => letter.charCodeAt(0));
    return new Type(bytes.buffer);
  }
  const view = value.buffer ? value : new DataView(value);
  return new Type(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
}

export class Run {
  constructor(scene) {
    const { kind, k, d } = scene;
    this.scene = scene;
    this.kind = kind;
    this.k = k;
    this.d = d;
    this.points = numbers(scene.points, Float32Array);
    this.given = numbers(scene.labels, Uint8Array); // labels that Python told: for the whole run, or for each state
    this.pointPaint = numbers(scene.pointPaint, Uint8Array); // red, green and blue of points that are colours
    this.clear();
    this.append(scene);
  }

  clear() {
    this.states = [];
    this.iterations = [];
    this.facts = []; // of each state: sizes, inertia, changed, moved
    this.labels = new Map();
    this.moves = new Map(); // the inertia after each move; see inertiaWhenMoved
  }

  get count() {
    return this.states.length;
  }

  get last() {
    return this.iterations[this.count - 1] ?? 0;
  }

  /** Take states, with their facts where Python told them. */
  append({ iterations, states, sizes, inertia, changed, moved, paint }) {
    const Type = this.kind === "images" ? Uint8Array : Float32Array;
    const all = numbers(states, Type);
    const told = {
      sizes: numbers(sizes, Int32Array),
      inertia: numbers(inertia, Float64Array),
      changed: numbers(changed, Int32Array),
      moved: numbers(moved, Float32Array),
      paint: numbers(paint, Uint8Array),
    };
    const size = this.k * this.d;
    iterations.forEach((iteration, i) => {
      this.states.push(all.subarray(i * size, (i + 1) * size));
      this.iterations.push(iteration);
      this.facts.push(told.moved ? factsAt(told, i, this.k) : this.ownFacts(this.count - 1));
    });
  }

  /** Keep every second state of a run that has grown too long, and the newest. */
  thin(most) {
    if (this.count <= most) return;
    const kept = (_, i) => i % 2 === 0 || i === this.count - 1;
    const before = { states: this.states, iterations: this.iterations, facts: this.facts };
    this.labels.clear();
    this.moves.clear();
    this.iterations = before.iterations.filter(kept);
    this.facts = before.facts.filter(kept);
    this.states = before.states.filter(kept);
  }

  /** Replace the run by states that were made in this page or by the student's step. */
  restart(states) {
    this.clear();
    this.given = null;
    this.states = states;
    this.iterations = states.map((_, i) => i);
    this.facts = states.map((_, i) => this.ownFacts(i));
  }

  /** Everything that `restart` replaces, to be taken back later. */
  get kept() {
    const { states, iterations, facts, labels, given, k } = this;
    return { states, iterations, facts, labels, given, k };
  }

  /** Whether the points carry the same labels from beginning to end, because they were given so. */
  get labelsStay() {
    return Boolean(this.given && this.points && this.given.length === this.points.length / 2);
  }

  /** The labels of the points in a state; null before the first, and where there are no points. */
  labelsAt(state) {
    if (this.labelsStay) return this.given;
    if (!this.points || state < 0 || state >= this.count) return null;
    const n = this.points.length / 2;
    return this.given ? this.given.subarray(state * n, (state + 1) * n) : this.nearestAt(state).labels;
  }

  /** The inertia when the means have moved to a state and the points still carry the labels of the one before. */
  inertiaWhenMoved(state) {
    if (state === 0 || !this.points || this.given || !this.scene.cells) return null;
    if (!this.moves.has(state)) {
      const { labels } = this.nearestAt(state - 1);
      this.moves.set(state, (inertiaOf(this.points, labels, this.states[state]) * this.scene.n) / labels.length);
    }
    return this.moves.get(state);
  }

  nearestAt(state) {
    if (!this.labels.has(state)) this.labels.set(state, nearestMeans(this.points, this.states[state]));
    return this.labels.get(state);
  }

  /** Facts that the page finds itself, of means in the plane. */
  ownFacts(state) {
    const means = this.states[state];
    const moved = state > 0 ? distances(this.states[state - 1], means) : new Float32Array(this.k);
    if (!this.points || this.kind !== "plane") return { moved, sizes: null, inertia: null, changed: null };
    const { labels, inertia } = this.nearestAt(state);
    const scale = this.scene.n / labels.length;
    const sizes = sizesOf(labels, means).map((size) => (size > 0 ? Math.round(size * scale) : size));
    const changed = state > 0 ? Math.round(countChanged(this.nearestAt(state - 1).labels, labels) * scale) : 0;
    return { moved, sizes, inertia: inertia * scale, changed };
  }
}

function factsAt({ sizes, inertia, changed, moved, paint }, i, k) {
  return {
    moved: moved.subarray(i * k, (i + 1) * k),
    sizes: sizes ? sizes.subarray(i * k, (i + 1) * k) : null,
    inertia: inertia ? inertia[i] : null,
    changed: changed ? changed[i] : null,
    paint: paint ? paint.subarray(3 * i * k, 3 * (i + 1) * k) : null, // the means' own colours, where they are colours
  };
}

/** The newest of a fact that is known up to a state: a live run tells some facts only now and then. */
export function known(run, state, name) {
  for (let i = state; i >= 0; i--) if (run.facts[i][name] !== null) return run.facts[i][name];
  return null;
}

/** What can be told at a place of the run, step by half-step: what is drawn there, and nothing of what comes next. */
export function toldAt(run, half) {
  const { state, doing, share } = placeOf(half, run.count);
  if (doing === MOVE && share > 0) return { ...factsOf(run, state), state, phase: "means move" };
  if (doing === MOVE || share >= 1) return { ...factsOf(run, state), state, phase: "points assigned" };
  const before = state > 0 ? factsOf(run, state - 1).sizes : null;
  const moved = { moved: run.facts[state].moved, sizes: before, inertia: run.inertiaWhenMoved(state), changed: null, state };
  return { ...moved, phase: state > 0 ? "means moved" : "points not assigned yet" };
}

/** What is known of a state whose points are assigned. */
export function factsOf(run, state) {
  const { changed, moved } = run.facts[state];
  return { changed, moved, sizes: known(run, state, "sizes"), inertia: known(run, state, "inertia") };
}

/** One line about what is told of a state, for the eyes and for a screen reader. */
export function sentence(run, told, figure) {
  if (!run.count) return "No means yet.";
  const { state, sizes, inertia, changed, moved } = told;
  const end = run.scene.live ? "" : ` of ${figure(run.last)}`;
  const parts = [`Iteration ${figure(run.iterations[state])}${end}`];
  if (inertia !== null) parts.push(`inertia ${figure(inertia)}`);
  if (changed !== null && state > 0) {
    const since = run.iterations[state - 1];
    const when = run.iterations[state] - since > 1 ? ` since iteration ${figure(since)}` : "";
    parts.push((changed === 1 ? "1 point changed its label" : `${figure(changed)} points changed their label`) + when);
  }
  if (inertia === null && changed === null && state > 0) {
    parts.push(`the farthest mean moved by ${figure(Math.max(...moved))}`);
  }
  for (const [size, one, many] of [[0, "cluster", "empty"], [-1, "mean", "not a number"]]) {
    const which = sizes ? Array.from(sizes.keys()).filter((m) => sizes[m] === size) : [];
    if (which.length) parts.push(`${which.length === 1 ? one : `${one}s`} ${listed(which)} ${many}`);
  }
  return parts.join(" · ");
}

/** The first ten of some numbers, and how many more there are. */
function listed(numbers) {
  const more = numbers.length - 10;
  return numbers.slice(0, 10).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
