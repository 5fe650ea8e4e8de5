import { isIP } from 'node:net';
import { z } from 'zod';
import { json as jsonOf, signInSettings } from './sign-in-settings.js';

/** Known to everybody who reads this: production refuses it. */
export const CHECK_IN_KEY_OF_DEVELOPMENT = 'for development only: known to everybody';

const flag = z
  .enum(['0', '1', 'true', 'false', ''])
  .default('0')
  .transform((text) => text === '1' || text === 'true');
const optionalUrl = z.url().optional();

/** off: the address of whoever connects; a number of proxies in front; or the proxies' addresses and networks. */
const proxies = z
  .string()
  .default('off')
  .transform((text, context) => {
    if (text === 'off' || text === '') return false;
    if (/^[1-9]$/.test(text)) return Number(text);
    const networks = text.split(',').map((part) => part.trim());
    if (networks.every(isNetwork)) return networks;
    context.addIssue('off, a number of proxies from 1 to 9, or addresses and networks with commas between');
    return z.NEVER;
  });

function isNetwork(text: string): boolean {
  const [address = '', bits, more] = text.split('/');
  const version = isIP(address);
  const longest = version === 4 ? 32 : 128;
  const fits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= longest);
  return version !== 0 && more === undefined && fits;
}

/** off, or by how much the limits of the table are multiplied. */
const rateFactor = z
  .string()
  .default('1')
  .transform((text, context) => {
    if (text === 'off') return Infinity;
    const factor = text.trim() === '' ? NaN : Number(text);
    if (factor > 0 && factor <= 1000) return factor;
    context.addIssue('off, or a number above 0 and up to 1000');
    return z.NEVER;
  });

const environmentSchema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  PUBLIC_URL: optionalUrl,
  DATABASE_URL: optionalUrl,
  DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(10),
  DATABASE_EMBEDDED: flag,
  MQTT_URL: optionalUrl,
  /** port of the broker in this process, 0 for any free one; unset: none */
  MQTT_EMBEDDED_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  MQTT_PROTOCOL: z.enum(['4', '5']).default('5'),
  MQTT_CLIENT_ID: z.string().min(1).default('quindici-ingest'),
  DATA_DIR: z.string().min(1).default('.quindici'),
  RATE_LIMIT: rateFactor,
  TRUST_PROXY: proxies,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'log', 'debug', 'verbose']).default('log'),
  /** from which the codes for check-in are made */
  CHECK_IN_KEY: z.string().min(32).default(CHECK_IN_KEY_OF_DEVELOPMENT),
  /** after how many minutes the code of a desk is another one; 0: never, it can be printed */
  CHECK_IN_CODE_MINUTES: z.coerce.number().int().min(0).max(1440).default(0),
  ...signInSettings,
  /** how long the readings of desk sensors are kept, from which presence during a booking could be worked out */
  PRESENCE_KEPT_DAYS: z.coerce.number().int().min(1).max(30).default(7),
  AUTH_DEMO: flag,
  AUTH_DEMO_ALLOW_HOST: z.string().optional(),
  /** unset: no e-mail is sent */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** who e-mail comes from, as `Name <address>` or an address */
  MAIL_FROM: z.string().max(300).default('Quindici <no-reply@localhost>'),
  /** both unset: nothing is pushed to browsers */
  VAPID_PUBLIC_KEY: z.string().length(87).optional(),
  VAPID_PRIVATE_KEY: z.string().length(43).optional(),
  /** how push services reach who sends, `mailto:` or `https:` */
  VAPID_SUBJECT: z.url({ protocol: /^(mailto|https)$/ }).optional(),
  APP_IO_URL: z.url({ protocol: /^https?$/ }).default('https://api.io.pagopa.it'),
  /** JSON, by id of the organisation: the key of its service in App IO */
  APP_IO_KEYS: jsonOf(z.record(z.uuid(), z.string().min(1))).prefault('{}'),
  OPERATOR_NAME: z.string().default('Quindici'),
  ACCESSIBILITY_STATEMENT_URL: optionalUrl,
  PRIVACY_URL: optionalUrl,
});

/** Injection token of the Environment. */
export const ENVIRONMENT = Symbol('Environment');

/** What the process was told from outside, parsed once. */
export type Environment = Readonly<z.infer<typeof environmentSchema>>;

/**
 * The only reader of `process.env`.
 * @throws Error that names each variable that is wrong and why
 */
export function readEnvironment(source: NodeJS.ProcessEnv = process.env): Environment {
  const parsed = environmentSchema.safeParse(source);
  if (parsed.success) return parsed.data;
  const reasons = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The environment is not usable:\n  ${reasons.join('\n  ')}`);
}
