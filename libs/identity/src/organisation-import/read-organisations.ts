import { z } from 'zod';
import { ipaCodeSchema, nameSchema, organisationKindSchema } from '#libs/contracts';
import { fieldReader, needColumn, type RefusedRow, schemaReasons, type Table } from '#libs/platform';

const isBlank = (value: unknown): boolean => value === null || (typeof value === 'string' && value.trim() === '');
const needed = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (isBlank(value) ? undefined : value), schema);
/** Absent is not known, blank is none. */
const blankIsNull = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (isBlank(value) ? null : value), schema.nullable().optional());
const ipaCode = z.string().trim().toLowerCase().pipe(ipaCodeSchema);

const organisationRowSchema = z.object({
  name: needed(nameSchema),
  kind: needed(organisationKindSchema),
  ipa_code: blankIsNull(ipaCode),
  parent_ipa_code: blankIsNull(ipaCode),
  parent_name: blankIsNull(nameSchema),
});
const FIELDS = Object.keys(organisationRowSchema.shape);

export interface ReadOrganisation extends z.infer<typeof organisationRowSchema> {
  readonly row: number;
}

export interface ReadOrganisations {
  readonly organisations: readonly ReadOrganisation[];
  readonly refused: readonly RefusedRow[];
}

/** Reads organisations from a CSV or a list of items. @throws ColumnMissing */
export function readOrganisations(table: Table): ReadOrganisations {
  needColumn(table, 'the name of the organisation', ['name']);
  needColumn(table, 'the kind of organisation', ['kind']);
  const fields = fieldReader(table, FIELDS);
  const organisations: ReadOrganisation[] = [];
  const refused: RefusedRow[] = [];
  for (const row of table.rows) {
    const values = fields(row);
    const parsed = organisationRowSchema.safeParse(values);
    if (parsed.success) organisations.push({ ...parsed.data, row: row.row });
    else {
      const name = typeof values.name === 'string' ? values.name.slice(0, 200) : null;
      refused.push({ row: row.row, name, reasons: schemaReasons(parsed.error.issues, values) });
    }
  }
  return { organisations, refused };
}
