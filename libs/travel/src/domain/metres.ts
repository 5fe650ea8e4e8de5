const RADIANS = Math.PI / 180;
const EQUATOR_M = 6_378_137;
const FLATTENING = 1 / 298.257223563;
const ECCENTRICITY2 = FLATTENING * (2 - FLATTENING);

/** Unit of stored coordinates. */
export const E7 = 1e7;

/** Metres of 1e-7 degree along the meridian and the parallel at a latitude in degrees (WGS 84). */
export interface LocalScale {
  readonly perLatE7: number;
  readonly perLonE7: number;
}

/** Within a few kilometres the ellipsoid is as good as flat: error below 0.01 % in a city. */
export function scaleAt(lat: number): LocalScale {
  const sin = Math.sin(lat * RADIANS);
  const w2 = 1 / (1 - ECCENTRICITY2 * sin * sin);
  const w = Math.sqrt(w2);
  const perRadian = EQUATOR_M * RADIANS * w;
  return {
    perLatE7: (perRadian * w2 * (1 - ECCENTRICITY2)) / E7,
    perLonE7: (perRadian * Math.cos(lat * RADIANS)) / E7,
  };
}

/** Metres between two near points in units of 1e-7 degree. */
export function metresBetween(lonA: number, latA: number, lonB: number, latB: number): number {
  const scale = scaleAt((latA + latB) / 2 / E7);
  return Math.hypot((lonB - lonA) * scale.perLonE7, (latB - latA) * scale.perLatE7);
}
