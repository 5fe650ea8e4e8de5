import { Injectable } from '@nestjs/common';
import { newId } from '#libs/kernel';
import type { Tx } from '#libs/platform';
import type { Device } from './domain/device.js';
import { DeviceSecrets, hashSecret } from './device-secrets.js';
import { CredentialRepository } from './persistence/credential.repository.js';
import { DeviceRepository, type NewDevice } from './persistence/device.repository.js';

const REPORT_INTERVAL_SECONDS = 300;

export interface HubToEquip {
  readonly hubId: string;
  readonly desks: readonly { readonly id: string; readonly label: string }[];
}

/** A hub whose gateway and sensors were equipped here, with what the gateway needs to sign in to the broker. */
export interface EquippedHub {
  readonly hubId: string;
  readonly gateway: { readonly id: string; readonly secret: string };
  readonly devices: readonly Device[];
}

@Injectable()
export class DeviceProvisioning {
  constructor(
    private readonly secrets: DeviceSecrets,
    private readonly devices: DeviceRepository,
    private readonly credentials: CredentialRepository,
  ) {}

  /** Gives each desk a motion sensor and each hub a door counter and a gateway; what is there already stays as it is. */
  async equip(tx: Tx, hubs: readonly HubToEquip[]): Promise<void> {
    const known = await this.devices.ofHubs(
      tx,
      hubs.map((hub) => hub.hubId),
    );
    const counted = new Set(known.filter((device) => device.kind === 'door_counter').map((device) => device.hubId));
    const reached = new Set((await this.credentials.gateways(tx)).map((gateway) => gateway.hub_id));
    await this.devices.insert(tx, [
      ...hubs.flatMap(({ hubId, desks }) => desks.map((desk) => this.deskSensor(hubId, desk.id, desk.label))),
      ...hubs.filter(({ hubId }) => !counted.has(hubId)).map(({ hubId }) => this.doorCounter(hubId)),
    ]);
    await this.credentials.insertGateways(
      tx,
      hubs
        .filter(({ hubId }) => !reached.has(hubId))
        .map(({ hubId }) => ({ hubId, name: 'Gateway', ...this.credential() })),
    );
  }

  /** The hubs that this installation equipped: those whose gateway opens with the secret we derive. */
  async equipped(tx: Tx): Promise<EquippedHub[]> {
    const gateways = (await this.credentials.gateways(tx))
      .map((row) => ({ hubId: row.hub_id, id: row.id, secret: this.secrets.secretOf(row.id), hash: row.secret_hash }))
      .filter(({ secret, hash }) => hashSecret(secret).equals(hash));
    const devices = await this.devices.ofHubs(
      tx,
      gateways.map(({ hubId }) => hubId),
    );
    return gateways.map(({ hubId, id, secret }) => ({
      hubId,
      gateway: { id, secret },
      devices: devices.filter((device) => device.hubId === hubId),
    }));
  }

  private deskSensor(hubId: string, bookableId: string, label: string): NewDevice {
    return { ...this.device(hubId), kind: 'desk_pir', name: `Desk ${label}`, bookableId };
  }

  private doorCounter(hubId: string): NewDevice {
    return { ...this.device(hubId), kind: 'door_counter', name: 'Main door', bookableId: null };
  }

  private device(hubId: string): Pick<NewDevice, 'hubId' | 'id' | 'secretHash' | 'reportIntervalSeconds'> {
    return { hubId, reportIntervalSeconds: REPORT_INTERVAL_SECONDS, ...this.credential() };
  }

  private credential(): { readonly id: string; readonly secretHash: Buffer } {
    const id = newId();
    return { id, secretHash: hashSecret(this.secrets.secretOf(id)) };
  }
}
