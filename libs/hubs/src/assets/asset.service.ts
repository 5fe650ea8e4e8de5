import { Injectable } from '@nestjs/common';
import type { AssetList, ChangeAsset, CreateAsset } from '#libs/contracts';
import { AuditTrail, type Caller, requireInOrganisation } from '#libs/identity';
import { Clock } from '#libs/kernel';
import { ANONYMOUS, ChangedMeanwhile, type Tx, UnitOfWork } from '#libs/platform';
import { AgreementRepository } from './agreement.repository.js';
import { AssetInUse, AssetNotFound } from './asset-errors.js';
import { AssetRepository, type VersionedAsset } from './asset.repository.js';
import { todayIn } from './today.js';

/** The buildings that hubs sit in. Anybody may know whose they are; only their owner's administrators change them. */
@Injectable()
export class AssetService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly assets: AssetRepository,
    private readonly agreements: AgreementRepository,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async list(ownerId: string): Promise<AssetList> {
    const items = await this.unitOfWork.run(ANONYMOUS, (tx) => this.assets.ofOwner(tx, ownerId));
    return { items: [...items] };
  }

  /** @throws AssetNotFound */
  async show(ownerId: string, assetId: string): Promise<VersionedAsset> {
    return this.unitOfWork.run(ANONYMOUS, (tx) => this.need(tx, ownerId, assetId));
  }

  /** @throws NotAllowed, AssetNameTaken, OrganisationNotFound */
  async create(caller: Caller, ownerId: string, draft: CreateAsset): Promise<VersionedAsset> {
    requireInOrganisation(caller, 'organisation.administer', ownerId);
    return this.unitOfWork.run(caller.context, async (tx) => {
      const created = await this.assets.insert(tx, ownerId, draft);
      await this.tell(tx, 'asset.created', ownerId, created.asset.id);
      return created;
    });
  }

  /** @throws NotAllowed, AssetNotFound, ChangedMeanwhile, AssetNameTaken */
  async change(
    caller: Caller,
    ownerId: string,
    assetId: string,
    version: number,
    patch: ChangeAsset,
  ): Promise<VersionedAsset> {
    requireInOrganisation(caller, 'organisation.administer', ownerId);
    return this.unitOfWork.run(caller.context, async (tx) => {
      const { asset } = await this.need(tx, ownerId, assetId);
      const changed = await this.assets.update(tx, version, { ...asset, ...patch });
      if (changed === undefined) throw new ChangedMeanwhile();
      await this.tell(tx, 'asset.changed', ownerId, assetId, Object.keys(patch));
      return changed;
    });
  }

  /** Takes away an asset that nobody may use any more. @throws NotAllowed, AssetNotFound, AssetInUse */
  async remove(caller: Caller, ownerId: string, assetId: string): Promise<void> {
    requireInOrganisation(caller, 'organisation.administer', ownerId);
    await this.unitOfWork.run(caller.context, async (tx) => {
      await this.need(tx, ownerId, assetId);
      if (await this.agreements.holdsAfter(tx, assetId, todayIn(this.clock))) throw new AssetInUse();
      await this.assets.remove(tx, assetId);
      await this.tell(tx, 'asset.removed', ownerId, assetId);
    });
  }

  private async need(tx: Tx, ownerId: string, assetId: string): Promise<VersionedAsset> {
    const found = await this.assets.find(tx, ownerId, assetId);
    if (found === undefined) throw new AssetNotFound();
    return found;
  }

  private tell(tx: Tx, action: string, organisationId: string, assetId: string, fields?: string[]): Promise<void> {
    const detail = fields === undefined ? {} : { detail: { fields } };
    return this.audit.done(tx, { action, organisationId, object: `asset/${assetId}`, ...detail });
  }
}
