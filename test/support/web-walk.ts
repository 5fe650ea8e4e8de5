import { BrowserWalk } from './browser-walk.js';

/** A browser that goes from site to site, each with cookies of its own, and fills in forms. No script. */
export class WebWalk {
  private readonly sites = new Map<string, BrowserWalk>();
  /** Where the last page was, and what it said */
  url = new URL('about:blank');
  page = '';
  status = 0;

  at(origin: string): BrowserWalk {
    const site = this.sites.get(origin) ?? new BrowserWalk(origin);
    this.sites.set(origin, site);
    return site;
  }

  /** Follows redirects over all sites, at most twenty, up to where `stop` holds, which is not asked for. */
  async go(to: string, init: RequestInit = {}, stop: (url: URL) => boolean = () => false): Promise<this> {
    let request = init;
    let next: URL | undefined = new URL(to);
    for (let hops = 0; next !== undefined && hops < 20; hops++) {
      this.url = next;
      if (stop(next)) return this;
      const response = await this.at(next.origin).request(next.href, request);
      const location = response.headers.get('location');
      [this.page, this.status] = [await response.text(), response.status];
      next = location === null ? undefined : new URL(location, next);
      const { headers } = init;
      request = headers === undefined ? {} : { headers };
    }
    return this;
  }

  /** Sends the form of the page with all its fields and its first button, and these answers. */
  async submit(answers: Readonly<Record<string, string>>, stop?: (url: URL) => boolean): Promise<this> {
    const action = /<form\b[^>]*\baction="([^"]+)"/i.exec(this.page)?.[1];
    if (action === undefined)
      throw new Error(
        `No form at ${this.url.href}: ${this.status} ${this.page.replaceAll(/<style[^]*?<\/style>|<[^>]+>/g, ' ').slice(0, 500)}`,
      );
    const fields = new URLSearchParams();
    for (const [tag] of this.page.matchAll(/<(input|button)\b[^>]*>/gi)) {
      const name = attribute(tag, 'name');
      if (name !== undefined && attribute(tag, 'type') !== 'checkbox') fields.set(name, attribute(tag, 'value') ?? '');
    }
    for (const [name, value] of Object.entries(answers)) fields.set(name, value);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const target = new URL(unescape(action), this.url).href;
    return this.go(target, { method: 'POST', headers, body: fields.toString() }, stop);
  }
}

const attribute = (tag: string, name: string): string | undefined =>
  unescape(new RegExp(`\\b${name}="([^"]*)"`, 'i').exec(tag)?.[1]);

function unescape(text: string): string;
function unescape(text: string | undefined): string | undefined;
function unescape(text: string | undefined): string | undefined {
  return text?.replaceAll('&quot;', '"').replaceAll('&#x2F;', '/').replaceAll('&amp;', '&');
}
