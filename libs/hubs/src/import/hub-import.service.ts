import { Injectable } from '@nestjs/common';
import { AuditTrail, type Caller, OrganisationNotFound, requireInOrganisation } from '#libs/identity';
import { Clock, groupBy, type LatLon } from '#libs/kernel';
import {
  type ActorContext,
  type ImportMode,
  type ImportOutcome,
  type ImportReport,
  OutboxRepository,
  type RefusedRow,
  runImport,
  SYSTEM,
  type Table,
  type Tx,
  UnitOfWork,
} from '#libs/platform';
import { AgreementRepository, type AgreementTerms } from '../assets/agreement.repository.js';
import { todayIn } from '../assets/today.js';
import type { FloorPlan } from '../domain/floor-plan.js';
import type { HubToSave } from '../hub-draft.js';
import { MetroNotFound } from '../hubs-errors.js';
import { type BookableKey, HubDraftRepository } from '../persistence/hub-draft.repository.js';
import { HubImportRepository } from '../persistence/hub-import.repository.js';
import { type ActiveMetro, MetroRepository } from '../persistence/metro.repository.js';
import { type HubImportFacts, judgeHub } from './judge-hub.js';
import { type ReadHub, readHubs } from './read-hubs.js';

/** What hubs do not know themselves: the streets, and what was ever claimed. */
export interface HubImportGround {
  isReachable(metroId: string, point: LatLon): boolean;
  everClaimed(tx: Tx, bookables: readonly BookableKey[]): Promise<ReadonlySet<string>>;
}

export interface HubImportWish extends ImportMode {
  readonly organisationId: string;
  /** Slug */
  readonly metro: string;
  readonly table: Table;
  readonly ground: HubImportGround;
}

/** Of one organisation in one file: each is drawn in memory and then written while others wait for the metro. */
const MOST_BOOKABLES = 20_000;

/** The hubs of one organisation in one metro, from a table. A hub is known again by its slug. */
@Injectable()
export class HubImport {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly metros: MetroRepository,
    private readonly hubs: HubImportRepository,
    private readonly drafts: HubDraftRepository,
    private readonly agreements: AgreementRepository,
    private readonly audit: AuditTrail,
    private readonly outbox: OutboxRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws NotAllowed, OrganisationNotFound, MetroNotFound, ColumnMissing */
  async run(caller: Caller, wish: HubImportWish): Promise<ImportOutcome> {
    requireInOrganisation(caller, 'organisation.administer', wish.organisationId);
    return this.carryOut(caller.context, wish);
  }

  /** For whoever runs the deployment. @throws OrganisationNotFound, MetroNotFound, ColumnMissing */
  async runAsOperator(wish: HubImportWish): Promise<ImportOutcome> {
    return this.carryOut(SYSTEM, wish);
  }

  private async carryOut(actor: ActorContext, wish: HubImportWish): Promise<ImportOutcome> {
    const read = readHubs(wish.table);
    return runImport(this.unitOfWork, actor, wish, async (tx) => {
      const metro = await this.metros.bySlug(tx, wish.metro);
      if (metro === undefined) throw new MetroNotFound(wish.metro);
      const facts = await this.gather(tx, metro, wish, read.hubs);
      const { refused, toSave, ...counts } = sort(read.hubs, facts);
      const report = {
        rows: wish.table.rows.length,
        ...counts,
        refused: [...read.refused, ...refused].toSorted((a, b) => a.row - b.row),
      };
      const isWanted = report.refused.length === 0 || wish.partial;
      if (isWanted && toSave.length > 0) {
        await this.save(tx, metro.id, toSave, wish.ground);
        await this.tell(tx, metro, wish.organisationId, report);
      }
      return report;
    });
  }

  private async gather(
    tx: Tx,
    metro: ActiveMetro,
    { organisationId, ground }: HubImportWish,
    rows: readonly ReadHub[],
  ): Promise<HubImportFacts> {
    await this.hubs.lockMetro(tx, metro.id);
    const organisation = await this.hubs.organisation(tx, organisationId);
    if (organisation === undefined) throw new OrganisationNotFound();
    const slugs = rows.map(({ slug }) => slug);
    const known = new Map((await this.hubs.known(tx, metro.id, slugs)).map((hub) => [hub.slug, hub]));
    const assets = rows.flatMap(({ asset }) => asset ?? []);
    const named = await this.agreements.namedTerms(tx, organisationId, assets, todayIn(this.clock, metro.timeZone));
    const ids = [...known.values()].flatMap(({ useAgreementId }) => useAgreementId ?? []);
    const held = await this.agreements.termsOf(tx, ids);
    return {
      metro,
      organisation,
      known,
      mayDraw: budgetOf(MOST_BOOKABLES),
      isReachable: (point) => ground.isReachable(metro.id, point),
      byAsset: groupBy(named, ({ asset }) => asset),
      byId: new Map(held.map((terms): [string, AgreementTerms] => [terms.id, terms])),
    };
  }

  private async save(tx: Tx, metroId: string, hubs: readonly HubToSave[], ground: HubImportGround): Promise<void> {
    await this.drafts.save(tx, metroId, hubs);
    const replanned = hubs.filter((hub): hub is HubToSave & { readonly plan: FloorPlan } => hub.plan !== null);
    const beyond = await this.drafts.beyondPlans(tx, metroId, replanned);
    const claimed = await ground.everClaimed(tx, beyond);
    const gone = beyond.filter(({ id }) => !claimed.has(id));
    await this.drafts.remove(tx, metroId, replanned, gone);
  }

  private async tell(
    tx: Tx,
    { id: metroId, slug }: ActiveMetro,
    organisationId: string,
    { refused, ...counts }: Omit<ImportReport, 'dryRun'>,
  ): Promise<void> {
    const detail = { metro: slug, ...counts, refused: refused.length };
    await this.audit.done(tx, { action: 'hubs.imported', organisationId, object: `metro/${metroId}`, detail });
    await this.outbox.append(tx, 'network', null, { metroId, slug });
  }
}

interface Sorted {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly toSave: readonly HubToSave[];
  readonly refused: readonly RefusedRow[];
}

function sort(rows: readonly ReadHub[], facts: HubImportFacts): Sorted {
  const counts = { created: 0, changed: 0, unchanged: 0 };
  const toSave: HubToSave[] = [];
  const refused: RefusedRow[] = [];
  for (const row of rows) {
    const judged = judgeHub(row, facts);
    if (judged.status === 'refused') refused.push({ row: row.row, name: row.name, reasons: judged.reasons });
    else {
      counts[judged.status]++;
      if ('hub' in judged) toSave.push(judged.hub);
    }
  }
  return { ...counts, toSave, refused };
}

function budgetOf(most: number): (wanted: number) => boolean {
  let left = most;
  return (wanted) => (left -= wanted) >= 0;
}
