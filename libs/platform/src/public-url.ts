import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT, type Environment } from './environment.js';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

export const isLoopback = (url: URL): boolean => LOOPBACK.has(url.hostname);

/** Where people reach this deployment: told by PUBLIC_URL, else known once the server listens. */
@Injectable()
export class PublicUrl {
  private told: URL | undefined;
  private heard: URL | undefined;

  constructor(@Inject(ENVIRONMENT) environment: Environment) {
    if (environment.PUBLIC_URL !== undefined) this.told = new URL(new URL(environment.PUBLIC_URL).origin);
  }

  /** To be called after listen: the port may have been chosen by the system. */
  listening(port: number): void {
    this.heard = new URL(`http://127.0.0.1:${port}`);
    this.told ??= new URL(`http://localhost:${port}`);
  }

  /** @throws Error before the server listens, unless PUBLIC_URL was given */
  get url(): URL {
    if (this.told === undefined) throw new Error('The public URL is not known before the server listens');
    return this.told;
  }

  /** This very process, without the way through a proxy. */
  get local(): URL {
    if (this.heard === undefined) throw new Error('The server does not listen yet');
    return this.heard;
  }

  get secure(): boolean {
    return this.told?.protocol === 'https:';
  }

  /** @param path absolute, e.g. `/auth/callback` */
  href(path: string): string {
    return new URL(path, this.url).href;
  }
}
