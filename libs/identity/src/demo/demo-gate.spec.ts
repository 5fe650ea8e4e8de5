import { readEnvironment } from '#libs/platform';
import { assertDemoAllowed, DemoRefused } from './demo-gate.js';

const attempt = (variables: Record<string, string>) => (): void =>
  assertDemoAllowed(readEnvironment({ AUTH_DEMO: '1', ...variables }));

describe(assertDemoAllowed.name, () => {
  it.each([
    ['with nothing set', {}],
    ['on localhost', { PUBLIC_URL: 'http://localhost:3000' }],
    ['on the loopback of IPv6', { PUBLIC_URL: 'http://[::1]:3000' }],
    ['in a container that people reach by localhost', { HOST: '0.0.0.0', PUBLIC_URL: 'http://localhost:3000' }],
    [
      'on the one host that is allowed',
      { PUBLIC_URL: 'https://demo.example.org', AUTH_DEMO_ALLOW_HOST: 'demo.example.org' },
    ],
    [
      'anywhere, when it is off',
      { AUTH_DEMO: '0', NODE_ENV: 'production', PUBLIC_URL: 'https://quindici.example.org' },
    ],
  ])('boots %s', (_, variables) => expect(attempt(variables)).not.toThrow());

  it.each([
    ['in production', { NODE_ENV: 'production' }],
    [
      'in production, even on an allowed host',
      { NODE_ENV: 'production', PUBLIC_URL: 'https://a.example', AUTH_DEMO_ALLOW_HOST: 'a.example' },
    ],
    ['on a public host', { PUBLIC_URL: 'https://demo.example.org' }],
    [
      'on a host other than the allowed one',
      { PUBLIC_URL: 'https://demo.example.org', AUTH_DEMO_ALLOW_HOST: 'example.org' },
    ],
    ['on a host that only looks like this machine', { PUBLIC_URL: 'http://localhost.example.org' }],
    ['when it listens to the whole network', { HOST: '0.0.0.0' }],
    ['when it listens to the whole network of IPv6', { HOST: '::' }],
  ])('refuses to boot %s', (_, variables) => expect(attempt(variables)).toThrow(DemoRefused));
});
