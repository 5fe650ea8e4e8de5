import { RATE_LIMITS, rateClassOf } from './rate-limits.js';

describe(rateClassOf, () => {
  it.each([
    ['GET', '/auth/sign-in', 'sign-in'],
    ['GET', '/auth/callback', 'sign-in'],
    ['POST', '/auth/sign-out', 'writes'],
    ['POST', '/auth/token', 'token'],
    ['GET', '/scim/v2/Users', 'provisioning'],
    ['POST', '/api/v1/organisations/imports', 'imports'],
    ['POST', '/api/v1/organisations/:organisationId/hubs/imports', 'imports'],
    ['GET', '/api/v1/hubs/:hubId/bookings.csv', 'exports'],
    ['POST', '/api/v1/me/consents/acceptance', 'token'],
    ['POST', '/api/v1/bookings', 'writes'],
    ['POST', '/api/v1/hubs/:hubId/holds', 'holds'],
    ['DELETE', '/api/v1/hubs/:hubId/holds/:holdId', 'writes'],
    ['DELETE', '/api/v1/hubs/:hubId/bookings/:bookingId', 'writes'],
    ['GET', '/api/v1/search', 'search'],
    ['GET', '/api/v1/metros/:metro/coverage', 'search'],
    ['GET', '/api/v1/streams/hubs', 'streams'],
    ['GET', '/api/v1/me', 'reads'],
    ['HEAD', '/status', 'reads'],
    ['GET', '/tiles/:metro/:version/:z/:x/:file', 'files'],
    ['GET', '/*', 'files'],
    ['GET', undefined, 'files'],
  ])('takes %s %s for %s', (method, route, expected) => {
    expect(rateClassOf(method, route)).toBe(expected);
  });

  it('never gives one person more than their whole address', () => {
    for (const { address, caller } of Object.values(RATE_LIMITS)) expect(caller).toBeLessThanOrEqual(address);
  });

  it('lets a city map load several times a minute', () => {
    expect(RATE_LIMITS.files.address).toBeGreaterThanOrEqual(10 * (50 + 30));
  });
});
