import { StreamableFile } from '@nestjs/common';
import type { ExportedClaim } from '#libs/booking';
import type { Temporal } from '#libs/kernel';
import { csvOf } from '../http/csv.js';

/** On the wall clock of the hub, as spreadsheets read it. */
const local = (at: Temporal.Instant, timeZone: string): string =>
  at.toZonedDateTimeISO(timeZone).toPlainDateTime().toString({ smallestUnit: 'second' }).replace('T', ' ');

const COLUMNS: Readonly<Record<string, (claim: ExportedClaim) => string>> = {
  bookingId: ({ bookingId }) => bookingId,
  hub: ({ hubName }) => hubName,
  space: ({ spaceName }) => spaceName,
  bookable: ({ label }) => label,
  kind: ({ kind }) => kind,
  status: ({ status }) => status,
  from: ({ from }) => from.toString(),
  to: ({ to }) => to.toString(),
  localFrom: ({ from, timeZone }) => local(from, timeZone),
  localTo: ({ to, timeZone }) => local(to, timeZone),
  timeZone: ({ timeZone }) => timeZone,
  createdAt: ({ createdAt }) => createdAt.toString(),
  seriesId: ({ seriesId }) => seriesId ?? '',
  noShow: ({ noShow }) => String(noShow),
  bookedByAnother: ({ byOther }) => String(byOther),
};

export const bookingCsv = (claims: AsyncIterable<ExportedClaim>, name: string): StreamableFile =>
  new StreamableFile(csvOf(COLUMNS, claims), {
    type: 'text/csv; charset=utf-8; header=present',
    disposition: `attachment; filename="${name}"`,
  });
