// The plane: points coloured by cluster, the means with their trails, and the region of each mean.

import { clamp, gently, placeOf, ASSIGN } from "./timeline.js";
import { regions } from "./voronoi.js";
import { fit, FONT } from "./theme.js";

const MARGIN = 16; // pixels around the points
const MANY = 3000; // from so many points on they are drawn as small squares, which is quicker
const RADIUS = 11; // of a mean

export class Plane {
  constructor(canvas, run, look) {
    this.canvas = canvas;
    this.run = run;
    this.look = look; // gives the theme's colours
    this.layers = new Map(); // pictures of all points, by the state whose labels they carry
    this.held = null; // means that are being moved by hand, instead of those of the run
    this.cursor = null; // where the keyboard would drop a mean
  }

  /** Fit into a width; gives the height that it takes. */
  resize(width) {
    const height = Math.round(Math.min(width * 0.78, 520));
    if (width !== this.width || height !== this.height) this.layers.clear();
    this.width = width;
    this.height = height;
    this.fitBox();
    return height;
  }

  /** Find the part of the plane to show: all points and all means, with the same scale on both axes. */
  fitBox() {
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    const widen = (numbers) => {
      for (let j = 0; j < numbers.length; j += 2) {
        if (!isFinite(numbers[j]) || !isFinite(numbers[j + 1])) continue;
        box[0] = Math.min(box[0], numbers[j]);
        box[1] = Math.min(box[1], numbers[j + 1]);
        box[2] = Math.max(box[2], numbers[j]);
        box[3] = Math.max(box[3], numbers[j + 1]);
      }
    };
    if (this.run.points) widen(this.run.points);
    const inner = [...box];
    this.run.states.forEach(widen);
    const seen = box[0] <= box[2] ? this.run.points ? notFar(box, inner) : box : [-1, -1, 1, 1];
    const wide = Math.max(seen[2] - seen[0], 1e-9);
    const high = Math.max(seen[3] - seen[1], 1e-9);
    const tiny = wide <= 1e-9 && high <= 1e-9;
    const room = [this.width - 2 * MARGIN, this.height - 2 * MARGIN];
    this.scale = tiny ? 1 : Math.min(room[0] / wide, room[1] / high);
    this.middle = [(seen[0] + seen[2]) / 2, (seen[1] + seen[3]) / 2];
  }

  toScreen(x, y) {
    return [this.width / 2 + (x - this.middle[0]) * this.scale, this.height / 2 - (y - this.middle[1]) * this.scale];
  }

  toPlane(x, y) {
    return [this.middle[0] + (x - this.width / 2) / this.scale, this.middle[1] - (y - this.height / 2) / this.scale];
  }

  /** Forget drawn points: the labels, the colours or the size are others now. */
  refresh() {
    this.layers.clear();
  }

  /** The means as they stand at a place of the run, or as a hand holds them. */
  meansAt(half) {
    if (this.held) return this.held;
    const { run } = this;
    const { state, doing, share } = placeOf(half, run.count);
    const from = run.states[state];
    if (doing === ASSIGN || state + 1 >= run.count) return from;
    const to = run.states[state + 1];
    const gone = gently(share);
    return from.map((value, j) => value + gone * (to[j] - value));
  }

  /** The colour of each mean at a place of the run: that of its cluster, or its own where means are colours. */
  fillsAt(half, colours) {
    const { run } = this;
    const { state, doing, share } = placeOf(half, run.count);
    const from = run.facts[state]?.paint;
    if (!from) return Array.from({ length: run.k }, (_, m) => colour(colours, m));
    const to = (doing === ASSIGN ? null : run.facts[state + 1]?.paint) ?? from;
    const gone = gently(share);
    return Array.from({ length: run.k }, (_, m) => hex(from, 3 * m, (j) => from[j] + gone * (to[j] - from[j])));
  }

  draw(half) {
    const context = fit(this.canvas, this.width, this.height);
    const colours = this.look();
    // White and black points must both stand out, where points have colours of their own.
    context.fillStyle = this.run.pointPaint ? colours.faint : colours.paper;
    context.fillRect(0, 0, this.width, this.height);
    if (!this.run.count) return this.drawPoints(context, -1);
    const means = this.meansAt(half);
    const { state, doing, share } = placeOf(half, this.run.count);
    const assigned = doing === ASSIGN && share < 1 ? state - 1 : state;
    if (this.run.scene.cells && (assigned >= 0 || share > 0)) this.drawRegions(context, means, colours);
    this.drawPoints(context, assigned);
    if (assigned < state && share > 0) this.drawPoints(context, state, share);
    this.drawTrails(context, state, means, colours);
    const fills = this.fillsAt(half, colours);
    this.drawMeans(context, means, this.run.facts[Math.max(assigned, 0)], assigned >= 0, fills, colours);
    this.drawCursor(context, colours);
  }

  drawRegions(context, means, colours) {
    const corner = this.toPlane(0, 0);
    const opposite = this.toPlane(this.width, this.height);
    const found = regions(means, [corner[0], opposite[1], opposite[0], corner[1]]);
    context.lineWidth = 1;
    context.strokeStyle = colours.faint;
    found.forEach((corners, m) => {
      if (!corners.length) return;
      context.beginPath();
      for (let c = 0; c < corners.length; c += 2) context.lineTo(...this.toScreen(corners[c], corners[c + 1]));
      context.closePath();
      context.globalAlpha = 0.13;
      context.fillStyle = colour(colours, m);
      context.fill();
      context.globalAlpha = 0.6;
      context.stroke();
    });
    context.globalAlpha = 1;
  }

  /** Draw all points with the labels of a state (-1: none yet), from a picture that is kept. */
  drawPoints(context, state, alpha = 1) {
    if (!this.run.points) return;
    const key = this.run.labelsStay || this.run.pointPaint ? "all" : state;
    if (!this.layers.has(key)) {
      if (this.layers.size > 2) this.layers.delete(this.layers.keys().next().value);
      this.layers.set(key, this.paintPoints(this.run.pointPaint ? null : this.run.labelsAt(state)));
    }
    context.globalAlpha = alpha;
    context.drawImage(this.layers.get(key), 0, 0, this.width, this.height);
    context.globalAlpha = 1;
  }

  paintPoints(labels) {
    const picture = document.createElement("canvas");
    const context = fit(picture, this.width, this.height);
    if (this.run.points.length / 2 >= MANY) this.paintPixels(context, labels);
    else this.paintDiscs(context, labels);
    return picture;
  }

  paintDiscs(context, labels) {
    const { points } = this.run;
    const colours = this.look();
    const n = points.length / 2;
    const radius = n > 600 ? 2 : 2.75;
    const { pointPaint } = this.run;
    for (const [label, rows] of grouped(pointPaint ? Int32Array.from({ length: n }, (_, p) => p) : labels, n)) {
      if (pointPaint) context.fillStyle = hex(pointPaint, 3 * label);
      else context.fillStyle = label < 0 ? colours.quiet : colour(colours, label);
      context.beginPath();
      for (const p of rows) {
        const [x, y] = this.toScreen(points[2 * p], points[2 * p + 1]);
        context.moveTo(x + radius, y);
        context.arc(x, y, radius, 0, 2 * Math.PI);
      }
      context.fill();
    }
  }

  /** Write small squares straight into the pixels: ten thousand of them in about a millisecond. */
  paintPixels(context, labels) {
    const { points } = this.run;
    const { width, height } = context.canvas;
    const sharp = width / this.width;
    const side = Math.round(2.2 * sharp);
    const image = context.createImageData(width, height);
    const pixels = new Uint32Array(image.data.buffer);
    const colours = this.look();
    const shades = colours.clusters.map(packed);
    const unassigned = packed(colours.quiet);
    const { pointPaint } = this.run;
    const own = pointPaint && ((p) => packed(hex(pointPaint, 3 * p)));
    const [left, top] = this.toScreen(0, 0).map((place) => place * sharp - side / 2);
    const scale = this.scale * sharp;
    for (let p = 0; p < points.length / 2; p++) {
      const x = Math.round(left + points[2 * p] * scale);
      const y = Math.round(top - points[2 * p + 1] * scale);
      if (!(x >= 0 && y >= 0 && x + side <= width && y + side <= height)) continue;
      const shade = own ? own(p) : labels ? shades[labels[p] % shades.length] : unassigned;
      for (let row = y; row < y + side; row++) pixels.fill(shade, row * width + x, row * width + x + side);
    }
    context.putImageData(image, 0, 0);
  }

  drawTrails(context, state, means, colours) {
    if (this.held) return;
    context.lineWidth = 2;
    context.lineJoin = "round";
    for (let m = 0; m < this.run.k; m++) {
      context.beginPath();
      for (let i = 0; i <= state; i++) {
        const [x, y] = [this.run.states[i][2 * m], this.run.states[i][2 * m + 1]];
        if (isFinite(x) && isFinite(y)) context.lineTo(...this.toScreen(x, y));
      }
      if (isFinite(means[2 * m])) context.lineTo(...this.toScreen(means[2 * m], means[2 * m + 1]));
      context.globalAlpha = 0.75;
      context.strokeStyle = colours.ink;
      context.stroke();
    }
    context.globalAlpha = 1;
  }

  drawMeans(context, means, facts, assigned, fills, colours) {
    context.textAlign = "center";
    context.textBaseline = "middle";
    for (let m = 0; m < this.run.k; m++) {
      if (!isFinite(means[2 * m]) || !isFinite(means[2 * m + 1])) continue;
      const [x, y, outside] = this.inSight(...this.toScreen(means[2 * m], means[2 * m + 1]));
      const empty = assigned && facts.sizes && facts.sizes[m] === 0;
      context.beginPath();
      context.arc(x, y, RADIUS, 0, 2 * Math.PI);
      context.fillStyle = empty ? colours.paper : fills[m];
      context.fill();
      context.lineWidth = 2;
      context.strokeStyle = colours.ink;
      context.setLineDash(empty ? [4, 3] : []);
      context.stroke();
      context.setLineDash([]);
      context.fillStyle = empty ? colours.ink : textOn(fills[m]);
      context.font = `600 ${this.run.k > 10 ? 10 : 12}px ${FONT}`;
      context.fillText(String(m), x, y + 0.5);
      const word = [empty && "empty", outside && "far outside"].filter(Boolean).join(", ");
      if (word) this.drawWord(context, word, x, y + (y > this.height / 2 ? -RADIUS - 9 : RADIUS + 9), colours);
    }
  }

  /** Keep a mean that is far outside at the rim. */
  inSight(x, y) {
    const rim = RADIUS + 2;
    const seen = [clamp(x, rim, this.width - rim), clamp(y, rim, this.height - rim)];
    return [...seen, seen[0] !== x || seen[1] !== y];
  }

  drawWord(context, word, x, y, colours) {
    context.font = `600 11px ${FONT}`;
    const wide = context.measureText(word).width + 8;
    x = clamp(x, wide / 2, this.width - wide / 2);
    context.globalAlpha = 0.85;
    context.fillStyle = colours.paper;
    context.fillRect(x - wide / 2, y - 7, wide, 14);
    context.globalAlpha = 1;
    context.fillStyle = colours.ink;
    context.fillText(word, x, y + 0.5);
  }

  drawCursor(context, colours) {
    if (!this.cursor) return;
    const [x, y] = this.toScreen(...this.cursor);
    context.strokeStyle = colours.ink;
    context.lineWidth = 1.5;
    context.beginPath();
    context.moveTo(x - 12, y);
    context.lineTo(x + 12, y);
    context.moveTo(x, y - 12);
    context.lineTo(x, y + 12);
    context.stroke();
  }

  /** The number of the mean under a place on the screen, or -1. */
  meanAt(x, y, half, reach) {
    const means = this.meansAt(half);
    let best = -1;
    let nearest = reach ** 2;
    for (let m = 0; m < this.run.k; m++) {
      const [meanX, meanY] = this.toScreen(means[2 * m], means[2 * m + 1]);
      const far = (meanX - x) ** 2 + (meanY - y) ** 2;
      if (far <= nearest) [best, nearest] = [m, far];
    }
    return best;
  }
}

/** Show means that lie outside the points only where they are not so far that the points would become a dot. */
function notFar(box, inner) {
  const far = 0.6 * Math.max(inner[2] - inner[0], inner[3] - inner[1]);
  return box.map((side, j) => (j < 2 ? Math.max(side, inner[j] - far) : Math.min(side, inner[j] + far)));
}

const colour = (colours, m) => colours.clusters[m % colours.clusters.length];

/** Three bytes from a place on as a colour like #1f77b4. */
function hex(bytes, at, value = (j) => bytes[j]) {
  return `#${[0, 1, 2].map((j) => Math.round(value(at + j)).toString(16).padStart(2, "0")).join("")}`;
}

/** A colour like #1f77b4 as the four bytes of a pixel. */
function packed(hex) {
  const bytes = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  return new Uint32Array(new Uint8Array([...bytes, 255]).buffer)[0];
}

/** Rows of points by label, so that each colour is set once. */
function grouped(labels, n) {
  const groups = new Map();
  for (let p = 0; p < n; p++) {
    const label = labels ? labels[p] : -1;
    if (!groups.has(label)) groups.set(label, []);
    groups.get(label).push(p);
  }
  return groups;
}

/** Black or white, whichever reads better on a colour like #1f77b4. */
export function textOn(hex) {
  const linear = [1, 3, 5].map((at) => (parseInt(hex.slice(at, at + 2), 16) / 255) ** 2.2);
  const light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  return light > 0.18 ? "#000000" : "#ffffff";
}
