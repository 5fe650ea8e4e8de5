import 'leaflet/dist/leaflet.css';
import L from 'leaflet';
import { useEffect, type JSX, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { MapContainer, ScaleControl, useMap } from 'react-leaflet';
import type { BoundingBox, Metro } from '#libs/contracts';
import { BaseLayer } from './base-layer.js';
import './city-map.css';

const MAX_ZOOM = 18;
const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)').matches;

interface CityMapProps {
  readonly metro: Metro;
  readonly label: string;
  readonly children: ReactNode;
}

/** A map of one metro; draw on it by children. Moving to another metro makes a new map. */
export function CityMap({ metro, label, children }: CityMapProps): JSX.Element {
  return (
    <MapContainer
      key={metro.slug}
      className="city-map"
      center={[metro.center.lat, metro.center.lon]}
      zoom={14}
      minZoom={9}
      maxZoom={MAX_ZOOM}
      maxBounds={boundsOf(metro.bbox).pad(0.4)}
      zoomControl={false}
      fadeAnimation={!reducedMotion}
      zoomAnimation={!reducedMotion}
      markerZoomAnimation={!reducedMotion}
      preferCanvas
    >
      <Named label={label} />
      <BaseLayer metro={metro} />
      <ScaleControl imperial={false} position="bottomleft" />
      {children}
    </MapContainer>
  );
}

export const boundsOf = ([west, south, east, north]: BoundingBox): L.LatLngBounds =>
  L.latLngBounds([south, west], [north, east]);

/** Gives the map its name and its zoom buttons theirs, in the language of the page. */
function Named({ label }: { readonly label: string }): null {
  const map = useMap();
  const { t } = useTranslation();
  const [zoomIn, zoomOut] = [t('app.zoomIn'), t('app.zoomOut')];
  useEffect(() => {
    const container = map.getContainer();
    container.setAttribute('role', 'region');
    container.setAttribute('aria-label', label);
    map.attributionControl.setPrefix(false);
    const zoom = L.control.zoom({ position: 'topright', zoomInTitle: zoomIn, zoomOutTitle: zoomOut });
    zoom.addTo(map);
    return () => void zoom.remove();
  }, [map, label, zoomIn, zoomOut]);
  return null;
}
