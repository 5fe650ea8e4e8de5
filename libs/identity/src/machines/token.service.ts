import { Injectable } from '@nestjs/common';
import type { Capability, TokenAnswer } from '#libs/contracts';
import { Clock, Temporal } from '#libs/kernel';
import { onBehalfOf, SYSTEM, UnitOfWork } from '#libs/platform';
import { Machine } from '../actor.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { AccessTokenRepository, type StoredClient } from '../persistence/access-token.repository.js';
import { newCredential, sameHash } from './credential.js';
import { hashOf } from '../secret.js';
import { InvalidClient, InvalidScope, UnauthorizedClient } from './machine-errors.js';
import { RefusalLog } from './refusal-log.js';

const LIFE = Temporal.Duration.from({ hours: 1 });
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export interface ClientCredentials {
  readonly clientId: string;
  readonly secret: string;
}

/** Short tokens for the secret of a client: RFC 6749 §4.4. */
@Injectable()
export class TokenService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tokens: AccessTokenRepository,
    private readonly refusals: RefusalLog,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * @param asked the scopes wanted; none: all that the client has
   * @throws InvalidClient, UnauthorizedClient, InvalidScope
   */
  async issue(credentials: ClientCredentials, asked: readonly string[]): Promise<TokenAnswer> {
    const client = await this.authenticate(credentials);
    if (client.kind === 'kiosk') throw new UnauthorizedClient();
    const scopes = scopesOf(client, asked);
    const token = newCredential('token');
    const [now, id] = [this.clock.now(), credentials.clientId.toLowerCase()];
    const machine = new Machine(id, 'machine', client.organisationId, null, scopes);
    await this.unitOfWork.run(onBehalfOf(machine.context), async (tx) => {
      const times = { createdAt: now, expiresAt: now.add(LIFE) };
      await this.tokens.insert(tx, { hash: hashOf(token), machineId: id, scopes, ...times });
      const object = `machine/${id}`;
      await this.audit.done(tx, {
        action: 'token.issued',
        organisationId: client.organisationId,
        object,
        detail: { scopes },
      });
    });
    return { access_token: token, token_type: 'Bearer', expires_in: LIFE.total('seconds'), scope: scopes.join(' ') };
  }

  private async authenticate({ clientId, secret }: ClientCredentials): Promise<StoredClient> {
    const client = UUID.test(clientId)
      ? await this.unitOfWork.run(SYSTEM, (tx) => this.tokens.client(tx, clientId))
      : undefined;
    const fits = client !== undefined && sameHash(client.secretHash, hashOf(secret));
    if (client !== undefined && fits && !client.revoked) return client;
    await this.refusals.tell({
      action: 'machine.refused',
      reason: client === undefined ? 'unknown' : fits ? 'revoked' : 'wrong-secret',
      machine: client === undefined ? null : { id: clientId.toLowerCase(), organisationId: client.organisationId },
    });
    throw new InvalidClient();
  }
}

function scopesOf(client: StoredClient, asked: readonly string[]): readonly Capability[] {
  if (asked.length === 0) return client.scopes;
  const beyond = asked.filter((scope) => !client.scopes.some((held) => held === scope));
  if (beyond.length > 0) throw new InvalidScope(beyond);
  return client.scopes.filter((scope) => asked.includes(scope));
}
