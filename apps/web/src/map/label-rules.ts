import { CenteredTextSymbolizer, LineLabelSymbolizer, type LabelRule } from 'protomaps-leaflet';
import { isOneOf } from './is-one-of.js';

const ink = '#3d4a57';
const halo = '#ffffff';
const family = 'Titillium Web, sans-serif';

const place = (classes: readonly string[], size: number, weight: number, from: number, to: number): LabelRule => ({
  dataLayer: 'place',
  minzoom: from,
  maxzoom: to,
  symbolizer: new CenteredTextSymbolizer({
    fontFamily: family,
    fontSize: size,
    fontWeight: weight,
    fill: ink,
    stroke: halo,
    width: 2,
    lineHeight: 1.2,
  }),
  filter: isOneOf(classes),
});

const street = (classes: readonly string[], from: number): LabelRule => ({
  dataLayer: 'road',
  minzoom: from,
  symbolizer: new LineLabelSymbolizer({
    fontFamily: family,
    fontSize: 12,
    fill: ink,
    stroke: halo,
    width: 2,
    repeatDistance: 400,
  }),
  filter: isOneOf(classes),
});

/** The earlier rule wins where two labels want one place. */
export const labelRules: readonly LabelRule[] = [
  place(['city'], 18, 600, 6, 12),
  place(['suburb'], 14, 600, 11, 16),
  place(['neighbourhood'], 13, 400, 14, 18),
  street(['motorway', 'trunk', 'primary', 'secondary'], 14),
  street(['tertiary', 'residential', 'pedestrian'], 16),
];
