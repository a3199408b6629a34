// Where in a run the player stands: a number of half-steps, which need not be whole.
//
// At 2i the means are at state i and the points still carry the labels of state i - 1 (none before the first).
// From 2i to 2i + 1 each point takes the label of its nearest mean: "assign". From 2i + 1 to 2i + 2 the means
// go to state i + 1: "move". So a run of t states ends at 2t - 1, where the last means have their points.

export const ASSIGN = "assign";
export const MOVE = "move";

/** Tell what is drawn at a place: the state, what is going on there, and how far it has gone (0 to 1). */
export function placeOf(half, count) {
  const h = clamp(half, 0, endOf(count));
  const state = Math.min(Math.floor(h / 2), count - 1);
  const into = h - 2 * state;
  return into <= 1 ? { state, doing: ASSIGN, share: into } : { state, doing: MOVE, share: into - 1 };
}

export const endOf = (count) => 2 * count - 1;

/** The place at which a state stands with its points assigned. */
export const settled = (state) => 2 * state + 1;

/** The next place to stop at, one way (1) or the other (-1): a whole step, or half of one. */
export function stepFrom(half, way, count, halves) {
  const start = halves ? 0 : 1;
  const size = halves ? 1 : 2;
  const steps = (half - start) / size;
  const next = way > 0 ? Math.floor(steps + 1e-6) + 1 : Math.ceil(steps - 1e-6) - 1;
  return clamp(start + next * size, start, endOf(count));
}

/** Start and end gently. */
export const gently = (share) => share * share * (3 - 2 * share);

export const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
