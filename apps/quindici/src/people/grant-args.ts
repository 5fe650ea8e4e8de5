import { z } from 'zod';
import { roles } from '#libs/contracts';
import { DomainError, type DomainErrorKind } from '#libs/kernel';

export class InvalidGrant extends DomainError {
  readonly code = 'invalid-grant';
  readonly kind: DomainErrorKind = 'invalid';
}

const oneLine = z
  .string()
  .trim()
  .min(1, 'must not be blank')
  .max(500)
  .regex(/^\P{Cc}*$/u, 'must be one line');

const argsSchema = z
  .strictObject({
    issuer: oneLine.refine((text) => URL.canParse(text), 'must be the issuer’s URL, as OIDC_ISSUER has it'),
    subject: oneLine,
    role: z.enum(roles, { error: `must be one of ${roles.join(', ')}` }),
    organisation: oneLine.nullish().transform((text) => text ?? null),
    hub: oneLine.nullish().transform((text) => text ?? null),
  })
  .refine(({ organisation, hub }) => hub === null || organisation !== null, {
    message: 'a hub is named together with its organisation',
    path: ['hub'],
  });

/** A role of a person as it is typed. */
export type GrantArgs = z.input<typeof argsSchema>;

/** @throws InvalidGrant that names each argument that is wrong */
export function parseGrant(args: unknown): z.output<typeof argsSchema> {
  const parsed = argsSchema.safeParse(args);
  if (parsed.success) return parsed.data;
  throw new InvalidGrant(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
}
