const HERE = 'http://here.invalid';

export interface SignInSearch {
  readonly return_to?: string | undefined;
}

/**
 * Only a path of this site is kept: the page links to it, and links must not lead elsewhere. What is refused is said to be undefined, since
 * the router keeps what is left out as it came.
 */
export const parseSignInSearch = ({ return_to: path }: Readonly<Record<string, unknown>>): SignInSearch => ({
  return_to: typeof path === 'string' && isOfThisSite(path) ? path : undefined,
});

const isOfThisSite = (path: string): boolean =>
  /^\/(?![/\\])/.test(path) && !path.includes('\\') && URL.canParse(path, HERE) && new URL(path, HERE).origin === HERE;
