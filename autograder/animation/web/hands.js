// What hands do: keys for everything, and means that are dragged or dropped.

import { endOf } from "./timeline.js";

const NUDGE = 8; // pixels that an arrow key moves a mean
const REACH = 22; // pixels around a mean within which it can be grabbed

export class Hands {
  constructor(player) {
    this.player = player;
    this.grabbed = -1; // the mean that is held
    // Before all others hear it: notebooks have keys of their own, and some listen before the player could.
    this.hearKey = (event) => player.root.contains(event.target) && this.pressKey(event);
    window.addEventListener("keydown", this.hearKey, { capture: true });
    player.canvas.addEventListener("pointerdown", (event) => this.press(event));
    player.canvas.addEventListener("pointermove", (event) => this.move(event));
    player.canvas.addEventListener("touchstart", (event) => this.touch(event), { passive: false });
  }

  /** Hear no more keys. */
  close() {
    window.removeEventListener("keydown", this.hearKey, { capture: true });
  }

  get picture() {
    return this.player.picture;
  }

  /** Whether means can be put elsewhere here. */
  get free() {
    return Boolean(this.player.playground && this.picture.toPlane);
  }

  // --- keys ----------------------------------------------------------------------------------------------------------

  pressKey(event) {
    if (this.player.live || event.ctrlKey || event.metaKey || event.altKey || ownsKeys(event.target, event.key)) return;
    const act = this.keys()[event.key] ?? this.handKeys(event.key);
    if (!act) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    act();
  }

  keys() {
    const { player } = this;
    const arrows = this.moving() ? {} : { ArrowLeft: () => player.step(-1), ArrowRight: () => player.step(1) };
    return {
      ...arrows,
      " ": () => (player.playing ? player.pause() : player.play()),
      ",": () => player.step(-1, true),
      ".": () => player.step(1, true),
      Home: () => player.toStart(),
      End: () => player.seek(endOf(player.states)),
      "+": () => player.changeSpeed(1),
      "-": () => player.changeSpeed(-1),
      l: () => player.loop.press(),
      h: () => player.halvesToggle.hidden || player.halvesToggle.press(),
      c: () => player.changeToggle.hidden || player.changeToggle.press(),
      Escape: () => (player.playground?.placed ? player.playground.leave() : player.letGo()),
    };
  }

  /** Whether the arrow keys belong to a mean, or to the place where one will be dropped. */
  moving() {
    return Boolean(this.picture.cursor || this.picture.held);
  }

  handKeys(key) {
    if (!this.free) return null;
    const { playground } = this.player;
    if (/^[0-9]$/.test(key) && Number(key) < this.player.run.k && this.player.run.count && !playground.placed) {
      return () => this.grab(Number(key));
    }
    if (key === "Enter" && playground.placed) return () => playground.drop([...this.picture.cursor]);
    if (key === "Enter" && this.picture.held) return () => playground.runFrom(this.player.heldMeans());
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[key];
    return way && this.moving() ? () => this.nudge(way) : null;
  }

  nudge([right, up]) {
    const far = NUDGE / this.picture.scale;
    if (this.picture.cursor) {
      this.picture.cursor = [this.picture.cursor[0] + right * far, this.picture.cursor[1] + up * far];
      this.player.changed();
    } else {
      const { held } = this.picture;
      this.carry(held[2 * this.grabbed] + right * far, held[2 * this.grabbed + 1] + up * far);
    }
  }

  // --- the pointer ---------------------------------------------------------------------------------------------------

  /** A finger on a mean moves it; anywhere else it scrolls the page. */
  touch(event) {
    const { canvas, playground } = this.player;
    const { left, top } = canvas.getBoundingClientRect();
    const { clientX, clientY } = event.touches[0];
    if (this.free && !playground.placed && this.meanAt([clientX - left, clientY - top]) >= 0) event.preventDefault();
  }

  press(event) {
    if (!this.free || event.button !== 0) return;
    const place = [event.offsetX, event.offsetY];
    const { playground, canvas } = this.player;
    if (playground.placed) {
      playground.drop(this.picture.toPlane(...place));
      return;
    }
    const mean = this.meanAt(place);
    if (mean < 0) return;
    event.preventDefault();
    canvas.focus({ preventScroll: true });
    canvas.setPointerCapture(event.pointerId);
    this.grab(mean);
  }

  move(event) {
    if (!this.free) return;
    const place = [event.offsetX, event.offsetY];
    const { playground, canvas } = this.player;
    if (canvas.hasPointerCapture(event.pointerId) && this.picture.held) {
      this.carry(...this.picture.toPlane(...place));
      return;
    }
    canvas.style.cursor = playground.placed ? "crosshair" : this.meanAt(place) >= 0 ? "grab" : "";
  }

  /** The number of the mean under a place in the picture, or -1. */
  meanAt(place) {
    return this.player.run.count ? this.picture.meanAt(...place, this.player.half, REACH) : -1;
  }

  /** Take hold of a mean: from now on the means stand still, and this one goes where it is taken. */
  grab(mean) {
    this.grabbed = mean;
    this.player.hold(Float32Array.from(this.picture.meansAt(this.player.half)));
    this.player.playground.offer();
  }

  carry(x, y) {
    const means = this.picture.held;
    means[2 * this.grabbed] = x;
    means[2 * this.grabbed + 1] = y;
    this.player.hold(means);
  }
}

/** Menus and number fields use most keys themselves, the slider those that move it, and buttons Enter and space. */
function ownsKeys(target, key) {
  if (["BUTTON", "SUMMARY"].includes(target.tagName)) return key === "Enter" || key === " ";
  if (target.type === "range") return /^(Arrow|Page|Home|End)/.test(key);
  return ["INPUT", "SELECT", "TEXTAREA"].includes(target.tagName);
}
