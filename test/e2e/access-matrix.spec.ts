import { newId } from '#libs/kernel';
import {
  isAllowed,
  mayKnow,
  type Place,
  places,
  type RoleName,
  roleNames,
  type Rule,
} from '../support/access-matrix.js';
import { startApi, type TestApi } from '../support/api.js';
import { openPostgres, type TestDatabase } from '../support/databases.js';
import { credentials } from '../support/role-credentials.js';
import { type Components, sampleOf, type Schema } from '../support/sample.js';
import { type PeopledOrganisation, peopledOrganisation } from '../support/two-organisations.js';

interface Operation {
  readonly operationId: string;
  readonly 'x-access'?: Rule;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema: Schema;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}
interface Route {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

/** Not a part of the API: the pages of the web application, served by path. */
const PAGES = new Set(['get /*', 'head /*']);
/** Judges the client by what the request shows of it, and no caller: nobody here is one. */
const BY_CLIENT = '/auth/token';
const MANY = 600_000;

describe('Every route, for every role, here and elsewhere', () => {
  const served: string[] = [];
  let db: TestDatabase;
  let api: TestApi;
  let worlds: Readonly<Record<Place, PeopledOrganisation>>;
  let routes: readonly Route[];
  let components: Components;

  beforeAll(async () => {
    db = await openPostgres('access_matrix');
    api = await startApi({ databaseUrl: db.url, routes: served, environment: { RATE_LIMIT: 'off' } });
    const own = await peopledOrganisation(db);
    worlds = { own, neighbour: await peopledOrganisation(db, own), foreign: await peopledOrganisation(db) };
    const document = (await (await fetch(`${api.url}/api/v1/openapi.json`)).json()) as {
      paths: Record<string, Record<string, Operation>>;
      components: { schemas: Components };
    };
    components = document.components.schemas;
    routes = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
    );
  }, 120_000);
  afterAll(async () => {
    await api.stop();
    await db.stop();
  });

  it('is described, and says who may call it', () => {
    const described = new Set(routes.map(({ method, path }) => `${method} ${path}`));
    const hidden = served.filter((route) => !PAGES.has(route) && !route.startsWith('head ') && !described.has(route));
    expect(hidden).toEqual([]);
    expect(described.size).toBe(
      new Set(served.filter((route) => !route.startsWith('head ') && !PAGES.has(route))).size,
    );
    expect(routes.filter(({ operation }) => operation['x-access'] === undefined)).toEqual([]);
  });

  it(
    'answers as the matrix says, and names nothing of another organisation',
    async () => {
      const faults: string[] = [];
      let cells = 0;
      const untouched = await rowsOf(worlds.foreign);
      for (const role of roleNames) {
        if (role === 'network') expect(await rowsOf(worlds.foreign)).toEqual(untouched);
        for (const route of routes)
          for (const place of placesOf(route)) {
            cells++;
            faults.push(...(await judge(route, role, place)));
          }
      }
      console.log(`${cells} cells: ${routes.length} routes, ${roleNames.length} roles`);
      expect(faults).toEqual([]);
    },
    MANY,
  );

  /** One cell of the matrix. @returns what is wrong with it, in words */
  async function judge(route: Route, role: RoleName, place: Place | null): Promise<string[]> {
    const rule = route.operation['x-access']!;
    const overAll = /\{organisationId\}/.test(route.path) && !/\{hubId\}/.test(route.path);
    const allowed = isAllowed(rule, role, place, overAll);
    const response = await call(route, role, place ?? 'own', allowed && rule !== 'person');
    const stream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
    if (stream) await response.body?.cancel();
    const text = stream ? '' : await response.text();
    const name = `${route.method} ${route.path} as ${role}${place === null ? '' : `, ${place}`}: ${response.status}`;
    if (route.path === BY_CLIENT) return response.status === 401 ? [] : [`${name}: let a stranger in`];
    const faults = allowed ? faultsOfAllowed(response.status) : faultsOfRefused(response.status, role, place);
    if (allowed && rule === 'person' && namesAnother(route) && response.ok)
      faults.push('gave what is another person’s');
    for (const each of places)
      if (!mayKnow(role, each) && worlds[each].privateIds.some((id) => text.includes(id) && !sent(route, id)))
        faults.push(`named something private of ${each}`);
    return faults.map((fault) => `${name}: ${fault} (${text.slice(0, 120)})`);
  }

  const faultsOfAllowed = (status: number): string[] =>
    status === 401 || status === 403 || (status >= 500 && status !== 503) ? ['should be allowed'] : [];
  function faultsOfRefused(status: number, role: RoleName, place: Place | null): string[] {
    if (role === 'nobody') return status === 401 ? [] : ['should be 401'];
    return status === 403 || (place !== null && status === 404) ? [] : ['should be refused'];
  }

  async function call(route: Route, role: RoleName, place: Place, mayChange: boolean): Promise<Response> {
    const { method, operation } = route;
    const query = new URLSearchParams();
    for (const { name, in: where, required, schema } of operation.parameters ?? [])
      if (where === 'query' && required === true) query.set(name, String(valueOf(name, schema, place, mayChange)));
    const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const schema = operation.parameters?.find((parameter) => parameter.name === name)?.schema ?? {};
      return encodeURIComponent(String(valueOf(name, schema, place, mayChange)));
    });
    const [type, media] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
    const body = media === undefined ? undefined : bodyOf(type!, media.schema);
    return fetch(`${api.url}${path}?${query.toString()}`, {
      method: method.toUpperCase(),
      redirect: 'manual',
      headers: {
        ...(await credentials(db, api, role, worlds.own)),
        accept: 'application/json',
        origin: api.url,
        'if-match': '"1"',
        'idempotency-key': newId(),
        ...(type === undefined ? {} : { 'content-type': type }),
      },
      ...(body === undefined ? {} : { body }),
    });
  }

  const bodyOf = (type: string, schema: Schema): string => {
    if (type === 'application/x-www-form-urlencoded') return 'grant_type=none&logout_token=none';
    return type.startsWith('text/') ? 'name\n' : JSON.stringify(sampleOf(schema, components));
  };

  /** Places are real; a thing in them is real where it must be refused, and unknown where it may be changed. */
  function valueOf(name: string, schema: Schema, place: Place, mayChange: boolean): unknown {
    const world = worlds[place];
    if (name === 'hubId') return world.hubId;
    if (name === 'organisationId') return world.organisationId;
    if (name === 'metro') return world.metro;
    if (name === 'file') return '0.mvt';
    const key = name.replace(/Id$/, '');
    if (!mayChange && key in world.ids) return world.ids[key as keyof typeof world.ids];
    return sampleOf(schema, components);
  }

  const namesAnother = ({ path }: Route): boolean =>
    [...path.matchAll(/\{(\w+)Id\}/g)].some(([, key]) => key !== undefined && key in worlds.own.ids);
  const sent = ({ path }: Route, id: string): boolean =>
    [...path.matchAll(/\{(\w+)Id\}/g)].some(([, key]) =>
      places.some((place) => Object.entries(worlds[place].ids).some(([name, value]) => name === key && value === id)),
    );

  const placesOf = ({ path }: Route): readonly (Place | null)[] =>
    /\{(hubId|organisationId)\}/.test(path) ? places : [null];

  /** All that is kept of an organisation and its hub, but for what is told of it in the audit. */
  async function rowsOf({ organisationId, hubId, personId }: PeopledOrganisation): Promise<string> {
    const tables = (await db.source.query(
      `SELECT table_name AS name FROM information_schema.tables
        WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT LIKE 'audit%' ORDER BY 1`,
    )) as { name: string }[];
    const rows = await Promise.all(
      tables.map(async ({ name }) => {
        const found = (await db.source.query(`SELECT row::text AS text FROM ${name} AS row`)) as { text: string }[];
        return found
          .map(({ text }) => text)
          .filter((text) => [organisationId, hubId, personId].some((id) => text.includes(id)));
      }),
    );
    return JSON.stringify(rows.map((each) => each.toSorted()));
  }
});
