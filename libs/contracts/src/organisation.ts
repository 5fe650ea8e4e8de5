import { z } from 'zod';

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
