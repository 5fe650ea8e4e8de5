import { z } from 'zod';
import { Temporal } from '#libs/kernel';
import { InvalidImport } from './import-errors.js';

const timeZoneSchema = z.string().refine(isTimeZone, { message: 'is not an IANA time zone such as Europe/Rome' });

const argsSchema = z
  .object({
    name: z.string().trim().min(1, 'must not be blank').max(100),
    slug: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be in kebab-case')
      .max(100),
    osm: z.string().min(1),
    population: z.string().min(1).optional(),
    hubs: z.string().min(1).optional(),
    demoHubs: z.number().int().min(1).max(5000).optional(),
    /** Whether the hubs of the file get sensors that this installation may simulate; made-up hubs always do. */
    equip: z.boolean().default(false),
    timeZone: timeZoneSchema.default('Europe/Rome'),
    attribution: z.string().trim().min(1).max(500).default('© OpenStreetMap contributors'),
  })
  .refine(({ hubs, demoHubs }) => hubs === undefined || demoHubs === undefined, {
    message: 'hubs come from a file or are made up, not both',
    path: ['demoHubs'],
  });

/** What to import; paths are absolute, since the process that reads them may have been started elsewhere. */
export type MetroImportArgs = z.input<typeof argsSchema>;
export type MetroImport = Readonly<z.output<typeof argsSchema>>;

/** @throws InvalidImport that names each argument that is wrong */
export function parseArgs(args: MetroImportArgs): MetroImport {
  const parsed = argsSchema.safeParse(args);
  if (parsed.success) return parsed.data;
  throw new InvalidImport(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
}

function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return /^[A-Z]/.test(name);
  } catch {
    return false;
  }
}
