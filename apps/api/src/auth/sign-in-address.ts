import { Injectable } from '@nestjs/common';
import { isLoopback, PublicUrl } from '#libs/platform';
import type { ApiRequest } from '../http/api-request.js';

/** A loopback has several names and a cookie holds under one: a sign-in must begin under the name that it returns to. */
@Injectable()
export class SignInAddress {
  constructor(private readonly publicUrl: PublicUrl) {}

  /** The same address under our own name, if the caller used another name of this machine. */
  betterFor(request: ApiRequest): string | undefined {
    if (!URL.canParse(`http://${request.host}`)) return undefined;
    const used = new URL(`http://${request.host}`);
    const ours = this.publicUrl.url;
    const alias = isLoopback(used) && isLoopback(ours) && used.hostname !== ours.hostname && used.port === ours.port;
    return alias ? this.publicUrl.href(request.url) : undefined;
  }
}
