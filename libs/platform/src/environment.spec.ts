import { readEnvironment } from './environment.js';

describe(readEnvironment, () => {
  it.each([
    [undefined, false],
    ['off', false],
    ['2', 2],
    ['10.0.0.0/8, 192.0.2.1,2001:db8::/32', ['10.0.0.0/8', '192.0.2.1', '2001:db8::/32']],
  ])('takes the proxies %j for %j', (TRUST_PROXY, expected) => {
    expect(readEnvironment({ TRUST_PROXY }).TRUST_PROXY).toEqual(expected);
  });

  it.each([
    'on',
    'true',
    '0',
    '10.0.0.0/0',
    '10.0.0.0/33',
    '2001:db8::/129',
    '10.0.0.0/8/8',
    'proxy.example',
    '10.0.0.1,',
  ])('refuses the proxies %j, of which anybody could claim to be one', (TRUST_PROXY) =>
    expect(() => readEnvironment({ TRUST_PROXY })).toThrow('TRUST_PROXY'),
  );

  it.each([
    [undefined, 1],
    ['off', Infinity],
    ['0.5', 0.5],
    ['20', 20],
  ])('takes the rate limit %j for %j times the table', (RATE_LIMIT, expected) => {
    expect(readEnvironment({ RATE_LIMIT }).RATE_LIMIT).toBe(expected);
  });

  it.each(['', 'on', '0', '-1', 'NaN', 'Infinity', '1e9'])('refuses the rate limit %j', (RATE_LIMIT) => {
    expect(() => readEnvironment({ RATE_LIMIT })).toThrow('RATE_LIMIT');
  });
});
