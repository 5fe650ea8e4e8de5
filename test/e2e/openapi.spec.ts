import { startApi } from '../support/api.js';
import { freshDatabase } from '../support/database.js';

interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly $ref?: string;
}
interface Media {
  readonly schema?: Schema;
}
interface Answer {
  readonly description?: string;
  readonly content?: Readonly<Record<string, Media>>;
  readonly headers?: Readonly<Record<string, Header>>;
}
interface Header {
  readonly schema?: Schema;
  readonly $ref?: string;
}
interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema?: Schema;
}
interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly object[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, Answer>>;
}
interface Document {
  readonly openapi: string;
  readonly info: Readonly<Record<string, unknown>>;
  readonly servers: readonly Readonly<Record<string, unknown>>[];
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Record<string, Schema>;
    readonly headers: Record<string, Header>;
    readonly securitySchemes: Record<string, object>;
  };
}

const UNSAFE = /^(post|put|patch|delete) /;
const NUMBER_FORMATS = new Set(['int32', 'int64', 'float', 'double', 'decimal32', 'decimal64', 'decimal128']);
const VERBS = /(^|_)(get|post|put|patch|delete|head|options|trace)(_|$)/i;
/** Spelled so by the HTML standard. */
const BORROWED_HEADERS = new Set(['Last-Event-ID']);
const SECRETS = /password|secret|api[-_]?key|token/i;

/** Where another standard than RFC 9457 says how to refuse: OAuth (RFC 6749 §5.2) and SCIM (RFC 7644 §3.12). */
const refusedAs = (name: string): string => {
  if (name.endsWith(' /auth/token')) return 'application/json';
  return name.includes(' /scim/v2/') ? 'application/scim+json' : 'application/problem+json';
};
/** Spelled so by RFC 7644. */
const isBorrowedPath = (path: string): boolean => path.startsWith('/scim/v2/');

/** Signing out twice is no fault; a provider's token that is not good is 400 by its standard. */
const WITHOUT_401 = /\/auth\/(sign-out|back-channel-logout)$/;

const isRefusal = (status: string): boolean => /^[45]/.test(status) || status === 'default';

/** Everything in the document that is an object, with where it is. */
function* walk(value: unknown, path = '#'): Generator<[string, Readonly<Record<string, unknown>>]> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield [path, value as Record<string, unknown>];
  for (const [key, child] of Object.entries(value)) yield* walk(child, `${path}/${key}`);
}

describe('The description of the API, held to the Italian interoperability guidelines', () => {
  let document: Document;
  let operations: (readonly [string, Operation])[];

  beforeAll(async () => {
    const api = await startApi({ databaseUrl: await freshDatabase('openapi') });
    document = (await (await fetch(`${api.url}/api/v1/openapi.json`)).json()) as Document;
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [`${method} ${path}`, operation] as const),
    );
    await api.stop();
  });

  /** Names what breaks a rule, so that a failure reads as a list of places. */
  const offenders = (breaks: (operation: Operation, name: string) => boolean): string[] =>
    operations.filter(([name, operation]) => breaks(operation, name)).map(([name]) => name);
  const answers = (): (readonly [string, string, Answer])[] =>
    operations.flatMap(([name, { responses }]) =>
      Object.entries(responses).map(([status, answer]) => [name, status, answer] as const),
    );
  const resolve = (schema: Schema | undefined): Schema =>
    schema?.$ref === undefined ? (schema ?? {}) : document.components.schemas[schema.$ref.split('/').at(-1)!]!;

  const names = (path: string): string[] => document.paths[path]!.get!.parameters!.map(({ name }) => name);
  const untyped = ({ schema }: Parameter): boolean => resolve(schema).type === undefined;

  it('is OpenAPI 3, and says who, what version, under which terms and where', () => {
    expect(document.openapi).toMatch(/^3\./);
    expect(document.info).toMatchObject({
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/) as string,
      'x-summary': expect.stringMatching(/^.{10,80}$/) as string,
      'x-api-id': expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      contact: { name: expect.any(String) as string, url: expect.stringMatching(/^https?:/) as string },
      termsOfService: expect.stringMatching(/^https?:/) as string,
      license: { name: 'EUPL-1.2' },
    });
    for (const server of document.servers) {
      expect(server.description).toBeTruthy();
      expect(String(server.url).startsWith('https://') || server['x-sandbox']).toBe(true);
    }
  });

  it('has the routes that the product promises', () => {
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/status', '/api/v1/me', '/api/v1/config', '/api/v1/search', '/api/v1/bookings']),
    );
    expect(operations.length).toBeGreaterThanOrEqual(12);
  });

  it('shows its state under /status: 200 as JSON, else 503 as a problem', () => {
    const { responses } = document.paths['/status']!.get!;
    expect(Object.keys(responses['200']!.content!)).toEqual(['application/json']);
    expect(Object.keys(responses['503']!.content!)).toEqual(['application/problem+json']);
  });

  it('refuses as a problem and as nothing else', () => {
    const wrong = answers().filter(
      ([name, status, { content }]) => isRefusal(status) && Object.keys(content ?? {}).join() !== refusedAs(name),
    );
    expect(wrong).toEqual([]);
    expect(offenders(({ responses }) => !('default' in responses))).toEqual([]);
    expect(document.components.schemas.Problem!.properties).toHaveProperty('type');
  });

  it('says when to try again', () => {
    expect(answers().filter(([, status, { headers }]) => status === '503' && !headers?.['Retry-After'])).toEqual([]);
  });

  it('says of every operation how often is too often, by headers of one prefix, and of every answer how much is left', () => {
    const limits = ['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset'];
    expect(offenders(({ responses }) => !('429' in responses))).toEqual([]);
    expect(answers().filter(([, , { headers = {} }]) => limits.some((name) => !(name in headers)))).toEqual([]);
    expect(answers().filter(([, status, { headers }]) => status === '429' && !headers?.['Retry-After'])).toEqual([]);
    expect(Object.keys(document.components.headers)).toEqual(limits);
    for (const { schema } of Object.values(document.components.headers)) expect(schema!.type).toBe('integer');
  });

  it('answers with an object or nothing, never with a bare list', () => {
    const json = answers().flatMap(([name, status, { content }]) => {
      const schema = content?.['application/json']?.schema;
      return schema === undefined || isRefusal(status) ? [] : [[name, resolve(schema).type]];
    });
    expect(json.length).toBeGreaterThan(5);
    expect(json.filter(([, type]) => type !== 'object')).toEqual([]);
  });

  it('says what success is, and sends no body with 204', () => {
    expect(offenders(({ responses }) => !Object.keys(responses).some((status) => /^[23]/.test(status)))).toEqual([]);
    expect(answers().filter(([, status, { content }]) => status === '204' && content !== undefined)).toEqual([]);
  });

  it('tells the size of every number', () => {
    const numbers = [...walk(document)].filter(([, { type }]) => type === 'number' || type === 'integer');
    expect(numbers.length).toBeGreaterThan(10);
    expect(numbers.filter(([, { format }]) => !NUMBER_FORMATS.has(String(format)))).toEqual([]);
  });

  it('names every parameter of every query', () => {
    expect(names('/api/v1/search')).toEqual(expect.arrayContaining(['lat', 'lon', 'mode', 'minutes', 'from', 'to']));
    expect(names('/api/v1/isochrones')).toEqual(expect.arrayContaining(['lat', 'lon', 'mode', 'minutes']));
    expect(offenders(({ parameters = [] }) => parameters.some(({ schema }) => schema === undefined))).toEqual([]);
    expect(offenders(({ parameters = [] }) => parameters.some(untyped))).toEqual([]);
  });

  it('writes paths in kebab case, schemas in Pascal case, headers in Train-Case', () => {
    const segment = /^([a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)?|v\d+|\{[a-z][A-Za-z]*\})$/;
    const isKebab = (path: string): boolean =>
      path
        .slice(1)
        .split('/')
        .every((part) => segment.test(part));
    expect(Object.keys(document.paths).filter((path) => !isBorrowedPath(path) && !isKebab(path))).toEqual([]);
    expect(Object.keys(document.components.schemas).filter((name) => !/^([A-Z][a-z0-9]*)+$/.test(name))).toEqual([]);
    const headers = operations.flatMap(([, { parameters = [] }]) =>
      parameters.filter((parameter) => parameter.in === 'header').map(({ name }) => name),
    );
    const ours = headers.filter((name) => !BORROWED_HEADERS.has(name));
    expect(ours.filter((name) => !/^([A-Z][a-z0-9]*)(-[A-Z][a-z0-9]*)*$/.test(name))).toEqual([]);
  });

  it('names each operation once, in snake case and without a method', () => {
    const ids = operations.map(([, { operationId }]) => operationId ?? '');
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z]+(_[a-z]+)*$/.test(id) || VERBS.test(id))).toEqual([]);
  });

  it('explains each operation, under a tag that is explained too', () => {
    const tags = new Set(document.tags.map(({ name }) => name));
    expect(offenders(({ summary, description }) => !summary || !description)).toEqual([]);
    expect(offenders(({ tags: used = [] }) => used.length !== 1 || !tags.has(used[0]!))).toEqual([]);
    expect(document.tags.every(({ description }) => description.length > 0)).toBe(true);
  });

  it('lets nobody change anything without a session, but for holding a desk while they sign in', () => {
    const holds = /\/holds(\/|$)/;
    expect(
      offenders(({ security = [] }, name) => UNSAFE.test(name) && security.length === 0 && !holds.test(name)),
    ).toEqual([]);
    const known = Object.keys(document.components.securitySchemes);
    expect(known).toEqual(['session', 'token', 'client', 'provider']);
    expect(
      offenders(({ security = [] }) => security.flatMap(Object.keys).some((name) => !known.includes(name))),
    ).toEqual([]);
    expect(
      offenders(
        ({ security, responses }, name) => security !== undefined && !WITHOUT_401.test(name) && !('401' in responses),
      ),
    ).toEqual([]);
  });

  it('takes no secret and no reserved header as a parameter, and no body with GET', () => {
    expect(
      offenders(({ parameters = [] }) =>
        parameters.some(({ name, in: place }) => place !== 'header' && SECRETS.test(name)),
      ),
    ).toEqual([]);
    const reserved = /^(authorization|content-type|accept)$/i;
    expect(offenders(({ parameters = [] }) => parameters.some(({ name }) => reserved.test(name)))).toEqual([]);
    expect(offenders(({ requestBody }, name) => name.startsWith('get ') && requestBody !== undefined)).toEqual([]);
  });

  it('takes a merge patch or a JSON patch where it takes a patch', () => {
    const types = ['application/merge-patch+json', 'application/json-patch+json'];
    const isPatch = ({ requestBody }: Operation, name: string): boolean => {
      const allowed = name.includes(' /scim/v2/') ? ['application/scim+json'] : types;
      return requestBody?.required === true && Object.keys(requestBody.content).every((type) => allowed.includes(type));
    };
    expect(offenders((operation, name) => name.startsWith('patch ') && !isPatch(operation, name))).toEqual([]);
  });

  it('refers to nothing that is not there', () => {
    const refs = [...walk(document)].flatMap(([path, { $ref }]) => (typeof $ref === 'string' ? [[path, $ref]] : []));
    expect(refs.length).toBeGreaterThan(10);
    const exists = (ref: string): boolean => {
      const [, kind, name] = /^#\/components\/(schemas|headers)\/([^/]+)$/.exec(ref) ?? [];
      return name !== undefined && name in document.components[kind as 'schemas' | 'headers'];
    };
    expect(refs.filter(([, ref]) => !exists(ref!))).toEqual([]);
  });
});
