import { z } from 'zod';

/** Ways to identify oneself that an Italian identity gateway may offer each by itself. */
export const signInChoiceSchema = z.enum(['spid', 'cie']);
export type SignInChoice = z.infer<typeof signInChoiceSchema>;

/** What the web application must know before anyone signs in. */
export const appConfigSchema = z
  .object({
    version: z.string(),
    demo: z.boolean().describe('Made-up city, people and sensors; sign-in is one click'),
    signIn: z
      .array(signInChoiceSchema)
      .describe('What there is to choose from before the identity provider; empty: it is entered by one door'),
    operator: z.string().describe('Name shown in the header'),
    accessibilityStatementUrl: z.string().nullable(),
    privacyUrl: z.string().nullable(),
  })
  .meta({ id: 'AppConfig' });
export type AppConfig = z.infer<typeof appConfigSchema>;
