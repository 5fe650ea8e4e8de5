import L from 'leaflet';
import { useEffect } from 'react';
import { useMap } from 'react-leaflet';
import type { Isochrones } from '#libs/contracts';

const LABEL_ROOM_PX = 44;

/** Cut-offs to draw for a search: its own limit and one or two inner ones to read the distance by. */
export const bandsOf = (minutes: number): readonly number[] =>
  minutes <= 5 ? [minutes] : minutes <= 10 ? [5, minutes] : minutes <= 15 ? [5, 10, minutes] : [10, minutes];

interface IsochroneLayerProps {
  readonly isochrones: Isochrones;
  readonly label: (minutes: number) => string;
}

/** Biggest first, each cut-off named at its northern tip. */
export function IsochroneLayer({ isochrones, label }: IsochroneLayerProps): null {
  const map = useMap();
  useEffect(() => {
    const group = L.layerGroup().addTo(map);
    const labels: L.Marker[] = [];
    const bands = isochrones.features.toSorted((a, b) => b.properties.minutes - a.properties.minutes);
    for (const [index, band] of bands.entries()) {
      L.geoJSON(band, {
        interactive: false,
        style: {
          color: '#004d99',
          weight: index === 0 ? 2.5 : 1.5,
          ...(index === 0 ? {} : { dashArray: '6 4' }),
          fillColor: '#0066cc',
          fillOpacity: 0.1,
        },
      }).addTo(group);
      const tip = northernTip(band.geometry.coordinates);
      if (tip !== null) labels.push(bandLabel(tip, label(band.properties.minutes)).addTo(group));
    }
    const thin = (): void => thinOut(map, labels);
    thin();
    map.on('zoomend', thin);
    return () => {
      map.off('zoomend', thin);
      group.remove();
    };
  }, [map, isochrones, label]);
  return null;
}

function northernTip(polygons: Isochrones['features'][number]['geometry']['coordinates']): L.LatLngTuple | null {
  const outer = polygons.flatMap(([ring]) => ring ?? []);
  const tip = outer.reduce<readonly number[] | null>(
    (best, at) => (best === null || at[1]! > best[1]! ? at : best),
    null,
  );
  return tip === null ? null : [tip[1]!, tip[0]!];
}

function bandLabel(at: L.LatLngTuple, text: string): L.Marker {
  const icon = L.divIcon({ className: 'band-label', html: `<span>${text}</span>`, iconSize: [0, 0] });
  return L.marker(at, { icon, interactive: false, keyboard: false });
}

/** Drops the names that would lie over the one before, the outermost first to stay. */
function thinOut(map: L.Map, labels: readonly L.Marker[]): void {
  let last: L.Point | null = null;
  for (const label of labels) {
    const at = map.latLngToLayerPoint(label.getLatLng());
    const crowded = last !== null && at.distanceTo(last) < LABEL_ROOM_PX;
    label.setOpacity(crowded ? 0 : 1);
    if (!crowded) last = at;
  }
}
