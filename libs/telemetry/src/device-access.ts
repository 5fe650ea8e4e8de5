import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SYSTEM, UnitOfWork } from '#libs/platform';
import { hashSecret } from './device-secrets.js';
import { parseTopic } from './formats/topic.js';
import { CredentialRepository } from './persistence/credential.repository.js';

/** Who signed in to the broker. */
export interface Speaker {
  readonly hubId: string;
  readonly id: string;
  readonly speaker: 'device' | 'gateway';
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The rules of the broker in the process; an external broker is given the same ones in its own configuration. */
@Injectable()
export class DeviceAccess {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly credentials: CredentialRepository,
  ) {}

  /** @returns undefined for an unknown id as for a wrong secret: the caller learns no more than that */
  async signIn(id: string, secret: Uint8Array): Promise<Speaker | undefined> {
    if (!UUID.test(id)) return undefined;
    const row = await this.unitOfWork.run(SYSTEM, (tx) => this.credentials.find(tx, id));
    if (row === undefined || !timingSafeEqual(hashSecret(secret), row.secret_hash)) return undefined;
    return { hubId: row.hub_id, id: row.id, speaker: row.speaker };
  }

  /** A device speaks for itself; a gateway for the devices of its hub. Each tells its own status only. */
  mayPublish(speaker: Speaker, topic: string): boolean {
    const parsed = parseTopic(topic);
    if (parsed === undefined || parsed.hubId !== speaker.hubId) return false;
    return parsed.id === speaker.id || (speaker.speaker === 'gateway' && parsed.channel === 'readings');
  }

  /** What lies under one's own topic, named without wildcards above it. */
  maySubscribe(speaker: Speaker, filter: string): boolean {
    return filter.startsWith(`quindici/v1/${speaker.hubId}/${speaker.id}/`);
  }
}
