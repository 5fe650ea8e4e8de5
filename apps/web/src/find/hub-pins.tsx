import L from 'leaflet';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useMap } from 'react-leaflet';
import type { HubHit } from '#libs/contracts';
import { walkMinutes } from '../time/format.js';
import { freeLevel } from './free-level.js';

interface HubPinsProps {
  readonly hubs: readonly HubHit[];
  readonly selected: string | null;
  readonly onSelect: (hubId: string) => void;
}

/** One pin a hub with the count of free desks in it; a button for keyboard and screen reader too. */
export function HubPins({ hubs, selected, onSelect }: HubPinsProps): null {
  const map = useMap();
  const { t } = useTranslation();
  const select = useEffectEvent(onSelect);

  useEffect(() => {
    const group = L.layerGroup().addTo(map);
    for (const hub of hubs) {
      const level = freeLevel(hub);
      const marker = L.marker([hub.lat, hub.lon], {
        icon: pinIcon(level === 'closed' ? '×' : String(hub.free), level, hub.id === selected),
        zIndexOffset: hub.id === selected ? 1000 : 0,
        riseOnHover: true,
        title: hub.name,
      });
      marker.on('click', () => select(hub.id));
      marker.on('keypress', ({ originalEvent }) => originalEvent.key === 'Enter' && select(hub.id));
      marker.addTo(group);
      const values = { hub: hub.name, free: hub.free, minutes: walkMinutes(hub.seconds) };
      marker.getElement()?.setAttribute('aria-label', t('find.pinLabel', values));
    }
    return () => void group.remove();
  }, [map, hubs, selected, t]);
  return null;
}

function pinIcon(text: string, level: string, selected: boolean): L.DivIcon {
  return L.divIcon({
    className: `hub-pin hub-pin-${level}${selected ? ' hub-pin-selected' : ''}`,
    html: `<span>${text}</span>`,
    iconSize: [44, 44],
    iconAnchor: [22, 22],
  });
}
