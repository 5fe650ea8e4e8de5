/** What a browser does with cookies and redirects, on plain fetch: one origin, one jar, no script. */
export class BrowserWalk {
  private readonly jar = new Map<string, string>();
  private userAgent: string | undefined;
  private readonly lines = new Map<string, string>();

  /** @param local where the origin's server really listens, if no name service knows it */
  constructor(
    readonly origin: string,
    private readonly local = origin,
  ) {}

  /** All cookies, as a Cookie header. */
  get cookie(): string {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  value(name: string): string | undefined {
    return this.jar.get(name);
  }

  /** The Set-Cookie header that last spoke of this cookie. */
  setCookieOf(name: string): string | undefined {
    return this.lines.get(name);
  }

  /** The same browser, with this cookie too. */
  with(name: string, value: string): this {
    this.jar.set(name, value);
    return this;
  }

  /** From now on under this name. */
  as(userAgent: string): this {
    this.userAgent = userAgent;
    return this;
  }

  /** One request, without following where it leads. */
  async request(path: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(path, this.origin);
    const headers = new Headers(init.headers);
    if (!headers.has('accept')) headers.set('accept', 'text/html,application/json');
    headers.set('cookie', this.cookie);
    if (this.userAgent !== undefined) headers.set('user-agent', this.userAgent);
    const response = await fetch(new URL(url.pathname + url.search, this.local), {
      ...init,
      headers,
      redirect: 'manual',
    });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    return response;
  }

  /** Follows redirects, at most twenty, while they stay on the origin and `stop` does not hold. */
  async follow(path: string, init: RequestInit = {}, stop: (url: URL) => boolean = () => false): Promise<Arrival> {
    const { headers } = init;
    let url = new URL(path, this.origin);
    let response = await this.request(url.href, init);
    for (let hops = 0; hops < 20; hops++) {
      const location = response.headers.get('location');
      if (location === null) break;
      url = new URL(location, url);
      if (url.origin !== this.origin || stop(url)) break;
      response = await this.request(url.href, headers === undefined ? {} : { headers });
    }
    return { url, response };
  }

  private keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ');
    const name = pair.slice(0, pair.indexOf('='));
    this.lines.set(name, line);
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
