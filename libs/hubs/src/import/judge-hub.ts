import type { LatLon } from '#libs/kernel';
import type { RowReason } from '#libs/platform';
import type { AgreementTerms } from '../assets/agreement.repository.js';
import { parseOpening, writeOpening } from '../domain/opening-text.js';
import { windowsOutside } from '../domain/weekly.js';
import type { HubToSave } from '../hub-draft.js';
import type { ActiveMetro } from '../persistence/metro.repository.js';
import { planOf } from './draft-hub.js';
import { hubKindHabits } from './hub-kinds.js';
import { type KnownHub, samePlace, samePlan, sameWindows, sameWords } from './known-hub.js';
import type { ReadHub } from './read-hubs.js';

/** Everything that a row is judged by. */
export interface HubImportFacts {
  readonly metro: ActiveMetro;
  readonly organisation: { readonly id: string; readonly name: string };
  readonly known: ReadonlyMap<string, KnownHub>;
  readonly isReachable: (point: LatLon) => boolean;
  /** Whether so many bookables more may be drawn; to be asked before they are */
  readonly mayDraw: (bookables: number) => boolean;
  /** The agreements that hold today, by the name of the asset */
  readonly byAsset: ReadonlyMap<string, readonly AgreementTerms[]>;
  /** Those that the hubs stand under already */
  readonly byId: ReadonlyMap<string, AgreementTerms>;
}

export type Judgement =
  | { readonly status: 'refused'; readonly reasons: readonly RowReason[] }
  | { readonly status: 'created' | 'changed'; readonly hub: HubToSave }
  | { readonly status: 'unchanged' };

/** What a row comes to: all that is wrong with it, or the hub that it makes. */
export function judgeHub(row: ReadHub, facts: HubImportFacts): Judgement {
  const known = facts.known.get(row.slug);
  const agreement = agreementOf(row, known, facts);
  const terms = 'code' in agreement ? null : agreement.terms;
  const hub = complete(row, known, facts, terms?.id ?? known?.useAgreementId ?? null);
  const reasons = [
    ...ownerReasons(row, known, facts),
    ...placeReasons(row, facts),
    ...('code' in agreement ? [agreement] : []),
    ...('code' in hub ? [hub] : outsideReasons(hub, terms)),
  ];
  if (reasons.length > 0 || 'code' in hub) return { status: 'refused', reasons };
  if (known === undefined) return { status: 'created', hub };
  return isSame(hub, known) ? { status: 'unchanged' } : { status: 'changed', hub };
}

function ownerReasons(row: ReadHub, known: KnownHub | undefined, { organisation }: HubImportFacts): RowReason[] {
  const reasons: RowReason[] = [];
  if (row.organisation !== undefined && row.organisation !== organisation.name)
    reasons.push({
      code: 'row-other-organisation',
      field: 'organisation',
      message: `it is a hub of ${row.organisation}, not of ${organisation.name}`,
      values: { organisation: row.organisation, own: organisation.name },
    });
  if (known !== undefined && known.organisationId !== organisation.id)
    reasons.push({
      code: 'row-slug-taken',
      field: 'slug',
      message: `another organisation has a hub "${row.slug}" in this metro: give it another slug`,
      values: { slug: row.slug },
    });
  return reasons;
}

function placeReasons({ lat, lon }: ReadHub, { metro, isReachable }: HubImportFacts): RowReason[] {
  const [west, south, east, north] = metro.network.bbox;
  const isInside = (point: LatLon): boolean =>
    south <= point.lat && point.lat <= north && west <= point.lon && point.lon <= east;
  const values = { lat, lon, metro: metro.name };
  if (isInside({ lat, lon }))
    return isReachable({ lat, lon })
      ? []
      : [{ code: 'row-off-the-streets', field: 'lat', message: 'it lies more than 300 m from every street', values }];
  if (isInside({ lat: lon, lon: lat }))
    return [
      { code: 'row-position-swapped', field: 'lat', message: 'its latitude and longitude are exchanged', values },
    ];
  const message = `${lat}, ${lon} lies outside ${metro.name}`;
  return [{ code: 'row-outside-metro', field: 'lat', message, values }];
}

function agreementOf(
  { asset }: ReadHub,
  known: KnownHub | undefined,
  { byAsset, byId }: HubImportFacts,
): RowReason | { readonly terms: AgreementTerms | null } {
  if (asset === undefined) return { terms: byId.get(known?.useAgreementId ?? '') ?? null };
  const [first, ...others] = byAsset.get(asset) ?? [];
  const values = { asset };
  if (first === undefined) {
    const message = `no agreement gives the organisation the use of "${asset}" today`;
    return { code: 'row-agreement-unknown', field: 'asset', message, values };
  }
  if (others.length === 0) return { terms: first };
  const message = `several agreements give the organisation the use of "${asset}": choose one by hand`;
  return { code: 'row-agreement-ambiguous', field: 'asset', message, values };
}

function outsideReasons(hub: HubToSave, terms: AgreementTerms | null): RowReason[] {
  const outside = terms === null ? [] : windowsOutside(hub.openingWindows, terms.windows);
  if (outside.length === 0) return [];
  const windows = writeOpening(outside);
  const message = `it would be open when its building is not given to it: ${windows}`;
  return [{ code: 'row-outside-agreement', field: 'opening', message, values: { windows } }];
}

/** What a row leaves out stays as it is, or is as usual for the kind of hub. */
function complete(
  row: ReadHub,
  known: KnownHub | undefined,
  { organisation, mayDraw }: HubImportFacts,
  useAgreementId: string | null,
): HubToSave | RowReason {
  const kind = row.kind ?? known?.kind ?? 'coworking';
  const habits = hubKindHabits[kind];
  const isDrawn = !hasSizeOf(row, known);
  if (isDrawn && !mayDraw(row.plan?.bookables.length ?? row.desks ?? 0))
    return { code: 'row-too-many-desks', field: 'desks', message: 'the file has too many desks to draw: part it' };
  const plan = isDrawn ? planOf(row) : null;
  if (plan === undefined)
    return { code: 'row-size-missing', field: 'desks', message: 'it has neither desks nor a plan' };
  return {
    slug: row.slug,
    name: row.name,
    kind,
    address: row.address ?? known?.address ?? '',
    lat: row.lat,
    lon: row.lon,
    amenities: row.amenities ?? known?.amenities ?? habits.amenities,
    organisationId: organisation.id,
    useAgreementId,
    plan,
    openingWindows: row.openingWindows ?? known?.openingWindows ?? parseOpening(habits.opening),
  };
}

/** A hub that has the desks and rooms that the row counts keeps its plan: somebody may have drawn it. */
function hasSizeOf({ plan, desks, rooms }: ReadHub, known: KnownHub | undefined): boolean {
  if (known === undefined) return false;
  if (plan !== undefined) return samePlan(plan, known.plan);
  const count = (kind: string): number => known.plan.bookables.filter((bookable) => bookable.kind === kind).length;
  return (desks === undefined || desks === count('desk')) && (rooms === undefined || rooms === count('room'));
}

function isSame(hub: HubToSave, known: KnownHub): boolean {
  return (
    hub.plan === null &&
    hub.name === known.name &&
    hub.kind === known.kind &&
    hub.address === known.address &&
    hub.useAgreementId === known.useAgreementId &&
    samePlace(hub.lat, known.lat) &&
    samePlace(hub.lon, known.lon) &&
    sameWords(hub.amenities, known.amenities) &&
    sameWindows(hub.openingWindows, known.openingWindows)
  );
}
