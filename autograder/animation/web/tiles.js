// The means as pictures, each with the size of its cluster and how far it moved.

import { clamp, gently, placeOf, ASSIGN } from "./timeline.js";
import { known } from "./run.js";
import { figure, fit, FONT } from "./theme.js";

const GAP = 12;
const CAPTION = 42; // pixels beneath a picture: two lines and a bar
const LARGEST = 144; // pixels, the side of a picture
const LARGE = 112; // and where there are more than two rows of them

export class Tiles {
  constructor(canvas, run, look) {
    this.canvas = canvas;
    this.run = run;
    this.look = look;
    [this.rows, this.columns] = run.scene.shape;
    this.ink = document.createElement("canvas"); // one mean in its own pixels
    [this.ink.width, this.ink.height] = [this.columns, this.rows];
    this.pixels = this.ink.getContext("2d").createImageData(this.columns, this.rows);
    this.pixels.data.fill(255);
    this.showChange = false; // what changed since the state before, instead of the means
  }

  /** Fit into a width; gives the height that it takes. */
  resize(width) {
    const { k } = this.run;
    const most = Math.max(1, Math.floor((width + GAP) / (72 + GAP)));
    const inRow = k <= most ? k : Math.ceil(k / Math.ceil(k / most));
    this.perRow = k > 5 && inRow > 5 && k % 5 === 0 && k / 5 <= 4 ? 5 : inRow;
    const room = Math.floor((width - (this.perRow - 1) * GAP) / this.perRow);
    this.wide = this.even(clamp(room, 24, k > 2 * this.perRow ? LARGE : LARGEST));
    this.high = Math.round((this.wide * this.rows) / this.columns);
    this.width = width;
    this.left = Math.max(0, (width - this.perRow * this.wide - (this.perRow - 1) * GAP) / 2);
    this.height = Math.ceil(k / this.perRow) * (this.high + CAPTION + GAP) - GAP;
    return this.height;
  }

  /** Take off a few pixels where then all pixels of the image are equally large. */
  even(wide) {
    const times = Math.floor(wide / this.columns);
    return times > 1 && times * this.columns > 0.9 * wide ? times * this.columns : wide;
  }

  refresh() {}

  draw(half) {
    const context = fit(this.canvas, this.width, this.height);
    const colours = this.look();
    context.fillStyle = colours.paper;
    context.fillRect(0, 0, this.width, this.height);
    if (!this.run.count) return;
    const { state, doing, share } = placeOf(half, this.run.count);
    const moving = doing === ASSIGN || state + 1 >= this.run.count ? 0 : gently(share);
    const settling = moving > 0.5 ? state + 1 : state;
    const facts = { ...this.run.facts[settling], sizes: known(this.run, settling, "sizes") };
    const largest = facts.sizes ? Math.max(...facts.sizes, 1) : 1;
    for (let m = 0; m < this.run.k; m++) {
      const x = this.left + (m % this.perRow) * (this.wide + GAP);
      const y = Math.floor(m / this.perRow) * (this.high + CAPTION + GAP);
      this.drawPicture(context, m, state, moving, x, y);
      this.drawCaption(context, m, facts, largest, x, y + this.high, colours);
    }
  }

  drawPicture(context, m, state, moving, x, y) {
    if (this.showChange) this.paintChange(m, moving > 0.5 ? Math.min(state + 1, this.run.count - 1) : state);
    else this.paintMean(m, state, moving);
    this.ink.getContext("2d").putImageData(this.pixels, 0, 0);
    context.imageSmoothingEnabled = false;
    context.drawImage(this.ink, x, y, this.wide, this.high);
    if (!this.showChange) return;
    context.strokeStyle = this.look().faint; // paper is the colour of no change, so that only a frame shows the picture
    context.lineWidth = 1;
    context.strokeRect(x + 0.5, y + 0.5, this.wide - 1, this.high - 1);
  }

  /** Paint a mean on its way from a state to the next. */
  paintMean(m, state, moving) {
    const size = this.rows * this.columns;
    const from = this.run.states[state];
    const to = this.run.states[Math.min(state + 1, this.run.count - 1)];
    const { data } = this.pixels;
    for (let j = 0; j < size; j++) {
      const before = from[m * size + j];
      data[4 * j] = data[4 * j + 1] = data[4 * j + 2] = before + moving * (to[m * size + j] - before);
    }
  }

  /** Paint what a mean gained (the accent) and lost (the first cluster's colour) since the state before. */
  paintChange(m, state) {
    const size = this.rows * this.columns;
    const now = this.run.states[state];
    const before = this.run.states[Math.max(state - 1, 0)];
    let largest = 1;
    for (let j = 0; j < now.length; j++) largest = Math.max(largest, Math.abs(now[j] - before[j]));
    const colours = this.look();
    const [paper, gained, lost] = [colours.paper, colours.accent, colours.clusters[0]].map(channels);
    const { data } = this.pixels;
    for (let j = 0; j < size; j++) {
      const change = (now[m * size + j] - before[m * size + j]) / largest;
      const towards = change > 0 ? gained : lost;
      for (let c = 0; c < 3; c++) data[4 * j + c] = paper[c] + Math.abs(change) * (towards[c] - paper[c]);
    }
  }

  drawCaption(context, m, facts, largest, x, y, colours) {
    const size = facts.sizes ? facts.sizes[m] : null;
    const odd = size === 0 ? "empty" : size === -1 ? "not a number" : "";
    if (odd) {
      context.strokeStyle = colours.accent;
      context.lineWidth = 2;
      context.setLineDash([5, 4]);
      context.strokeRect(x + 1, y - this.high + 1, this.wide - 2, this.high - 2);
      context.setLineDash([]);
    }
    context.textBaseline = "top";
    context.fillStyle = colours.ink;
    context.font = `600 12px ${FONT}`;
    context.textAlign = "left";
    context.fillText(String(m), x, y + 5);
    context.font = `${odd ? 600 : 400} 12px ${FONT}`;
    context.textAlign = "right";
    if (size !== null) context.fillText(odd || figure(size), x + this.wide, y + 5);
    if (size !== null) this.drawBar(context, x, y + 20, size / largest, colours.clusters[0], colours);
    context.font = `400 11px ${FONT}`;
    context.fillStyle = colours.quiet;
    const moved = figure(facts.moved[m]);
    context.textAlign = "left";
    if (context.measureText(`moved ${moved}`).width <= this.wide) context.fillText("moved", x, y + 28);
    else context.fillText("Δ", x, y + 28);
    context.textAlign = "right";
    context.fillText(moved, x + this.wide, y + 28);
  }

  drawBar(context, x, y, share, colour, colours) {
    context.fillStyle = colours.faint;
    context.globalAlpha = 0.35;
    context.fillRect(x, y, this.wide, 3);
    context.globalAlpha = 1;
    context.fillStyle = colour;
    context.fillRect(x, y, this.wide * clamp(share, 0, 1), 3);
  }
}

const channels = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
