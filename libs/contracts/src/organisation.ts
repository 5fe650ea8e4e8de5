import { z } from 'zod';
import { countSchema, idSchema, nameSchema, pageOf, pageQuerySchema } from './primitives.js';

export const organisationKinds = [
  'municipality',
  'metropolitan_city',
  'library',
  'school',
  'job_centre',
  'training_body',
  'coworking',
  'employer',
  'public_body',
] as const;
export const organisationKindSchema = z.enum(organisationKinds);
export type OrganisationKind = z.infer<typeof organisationKindSchema>;

/** Code of a body in the Indice dei domicili digitali della Pubblica Amministrazione, in lower case. */
export const ipaCodeSchema = z.string().regex(/^[a-z0-9_-]{1,20}$/, 'must be an IPA code such as c_a944');

export const organisationSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    kind: organisationKindSchema,
    ipaCode: z.string().nullable().describe('Of an Italian public body'),
    parentId: idSchema.nullable().describe('The organisation that this one is part of'),
    hubs: countSchema.describe('How many hubs it runs'),
  })
  .meta({ id: 'Organisation' });
export type Organisation = z.infer<typeof organisationSchema>;

export const organisationsQuerySchema = pageQuerySchema.extend({
  q: nameSchema.optional().describe('Part of the name, or the whole IPA code'),
  kind: organisationKindSchema.optional(),
});
export type OrganisationsQuery = z.infer<typeof organisationsQuerySchema>;

export const organisationPageSchema = pageOf(organisationSchema).meta({ id: 'OrganisationPage' });
export type OrganisationPage = z.infer<typeof organisationPageSchema>;

const organisationFields = {
  name: nameSchema,
  kind: organisationKindSchema,
  ipaCode: ipaCodeSchema.nullable(),
  parentId: idSchema.nullable(),
};

export const createOrganisationSchema = z
  .strictObject({
    ...organisationFields,
    ipaCode: organisationFields.ipaCode.default(null),
    parentId: organisationFields.parentId.default(null),
  })
  .meta({ id: 'CreateOrganisation' });
export type CreateOrganisation = z.infer<typeof createOrganisationSchema>;

/** As a merge patch: what is left out stays, null takes away. */
export const changeOrganisationSchema = z.strictObject(organisationFields).partial().meta({ id: 'ChangeOrganisation' });
export type ChangeOrganisation = z.infer<typeof changeOrganisationSchema>;

export const myOrganisationSchema = organisationSchema
  .pick({ id: true, name: true, kind: true, ipaCode: true })
  .extend({ administers: z.boolean(), audits: z.boolean() })
  .meta({ id: 'MyOrganisation' });
export type MyOrganisation = z.infer<typeof myOrganisationSchema>;

export const myOrganisationsSchema = z.object({ items: z.array(myOrganisationSchema) }).meta({ id: 'MyOrganisations' });
export type MyOrganisations = z.infer<typeof myOrganisationsSchema>;
