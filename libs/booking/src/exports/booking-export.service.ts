import { Injectable } from '@nestjs/common';
import type { BookingExportQuery } from '#libs/contracts';
import { type Actor, AuditTrail, type Caller, requireInHub } from '#libs/identity';
import { TimeRange } from '#libs/kernel';
import { onBehalfOf, type Tx, UnitOfWork } from '#libs/platform';
import { PlaceDirectory } from '../place-directory.js';
import { type ExportedClaim, type ExportPlace, ExportRepository } from './export.repository.js';

const PAGE = 1000;

/** Bookings to take away, read by the page while they are written: none is kept here, and each page is its own short transaction. */
@Injectable()
export class BookingExportService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly places: PlaceDirectory,
    private readonly rows: ExportRepository,
    private readonly audit: AuditTrail,
  ) {}

  /** What was booked in a hub, by nobody in particular: no role gives names in bulk. @throws HubNotFound, NotAllowed */
  async ofHub(caller: Caller, hubId: string, { from, to }: BookingExportQuery): Promise<AsyncIterable<ExportedClaim>> {
    const { rules } = await this.places.find(hubId, []);
    requireInHub(caller, 'hub.manage', rules);
    const span = TimeRange.parse(from, to);
    const context = onBehalfOf(caller.context);
    await this.unitOfWork.run(context, (tx) =>
      this.audit.viewed(tx, {
        action: 'bookings.exported',
        organisationId: rules.organisationId,
        hubId,
        detail: { ...span.written },
      }),
    );
    const page = (after: ExportPlace | null): Promise<readonly ExportedClaim[]> =>
      this.unitOfWork.run(context, (tx: Tx) => this.rows.ofHub(tx, hubId, span, after, PAGE));
    return allOf(page);
  }

  /** One's own. */
  ofPerson(actor: Actor, { from, to }: BookingExportQuery): AsyncIterable<ExportedClaim> {
    const span = TimeRange.parse(from, to);
    return allOf((after) =>
      this.unitOfWork.run(actor.context, (tx) => this.rows.ofPerson(tx, actor.personId, span, after, PAGE)),
    );
  }
}

async function* allOf(
  page: (after: ExportPlace | null) => Promise<readonly ExportedClaim[]>,
): AsyncGenerator<ExportedClaim> {
  let after: ExportPlace | null = null;
  do {
    const rows: readonly ExportedClaim[] = await page(after);
    yield* rows;
    after = rows.length === PAGE ? rows.at(-1)! : null;
  } while (after !== null);
}
