import L from 'leaflet';
import { useMemo, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from '@tanstack/react-query';
import type { Coverage, Metro } from '#libs/contracts';
import { CityMap } from '../map/city-map.js';
import { Fit } from '../map/fit.js';
import { bands } from './bands.js';
import { bandText } from './band-text.js';
import { HexLayer } from './hex-layer.js';

interface CoverageMapProps {
  readonly metro: Metro;
  readonly coverage: Coverage;
  readonly minutes: number;
}

/** Cell outlines come from a library of its own chunk: half as large as the rest of the page. */
const h3Query = {
  queryKey: ['h3'],
  queryFn: async () => (await import('h3-js')).cellToBoundary,
  staleTime: Number.POSITIVE_INFINITY,
};

export function CoverageMap({ metro, coverage, minutes }: CoverageMapProps): JSX.Element {
  const { t } = useTranslation();
  const { data: outlineOf } = useQuery(h3Query);
  const hexes = useMemo(
    () =>
      outlineOf === undefined
        ? []
        : coverage.cells.map((cell) => ({ ...cell, outline: outlineOf(cell.cell) as [number, number][] })),
    [outlineOf, coverage],
  );
  const bounds = useMemo(
    () => (hexes.length === 0 ? null : L.latLngBounds(hexes.map(({ outline }) => outline[0]!))),
    [hexes],
  );
  return (
    <figure className="coverage-map">
      <CityMap metro={metro} label={t('coverage.map')}>
        <HexLayer hexes={hexes} minutes={minutes} />
        <Fit bounds={bounds} when={metro.slug} />
      </CityMap>
      <figcaption className="coverage-legend">
        <span>{t('coverage.legend')}</span>
        <ul>
          {bands.map((band) => (
            <li key={band.over}>
              <span className="legend-colour" style={{ background: band.colour }} /> {bandText(band, t)}
            </li>
          ))}
        </ul>
        <span>{t('coverage.limit', { minutes })}</span>
      </figcaption>
    </figure>
  );
}
