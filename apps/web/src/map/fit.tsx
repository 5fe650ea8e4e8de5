import L from 'leaflet';
import { useEffect } from 'react';
import { useMap } from 'react-leaflet';

/** Shows the whole of `bounds` whenever `when` changes. */
export function Fit({ bounds, when }: { readonly bounds: L.LatLngBounds | null; readonly when: string }): null {
  const map = useMap();
  const ready = bounds !== null;
  useEffect(() => {
    if (bounds?.isValid()) map.fitBounds(bounds, { padding: [16, 16], animate: false });
    // Only the occasion moves the map: data that arrives later must not take it from under the reader's hand.
  }, [map, when, ready]);
  return null;
}

/** Brings a point into view when it is not. */
export function Reveal({ at }: { readonly at: { readonly lat: number; readonly lon: number } | null }): null {
  const map = useMap();
  useEffect(() => {
    if (at !== null) map.panInside([at.lat, at.lon], { padding: [60, 60] });
  }, [map, at?.lat, at?.lon]);
  return null;
}
