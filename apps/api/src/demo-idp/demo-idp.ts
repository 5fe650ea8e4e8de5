import type { IncomingMessage, ServerResponse } from 'node:http';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Provider } from 'oidc-provider';
import { DemoClient } from '#libs/identity';
import { ENVIRONMENT, type Environment, isLoopback, PublicUrl } from '#libs/platform';
import { languageOf } from '../problems/problem-titles.js';
import { demoProvider } from './demo-provider.js';
import { personaPage } from './persona-page.js';
import { personaOf } from './personas.js';

const INTERACTION = /^\/interaction\/[\w-]{1,64}(?:\/([a-z]{1,20}))?$/;

/** The identity provider of the demo, under `/demo-idp` of our own origin. */
@Injectable()
export class DemoIdp {
  private readonly logger = new Logger(DemoIdp.name);
  private readonly enabled: boolean;
  private started: Promise<Provider> | undefined;

  constructor(
    @Inject(ENVIRONMENT) environment: Environment,
    private readonly client: DemoClient,
    private readonly publicUrl: PublicUrl,
  ) {
    this.enabled = environment.AUTH_DEMO;
  }

  serves(url: string): boolean {
    return this.enabled && (url.startsWith(`${DemoClient.path}/`) || url === DemoClient.path);
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      if (!this.isOurHost(request.headers.host)) return answer(response, 421, 'text/plain', 'Not a host of the demo');
      const provider = await this.provider();
      const mounted = this.mount(request);
      const step = INTERACTION.exec(mounted.url!.split('?', 1)[0]!);
      await (step === null
        ? provider.callback()(mounted, response)
        : this.interact(provider, mounted, response, step[1]));
    } catch (error) {
      this.logger.warn(`${request.method} ${request.url}: ${String(error)}`);
      if (response.headersSent) response.destroy();
      else answer(response, 400, 'text/plain', 'This sign-in is over: go back to the start page and begin again');
    }
  }

  private async interact(
    provider: Provider,
    request: IncomingMessage,
    response: ServerResponse,
    personaId: string | undefined,
  ): Promise<void> {
    const { uid } = await provider.interactionDetails(request, response);
    const persona = personaId === undefined ? undefined : personaOf(personaId);
    if (request.method === 'POST' && persona !== undefined) {
      const result = { login: { accountId: persona.id, remember: false } };
      return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
    }
    if (request.method !== 'GET' || personaId !== undefined)
      return answer(response, 404, 'text/plain', 'No such persona');
    const page = personaPage(languageOf(request.headers['accept-language']), `${DemoClient.path}/interaction/${uid}`);
    answer(response, 200, 'text/html', page);
  }

  /** As the provider wants it: its own path first, and addressed by our public name whichever way the request came. */
  private mount(request: IncomingMessage): IncomingMessage {
    const originalUrl = request.url!;
    const { host, protocol } = this.publicUrl.url;
    Object.assign(request, { originalUrl, url: originalUrl.slice(DemoClient.path.length) || '/' });
    request.headers.host = host;
    request.headers['x-forwarded-host'] = host;
    forgetSession(request);
    request.headers['x-forwarded-proto'] = protocol.slice(0, -1);
    return request;
  }

  /** A foreign name that is made to point at this machine (DNS rebinding) must not reach the personas. */
  private isOurHost(host: string | undefined): boolean {
    if (host === undefined || !URL.canParse(`http://${host}`)) return false;
    return host === this.publicUrl.url.host || isLoopback(new URL(`http://${host}`));
  }

  private provider(): Promise<Provider> {
    this.started ??= this.start();
    return this.started;
  }

  private async start(): Promise<Provider> {
    const provider = await demoProvider({
      issuer: this.publicUrl.href(DemoClient.path),
      mount: DemoClient.path,
      clientId: this.client.id,
      clientSecret: this.client.secret,
      redirectUri: this.publicUrl.href('/auth/callback'),
    });
    provider.proxy = this.publicUrl.secure;
    provider.on('server_error', (_context, error) => this.logger.error(error.stack ?? String(error)));
    return provider;
  }
}

/** Every sign-in is a first one: else the provider would have the former persona sign out, on a page that needs a script. */
function forgetSession(request: IncomingMessage): void {
  const cookies = (request.headers.cookie ?? '').split('; ').filter((cookie) => !/^_session(\.\w+)*=/.test(cookie));
  request.headers.cookie = cookies.join('; ');
}

function answer(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8` }).end(body);
}
