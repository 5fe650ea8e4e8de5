import { Injectable } from '@nestjs/common';
import type { CookieSerializeOptions } from '@fastify/cookie';
import { PublicUrl } from '#libs/platform';
import type { ApiReply, ApiRequest } from '../http/api-request.js';

const ATTEMPT_SECONDS = 600;

/** The cookies we set. Under https the `__Host-` prefix binds them to this host, the whole path and TLS. */
@Injectable()
export class SessionCookie {
  constructor(private readonly publicUrl: PublicUrl) {}

  read(request: ApiRequest): string | undefined {
    return request.cookies[this.name('sid')] ?? undefined;
  }

  /** Without an age: the browser forgets it when it closes, the server when the session ends. */
  write(reply: ApiReply, token: string): void {
    reply.setCookie(this.name('sid'), token, this.options());
  }

  /**
   * Replaces the token whatever the answer will be. On the raw answer, since an event stream is written to it; what a route itself says of its
   * cookies, as signing out does, counts instead.
   */
  renew(reply: ApiReply, token: string): void {
    reply.raw.setHeader('set-cookie', reply.server.serializeCookie(this.name('sid'), token, this.options()));
  }

  clear(reply: ApiReply): void {
    reply.clearCookie(this.name('sid'), this.options());
  }

  /** Ties a sign-in under way to the browser that began it. */
  readAttempt(request: ApiRequest): string | undefined {
    return request.cookies[this.name('sign-in')] ?? undefined;
  }

  writeAttempt(reply: ApiReply, state: string): void {
    reply.setCookie(this.name('sign-in'), state, { ...this.options(), maxAge: ATTEMPT_SECONDS });
  }

  clearAttempt(reply: ApiReply): void {
    reply.clearCookie(this.name('sign-in'), this.options());
  }

  private name(base: string): string {
    return this.publicUrl.secure ? `__Host-${base}` : base;
  }

  private options(): CookieSerializeOptions & { readonly secure: boolean } {
    return { path: '/', httpOnly: true, sameSite: 'lax', secure: this.publicUrl.secure };
  }
}
