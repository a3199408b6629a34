// K-means in the plane, for this page alone: labels for colouring, facts for the charts, and runs where no kernel is.
// Points and means are flat arrays: x0, y0, x1, y1, …

const LOST = -1; // the size of a cluster whose mean is not a number

/** The number of each point's nearest mean; a mean that is not a number is nearest to none. */
export function nearestMeans(points, means) {
  const n = points.length / 2;
  const k = means.length / 2;
  const labels = new Uint16Array(n);
  let inertia = 0;
  for (let p = 0; p < n; p++) {
    const x = points[2 * p];
    const y = points[2 * p + 1];
    let best = Infinity;
    let label = 0;
    for (let m = 0; m < k; m++) {
      const dx = x - means[2 * m];
      const dy = y - means[2 * m + 1];
      const distance = dx * dx + dy * dy;
      if (distance < best) {
        best = distance;
        label = m;
      }
    }
    labels[p] = label;
    inertia += best;
  }
  return { labels, inertia };
}

/** The sum of the squared distances from points to the means that their labels name. */
export function inertiaOf(points, labels, means) {
  let inertia = 0;
  for (let p = 0; p < labels.length; p++) {
    const m = labels[p];
    inertia += (points[2 * p] - means[2 * m]) ** 2 + (points[2 * p + 1] - means[2 * m + 1]) ** 2;
  }
  return inertia;
}

/** The average of the points with each label; an empty cluster keeps its mean. */
export function averages(points, labels, means) {
  const k = means.length / 2;
  const sums = new Float64Array(2 * k);
  const counts = new Int32Array(k);
  for (let p = 0; p < labels.length; p++) {
    const m = labels[p];
    sums[2 * m] += points[2 * p];
    sums[2 * m + 1] += points[2 * p + 1];
    counts[m]++;
  }
  return Float32Array.from(means, (old, j) => (counts[j >> 1] ? sums[j] / counts[j >> 1] : old));
}

/** The states of a run from a start until the means rest: the start first. */
export function runFrom(points, start, most = 100) {
  const states = [Float32Array.from(start)];
  for (let i = 0; i < most; i++) {
    const means = states[states.length - 1];
    const next = averages(points, nearestMeans(points, means).labels, means);
    if (next.every((value, j) => Object.is(value, means[j]))) break; // a lost mean rests, too
    states.push(next);
  }
  return states;
}

/** Sizes of the clusters, -1 for a mean that is lost. */
export function sizesOf(labels, means) {
  const k = means.length / 2;
  const sizes = new Int32Array(k);
  for (const label of labels) if (label < k) sizes[label]++;
  for (let m = 0; m < k; m++) if (!isFinite(means[2 * m]) || !isFinite(means[2 * m + 1])) sizes[m] = LOST;
  return sizes;
}

/** How far each mean went. */
export function distances(before, after) {
  return Float32Array.from({ length: after.length / 2 }, (_, m) => {
    const far = Math.hypot(after[2 * m] - before[2 * m], after[2 * m + 1] - before[2 * m + 1]);
    return isFinite(far) ? far : 0;
  });
}

export function countChanged(before, after) {
  let changed = 0;
  for (let p = 0; p < after.length; p++) if (before[p] !== after[p]) changed++;
  return changed;
}

/** Random numbers from a seed, the same on every machine: the mulberry32 generator. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Ways to choose the first means among the points, by the names that people see. */
export const STARTS = {
  "random points": (points, k, random) => chosen(points, k, random, randomRow),
  "farthest points": (points, k, random) => chosen(points, k, random, farthestRow),
  "k-means++": (points, k, random) => chosen(points, k, random, weightedRow),
};

/** Choose k different points, one after another; `pick` sees how far each point is from those chosen before. */
function chosen(points, k, random, pick) {
  const n = points.length / 2;
  const far = new Float64Array(n).fill(Infinity); // squared, and 0 for a point that is taken
  const means = new Float32Array(2 * k);
  for (let m = 0; m < k; m++) {
    const row = m === 0 ? Math.floor(random() * n) : pick(far, random);
    const x = (means[2 * m] = points[2 * row]);
    const y = (means[2 * m + 1] = points[2 * row + 1]);
    for (let p = 0; p < n; p++) far[p] = Math.min(far[p], (points[2 * p] - x) ** 2 + (points[2 * p + 1] - y) ** 2);
    far[row] = 0;
  }
  return means;
}

function randomRow(far, random) {
  const free = far.reduce((count, value) => count + (value > 0), 0);
  let wanted = Math.floor(random() * free);
  const row = far.findIndex((value) => value > 0 && wanted-- === 0);
  return Math.max(row, 0);
}

const farthestRow = (far) => far.reduce((best, value, row) => (value > far[best] ? row : best), 0);

/** D² sampling (Arthur and Vassilvitskii 2007): a point's chance grows with its squared distance. */
function weightedRow(far, random) {
  let left = random() * far.reduce((sum, value) => sum + value, 0);
  const row = far.findIndex((value) => value > 0 && (left -= value) <= 0);
  return row < 0 ? farthestRow(far) : row;
}
