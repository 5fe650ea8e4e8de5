import type { IncomingHttpHeaders } from 'node:http';
import { isReturnPath } from '#libs/identity';
import type { PublicUrl } from '#libs/platform';

/** The page of ours that asked, by its Referer; the start page when it does not say, or says something foreign. */
export function returnPageOf({ referer }: IncomingHttpHeaders, publicUrl: PublicUrl): string {
  if (referer === undefined || !URL.canParse(referer)) return '/';
  const { origin, pathname, search } = new URL(referer);
  return origin === publicUrl.url.origin && isReturnPath(pathname + search) ? pathname + search : '/';
}
