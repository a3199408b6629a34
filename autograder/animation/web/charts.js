// Beside the picture: the inertia against the iteration, and how many points changed their label.

import { factsOf, toldAt } from "./run.js";
import { figure, fit, FONT } from "./theme.js";

const TOP = 26; // pixels for the heading
const FOOT = 18; // and for the iterations beneath
const SIDE = 8;

export class Charts {
  constructor(canvas, run, look) {
    this.canvas = canvas;
    this.run = run;
    this.look = look;
  }

  resize(width, height) {
    this.width = width;
    this.height = height;
    this.sideBySide = width > 1.9 * height;
    return height;
  }

  /** Draw what has happened up to a place; with half-steps the curve has both halves of each iteration. */
  draw(half, halves) {
    const context = fit(this.canvas, this.width, this.height);
    const colours = this.look();
    context.fillStyle = colours.paper;
    context.fillRect(0, 0, this.width, this.height);
    const { facts, count } = this.run;
    if (!count) return;
    const told = toldAt(this.run, half);
    const assigned = told.phase === "points assigned" || told.phase === "means move" ? told.state : told.state - 1;
    const [first, second] = this.boxes();
    if (facts[0].inertia === null) {
      this.drawBars(context, first, facts.map((each) => Math.max(...each.moved)), told.state, "farthest move", colours);
      return;
    }
    const inertia = halves ? told.inertia : factsOf(this.run, Math.max(0, assigned)).inertia; // as the line beneath tells it
    const now = assigned + (told.phase === "means moved" ? 0.5 : 0);
    this.drawCurve(context, first, this.curve(halves), now, inertia, colours);
    this.drawBars(context, second, facts.map((each) => each.changed), assigned, "labels changed", colours);
  }

  /** The inertia as pairs of a state and a value; half-way to a state, the value when the means have moved there. */
  curve(halves) {
    return this.run.facts.flatMap(({ inertia }, state) => {
      const moved = halves && state > 0 ? this.run.inertiaWhenMoved(state) : null;
      return [...(moved === null ? [] : [[state - 0.5, moved]]), [state, inertia]];
    }).filter(([, value]) => Number.isFinite(value));
  }

  boxes() {
    const { width, height } = this;
    if (this.sideBySide) {
      const half = width / 2 - SIDE;
      return [{ x: 0, y: 0, w: half, h: height }, { x: half + 2 * SIDE, y: 0, w: half, h: height }];
    }
    const half = height / 2 - SIDE / 2;
    return [{ x: 0, y: 0, w: width, h: half }, { x: 0, y: half + SIDE, w: width, h: half }];
  }

  /** Heading on the left, the value of now on the right, and the iterations beneath. */
  drawFrame(context, box, heading, value, colours) {
    context.textBaseline = "top";
    context.font = `600 12px ${FONT}`;
    context.fillStyle = colours.ink;
    context.textAlign = "left";
    context.fillText(heading, box.x, box.y + 2);
    context.textAlign = "right";
    context.fillText(value, box.x + box.w, box.y + 2);
    const floor = box.y + box.h - FOOT;
    context.strokeStyle = colours.faint;
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(box.x, floor + 0.5);
    context.lineTo(box.x + box.w, floor + 0.5);
    context.stroke();
    context.font = `400 11px ${FONT}`;
    context.fillStyle = colours.quiet;
    context.textAlign = "left";
    context.fillText(figure(this.run.iterations[0]), box.x, floor + 5);
    context.textAlign = "center";
    if (box.w > 120) context.fillText("iteration", box.x + box.w / 2, floor + 5);
    context.textAlign = "right";
    if (this.run.count > 1) context.fillText(figure(this.run.last), box.x + box.w, floor + 5);
  }

  /** Where a state stands, by its iteration: states of a long run may be left out unevenly. */
  across(box, state) {
    const { iterations } = this.run;
    const lower = Math.floor(Math.max(state, 0));
    const upper = Math.min(lower + 1, iterations.length - 1);
    const iteration = iterations[lower] + (Math.max(state, 0) - lower) * (iterations[upper] - iterations[lower]);
    const all = iterations[iterations.length - 1] - iterations[0] || 1;
    return box.x + SIDE + ((box.w - 2 * SIDE) * (iteration - iterations[0])) / all;
  }

  drawCurve(context, box, pairs, now, inertia, colours) {
    this.drawFrame(context, box, "inertia", inertia === null ? "" : figure(inertia), colours);
    if (!pairs.length) return;
    const values = pairs.map(([, value]) => value);
    const low = Math.min(...values);
    const range = Math.max(...values) - low || 1;
    const roof = box.y + TOP;
    const room = box.h - TOP - FOOT - 8;
    const place = ([state, value]) => [this.across(box, state), roof + room * (1 - (value - low) / range)];
    const line = (shown) => {
      context.beginPath();
      for (const pair of shown) context.lineTo(...place(pair));
      context.stroke();
    };
    const gone = pairs.filter(([state]) => state <= now);
    context.lineJoin = "round";
    context.strokeStyle = colours.faint;
    context.lineWidth = 1.5;
    line(pairs);
    context.strokeStyle = colours.accent;
    context.lineWidth = 2.5;
    line(gone);
    if (!gone.length) return;
    context.fillStyle = colours.accent;
    context.beginPath();
    context.arc(...place(gone[gone.length - 1]), 4.5, 0, 2 * Math.PI);
    context.fill();
  }

  drawBars(context, box, values, now, heading, colours) {
    this.drawFrame(context, box, heading, now > 0 && values[now] !== null ? figure(values[now]) : "", colours);
    const largest = Math.max(...values.filter(Number.isFinite), 1e-12);
    const room = box.h - TOP - FOOT;
    const wide = Math.max(1, Math.min(14, ((box.w - 2 * SIDE) / values.length) * 0.7));
    for (let i = 1; i < values.length; i++) {
      const high = values[i] > 0 ? Math.max(1, (room * values[i]) / largest) : 0;
      context.fillStyle = i <= now ? colours.clusters[0] : colours.faint;
      context.globalAlpha = i === now || i > now ? 1 : 0.6;
      context.fillRect(this.across(box, i) - wide / 2, box.y + box.h - FOOT - high, wide, high);
    }
    context.globalAlpha = 1;
  }
}
