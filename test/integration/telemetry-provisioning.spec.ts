import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CredentialRepository, DeviceProvisioning, DeviceRepository, DeviceSecrets } from '#libs/telemetry';
import { readEnvironment, SYSTEM } from '#libs/platform';
import { databases, type TestDatabase } from '../support/databases.js';
import { smallHub } from '../support/small-hub.js';

describe.each(databases)('DeviceProvisioning on $name', ({ open }) => {
  let db: TestDatabase;
  const folder = mkdtempSync(join(tmpdir(), 'quindici-provisioning-'));
  const provisioningIn = (dataDir: string): DeviceProvisioning =>
    new DeviceProvisioning(
      new DeviceSecrets(readEnvironment({ DATA_DIR: dataDir })),
      new DeviceRepository(),
      new CredentialRepository(),
    );

  beforeAll(async () => {
    db = await open('telemetry_provisioning');
  }, 120_000);
  afterAll(async () => {
    await db.stop();
    rmSync(folder, { recursive: true });
  });

  it('gives each desk a sensor, each hub a door counter and a gateway, and no second one when asked again', async () => {
    const hub = await smallHub(db);
    const provisioning = provisioningIn(folder);
    await db.unitOfWork.run(SYSTEM, (tx) => provisioning.equip(tx, [hub]));
    await db.unitOfWork.run(SYSTEM, (tx) => provisioning.equip(tx, [hub]));
    const equipped = await db.unitOfWork.run(SYSTEM, (tx) => provisioning.equipped(tx));
    const mine = equipped.filter(({ hubId }) => hubId === hub.hubId);
    expect(mine).toHaveLength(1);
    const bound = mine[0]!.devices.map((device) => device.bookableId);
    expect(bound).toHaveLength(hub.desks.length + 1);
    expect(new Set(bound)).toEqual(new Set([...hub.desks.map((desk) => desk.id), null]));
  });

  it('derives the same secrets after a restart and none in another installation', async () => {
    const hub = await smallHub(db);
    const equippedBy = async (dataDir: string): Promise<string | undefined> => {
      const hubs = await db.unitOfWork.run(SYSTEM, (tx) => provisioningIn(dataDir).equipped(tx));
      return hubs.find(({ hubId }) => hubId === hub.hubId)?.gateway.secret;
    };
    await db.unitOfWork.run(SYSTEM, (tx) => provisioningIn(folder).equip(tx, [hub]));
    const secret = await equippedBy(folder);
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(await equippedBy(folder)).toBe(secret);
    expect(await equippedBy(join(folder, 'elsewhere'))).toBeUndefined();
  });
});
