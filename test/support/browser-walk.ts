/** What a browser does with cookies and redirects, on plain fetch: one origin, one jar, no script. */
export class BrowserWalk {
  private readonly jar = new Map<string, string>();

  constructor(readonly origin: string) {}

  /** All cookies, as a Cookie header. */
  get cookie(): string {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  value(name: string): string | undefined {
    return this.jar.get(name);
  }

  set(name: string, value: string): void {
    this.jar.set(name, value);
  }

  /** One request, without following where it leads. */
  async request(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { accept: 'text/html,application/json', ...(init.headers as object), cookie: this.cookie };
    const response = await fetch(new URL(path, this.origin), { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    return response;
  }

  /** Follows redirects, at most twenty, while they stay on the origin and `stop` does not hold. */
  async follow(path: string, init: RequestInit = {}, stop: (url: URL) => boolean = () => false): Promise<Arrival> {
    let url = new URL(path, this.origin);
    let response = await this.request(url.href, init);
    for (let hops = 0; hops < 20; hops++) {
      const location = response.headers.get('location');
      if (location === null) break;
      url = new URL(location, url);
      if (url.origin !== this.origin || stop(url)) break;
      response = await this.request(url.href);
    }
    return { url, response };
  }

  private keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ');
    const name = pair.slice(0, pair.indexOf('='));
    const expired = attributes.some((text) => /^expires=Thu, 01 Jan 1970/i.test(text) || /^max-age=0$/i.test(text));
    if (expired) this.jar.delete(name);
    else this.jar.set(name, pair.slice(name.length + 1));
  }
}

export interface Arrival {
  /** Where the last redirect led, followed or not */
  readonly url: URL;
  readonly response: Response;
}
