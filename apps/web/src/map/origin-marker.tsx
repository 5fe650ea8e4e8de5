import L from 'leaflet';
import { useEffect, useEffectEvent } from 'react';
import { useMap, useMapEvents } from 'react-leaflet';

export interface Point {
  readonly lat: number;
  readonly lon: number;
}

interface OriginMarkerProps {
  readonly at: Point;
  readonly label: string;
  readonly onMove: (to: Point) => void;
}

const icon = L.divIcon({
  className: 'origin-pin',
  iconSize: [44, 44],
  iconAnchor: [22, 40],
  html: `<svg viewBox="0 0 44 44" aria-hidden="true" focusable="false">
    <path d="M22 41C22 41 9 27.6 9 18a13 13 0 1 1 26 0C35 27.6 22 41 22 41Z" fill="#17324d" stroke="#fff" stroke-width="2.5"/>
    <circle cx="22" cy="18" r="5" fill="#fff"/></svg>`,
});

/** Where the person starts from: drag the pin or click the map to move it. */
export function OriginMarker({ at, label, onMove }: OriginMarkerProps): null {
  const map = useMap();
  const move = useEffectEvent((to: L.LatLng) => onMove({ lat: to.lat, lon: to.lng }));
  useMapEvents({ click: (event) => move(event.latlng) });

  useEffect(() => {
    const marker = L.marker([at.lat, at.lon], {
      icon,
      draggable: true,
      keyboard: false,
      zIndexOffset: 500,
      title: label,
    });
    marker.addTo(map);
    marker.on('dragend', () => move(marker.getLatLng()));
    return () => void marker.remove();
  }, [map, at.lat, at.lon, label]);
  return null;
}
