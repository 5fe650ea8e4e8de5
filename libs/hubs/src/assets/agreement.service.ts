import { Injectable } from '@nestjs/common';
import type { Agreement, AgreementList, CreateAgreement } from '#libs/contracts';
import { AuditTrail, type Caller, requireInOrganisation } from '#libs/identity';
import { Clock } from '#libs/kernel';
import { ANONYMOUS, type Tx, UnitOfWork } from '#libs/platform';
import { AgreementRepository, WindowTaken } from './agreement.repository.js';
import { AgreementConflict, AgreementNotFound, AssetNotFound } from './asset-errors.js';
import { AssetRepository } from './asset.repository.js';
import { todayIn } from './today.js';

/** Who may use whose building, in which windows and with which duties. The owner gives it and takes it back. */
@Injectable()
export class AgreementService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly assets: AssetRepository,
    private readonly agreements: AgreementRepository,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws AssetNotFound */
  async list(ownerId: string, assetId: string): Promise<AgreementList> {
    return this.unitOfWork.run(ANONYMOUS, async (tx) => {
      await this.needAsset(tx, ownerId, assetId);
      return { items: [...(await this.agreements.ofAsset(tx, assetId))] };
    });
  }

  /** @throws NotAllowed, AssetNotFound, OrganisationNotFound, AgreementConflict */
  async make(caller: Caller, ownerId: string, assetId: string, wish: CreateAgreement): Promise<Agreement> {
    requireInOrganisation(caller, 'organisation.administer', ownerId);
    try {
      return await this.unitOfWork.run(caller.context, (tx) => this.write(tx, ownerId, assetId, wish));
    } catch (error) {
      if (!(error instanceof WindowTaken)) throw error;
      const conflicts = await this.unitOfWork.run(ANONYMOUS, (tx) => this.agreements.conflicts(tx, assetId, wish));
      throw new AgreementConflict(conflicts);
    }
  }

  /** @throws NotAllowed, AssetNotFound, AgreementNotFound, AgreementInUse */
  async end(caller: Caller, ownerId: string, assetId: string, agreementId: string): Promise<void> {
    requireInOrganisation(caller, 'organisation.administer', ownerId);
    await this.unitOfWork.run(caller.context, async (tx) => {
      await this.needAsset(tx, ownerId, assetId);
      const { organisation } = await this.need(tx, assetId, agreementId);
      await this.agreements.end(tx, assetId, agreementId, todayIn(this.clock));
      await this.audit.done(tx, {
        action: 'agreement.ended',
        organisationId: ownerId,
        object: `agreement/${agreementId}`,
        detail: { assetId, userId: organisation.id },
      });
    });
  }

  private async write(tx: Tx, ownerId: string, assetId: string, wish: CreateAgreement): Promise<Agreement> {
    await this.needAsset(tx, ownerId, assetId);
    const id = await this.agreements.insert(tx, assetId, wish);
    await this.audit.done(tx, {
      action: 'agreement.made',
      organisationId: ownerId,
      object: `agreement/${id}`,
      detail: { assetId, userId: wish.organisationId, from: wish.from, to: wish.to },
    });
    return this.need(tx, assetId, id);
  }

  private async needAsset(tx: Tx, ownerId: string, assetId: string): Promise<void> {
    if ((await this.assets.find(tx, ownerId, assetId)) === undefined) throw new AssetNotFound();
  }

  private async need(tx: Tx, assetId: string, id: string): Promise<Agreement> {
    const found = (await this.agreements.ofAsset(tx, assetId)).find((agreement) => agreement.id === id);
    if (found === undefined) throw new AgreementNotFound();
    return found;
  }
}
