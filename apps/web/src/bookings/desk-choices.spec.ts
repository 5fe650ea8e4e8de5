import { choicesFor } from './desk-choices.js';

const desk = (label: string, spaceId = 'quiet') => ({
  id: label,
  label,
  spaceId,
  kind: label.startsWith('R') ? ('room' as const) : ('desk' as const),
  position: [0, 0] as [number, number],
  amenities: [],
});
const hub = {
  spaces: [
    { id: 'quiet', name: 'Zona silenziosa', kind: 'zone' as const, level: 0, outline: [] },
    { id: 'open', name: 'Sala grande', kind: 'zone' as const, level: 0, outline: [] },
  ],
  bookables: [desk('D-1', 'open'), desk('D-10'), desk('D-2'), desk('D-3'), desk('R-1')],
};
const labels = (free: string[], mine: string[] = []): string[] =>
  choicesFor({ id: 'D-3', kind: 'desk' }, hub, { free, mine }).map(({ label }) => label);

describe(choicesFor, () => {
  it('puts the desk itself first, then its own space, and leaves other kinds out', () => {
    expect(labels(['D-1', 'D-10', 'D-2', 'D-3', 'R-1'])).toEqual(['D-3', 'D-2', 'D-10', 'D-1']);
  });

  it('counts the desk as free that this booking holds in that time', () => {
    expect(labels(['D-1'], ['D-3'])).toEqual(['D-3', 'D-1']);
  });

  it('leaves out what somebody else holds, the desk itself too', () => {
    expect(labels(['D-1'])).toEqual(['D-1']);
    expect(labels([], ['D-2'])).toEqual([]);
  });
});
