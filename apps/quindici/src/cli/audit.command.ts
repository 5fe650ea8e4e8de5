import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { idSchema } from '#libs/contracts';
import type { KeptHead } from '#libs/identity';
import type { PrintedHead, VerifiedAudit } from '../audit/audit-commands.js';
import type { CommandContext } from '../control/command.js';

const keptSchema = z.object({
  organisationId: idSchema,
  number: z.number().int().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

interface VerifyOptions {
  readonly organisation?: string;
  readonly against?: readonly KeptHead[];
}

export function addAudit(program: Command, context: CommandContext): void {
  const audit = program.command('audit').description('the log of who did what, sealed in chains of hashes');
  audit
    .command('verify')
    .description('recompute the chains; ends with 1 when one does not hold, and says where')
    .option('--organisation <id>', 'only the chain of this organisation; all zeros: the network itself', parseId)
    .option('--against <file>', 'also compare with heads that "audit seal-head" printed earlier', readKept)
    .action(async ({ organisation, against = [] }: VerifyOptions) => {
      const args = { organisation, kept: against };
      const verified = await context.run<readonly VerifiedAudit[]>('audit verify', args, () => undefined);
      for (const one of verified) console.log(describe(one));
      if (verified.some(({ fault }) => fault !== null)) process.exitCode = 1;
    });
  audit
    .command('seal-head')
    .description('print the last seal of each chain, a line of JSON each, to be kept where the database can not reach')
    .action(async () => {
      const heads = await context.run<readonly PrintedHead[]>('audit seal-head', {}, () => undefined);
      for (const head of heads) console.log(JSON.stringify(head));
    });
}

function describe({ organisationId, entries, sealed, seals, fault }: VerifiedAudit): string {
  const counts = `${sealed} of ${entries} entries sealed in ${seals} seals`;
  return `${organisationId}  ${fault === null ? `intact, ${counts}` : `BROKEN: ${fault} (before it: ${counts})`}`;
}

function parseId(text: string): string {
  if (!idSchema.safeParse(text).success) throw new InvalidArgumentError('the id of an organisation is needed');
  return text;
}

function readKept(path: string): readonly KeptHead[] {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  return lines.map((line, n) => {
    const head = keptSchema.safeParse(parseJson(line));
    if (!head.success) throw new InvalidArgumentError(`line ${n + 1} is not a head that "audit seal-head" printed`);
    return head.data;
  });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
