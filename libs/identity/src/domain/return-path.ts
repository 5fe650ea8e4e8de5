const BASE = 'http://here.invalid';
const MOST = 2000;
const OURS = /^\/(auth|demo-idp|api)(\/|$|\?)/;

/** Whether a person may be sent to this path after signing in: a page of this site, and not the sign-in itself. */
export function isReturnPath(path: string): boolean {
  if (path.length > MOST || !/^\/(?![/\\])[\x21-\x7e]*$/.test(path) || path.includes('\\')) return false;
  return URL.canParse(path, BASE) && new URL(path, BASE).origin === BASE && !OURS.test(new URL(path, BASE).pathname);
}
