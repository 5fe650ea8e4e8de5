import type { MachineSecret } from '#libs/contracts';
import type { TestApi } from './api.js';
import type { StaffMember } from './staff.js';

export const json = { 'content-type': 'application/json' } as const;

export const asBearer = (token: string): { readonly authorization: string } => ({ authorization: `Bearer ${token}` });

/** Asks for a machine, as somebody. */
export const askForMachine = (
  api: TestApi,
  { cookie }: StaffMember,
  organisationId: string,
  asked: object,
): Promise<Response> =>
  fetch(`${api.url}/api/v1/organisations/${organisationId}/machines`, {
    method: 'POST',
    headers: { ...json, cookie },
    body: JSON.stringify(asked),
  });

export async function aMachine(
  api: TestApi,
  administrator: StaffMember,
  organisationId: string,
  asked: object,
): Promise<MachineSecret> {
  const response = await askForMachine(api, administrator, organisationId, { kind: 'client', ...asked });
  if (response.status !== 201) throw new Error(`No machine: ${response.status} ${await response.text()}`);
  return (await response.json()) as MachineSecret;
}

/** Asks for a token with these fields of the form. */
export const askForToken = (
  api: TestApi,
  fields: Readonly<Record<string, string>> | string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> =>
  fetch(`${api.url}/auth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(fields).toString(),
  });

export async function aToken(api: TestApi, { id, secret }: MachineSecret, scope?: string): Promise<string> {
  const credentials = { client_id: id, client_secret: secret };
  const response = await askForToken(api, {
    grant_type: 'client_credentials',
    ...credentials,
    ...(scope === undefined ? {} : { scope }),
  });
  if (response.status !== 200) throw new Error(`No token: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { access_token: string }).access_token;
}
