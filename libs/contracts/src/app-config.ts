import { z } from 'zod';

/** What the web application must know before anyone signs in. */
export const appConfigSchema = z
  .object({
    version: z.string(),
    demo: z.boolean().describe('Made-up city, people and sensors; sign-in is one click'),
    operator: z.string().describe('Name shown in the header'),
    accessibilityStatementUrl: z.string().nullable(),
    privacyUrl: z.string().nullable(),
  })
  .meta({ id: 'AppConfig' });
export type AppConfig = z.infer<typeof appConfigSchema>;
