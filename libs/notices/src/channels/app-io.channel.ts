import { Inject, Injectable, Optional } from '@nestjs/common';
import { ENVIRONMENT, type Environment } from '#libs/platform';
import { FiscalCodeSource } from './fiscal-code-source.js';
import { type Letter, NoticeChannel, Undeliverable } from './notice-channel.js';

const PATIENCE_MS = 10_000;
/** App IO takes no shorter text, and no longer subject. */
const [SHORTEST_TEXT, SHORTEST_SUBJECT, LONGEST_SUBJECT] = [80, 10, 120];

/** Messages of the organisation that runs the hub, in the app of the Italian public administration. */
@Injectable()
export class AppIoChannel extends NoticeChannel {
  readonly name = 'app_io';
  readonly lacks: string | null;

  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Pick<Environment, 'APP_IO_URL' | 'APP_IO_KEYS'>,
    @Optional() private readonly fiscalCodes?: FiscalCodeSource,
  ) {
    super();
    const hasKeys = Object.keys(environment.APP_IO_KEYS).length > 0;
    this.lacks = !hasKeys ? 'APP_IO_KEYS' : fiscalCodes === undefined ? 'a source of tax codes' : null;
  }

  async send({ notice, text: { subject, text } }: Letter): Promise<void> {
    if (notice.kind === 'address-code') throw new Undeliverable('goes to a mailbox alone');
    const key = this.environment.APP_IO_KEYS[notice.facts.organisationId];
    if (key === undefined) throw new Undeliverable('the organisation has no service in App IO');
    const fiscalCode = await this.fiscalCodes!.fiscalCodeOf(notice.personId);
    if (fiscalCode === null) throw new Undeliverable('no tax code is known');
    const { status } = await fetch(new URL('/api/v1/messages', this.environment.APP_IO_URL), {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: { 'content-type': 'application/json', 'ocp-apim-subscription-key': key },
      body: JSON.stringify({
        fiscal_code: fiscalCode,
        content: {
          subject: subject.slice(0, LONGEST_SUBJECT).padEnd(SHORTEST_SUBJECT),
          markdown: text.padEnd(SHORTEST_TEXT),
        },
      }),
    });
    if (status === 201) return;
    const final = status >= 400 && status < 500 && status !== 429 && status !== 408;
    throw final ? new Undeliverable(`App IO says ${status}`) : new Error(`App IO says ${status}`);
  }
}
