import { redact } from './redact.js';

const TOKEN = 'q1Zx-9_aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789';
const JWT = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl';
const TAX_CODE = 'RSSMRA80A01H501U';

describe(redact, () => {
  it.each([
    ['the code and state of a sign-in', '/auth/callback?code=abc&iss=x&state=def', ['abc', 'def']],
    ['a token in an address', 'GET /x?access_token=short&y=1', ['short']],
    ['a logout token', `logout_token=${JWT}`, [JWT]],
    ['a bearer', 'Authorization: Bearer abc.def', ['abc.def']],
    ['a bearer without its header', 'sent Bearer abc-def', ['abc-def']],
    ['client credentials', 'authorization: Basic dXNlcjpwYXNz', ['dXNlcjpwYXNz']],
    ['a cookie header', 'cookie: sid=abc; theme=dark', ['abc', 'dark']],
    ['a session cookie', 'got __Host-sid=abc; then', ['abc']],
    ['a secret in JSON', '{"client_secret":"a\\"b","name":"x"}', ['a\\"b']],
    ['a secret in an inspected object', "{ secret: 'a b', token: 'c d' }", ['a b', 'c d']],
    ['a password in a database address', 'postgres://app:hush@db/q', ['hush']],
    ['our own random tokens', `no session for ${TOKEN}`, [TOKEN]],
    ['a random token of a link', `https://hubs.example/invito#${TOKEN}`, [TOKEN]],
    ['a random token on a path', `POST /demo-idp/interaction/${TOKEN}/worker`, [TOKEN]],
    ['a tax code', `subject TINIT-${TAX_CODE}`, [TAX_CODE]],
    ['a tax code in small letters', `${TAX_CODE.toLowerCase()} is unknown`, [TAX_CODE.toLowerCase()]],
    ['a tax code with letters for digits', 'RSSMRA80A01H50MT.', ['RSSMRA80A01H50MT']],
    [
      'the value in an error of the database',
      'QueryFailedError: invalid input syntax for type uuid: "hush"\n    at x',
      ['hush'],
    ],
    ['a value of many lines', 'error: invalid input syntax for type json: "a\nb"\n    at x', ['a\nb']],
  ])('hides %s', (_, line, secrets) => {
    for (const secret of secrets) {
      expect(line).toContain(secret);
      expect(redact(line)).not.toContain(secret);
    }
  });

  it.each([
    'GET /api/v1/hubs/0198c0de-0000-7000-8000-000000000001: Error: the hub is gone',
    'QueryFailedError: relation "membership" does not exist\n    at PostgresQueryRunner.query (/app/node_modules/typeorm/driver/postgres/PostgresQueryRunner.js:211:19)',
    'The streets of bologna, version 3, can not be used: Error: code 23505',
    'sha256 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
    'IdentityProviderUnavailableForTheMoment is a long word',
    'at file:///app/dist/apps/api/src/2026-Some-Long-Folder-Name-0123456789/main.js:3:1',
  ])('leaves %s as it is', (line) => expect(redact(line)).toBe(line));
});
