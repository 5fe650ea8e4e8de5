import { lookup as resolve } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT, type Environment } from '#libs/platform';
import { isLoopbackAddress, isPublicAddress } from './public-address.js';

export interface OutboundAnswer {
  readonly status: number;
  /** The first KB */
  readonly body: string;
}

/** The address is none that we send to: no retry helps. */
export class AddressRefused extends Error {
  constructor(readonly reason: string) {
    super(`Not sent: ${reason}`);
  }
}

const PATIENCE_MS = 10_000;
const MOST_KEPT = 1024;

/**
 * Posts to addresses that strangers gave us. They can make us neither reach into our own network nor wait: what a name resolves to is
 * judged as the connection is made, redirects are not followed, and ten seconds are all that there is for everything together.
 */
@Injectable()
export class OutboundHttp {
  /** Developers receive on their own machine; nobody else may. */
  private readonly loopbackAllowed: boolean;

  constructor(@Inject(ENVIRONMENT) environment: Pick<Environment, 'NODE_ENV'>) {
    this.loopbackAllowed = environment.NODE_ENV !== 'production';
  }

  /** What is wrong with an address as it is written; what its name resolves to is seen when it is sent to. @returns null: nothing */
  faultOf(address: string): string | null {
    const url = URL.parse(address);
    if (url === null) return 'not an address';
    if (url.username !== '' || url.password !== '') return 'names a user';
    const host = hostOf(url);
    const local = this.loopbackAllowed && (host === 'localhost' || (isIP(host) !== 0 && isLoopbackAddress(host)));
    if (url.protocol !== 'https:' && !(local && url.protocol === 'http:')) return 'not https';
    if (isIP(host) !== 0 && !this.allows(host)) return 'not a public address';
    return null;
  }

  /** @throws AddressRefused; Error when nobody answered in time */
  async post(
    address: string,
    headers: Readonly<Record<string, string | number>>,
    body: string | Buffer,
  ): Promise<OutboundAnswer> {
    const fault = this.faultOf(address);
    if (fault !== null) throw new AddressRefused(fault);
    const url = new URL(address);
    const request = url.protocol === 'https:' ? requestHttps : requestHttp;
    const signal = AbortSignal.timeout(PATIENCE_MS);
    return new Promise((resolveAnswer, reject) => {
      const asked = request(
        url,
        {
          method: 'POST',
          headers: { ...headers, 'content-length': Buffer.byteLength(body) },
          lookup: this.lookup,
          agent: false,
          signal,
        },
        (response) => {
          const chunks: Buffer[] = [];
          let kept = 0;
          const finish = (): void => {
            const text = Buffer.concat(chunks).subarray(0, MOST_KEPT).toString('utf8');
            // A byte may have been the half of a character, and PostgreSQL keeps no NUL.
            resolveAnswer({ status: response.statusCode ?? 0, body: text.replaceAll('\0', '\uFFFD') });
          };
          response.on('data', (chunk: Buffer) => {
            chunks.push(chunk);
            kept += chunk.length;
            if (kept >= MOST_KEPT) {
              finish();
              response.destroy();
            }
          });
          response.on('end', finish);
          response.on('error', reject);
        },
      );
      asked.on('error', reject);
      asked.end(body);
    });
  }

  private readonly lookup: LookupFunction = (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return done(error, '', 0);
      const refused = addresses.find(({ address }) => !this.allows(address));
      const [first] = addresses;
      if (refused !== undefined || first === undefined) return done(new AddressRefused('not a public address'), '', 0);
      if (options.all === true) return done(null, addresses);
      return done(null, first.address, first.family);
    });
  };

  private allows(address: string): boolean {
    return isPublicAddress(address) || (this.loopbackAllowed && isLoopbackAddress(address));
  }
}

const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');
