import { createHash } from 'node:crypto';
import { personaPage } from '../demo-idp/persona-page.js';
import { problemPage } from '../problems/problem-page.js';
import { notBuiltPage } from '../web/not-built-page.js';
import { securityHeaders } from './security-headers.js';

const problem = { type: '/problems/x', title: '<b>', status: 400, code: 'x' };

describe(securityHeaders, () => {
  it.each([
    ['the personas', personaPage('it', '/demo-idp/interaction/x')],
    ['a problem', problemPage(problem, 'en')],
    ['a web application that is not built', notBuiltPage],
  ])('knows the style of the page of %s by its hash, which has no other inline style nor script', (_, page) => {
    const styles = [...page.matchAll(/<style>([^]*?)<\/style>/g)].map(([, style]) => style!);
    const hashes = styles.map((style) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    expect(hashes).toHaveLength(1);
    expect(securityHeaders(false)['content-security-policy']).toContain(`style-src 'self' ${hashes[0]}`);
    expect(page).not.toMatch(/<script|\sstyle=|\son[a-z]+=|javascript:/i);
  });

  it('asks for TLS where there is TLS', () => {
    expect(securityHeaders(true)).toMatchObject({
      'content-security-policy': expect.stringContaining('upgrade-insecure-requests') as string,
      'strict-transport-security': expect.stringContaining('max-age=31536000') as string,
    });
    expect(Object.keys(securityHeaders(false))).not.toContain('strict-transport-security');
  });
});
