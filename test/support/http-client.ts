import type { Problem } from '#libs/contracts';
import type { TestApi } from './api.js';

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
}

export interface Asked {
  readonly cookie?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Call = <T = Problem>(method: string, path: string, asked?: Asked) => Promise<Answer<T>>;

/** Calls the API as a page of its own would; a PATCH is sent as a merge patch. */
export const callsTo =
  (api: Pick<TestApi, 'url'>): Call =>
  async <T>(method: string, path: string, { cookie, body, headers = {} }: Asked = {}): Promise<Answer<T>> => {
    const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
    const response = await fetch(`${api.url}/api/v1${path}`, {
      method,
      headers: {
        origin: api.url,
        ...(cookie === undefined ? {} : { cookie }),
        ...(body === undefined ? {} : { 'content-type': type }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (text === '' ? null : JSON.parse(text)) as T };
  };
