import { type CountBetween, compareDoorReadings, type DoorReading, pass, replayFlow } from './people-flow.js';

const difference: CountBetween = (before, now) => (before === undefined ? 0 : now.total - before.total);
const door = (deviceId: string, at: number, inTotal: number, outTotal: number): DoorReading => ({
  deviceId,
  at,
  boot: 1,
  seq: at,
  inTotal,
  outTotal,
});
const inside = (readings: DoorReading[], resetAt = -1): number => replayFlow(readings, resetAt, difference).inside;

describe('People in a hub', () => {
  it('are those who came in less those who went out, over all doors', () => {
    const north = [door('n', 0, 100, 90), door('n', 1, 105, 91)];
    const south = [door('s', 0, 0, 0), door('s', 2, 1, 2)];
    expect(inside([...north, ...south])).toBe(3);
  });

  it('are never fewer than none, and those who come afterwards count', () => {
    expect(inside([door('n', 0, 5, 5), door('n', 1, 5, 8), door('n', 2, 7, 8)])).toBe(2);
  });

  it('are counted anew from a reset, on the totals that stood before it', () => {
    expect(inside([door('n', 0, 50, 10), door('n', 5, 60, 10), door('n', 9, 62, 11)], 5)).toBe(1);
  });

  it('are the same whatever order the readings came in, also two at one instant', () => {
    const readings = [
      door('a', 0, 0, 0),
      door('b', 0, 0, 0),
      door('a', 1, 0, 1),
      door('b', 1, 1, 0),
      door('a', 2, 1, 1),
    ];
    expect(inside(readings.toReversed())).toBe(inside(readings));
  });

  it('do not depend on whether a batch or a replay counted them', () => {
    const readings = [door('a', 0, 0, 0), door('b', 1, 4, 0), door('a', 2, 3, 1), door('b', 3, 9, 2)];
    const stepwise = readings
      .toSorted(compareDoorReadings)
      .reduce((flow, reading) => pass(flow, reading, difference), replayFlow([], -1, difference));
    expect(stepwise).toEqual(replayFlow(readings, -1, difference));
  });
});
