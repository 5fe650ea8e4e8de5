import { Injectable } from '@nestjs/common';
import type { ChangeHub } from '#libs/contracts';
import { AuditTrail, type Caller, requireInHub, requireInOrganisation } from '#libs/identity';
import { Clock } from '#libs/kernel';
import { ChangedMeanwhile, OutboxRepository, type Tx, UnitOfWork } from '#libs/platform';
import { AgreementNotFound } from './assets/asset-errors.js';
import { AgreementRepository } from './assets/agreement.repository.js';
import { todayIn } from './assets/today.js';
import type { WeeklyWindow } from './domain/opening-hours.js';
import { windowsOutside } from './domain/weekly.js';
import { AgreementNotInForce, HubNotFound, WindowsOutsideAgreement } from './hubs-errors.js';
import { toWeeklyWindow } from './opening-window.js';
import { HubChangeRepository, type HubState } from './persistence/hub-change.repository.js';
import { HubRepository, type VersionedHub } from './persistence/hub.repository.js';

/** Changes of a hub by those who run it. Bookings that stand are theirs who made them: shorter hours leave them as they are. */
@Injectable()
export class HubAdministration {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly hubs: HubRepository,
    private readonly changes: HubChangeRepository,
    private readonly agreements: AgreementRepository,
    private readonly audit: AuditTrail,
    private readonly outbox: OutboxRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws HubNotFound, NotAllowed, ChangedMeanwhile, AgreementNotFound, AgreementNotInForce, WindowsOutsideAgreement */
  async change(caller: Caller, hubId: string, version: number, patch: ChangeHub): Promise<VersionedHub> {
    return this.unitOfWork.run(caller.context, async (tx) => {
      const hub = await this.changes.state(tx, hubId);
      if (hub === undefined) throw new HubNotFound(hubId);
      requireInHub(caller, 'hub.manage', hub);
      // Else who runs one hub could open it longer than its building was given for.
      if (patch.useAgreementId !== undefined)
        requireInOrganisation(caller, 'organisation.administer', hub.organisationId);
      const windows = patch.openingWindows?.map(toWeeklyWindow);
      if (!(await this.changes.update(tx, hubId, version, patch))) throw new ChangedMeanwhile();
      // Asked once the hub holds on to the agreement, which nobody can end under it from here on.
      await this.assertAgreed(tx, hub, patch, windows ?? hub.openingWindows);
      if (windows !== undefined) await this.changes.replaceWindows(tx, [{ hubId, openingWindows: windows }]);
      await this.tell(tx, hub, Object.keys(patch));
      return (await this.hubs.full(tx, hubId))!;
    });
  }

  private async assertAgreed(tx: Tx, hub: HubState, patch: ChangeHub, windows: readonly WeeklyWindow[]): Promise<void> {
    const { useAgreementId = hub.useAgreementId } = patch;
    if (useAgreementId === null || (patch.useAgreementId === undefined && patch.openingWindows === undefined)) return;
    const terms = await this.agreements.terms(tx, useAgreementId);
    if (terms === undefined || terms.organisationId !== hub.organisationId) throw new AgreementNotFound();
    const ended = terms.to !== null && terms.to <= todayIn(this.clock, hub.timeZone);
    if (ended && patch.useAgreementId !== undefined) throw new AgreementNotInForce();
    const outside = windowsOutside(windows, terms.windows);
    if (outside.length > 0) throw new WindowsOutsideAgreement(outside);
  }

  private async tell(tx: Tx, { hubId, organisationId, metroId }: HubState, fields: string[]): Promise<void> {
    await this.audit.done(tx, {
      action: 'hub.changed',
      organisationId,
      hubId,
      object: `hub/${hubId}`,
      detail: { fields },
    });
    await this.outbox.append(tx, 'network', null, { metroId, hubId });
  }
}
