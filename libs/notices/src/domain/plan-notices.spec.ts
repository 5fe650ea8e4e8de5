import { planNotices, type ToldChange } from './plan-notices.js';

const change = (position: string, told: Partial<ToldChange> = {}): ToldChange => ({
  position,
  hubId: 'h',
  bookingId: position,
  change: 'confirmed',
  by: 'person',
  ...told,
});
const anna = (): string => 'anna';

describe(planNotices.name, () => {
  it('tells the bookings of one transaction as one, and those of two as two', () => {
    const planned = planNotices([change('7-1'), change('7-2'), change('7-3'), change('8-4')], anna);
    expect(planned.map(({ shown, more }) => [shown.bookingId, more])).toEqual([
      ['7-1', 2],
      ['8-4', 0],
    ]);
  });

  it('tells two persons of one transaction apart', () => {
    const planned = planNotices([change('7-1'), change('7-2')], ({ bookingId }) => bookingId);
    expect(planned.map(({ more }) => more)).toEqual([0, 0]);
  });

  it('shows the successor of a booking, and does not confirm it as well', () => {
    const successor = { hubId: 'other', bookingId: 'new' };
    const planned = planNotices(
      [change('7-1', { ...successor }), change('7-2', { change: 'superseded', by: 'manager', successor })],
      anna,
    );
    expect(planned.map(({ change: { change: kind }, shown, own }) => [kind, shown.bookingId, own])).toEqual([
      ['superseded', 'new', false],
    ]);
  });

  it('tells nobody of what is nobody’s, and persons not of what they moved or extended themselves', () => {
    expect(planNotices([change('7-1')], () => undefined)).toEqual([]);
    expect(planNotices([change('7-1', { change: 'moved' }), change('7-2', { change: 'extended' })], anna)).toEqual([]);
    expect(planNotices([change('7-1', { change: 'moved', by: 'manager' })], anna)).toHaveLength(1);
  });
});
