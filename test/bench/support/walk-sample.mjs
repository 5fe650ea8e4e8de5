/** mulberry32: the same numbers for the same seed on every machine. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Bit of an outline of a square, which joins streets but is none. */
const PASSAGE = 4;

/** Points on the streets, each metre of street as likely as any other. */
export function streetPoints({ arrays }, count, random) {
  const { edgeDirections, edgeMetres, edgeShape, shapeLat, shapeLon } = arrays;
  const upTo = new Float64Array(edgeMetres.length);
  let total = 0;
  edgeMetres.forEach((metres, edge) => (upTo[edge] = total += (edgeDirections[edge] & PASSAGE) === 0 ? metres : 0));
  return Array.from({ length: count }, () => {
    const edge = firstAtLeast(upTo, random() * total);
    const segments = edgeShape[edge + 1] - edgeShape[edge] - 1;
    const at = edgeShape[edge] + Math.floor(random() * segments);
    const share = random();
    const between = (axis) => (axis[at] + share * (axis[at + 1] - axis[at])) / 1e7;
    return { lat: between(shapeLat), lon: between(shapeLon) };
  });
}

export function quantile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

function firstAtLeast(sorted, value) {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
