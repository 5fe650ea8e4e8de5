import { ReportStore, type StoredReport } from './report-store.js';

const report = (payload: string): StoredReport => ({ topic: 't', payload });
const names = (reports: readonly (StoredReport | undefined)[]): unknown[] => reports.map((r) => r?.payload);

describe(ReportStore.name, () => {
  it('hands out the oldest first, no more than the window', () => {
    const store = new ReportStore(10);
    ['a', 'b', 'c'].forEach((name) => store.keep(report(name)));
    expect(names([store.take(2), store.take(2), store.take(2)])).toEqual(['a', 'b', undefined]);
  });

  it('keeps a report until it is acknowledged', () => {
    const store = new ReportStore(10);
    const [a, b] = [report('a'), report('b')];
    store.keep(a);
    store.keep(b);
    store.take(1);
    expect(store.size).toBe(2);
    store.acknowledge(a);
    store.acknowledge(a);
    expect(store.size).toBe(1);
    expect(store.take(1)).toBe(b);
  });

  it('hands out again first what was not sent after all', () => {
    const store = new ReportStore(10);
    ['a', 'b', 'c'].forEach((name) => store.keep(report(name)));
    const [a] = [store.take(2)!, store.take(2)];
    store.giveBack(a);
    expect(names([store.take(2), store.take(2)])).toEqual(['a', undefined]);
  });

  it('lets the oldest go that is not under way when it is full', () => {
    const store = new ReportStore(3);
    ['a', 'b'].forEach((name) => store.keep(report(name)));
    store.take(1);
    ['c', 'd'].forEach((name) => store.keep(report(name)));
    expect(names([store.take(9), store.take(9), store.take(9)])).toEqual(['c', 'd', undefined]);
    expect(store.dropped).toBe(1);
  });
});
