import type { INestApplicationContext } from '@nestjs/common';
import { z } from 'zod';
import { HubImport } from '#libs/hubs';
import { OrganisationImport, OrganisationService } from '#libs/identity';
import type { ImportOutcome } from '#libs/platform';
import { HubGround } from '#libs/search';
import { InvalidImport } from '../metro-import/import-errors.js';
import { readTable } from '../metro-import/read-table.js';

const tableSchema = z.object({
  file: z.string().min(1),
  dryRun: z.boolean().default(false),
  partial: z.boolean().default(false),
});
const hubsSchema = tableSchema.extend({ organisation: z.string().min(1), metro: z.string().min(1) });

/** Paths are absolute, since the process that reads them may have been started elsewhere. */
export type TableImportArgs = z.input<typeof tableSchema>;
export type HubImportArgs = z.input<typeof hubsSchema>;

const LIMITS = { rows: 10_000 };

/** @throws InvalidImport, UnreadableFile, ColumnMissing */
export async function importOrganisations(
  services: INestApplicationContext,
  args: TableImportArgs,
): Promise<ImportOutcome> {
  const { file, ...mode } = parsed(tableSchema, args);
  const table = await readTable(file, LIMITS);
  return services.get(OrganisationImport, { strict: false }).runAsOperator(table, mode);
}

/** @throws InvalidImport, UnreadableFile, ColumnMissing, OrganisationNotFound, MetroNotFound */
export async function importHubs(services: INestApplicationContext, args: HubImportArgs): Promise<ImportOutcome> {
  const { file, organisation, ...wish } = parsed(hubsSchema, args);
  const table = await readTable(file, LIMITS);
  const organisationId = await services.get(OrganisationService, { strict: false }).resolve(organisation);
  const ground = services.get(HubGround, { strict: false });
  return services.get(HubImport, { strict: false }).runAsOperator({ ...wish, organisationId, table, ground });
}

function parsed<Schema extends z.ZodType>(schema: Schema, args: unknown): z.output<Schema> {
  const result = schema.safeParse(args);
  if (result.success) return result.data;
  throw new InvalidImport(result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
}
