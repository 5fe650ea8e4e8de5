import { isTold, type RefusedRequest } from './is-told.js';

const refused = (status: number, code: string, more: Partial<RefusedRequest> = {}): RefusedRequest => ({
  status,
  code,
  method: 'GET',
  route: '/api/v1/hubs/:hubId',
  known: true,
  credentials: true,
  unknownMembers: false,
  ...more,
});
const anonymous = { known: false, credentials: false };

describe(isTold, () => {
  it.each([
    ['what a role does not allow', refused(403, 'not-allowed')],
    ['a forged origin', refused(403, 'cross-site-request', anonymous)],
    ['too weak a sign-in', refused(403, 'assurance-too-low')],
    ['a session or token that is not known', refused(401, 'not-signed-in', { known: false })],
    ['too many requests', refused(429, 'too-many-requests', anonymous)],
    ['an id that is not there for this caller', refused(404, 'booking-not-found')],
    ['an id in a body', refused(404, 'bookable-not-found', { method: 'POST', route: '/api/v1/bookings' })],
    ['members that nobody may set', refused(400, 'invalid-request', { method: 'PATCH', unknownMembers: true })],
  ])('tells of %s', (_, request) => expect(isTold(request)).toBe(true));

  it.each([
    ['a visitor who is not signed in', refused(401, 'not-signed-in', anonymous)],
    ['a form filled in wrongly', refused(400, 'invalid-request')],
    ['a page that is not there', refused(404, 'not-found', { route: undefined })],
    ['a visitor who looks for a hub that is gone', refused(404, 'hub-not-found', anonymous)],
    ['a desk that somebody else took', refused(409, 'bookable-taken', { method: 'POST' })],
    ['a machine that failed to sign in', refused(401, 'invalid-client', { known: false })],
    ['a sign-in that failed, which speaks for itself', refused(403, 'sign-in-refused', anonymous)],
  ])('does not tell of %s', (_, request) => expect(isTold(request)).toBe(false));
});
