import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT, type Environment } from '#libs/platform';
import { assertDemoAllowed } from './demo-gate.js';

/** What the relying party and the demo provider, in one process, know of each other; new at every start. */
@Injectable()
export class DemoClient {
  static readonly path = '/demo-idp';
  readonly id = 'quindici';
  readonly secret = randomBytes(32).toString('base64url');

  constructor(@Inject(ENVIRONMENT) environment: Environment) {
    assertDemoAllowed(environment);
  }
}
