import { freshDatabase } from '../support/database.js';
import { startApi, type TestApi } from '../support/api.js';

describe('Refusals of the API', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startApi({ databaseUrl: await freshDatabase('problems') });
  });
  afterAll(() => api.stop());

  it('answers an unknown route with a problem', async () => {
    const response = await fetch(`${api.url}/api/v1/nowhere`);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({ type: '/problems/not-found', status: 404, code: 'not-found' });
  });

  it('asks a stranger to sign in', async () => {
    const response = await fetch(`${api.url}/api/v1/me`, { headers: { 'accept-language': 'it-IT,it;q=0.9' } });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: 'not-signed-in', title: 'Accesso richiesto' });
  });

  it('is well', async () => {
    const response = await fetch(`${api.url}/status`);
    expect(response.status).toBe(200);
  });
});
