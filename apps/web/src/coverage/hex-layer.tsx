import L from 'leaflet';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useMap } from 'react-leaflet';
import type { Coverage } from '#libs/contracts';
import { currentLanguage } from '../i18n/index.js';
import { formatCount, walkMinutes } from '../time/format.js';
import { bandOf } from './bands.js';

export type Hex = Coverage['cells'][number] & { readonly outline: readonly [number, number][] };

interface HexLayerProps {
  readonly hexes: readonly Hex[];
  readonly minutes: number;
}

/** Thousands of hexes on one canvas; a new limit only restyles them. */
export function HexLayer({ hexes, minutes }: HexLayerProps): null {
  const map = useMap();
  const { t } = useTranslation();
  const drawn = useRef<readonly { readonly hex: Hex; readonly shape: L.Polygon }[]>([]);

  useEffect(() => {
    const renderer = L.canvas({ padding: 0.3 });
    const group = L.featureGroup().addTo(map);
    drawn.current = hexes.map((hex) => {
      const shape = L.polygon([...hex.outline], { renderer, ...styleOf(hex, minutes) });
      group.addLayer(shape);
      return { hex, shape };
    });
    const textOf = new Map(drawn.current.map(({ hex, shape }) => [shape as L.Layer, hex]));
    group.bindTooltip(
      (layer) => {
        const hex = textOf.get(layer);
        if (hex === undefined) return '';
        const away =
          hex.seconds === null
            ? t('coverage.beyond', { max: 60 })
            : t('find.walk', { count: walkMinutes(hex.seconds) });
        return t('coverage.cell', { residents: formatCount(hex.residents, currentLanguage()), minutes: away });
      },
      { sticky: true },
    );
    return () => void group.remove();
    // The limit only restyles, below.
  }, [map, hexes, t]);

  useEffect(() => {
    for (const { hex, shape } of drawn.current) shape.setStyle(styleOf(hex, minutes));
  }, [hexes, minutes]);
  return null;
}

function styleOf(hex: Hex, minutes: number): L.PathOptions {
  const within = hex.seconds !== null && hex.seconds <= minutes * 60;
  return {
    fillColor: bandOf(hex).colour,
    fillOpacity: within ? 0.75 : 0.55,
    color: within ? '#08306b' : '#ffffff',
    weight: within ? 1.2 : 0.5,
    opacity: within ? 0.9 : 0.7,
  };
}
