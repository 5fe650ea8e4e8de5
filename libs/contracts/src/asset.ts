import { z } from 'zod';
import { localTimeSchema } from './hub.js';
import { idSchema, latitudeSchema, nameSchema, longitudeSchema } from './primitives.js';

export const assetKinds = ['library', 'school', 'civic_centre', 'office', 'reclaimed', 'other'] as const;
export const assetKindSchema = z.enum(assetKinds);
export type AssetKind = z.infer<typeof assetKindSchema>;

const areaSchema = z.number().positive().lt(1e7).meta({ format: 'double', description: 'Square metres' });
const positionSchema = z.strictObject({ lat: latitudeSchema, lon: longitudeSchema });

const assetFields = {
  name: nameSchema,
  kind: assetKindSchema,
  address: nameSchema,
  position: positionSchema.nullable(),
  areaM2: areaSchema.nullable(),
  cadastralReference: nameSchema.nullable().describe('As the cadastre writes it: sheet, parcel, subordinate'),
};

export const assetSchema = z.object({ id: idSchema, ...assetFields }).meta({ id: 'Asset' });
export type Asset = z.infer<typeof assetSchema>;

export const assetListSchema = z.object({ items: z.array(assetSchema) }).meta({ id: 'AssetList' });
export type AssetList = z.infer<typeof assetListSchema>;

export const createAssetSchema = z
  .strictObject({
    ...assetFields,
    position: assetFields.position.default(null),
    areaM2: assetFields.areaM2.default(null),
    cadastralReference: assetFields.cadastralReference.default(null),
  })
  .meta({ id: 'CreateAsset' });
export type CreateAsset = z.infer<typeof createAssetSchema>;

/** What is left out stays as it is; null takes away. */
export const changeAssetSchema = z.strictObject(assetFields).partial().meta({ id: 'ChangeAsset' });
export type ChangeAsset = z.infer<typeof changeAssetSchema>;

export const agreedWindowSchema = z
  .strictObject({
    weekday: z.number().int().min(1).max(7).meta({ format: 'int32' }),
    opens: localTimeSchema,
    closes: localTimeSchema,
  })
  .meta({ id: 'AgreedWindow', example: { weekday: 1, opens: '15:00', closes: '22:00' } });
export type AgreedWindow = z.infer<typeof agreedWindowSchema>;

const dateSchema = z.iso.date().refine((text) => /^2[01]\d\d-/.test(text), 'must lie between the years 2000 and 2199');
const agreementFields = {
  from: dateSchema.describe('The first day on which it holds'),
  to: dateSchema.nullable().describe('The first day on which it holds no more; null: until somebody ends it'),
  duties: z.array(nameSchema).max(50),
};

export const agreementSchema = z
  .object({
    id: idSchema,
    assetId: idSchema,
    organisation: z.object({ id: idSchema, name: z.string() }).describe('Who may use the asset'),
    ...agreementFields,
    windows: z.array(agreedWindowSchema),
    hubs: z.array(z.object({ id: idSchema, name: z.string() })).describe('What stands in the asset under it'),
  })
  .meta({ id: 'UseAgreement' });
export type Agreement = z.infer<typeof agreementSchema>;

export const agreementListSchema = z.object({ items: z.array(agreementSchema) }).meta({ id: 'UseAgreementList' });
export type AgreementList = z.infer<typeof agreementListSchema>;

export const createAgreementSchema = z
  .strictObject({
    organisationId: idSchema.describe('Who may use the asset'),
    ...agreementFields,
    to: agreementFields.to.default(null),
    duties: agreementFields.duties.default([]),
    windows: z.array(agreedWindowSchema).min(1).max(200),
  })
  .superRefine(({ from, to, windows }, context) => {
    if (to !== null && from >= to) context.addIssue({ code: 'custom', path: ['to'], message: 'must be after from' });
    for (const [index, a] of windows.entries()) {
      const again = windows
        .slice(0, index)
        .some((b) => a.weekday === b.weekday && a.opens < b.closes && b.opens < a.closes);
      if (a.opens >= a.closes || again)
        context.addIssue({
          code: 'custom',
          path: ['windows', index],
          message: 'ends before it begins or overlaps another',
        });
    }
  })
  .meta({ id: 'CreateUseAgreement' });
export type CreateAgreement = z.infer<typeof createAgreementSchema>;
