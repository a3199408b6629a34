// Beside the picture: the inertia against the iteration, and how many points changed their label.

import { known } from "./run.js";
import { placeOf } from "./timeline.js";
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

  draw(half) {
    const context = fit(this.canvas, this.width, this.height);
    const colours = this.look();
    context.fillStyle = colours.paper;
    context.fillRect(0, 0, this.width, this.height);
    const { facts, count } = this.run;
    if (!count) return;
    const place = placeOf(half, count);
    const now = Math.min(place.state, count - 1);
    const [first, second] = this.boxes();
    if (facts[0].inertia === null) {
      this.drawBars(context, first, facts.map((each) => Math.max(...each.moved)), now, "farthest move", colours);
      return;
    }
    this.drawCurve(context, first, facts.map((each) => each.inertia), now, colours);
    this.drawBars(context, second, facts.map((each) => each.changed), now, "labels changed", colours);
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

  across(box, i) {
    return box.x + SIDE + ((box.w - 2 * SIDE) * i) / Math.max(this.run.count - 1, 1);
  }

  drawCurve(context, box, values, now, colours) {
    this.drawFrame(context, box, "inertia", figure(known(this.run, now, "inertia")), colours);
    const finite = values.filter(Number.isFinite);
    const low = Math.min(...finite);
    const range = Math.max(...finite) - low || 1;
    const roof = box.y + TOP;
    const room = box.h - TOP - FOOT - 8;
    const down = (value) => roof + room * (1 - (value - low) / range);
    const line = (from, to) => {
      context.beginPath();
      for (let i = from; i <= to; i++) if (Number.isFinite(values[i])) context.lineTo(this.across(box, i), down(values[i]));
      context.stroke();
    };
    context.lineJoin = "round";
    context.strokeStyle = colours.faint;
    context.lineWidth = 1.5;
    line(0, values.length - 1);
    context.strokeStyle = colours.accent;
    context.lineWidth = 2.5;
    line(0, now);
    if (!Number.isFinite(values[now])) return;
    context.fillStyle = colours.accent;
    context.beginPath();
    context.arc(this.across(box, now), down(values[now]), 4.5, 0, 2 * Math.PI);
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
