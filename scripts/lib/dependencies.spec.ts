import { checkOffline, exceptionFaults, judge, lockFaults, pinFaults, readReport } from './dependencies.mjs';

const today = new Date('2026-11-22T12:00:00Z');
const exception = {
  id: 'GHSA-aaaa-bbbb-cccc',
  reason: 'The function that it speaks of is never called with input of others',
  until: '2027-03-01',
};
const sound = { version: '1.0.0', resolved: 'https://registry.example/a.tgz', integrity: 'sha512-x' };

describe('The audit of dependencies', () => {
  it('finds ours in order', () => expect(() => checkOffline()).not.toThrow());

  it.each([
    ['that has run out', { until: '2026-11-21' }, 'ended on 2026-11-21'],
    ['for ever', { until: '2099-01-01' }, 'more than a year'],
    ['without an end', { until: undefined }, 'not a day'],
    ['without a reason', { reason: 'fine' }, 'says too little'],
    ['for something else', { id: 'lodash' }, 'not the id'],
  ])('refuses an exception %s', (_, change, fault) => {
    expect(exceptionFaults({ advisories: [exception] }, today)).toEqual([]);
    const faults = exceptionFaults({ advisories: [{ ...exception, ...change }] }, today);
    expect(faults).toEqual([expect.stringContaining(fault)]);
  });

  it.each(['^1.0.0', '~1.0.0', '*', 'latest', '1.x', 'git+ssh://x', 'file:../x'])(
    'refuses a dependency on %s',
    (version) => {
      expect(pinFaults({ dependencies: { a: version, b: '1.0.0', c: '1.0.0-beta.1' } })).toHaveLength(1);
    },
  );

  it.each([
    ['without integrity', { ...sound, integrity: undefined }, 'no SHA-512'],
    ['with a weak hash', { ...sound, integrity: 'sha1-x' }, 'no SHA-512'],
    ['from somewhere else', { ...sound, resolved: 'https://elsewhere.example/a.tgz' }, 'one registry'],
    ['from a repository', { ...sound, resolved: 'git+ssh://git@elsewhere.example/a.git' }, 'one registry'],
    ['that runs a script when installed', { ...sound, hasInstallScript: true }, 'nobody has allowed'],
  ])('refuses a package %s', (_, changed, fault) => {
    const lock = (other: object) => ({
      packages: { '': {}, 'node_modules/a': sound, 'node_modules/a/node_modules/@s/b': other },
    });
    expect(lockFaults(lock(sound), {})).toEqual([]);
    expect(lockFaults(lock(changed), {})).toEqual([expect.stringContaining(fault)]);
    if (fault === 'nobody has allowed') expect(lockFaults(lock(changed), { '@s/b': 'allowed' })).toEqual([]);
  });

  it('fails on an advisory that nobody excepted, and names the exceptions that are not needed', () => {
    const via = [
      { url: 'https://advisories.example/GHSA-dddd-eeee-ffff', name: 'a', severity: 'high', title: 'T' },
      'b',
    ];
    const excepted = [{ url: `https://advisories.example/${exception.id}`, name: 'c', severity: 'low', title: 'U' }];
    const report = { vulnerabilities: { a: { via }, b: { via: ['a'] }, c: { via: excepted } } };
    const unused = { ...exception, id: 'CVE-2020-0001' };
    expect(judge(report, { advisories: [exception, unused] })).toEqual({
      open: ['GHSA-dddd-eeee-ffff high: a: T'],
      excepted: [exception.id],
      unused: ['CVE-2020-0001'],
    });
  });

  it.each([
    ['{"auditReportVersion":2,"vulnerabilities":{}}', { report: { auditReportVersion: 2, vulnerabilities: {} } }],
    ['{"message":"405 Method Not Allowed","statusCode":405,"error":{}}', { reason: 'status 405' }],
    ['{"error":{"code":"ENOTFOUND"}}', { reason: 'ENOTFOUND' }],
    ['', { reason: 'no answer that can be read' }],
  ])('tells a report from the lack of one in %s', (text, expected) => expect(readReport(text)).toEqual(expected));
});
