import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { ENVIRONMENT, type Environment } from '#libs/platform';
import { type Letter, NoticeChannel, Undeliverable } from './notice-channel.js';

const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000, dnsTimeout: 10_000 };
const AS_IT_IS = { disableFileAccess: true, disableUrlAccess: true };

/** Letters by SMTP. */
@Injectable()
export class EmailChannel extends NoticeChannel implements OnModuleDestroy {
  readonly name = 'email';
  readonly lacks: string | null;
  private readonly transport: Transporter | undefined;

  constructor(@Inject(ENVIRONMENT) private readonly environment: Pick<Environment, 'SMTP_URL' | 'MAIL_FROM'>) {
    super();
    const url = environment.SMTP_URL;
    this.lacks = url === undefined ? 'SMTP_URL' : null;
    if (url !== undefined) this.transport = createTransport({ url, ...TIMEOUTS, ...AS_IT_IS });
  }

  async send({ notice, recipient: { email, confirmed, language }, text }: Letter): Promise<void> {
    if (email === null || !(confirmed || notice.kind === 'address-code')) throw new Undeliverable('no address');
    try {
      await this.transport!.sendMail({
        from: this.environment.MAIL_FROM,
        to: { name: '', address: email },
        // The same at each attempt, so that a mailbox can tell a letter that comes twice.
        messageId: `<${notice.id}@${domainOf(this.environment.MAIL_FROM)}>`,
        headers: { 'auto-submitted': 'auto-generated', 'content-language': language },
        ...text,
      });
    } catch (error) {
      throw isFinal(error) ? new Undeliverable(String(error)) : error;
    }
  }

  onModuleDestroy(): void {
    this.transport?.close();
  }
}

const domainOf = (from: string): string => /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost';

/** The server refused this mailbox for good; that it refuses us is something that its operators may mend. */
function isFinal(error: unknown): boolean {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  return code === 'EENVELOPE' && (responseCode === undefined || (responseCode >= 550 && responseCode <= 553));
}
