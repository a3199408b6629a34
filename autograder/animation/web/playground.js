// Other data, other starts, other k: what runs again from means that people choose or drop by hand.

import { STARTS, randomFrom, runFrom } from "./kmeans.js";
import { choice, make, textButton, wholeNumber, withCode } from "./controls.js";
import { numbers } from "./run.js";

const BY_HAND = "by hand";
const MOST_MEANS = 20;
const PATIENCE = 10_000; // milliseconds until we say that the kernel has not answered yet

export class Playground {
  /** `player` shows runs; `kernel` answers with the states of the student's own step, or is null. */
  constructor(player, setup, kernel) {
    this.player = player;
    this.setup = setup;
    this.kernel = setup.step ? kernel : null;
    this.k = setup.k;
    this.seed = setup.seed ?? 1;
    this.start = Object.keys(STARTS)[0];
    this.set = setup.sets[0];
    this.placed = null; // means dropped so far, while they are dropped by hand
    this.turn = 0; // grows whenever something else is wanted, so that late answers are known
    this.element = this.build();
  }

  /** Take no more answers. */
  close() {
    this.turn = -1;
  }

  build() {
    const { sets } = this.setup;
    this.kInput = wholeNumber("k", 1, MOST_MEANS, this.k, (k) => this.change({ k }));
    this.seedInput = wholeNumber("seed", 0, 99999, this.seed, (seed) => this.change({ seed }));
    this.startChoice = choice("start", [...Object.keys(STARTS), BY_HAND], this.start, (start) => this.change({ start }));
    const setChoice = choice("data", sets, this.set, (set) => this.change({ set }), (set) => set.name);
    this.restore = textButton("Back to the run", () => this.player.restore());
    this.again = textButton("Start again from here", () => this.runFrom(this.player.heldMeans()));
    this.again.classList.add("main");
    this.note = make("p", { className: "note", role: "status" });
    this.again.hidden = this.restore.hidden = true;
    return make(
      "div",
      { className: "playground" },
      make(
        "div",
        { className: "line" },
        ...(sets.length > 1 ? [setChoice] : []),
        this.startChoice,
        this.kInput,
        this.seedInput,
        textButton("New seed", () => this.newSeed()),
        this.again,
        this.restore,
      ),
      this.note,
    );
  }

  /** Say what can be done; the words change with what is going on. */
  tell(words, isProblem = false) {
    this.note.replaceChildren(...withCode(words));
    this.note.classList.toggle("problem", isProblem);
  }

  tellUsual() {
    const whose = this.kernel ? `The means move by ${this.setup.step}.` : "The means move by this page's own K-means.";
    this.tell(`${this.setup.note ?? ""} ${whose} Drag a mean, and start again from there.`.trim());
  }

  newSeed() {
    this.seedInput.input.value = this.seed = (this.seed * 31 + 7) % 99991;
    this.change({});
  }

  change(values) {
    const sameData = !values.set || values.set === this.set;
    Object.assign(this, values);
    if (!sameData) this.player.showPoints(this.points(), this.set.points ? undefined : this.player.scene.origin);
    this.restore.hidden = !this.setup.run;
    if (this.start === BY_HAND) this.placeByHand();
    else this.begin();
  }

  /** The points of the chosen set; those that the scene came with are not there twice. */
  points() {
    return (this.set.decoded ??= numbers(this.set.points ?? this.player.scene.points, Float32Array));
  }

  /** Choose a start and run from it. */
  begin() {
    const points = this.points();
    this.runFrom(STARTS[this.start](points, this.k, randomFrom(this.seed)));
  }

  placeByHand() {
    this.turn++;
    this.placed = [];
    this.again.hidden = true;
    this.player.showNothing(this.k);
    this.tellPlaces();
    this.player.canvas.focus({ preventScroll: true });
  }

  /** Drop no means after all. */
  leave() {
    this.start = Object.keys(STARTS)[0];
    this.startChoice.select.selectedIndex = 0;
    this.change({});
  }

  tellPlaces() {
    const left = this.k - this.placed.length / 2;
    this.tell(`Click where the means begin, or go there with the arrow keys and press Enter: ${left} to go.`);
  }

  /** Drop one mean at a place in the plane. */
  drop([x, y]) {
    this.placed.push(x, y);
    if (this.placed.length < 2 * this.k) {
      this.player.showPlaced(this.placed);
      this.tellPlaces();
      return;
    }
    const start = Float32Array.from(this.placed);
    this.placed = null;
    this.startChoice.select.blur();
    this.runFrom(start);
  }

  /** A mean was moved by hand: offer to start from there. */
  offer() {
    this.turn++;
    this.again.hidden = false;
    this.restore.hidden = !this.setup.run;
    this.tell("Each point takes the colour of its nearest mean. Start again from here?");
  }

  /** The mean went back to where it was. */
  letGo() {
    this.again.hidden = true;
    this.tellUsual();
  }

  async runFrom(start) {
    const turn = ++this.turn;
    if (this.again.matches(":focus")) this.player.canvas.focus({ preventScroll: true }); // the button goes away
    this.again.hidden = true;
    this.placed = null;
    this.restore.hidden = !this.setup.run;
    const found = this.kernel ? await this.askKernel(start, turn) : { states: runFrom(this.points(), start), problem: "" };
    if (turn !== this.turn) return;
    this.player.showRun(found.states);
    if (found.problem) this.tell(found.problem, true);
    else this.tellUsual();
  }

  async askKernel(start, turn) {
    this.tell("Waiting for your step …");
    const late = () => turn === this.turn && this.tell("Your notebook's kernel has not answered yet: is it busy, or stopped?", true);
    const answer = await this.kernel.ask({ do: "run", set: this.set.name }, [start], late);
    const all = numbers(answer.states, Float32Array);
    const size = start.length;
    const states = Array.from({ length: all.length / size }, (_, i) => all.subarray(i * size, (i + 1) * size));
    return { states: states.length ? states : [start], problem: answer.problem };
  }
}

/** The student's kernel: asks it, and waits for the answer to that question. */
export class Kernel {
  constructor(model) {
    this.model = model;
    this.waiting = new Map();
    this.name = crypto.getRandomValues(new Uint32Array(1))[0]; // answers reach all views of a model
    this.asked = 0;
    this.heard = (message, buffers) => {
      const answer = this.waiting.get(message?.answer);
      if (!answer) return;
      this.waiting.delete(message.answer);
      answer({ ...message, states: buffers?.[0] });
    };
    model.on("msg:custom", this.heard);
  }

  /** Ask, and wait as long as it takes; `late` is called when that is long. */
  ask(request, arrays, late) {
    const number = `${this.name}-${++this.asked}`;
    const buffers = arrays.map((array) => array.buffer.slice(array.byteOffset, array.byteOffset + array.byteLength));
    return new Promise((answer) => {
      this.waiting.set(number, answer);
      setTimeout(() => this.waiting.has(number) && late(), PATIENCE);
      this.model.send({ ...request, number }, undefined, buffers);
    });
  }

  close() {
    this.model.off("msg:custom", this.heard);
  }
}
