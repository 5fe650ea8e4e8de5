import { useQuery } from '@tanstack/react-query';
import L from 'leaflet';
import { useCallback, useMemo, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { HubHit } from '#libs/contracts';
import { isochronesQuery } from '../api/queries.js';
import { CityMap } from '../map/city-map.js';
import { Fit, Reveal } from '../map/fit.js';
import { bandsOf, IsochroneLayer } from '../map/isochrone-layer.js';
import { OriginMarker, type Point } from '../map/origin-marker.js';
import { HubPins } from './hub-pins.js';
import { SearchHere } from './search-here.js';
import type { Find } from './use-find.js';

interface FindMapProps {
  readonly find: Find;
  readonly hubs: readonly HubHit[];
  readonly selected: HubHit | null;
  readonly offMap: boolean;
}

export function FindMap({ find, hubs, selected, offMap }: FindMapProps): JSX.Element {
  const { t } = useTranslation();
  const { data } = useQuery({ ...isochronesQuery(find.origin, bandsOf(find.minutes)), enabled: !offMap });
  const isochrones = offMap ? undefined : data;
  const bounds = useMemo(
    () => (isochrones === undefined ? null : L.geoJSON(isochrones.features as GeoJSON.Feature[]).getBounds()),
    [isochrones],
  );
  const bandLabel = useCallback((minutes: number) => t('find.walk', { count: minutes }), [t]);
  const move = ({ lat, lon }: Point): void => find.ask({ lat, lon });
  return (
    <CityMap metro={find.metro} label={t('find.mapLabel')}>
      {isochrones === undefined ? null : <IsochroneLayer isochrones={isochrones} label={bandLabel} />}
      <Fit bounds={bounds} when={`${find.metro.slug} ${find.minutes}`} />
      <OriginMarker at={find.origin} label={t('find.originPin')} onMove={move} />
      <HubPins hubs={hubs} selected={selected?.id ?? null} onSelect={(hub) => find.select({ hub, desk: undefined })} />
      <Reveal at={find.search.hub === undefined ? null : selected} />
      <SearchHere onSearch={move} />
    </CityMap>
  );
}
