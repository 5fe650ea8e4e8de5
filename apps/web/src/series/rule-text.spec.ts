import { createInstance, type TFunction } from 'i18next';
import type { SeriesRule } from '#libs/contracts';
import { itBookings } from '../i18n/it-bookings.js';
import { ruleText } from './rule-text.js';

const RULE: SeriesRule = {
  frequency: 'weekly',
  interval: 1,
  weekdays: [],
  monthlyBy: 'day',
  startDate: '2026-11-24',
  startTime: '09:00',
  endTime: '13:00',
  until: null,
  count: 10,
  exceptions: [],
  skipHolidays: false,
};

describe(ruleText, () => {
  let t: TFunction;
  beforeAll(async () => {
    const i18n = createInstance();
    await i18n.init({
      lng: 'it',
      resources: { it: { translation: itBookings } },
      interpolation: { escapeValue: false },
    });
    t = i18n.t;
  });

  it.each<[Partial<SeriesRule>, string]>([
    [{}, 'Ogni settimana: martedì · 09:00–13:00 · 10 volte dal 24 nov 2026'],
    [
      { weekdays: [4, 1], interval: 2, count: null, until: '2026-12-18' },
      'Ogni 2 settimane: lunedì, giovedì · 09:00–13:00 · dal 24 nov 2026 al 18 dic 2026',
    ],
    [
      { frequency: 'daily', skipHolidays: true, exceptions: ['2026-12-01'] },
      'Ogni giorno · 09:00–13:00 · 10 volte dal 24 nov 2026 · festività escluse · 1 giorno escluso',
    ],
    [{ frequency: 'monthly' }, 'Ogni mese, il giorno 24 · 09:00–13:00 · 10 volte dal 24 nov 2026'],
    [
      { frequency: 'monthly', monthlyBy: 'weekday', count: 1 },
      'Ogni mese, il quarto martedì · 09:00–13:00 · 1 volta dal 24 nov 2026',
    ],
    [
      { frequency: 'monthly', monthlyBy: 'last-weekday', startDate: '2026-11-29', interval: 3 },
      'Ogni 3 mesi, l’ultima domenica · 09:00–13:00 · 10 volte dal 29 nov 2026',
    ],
  ])('says %j as %s', (change, words) => expect(ruleText({ ...RULE, ...change }, 'it', t)).toBe(words));
});
