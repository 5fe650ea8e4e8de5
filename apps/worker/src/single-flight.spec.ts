import { Logger } from '@nestjs/common';
import { SingleFlight } from './single-flight.js';

describe(SingleFlight.name, () => {
  beforeAll(() => Logger.overrideLogger(false));
  afterAll(() => Logger.overrideLogger(['log', 'warn', 'error']));

  it('runs a work that is under way no second time, and another one beside it', async () => {
    const flights = new SingleFlight();
    const begun: string[] = [];
    let finish = (): void => undefined;
    const slow = new Promise<void>((resolve) => (finish = resolve));
    const begin = (name: string) => (): Promise<void> => (begun.push(name), slow);
    flights.run('a', begin('a'));
    flights.run('a', begin('a'));
    flights.run('b', begin('b'));
    expect(begun).toEqual(['a', 'b']);
    finish();
    await flights.close();
  });

  it('tries again what failed', async () => {
    const flights = new SingleFlight();
    let tries = 0;
    const fail = async (): Promise<void> => {
      tries++;
      throw new Error('no database');
    };
    flights.run('a', fail);
    await new Promise(setImmediate);
    flights.run('a', fail);
    await flights.close();
    expect(tries).toBe(2);
  });

  it('waits for what runs when it closes, and begins nothing more', async () => {
    const flights = new SingleFlight();
    let done = false;
    flights.run('a', async () => {
      await new Promise(setImmediate);
      done = true;
    });
    await flights.close();
    expect(done).toBe(true);
    flights.run('b', () => Promise.reject(new Error('too late')));
    await flights.close();
  });
});
