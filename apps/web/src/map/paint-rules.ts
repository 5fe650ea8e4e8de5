import { LineSymbolizer, PolygonSymbolizer, exp, type PaintRule } from 'protomaps-leaflet';
import { isOneOf } from './is-one-of.js';

/** Calm greys: pins, isochrones and hexes keep 3:1 against every one of them. */
export const background = '#f3f2ee';
const colours = {
  water: '#bcd3e0',
  green: '#dfe8d6',
  rail: '#c3c7cb',
  casing: '#d9d7d0',
  motorway: '#f0d9a8',
  trunk: '#f2dfb5',
  primary: '#f7e8c6',
  street: '#ffffff',
  path: '#d5d2c8',
} as const;

type RoadClass =
  | 'motorway'
  | 'trunk'
  | 'primary'
  | 'secondary'
  | 'tertiary'
  | 'residential'
  | 'pedestrian'
  | 'service'
  | 'path'
  | 'steps';

interface RoadStyle {
  readonly classes: readonly RoadClass[];
  readonly minzoom: number;
  /** zoom, width in pixels */
  readonly widths: readonly (readonly [number, number])[];
  readonly colour: string;
}

/** From the least to the greatest, the order of painting. */
const roads: readonly RoadStyle[] = [
  {
    classes: ['residential', 'pedestrian', 'service'],
    minzoom: 13,
    widths: [
      [13, 0.8],
      [15, 2.5],
      [18, 11],
    ],
    colour: colours.street,
  },
  {
    classes: ['tertiary'],
    minzoom: 12,
    widths: [
      [12, 0.8],
      [15, 4],
      [18, 14],
    ],
    colour: colours.street,
  },
  {
    classes: ['secondary'],
    minzoom: 11,
    widths: [
      [11, 0.8],
      [15, 5],
      [18, 16],
    ],
    colour: colours.street,
  },
  {
    classes: ['primary'],
    minzoom: 9,
    widths: [
      [9, 0.6],
      [15, 6],
      [18, 18],
    ],
    colour: colours.primary,
  },
  {
    classes: ['trunk'],
    minzoom: 8,
    widths: [
      [8, 0.6],
      [15, 6.5],
      [18, 19],
    ],
    colour: colours.trunk,
  },
  {
    classes: ['motorway'],
    minzoom: 7,
    widths: [
      [7, 0.6],
      [15, 7],
      [18, 20],
    ],
    colour: colours.motorway,
  },
];

const width = (stops: RoadStyle['widths'], extra = 0): ((zoom: number) => number) =>
  exp(
    1.5,
    stops.map(([zoom, pixels]) => [zoom, pixels + extra]),
  );

const line = (colour: string, widths: (zoom: number) => number, dash?: number[]): LineSymbolizer =>
  new LineSymbolizer({ color: colour, width: widths, lineCap: 'round', lineJoin: 'round', ...(dash ? { dash } : {}) });

const casings: readonly PaintRule[] = roads.map(({ classes, minzoom, widths }) => ({
  dataLayer: 'road',
  minzoom: Math.max(minzoom, 12),
  symbolizer: line(colours.casing, width(widths, 1.4)),
  filter: isOneOf(classes),
}));

const fills: readonly PaintRule[] = roads.map(({ classes, minzoom, widths, colour }) => ({
  dataLayer: 'road',
  minzoom,
  symbolizer: line(colour, width(widths)),
  filter: isOneOf(classes),
}));

export const paintRules: readonly PaintRule[] = [
  { dataLayer: 'green', symbolizer: new PolygonSymbolizer({ fill: colours.green }) },
  { dataLayer: 'water', symbolizer: new PolygonSymbolizer({ fill: colours.water }) },
  {
    dataLayer: 'waterway',
    symbolizer: line(
      colours.water,
      exp(1.4, [
        [9, 0.8],
        [14, 3],
        [18, 9],
      ]),
    ),
  },
  {
    dataLayer: 'road',
    minzoom: 14,
    symbolizer: line(colours.path, () => 1, [3, 2]),
    filter: isOneOf(['path', 'steps']),
  },
  ...casings,
  {
    dataLayer: 'rail',
    minzoom: 10,
    symbolizer: line(
      colours.rail,
      exp(1.4, [
        [10, 0.6],
        [15, 2],
        [18, 4],
      ]),
    ),
  },
  ...fills,
];
