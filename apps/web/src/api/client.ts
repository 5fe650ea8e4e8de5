import type { Problem, SignInChoice } from '#libs/contracts';
import { currentLanguage } from '../i18n/index.js';

/** A refusal of the API, or of the network on the way to it (status 0). */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title);
    this.name = 'ProblemError';
  }

  get status(): number {
    return this.problem.status;
  }
}

export const hasStatus = (error: unknown, ...statuses: readonly number[]): boolean =>
  error instanceof ProblemError && statuses.includes(error.status);

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
  /** sent as it is, under its own type, in place of a body */
  readonly file?: { readonly text: string; readonly type: string };
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** goes out also when the page is left */
  readonly keepalive?: boolean;
}

const API = '/api/v1';

export function url(path: string, query: RequestOptions['query'] = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const text = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  return text === '' ? API + path : `${API}${path}?${text}`;
}

export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const response = await sendOrThrow(path, options);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** A thing with the mark of the state it was read in, to be sent back with a change. */
export interface Tagged<T> {
  readonly value: T;
  readonly etag: string;
}

export async function requestTagged<T>(path: string, options: RequestOptions = {}): Promise<Tagged<T>> {
  const response = await sendOrThrow(path, options);
  return { value: (await response.json()) as T, etag: response.headers.get('etag') ?? '*' };
}

async function sendOrThrow(path: string, options: RequestOptions): Promise<Response> {
  const response = await send(path, options);
  if (!response.ok) throw new ProblemError(await problemOf(response));
  return response;
}

async function send(path: string, options: RequestOptions): Promise<Response> {
  const { method = 'GET', query, headers, signal, keepalive = method === 'DELETE' } = options;
  const content = contentOf(options);
  try {
    return await fetch(url(path, query), {
      method,
      signal: signal ?? null,
      // An undoable removal may be sent as the page is left.
      keepalive,
      headers: {
        accept: 'application/json, application/problem+json',
        'accept-language': currentLanguage(),
        ...(content === undefined ? {} : { 'content-type': content.type }),
        ...headers,
      },
      ...(content === undefined ? {} : { body: content.text }),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ProblemError({ type: 'about:blank', title: 'Network error', status: 0, code: 'network-error' });
  }
}

function contentOf({ method, body, file }: RequestOptions): RequestOptions['file'] {
  if (body === undefined) return file;
  return {
    text: JSON.stringify(body),
    type: method === 'PATCH' ? 'application/merge-patch+json' : 'application/json',
  };
}

async function problemOf(response: Response): Promise<Problem> {
  const fallback = {
    type: 'about:blank',
    title: response.statusText,
    status: response.status,
    code: `http-${response.status}`,
  };
  try {
    return { ...fallback, ...((await response.json()) as Partial<Problem>), status: response.status };
  } catch {
    return fallback;
  }
}

/** The sign-in takes the whole window away and brings it back to `returnTo`; a choice names the way to identify oneself. */
export function signInUrl(returnTo: string, choice?: SignInChoice): string {
  const query = new URLSearchParams({ return_to: returnTo, ...(choice === undefined ? {} : { with: choice }) });
  return `/auth/sign-in?${query.toString()}`;
}
