import { RefusalQuota, type Teller } from './refusal-quota.js';

const network = (n: number): Teller => ({ key: `network ${n}`, known: false });
const person: Teller = { key: 'person', known: true };

describe(RefusalQuota, () => {
  const admitted = (quota: RefusalQuota<Teller>, times: number, teller: (n: number) => Teller): number =>
    Array.from({ length: times }, (_, n) => quota.admit(teller(n))).filter(Boolean).length;

  it('takes ten of one caller down and counts the others', () => {
    const quota = new RefusalQuota();
    expect(admitted(quota, 1000, () => person)).toBe(10);
    expect(quota.drain()).toEqual([{ teller: person, times: 990 }]);
  });

  it('takes sixty of many networks down, and still what a known caller does', () => {
    const quota = new RefusalQuota();
    expect(admitted(quota, 100_000, network)).toBe(60);
    expect(quota.admit(person)).toBe(true);
    expect(quota.drain()).toEqual([{ teller: undefined, times: 99_940 }]);
  });

  it('never tells more than a hundred and twenty entries and as many counts, and one', () => {
    const quota = new RefusalQuota();
    let told = 0;
    for (let round = 0; round < 20; round++) {
      told += admitted(quota, 500, network);
      told += admitted(quota, 500, (n) => ({ key: `person ${n}`, known: true }));
    }
    expect(told).toBe(120);
    expect(quota.drain().length).toBeLessThanOrEqual(121);
  });

  it('loses count of none', () => {
    const quota = new RefusalQuota();
    const told = admitted(quota, 5000, (n) => network(n % 7));
    expect(told + quota.drain().reduce((sum, { times }) => sum + times, 0)).toBe(5000);
  });

  it('begins anew after each drain', () => {
    const quota = new RefusalQuota();
    admitted(quota, 11, () => person);
    quota.drain();
    expect([quota.admit(person), quota.drain()]).toEqual([true, []]);
  });
});
