// The region of each mean: all places that are nearer to it than to any other.

/** Cut a box (left, top, right, bottom) into regions, one for each mean: a list of corners, empty for a lost mean. */
export function regions(means, box) {
  const k = means.length / 2;
  const [left, top, right, bottom] = box;
  return Array.from({ length: k }, (_, m) => {
    if (!isFinite(means[2 * m]) || !isFinite(means[2 * m + 1])) return [];
    let corners = [left, top, right, top, right, bottom, left, bottom];
    for (let other = 0; other < k && corners.length; other++) {
      if (other !== m) corners = nearerTo(corners, means, m, other);
    }
    return corners;
  });
}

/** Keep the part of a convex region that is nearer to mean m than to another (Sutherland and Hodgman 1974). */
function nearerTo(corners, means, m, other) {
  const dx = means[2 * other] - means[2 * m];
  const dy = means[2 * other + 1] - means[2 * m + 1];
  if (!isFinite(dx) || !isFinite(dy)) return corners;
  if (dx === 0 && dy === 0) return m < other ? corners : []; // in one place the first mean takes all
  const edge = (dx * (means[2 * other] + means[2 * m]) + dy * (means[2 * other + 1] + means[2 * m + 1])) / 2;
  const kept = [];
  for (let c = 0; c < corners.length; c += 2) {
    const x = corners[c];
    const y = corners[c + 1];
    const nextX = corners[(c + 2) % corners.length];
    const nextY = corners[(c + 3) % corners.length];
    const here = dx * x + dy * y - edge; // negative on m's side
    const there = dx * nextX + dy * nextY - edge;
    if (here <= 0) kept.push(x, y);
    if (here < 0 !== there < 0 && here !== there) {
      const share = here / (here - there);
      kept.push(x + share * (nextX - x), y + share * (nextY - y));
    }
  }
  return kept;
}
