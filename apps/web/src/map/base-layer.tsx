import L from 'leaflet';
import { leafletLayer } from 'protomaps-leaflet';
import { useEffect } from 'react';
import { useMap } from 'react-leaflet';
import type { Metro } from '#libs/contracts';
import { labelRules } from './label-rules.js';
import { background, paintRules } from './paint-rules.js';

// protomaps-leaflet finds Leaflet under this name only.
Object.assign(globalThis, { L });

/** The base map. All that is known of the tile renderer is in here, so that it can be changed. */
export function BaseLayer({ metro }: { readonly metro: Metro }): null {
  const map = useMap();
  useEffect(() => {
    const layer = leafletLayer({
      url: metro.tiles,
      maxDataZoom: metro.maxZoom,
      attribution: metro.attribution,
      backgroundColor: background,
      paintRules: [...paintRules],
      labelRules: [...labelRules],
      noWrap: true,
    }) as unknown as L.GridLayer;
    layer.addTo(map);
    return () => void layer.remove();
  }, [map, metro.tiles, metro.maxZoom, metro.attribution]);
  return null;
}
