import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useMap, useMapEvents } from 'react-leaflet';
import type { Point } from '../map/origin-marker.js';
import { Icon } from '../ui/icon.js';

/** What a click on the map does, for those who move it by keyboard: start from the middle of what is shown. */
export function SearchHere({ onSearch }: { readonly onSearch: (at: Point) => void }): JSX.Element | null {
  const { t } = useTranslation();
  const map = useMap();
  const [moved, setMoved] = useState(false);
  useMapEvents({ dragend: () => setMoved(true), keydown: () => setMoved(true), click: () => setMoved(false) });
  if (!moved) return null;
  return (
    <button
      type="button"
      className="search-here"
      onClick={(event) => {
        event.stopPropagation();
        const { lat, lng } = map.getCenter();
        setMoved(false);
        onSearch({ lat, lon: lng });
      }}
    >
      <Icon name="search" className="icon-primary" />
      {t('find.searchHere')}
    </button>
  );
}
