import { type Environment, isLoopback } from '#libs/platform';

/** The demo signs anybody in as anybody: it must not be reachable by strangers. */
export class DemoRefused extends Error {
  override readonly name = 'DemoRefused';
}

/**
 * Keeps the one-click sign-in off any deployment where it could do harm.
 * @throws DemoRefused so that the process does not start
 */
export function assertDemoAllowed(environment: Environment): void {
  if (!environment.AUTH_DEMO) return;
  if (environment.NODE_ENV === 'production')
    throw new DemoRefused('AUTH_DEMO=1 signs anybody in as anybody and is refused with NODE_ENV=production');
  const url = new URL(environment.PUBLIC_URL ?? `http://${bracketed(environment.HOST)}`);
  if (isLoopback(url) || url.hostname === environment.AUTH_DEMO_ALLOW_HOST) return;
  throw new DemoRefused(
    `AUTH_DEMO=1 signs anybody in as anybody and is refused on ${url.hostname}, which is not this machine alone; ` +
      `if that is what you want, set AUTH_DEMO_ALLOW_HOST=${url.hostname}`,
  );
}

const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host);
