import { Injectable } from '@nestjs/common';
import type { CreateMachine, MachineAnswer, MachinePage, MachineSecret, MachinesQuery } from '#libs/contracts';
import { Clock, newId } from '#libs/kernel';
import { pageOfRows, type Tx, UnitOfWork } from '#libs/platform';
import { Actor, type Caller } from '../actor.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { NotAllowed } from '../identity-errors.js';
import { MachineRepository, type StoredMachine } from '../persistence/machine.repository.js';
import { requireInOrganisation } from '../policy.js';
import { BearerService } from './bearer.service.js';
import { newCredential } from './credential.js';
import { hashOf } from '../secret.js';
import { requireGrantable } from './grantable.js';
import { MachineNotFound, MachineRevoked } from './machine-errors.js';

/** The programs and tablets of an organisation, for those who administer it. */
@Injectable()
export class MachineService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly machines: MachineRepository,
    private readonly bearers: BearerService,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws NotAllowed */
  async list(caller: Caller, organisationId: string, { cursor, limit }: MachinesQuery): Promise<MachinePage> {
    requireInOrganisation(caller, 'organisation.administer', organisationId);
    const found = await this.unitOfWork.run(caller.context, (tx) =>
      this.machines.page(tx, organisationId, cursor ?? null, limit + 1),
    );
    return pageOfRows(found, limit, toAnswer, ({ id }) => id);
  }

  /**
   * @returns the machine with its secret, which is known to nobody but the caller
   * @throws NotAllowed, ScopesDoNotFit, ScopeNotGrantable, MachineNameTaken, HubOfAnother
   */
  async create(caller: Caller, organisationId: string, asked: CreateMachine): Promise<MachineSecret> {
    const actor = personWhoAdministers(caller, organisationId);
    requireGrantable(actor, organisationId, asked);
    const secret = newCredential(asked.kind);
    const machine: StoredMachine = {
      id: newId(),
      organisationId,
      hubId: asked.hubId,
      kind: asked.kind,
      name: asked.name,
      scopes: [...new Set(asked.scopes)],
      createdAt: this.clock.now().round('millisecond'),
      lastUsedAt: null,
      revokedAt: null,
    };
    await this.unitOfWork.run(actor.context, async (tx) => {
      const secretHash = hashOf(secret);
      await this.machines.insert(tx, { ...machine, secretHash, createdBy: actor.personId });
      await this.tell(tx, 'machine.created', machine, { kind: machine.kind, scopes: machine.scopes });
    });
    return { ...toAnswer(machine), secret };
  }

  /**
   * Ends the machine and all its tokens at once in this process, and within the cache's seconds in every other. Again: changes nothing.
   * @throws NotAllowed, MachineNotFound
   */
  async revoke(caller: Caller, organisationId: string, machineId: string): Promise<void> {
    requireInOrganisation(caller, 'organisation.administer', organisationId);
    await this.unitOfWork.run(caller.context, async (tx) => {
      const machine = await this.locked(tx, organisationId, machineId);
      if (machine.revokedAt !== null) return;
      await this.machines.revoke(tx, organisationId, machineId, this.clock.now());
      await this.tell(tx, 'machine.revoked', machine);
    });
    this.bearers.forget(machineId);
  }

  /**
   * Gives the machine another secret. The former one, and every token that it earned, hold no more.
   * @throws NotAllowed, MachineNotFound, MachineRevoked
   */
  async rotate(caller: Caller, organisationId: string, machineId: string): Promise<MachineSecret> {
    const actor = personWhoAdministers(caller, organisationId);
    const rotated = await this.unitOfWork.run(actor.context, async (tx) => {
      const machine = await this.locked(tx, organisationId, machineId);
      if (machine.revokedAt !== null) throw new MachineRevoked();
      // A right that who rotates does not have must not come to them with the secret.
      requireGrantable(actor, organisationId, { ...machine, scopes: [...machine.scopes] });
      const secret = newCredential(machine.kind);
      await this.machines.replaceSecret(tx, organisationId, machineId, hashOf(secret), actor.personId);
      await this.tell(tx, 'machine.secret-rotated', machine);
      return { ...toAnswer(machine), secret };
    });
    this.bearers.forget(machineId);
    return rotated;
  }

  private async locked(tx: Tx, organisationId: string, machineId: string): Promise<StoredMachine> {
    const machine = await this.machines.lock(tx, organisationId, machineId);
    if (machine === undefined) throw new MachineNotFound();
    return machine;
  }

  private tell(
    tx: Tx,
    action: string,
    { id, organisationId, hubId }: StoredMachine,
    detail: Readonly<Record<string, string | readonly string[]>> = {},
  ): Promise<void> {
    return this.audit.done(tx, { action, organisationId, hubId, object: `machine/${id}`, detail });
  }
}

/** A stolen token must not make other tokens, which would outlive its own end. */
function personWhoAdministers(caller: Caller, organisationId: string): Actor {
  requireInOrganisation(caller, 'organisation.administer', organisationId);
  if (!(caller instanceof Actor)) throw new NotAllowed('Only a person may hand out secrets');
  return caller;
}

function toAnswer(machine: StoredMachine): MachineAnswer {
  const { id, name, kind, hubId, scopes, createdAt, lastUsedAt, revokedAt } = machine;
  return {
    id,
    name,
    kind,
    hubId,
    scopes: [...scopes],
    createdAt: createdAt.toString(),
    lastUsedAt: lastUsedAt?.toString() ?? null,
    revokedAt: revokedAt?.toString() ?? null,
  };
}
