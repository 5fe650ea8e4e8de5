import type { LatLon } from '#libs/kernel';
import { contours } from 'd3-contour';
import type { FeatureCollection, MultiPolygon, Position } from 'geojson';
import type { BucketSearch } from './bucket-search.js';
import { E7, scaleAt, type LocalScale } from './metres.js';
import { NearestStreetRaster, type Grid } from './nearest-street-raster.js';
import type { NetworkArrays } from './network-arrays.js';
import { InvalidBudget } from './travel-errors.js';
import type { Snap } from './snapper.js';
import type { TravelTimes } from './travel-times.js';
import type { WalkNetwork } from './walk-network.js';
import { SNAP_LIMIT_METRES, TICKS_PER_SECOND, WALKING_METRES_PER_SECOND } from './walking.js';

export type IsochroneCollection = FeatureCollection<MultiPolygon, { readonly minutes: number }>;

export const MAX_ISOCHRONE_MINUTES = 120;
const MOST_CELLS = 20_000;
const FINEST_CELL_METRES = 10;
/** Rings that enclose less are noise of the raster. */
const SMALLEST_RING_CELLS = 4;

/** The plane of the raster: cell (0, 0) begins at the south-west corner. */
interface Plane extends Grid {
  readonly westE7: number;
  readonly southE7: number;
  readonly scale: LocalScale;
}

/**
 * The area from which the street network is within reach of the origin: a place belongs to it when the time to its
 * nearest street point and the straight walk from there stay within the cutoff, exactly as travel times are counted.
 * @param search memory to search with
 * @returns one feature per cutoff, the widest first
 * @throws OffTheMap, InvalidBudget
 */
export function isochrones(
  network: WalkNetwork,
  search: BucketSearch,
  origin: LatLon,
  cutoffMinutes: readonly number[],
): IsochroneCollection {
  const cutoffs = [...new Set(cutoffMinutes)].toSorted((a, b) => b - a);
  for (const minutes of cutoffs) {
    if (!(minutes > 0 && minutes <= MAX_ISOCHRONE_MINUTES))
      throw new InvalidBudget(minutes, 'minutes', MAX_ISOCHRONE_MINUTES);
  }
  const features: IsochroneCollection['features'] = [];
  if (cutoffs.length > 0) {
    const budget = cutoffs[0]! * 60;
    const start = network.snap(origin);
    const times = network.from(start, budget, search);
    const plane = planeAround(network.arrays, search, start, budget);
    const raster = new NearestStreetRaster(plane);
    sampleStreets(network, times, plane, raster);
    raster.spread();
    const seconds = raster.times(WALKING_METRES_PER_SECOND, SNAP_LIMIT_METRES);
    for (const minutes of cutoffs) {
      const geometry = outline(seconds, minutes * 60, plane);
      features.push({ type: 'Feature', properties: { minutes }, geometry });
    }
  }
  return { type: 'FeatureCollection', features };
}

type Reached = Readonly<{ ticks: Int32Array; reached: Uint32Array; reachedCount: number }>;

/** All that can be reached lies around the own street or a reached node, no farther than the time left there carries. */
function planeAround(arrays: NetworkArrays, search: Reached, start: Snap, budgetSeconds: number): Plane {
  const { lat, lon } = start.at;
  const scale = scaleAt(lat);
  let [west, east, south, north] = [lon * E7, lon * E7, lat * E7, lat * E7];
  const include = (lonE7: number, latE7: number, metres: number): void => {
    west = Math.min(west, lonE7 - metres / scale.perLonE7);
    east = Math.max(east, lonE7 + metres / scale.perLonE7);
    south = Math.min(south, latE7 - metres / scale.perLatE7);
    north = Math.max(north, latE7 + metres / scale.perLatE7);
  };
  const ownStreet = arrays.edgeMetres[start.edge]! + SNAP_LIMIT_METRES;
  include(lon * E7, lat * E7, Math.min(budgetSeconds * WALKING_METRES_PER_SECOND, ownStreet));
  for (let i = 0; i < search.reachedCount; i++) {
    const node = search.reached[i]!;
    const left = budgetSeconds - search.ticks[node]! / TICKS_PER_SECOND;
    include(arrays.nodeLon[node]!, arrays.nodeLat[node]!, Math.max(0, left) * WALKING_METRES_PER_SECOND);
  }
  const width = (east - west) * scale.perLonE7;
  const height = (north - south) * scale.perLatE7;
  const cellMetres = Math.max(FINEST_CELL_METRES, Math.sqrt((width * height) / MOST_CELLS));
  return {
    scale,
    cellMetres,
    columns: Math.ceil(width / cellMetres) + 2,
    rows: Math.ceil(height / cellMetres) + 2,
    westE7: west - cellMetres / scale.perLonE7,
    southE7: south - cellMetres / scale.perLatE7,
  };
}

/** Lays all streets of the plane on the raster, those out of reach too: beside them one is not within reach. */
function sampleStreets(network: WalkNetwork, times: TravelTimes, plane: Plane, raster: NearestStreetRaster): void {
  const { edgeShape, edgeMetres, shapeLat, shapeLon } = network.arrays;
  const { scale, cellMetres, westE7, southE7 } = plane;
  const stepX = scale.perLonE7 / cellMetres;
  const stepY = scale.perLatE7 / cellMetres;
  const eastE7 = westE7 + plane.columns / stepX;
  const northE7 = southE7 + plane.rows / stepY;
  for (const edge of network.edgesIn(westE7, southE7, eastE7, northE7)) {
    let along = 0;
    const perMetre = 1 / Math.max(edgeMetres[edge]!, 1e-9);
    for (let i = edgeShape[edge]!; i < edgeShape[edge + 1]! - 1; i++) {
      const x = (shapeLon[i]! - westE7) * stepX;
      const y = (shapeLat[i]! - southE7) * stepY;
      const dx = (shapeLon[i + 1]! - westE7) * stepX - x;
      const dy = (shapeLat[i + 1]! - southE7) * stepY - y;
      const cells = Math.sqrt(dx * dx + dy * dy);
      const steps = Math.max(1, Math.ceil(cells * 2));
      for (let step = 0; step <= steps; step++) {
        const share = step / steps;
        const fraction = Math.min(1, (along + share * cells * cellMetres) * perMetre);
        raster.sample(x + share * dx, y + share * dy, times.secondsOnStreet(edge, fraction));
      }
      along += cells * cellMetres;
    }
  }
}

/** Contour of the cells within the cutoff; a cell beyond counts as one step farther, so that lines run smooth. */
function outline(seconds: Float32Array, cutoff: number, plane: Plane): MultiPolygon {
  const step = plane.cellMetres / WALKING_METRES_PER_SECOND;
  const nearness: number[] = [];
  for (const value of seconds) nearness.push(Math.max(-step, Math.min(step, cutoff - value)));
  const traced = contours().size([plane.columns, plane.rows]).contour(nearness, 0);
  const polygons = traced.coordinates
    .map((rings) => rings.filter((ring) => Math.abs(signedArea(ring)) >= SMALLEST_RING_CELLS))
    .filter((rings, i) => rings.length > 0 && rings[0] === traced.coordinates[i]![0]);
  return {
    type: 'MultiPolygon',
    coordinates: polygons.map((rings) => rings.map((ring, i) => toDegrees(wound(ring, i === 0), plane))),
  };
}

function signedArea(ring: readonly Position[]): number {
  let area = 0;
  for (let i = 1; i < ring.length; i++) area += ring[i - 1]![0]! * ring[i]![1]! - ring[i]![0]! * ring[i - 1]![1]!;
  return area / 2;
}

/** Outer rings run counterclockwise, holes clockwise (RFC 7946 §3.1.6). */
function wound(ring: readonly Position[], counterclockwise: boolean): readonly Position[] {
  return signedArea(ring) > 0 === counterclockwise ? ring : ring.toReversed();
}

function toDegrees(ring: readonly Position[], { westE7, southE7, cellMetres, scale }: Plane): Position[] {
  return ring.map(([x, y]) => [
    sixDecimals(westE7 + (x! * cellMetres) / scale.perLonE7),
    sixDecimals(southE7 + (y! * cellMetres) / scale.perLatE7),
  ]);
}

/** A tenth of a metre. */
function sixDecimals(degreesE7: number): number {
  return Math.round(degreesE7 / 10) / 1e6;
}
