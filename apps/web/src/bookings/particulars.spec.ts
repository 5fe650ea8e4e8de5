import { createInstance, type TFunction } from 'i18next';
import { ProblemError } from '../api/client.js';
import { it as italian } from '../i18n/it.js';
import { itBookings } from '../i18n/it-bookings.js';
import { particularsOf, whyNot } from './particulars.js';

const refusal = (code: string, details: object = {}, status = 409): ProblemError =>
  new ProblemError({ type: 'about:blank', title: 'Titolo', detail: 'Perché no', status, code, ...details });
const hub = { name: 'Centrale', timeZone: 'Europe/Rome' };
const span = { from: '2026-11-23T09:00:00Z', to: '2026-11-23T11:00:00Z' };

describe(particularsOf, () => {
  let t: TFunction;
  beforeAll(async () => {
    const i18n = createInstance();
    const translation = { ...italian, ...itBookings };
    await i18n.init({ lng: 'it', resources: { it: { translation } }, interpolation: { escapeValue: false } });
    t = i18n.t;
  });
  const said = (code: string, details?: object): string | null =>
    particularsOf(refusal(code, details), 'Europe/Rome', t);

  it.each<[string, object, string | null]>([
    ['extension-taken', { until: '2026-11-23T15:30:00Z' }, 'È libero fino alle 16:30'],
    ['extension-taken', { until: null }, 'Subito dopo il posto è di un’altra persona'],
    ['check-in-too-early', { from: span.from }, 'Si può da lun 23 nov, 10:00'],
    ['too-long', { maxMinutes: 240 }, 'Al massimo 4 ore'],
    ['too-long', { maxMinutes: 90 }, 'Al massimo 1 h 30 min'],
    ['closed-that-day', { nextDay: '2026-12-09' }, 'Il primo giorno utile è 9 dic 2026'],
    ['hub-closed', { openings: [span] }, 'La sede è aperta: lun 23 nov, 10:00–12:00'],
    ['hub-closed', { openings: [] }, null],
    ['already-booked', { booking: { id: '1', hub, ...span } }, 'Hai già Centrale, lun 23 nov, 10:00–12:00'],
    ['already-booked', { booking: { id: '1', hubId: '2' } }, null],
    ['already-booked', {}, null],
    ['something-else', { until: span.to }, null],
  ])('says of %s %j: %s', (code, details, words) => expect(said(code, details)).toBe(words));

  it('stands after the words of the API, and is silent about what is no refusal of it', () => {
    const why = (error: unknown): string | undefined => whyNot(error, 'Europe/Rome', t);
    expect([
      why(refusal('too-long', { maxMinutes: 60 })),
      why(refusal('booking-over')),
      why(refusal('network-error', {}, 0)),
      why(new Error('no')),
    ]).toEqual(['Perché no. Al massimo 1 ora', 'Perché no', italian.page.offline, undefined]);
  });
});
