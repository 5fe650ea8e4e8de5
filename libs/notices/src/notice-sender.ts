import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock, Temporal } from '#libs/kernel';
import { ENVIRONMENT, type Environment, type RemovalId, type Remover, SYSTEM, UnitOfWork } from '#libs/platform';
import { NOTICE_CHANNELS, type NoticeChannel, Undeliverable } from './channels/notice-channel.js';
import { nextNotice } from './domain/back-off.js';
import { concernOf } from './domain/notice-facts.js';
import { bookingText, codeText, type NoticeText } from './domain/notice-text.js';
import { dueAt } from './domain/quiet-hours.js';
import { type LeasedNotice, NoticeRepository, type Outcome } from './persistence/notice.repository.js';
import { type Recipient, RecipientRepository } from './persistence/recipient.repository.js';

const BATCH = 20;
/** Longer than the channels' patience for a whole batch. */
const LEASE = Temporal.Duration.from({ minutes: 5 });
const TRIED_FOR = Temporal.Duration.from({ hours: 24 });

/**
 * Sends what is due, each notice by one process. Only a process that dies between sending and writing it down lets a notice be sent again:
 * no mailbox takes part in our transactions.
 */
@Injectable()
export class NoticeSender implements OnApplicationBootstrap {
  readonly removers: Readonly<Record<Extract<RemovalId, 'notices'>, Remover>>;
  private readonly logger = new Logger('Notices');
  private readonly channels: ReadonlyMap<string, NoticeChannel>;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly notices: NoticeRepository,
    private readonly recipients: RecipientRepository,
    private readonly clock: Clock,
    @Inject(NOTICE_CHANNELS) private readonly all: readonly NoticeChannel[],
    @Inject(ENVIRONMENT) private readonly environment: Pick<Environment, 'PUBLIC_URL'>,
  ) {
    this.channels = new Map(all.filter(({ lacks }) => lacks === null).map((channel) => [channel.name, channel]));
    this.removers = { notices: (tx, before) => notices.forget(tx, before) };
  }

  onApplicationBootstrap(): void {
    for (const { name, lacks } of this.all)
      if (lacks !== null) this.logger.log(`Nothing is told by ${name}, which lacks ${lacks}`);
  }

  /** @returns how many notices were tried */
  async send(): Promise<number> {
    let total = 0;
    let tried: number;
    do {
      tried = await this.sendBatch();
      total += tried;
    } while (tried === BATCH);
    return total;
  }

  private async sendBatch(): Promise<number> {
    const now = this.clock.now();
    const { leased, recipients } = await this.unitOfWork.run(SYSTEM, async (tx) => {
      const rows = await this.notices.lease(
        tx,
        [...this.channels.keys()] as NoticeChannel['name'][],
        now,
        now.add(LEASE),
        BATCH,
      );
      const people = await this.recipients.find(tx, [...new Set(rows.map(({ personId }) => personId))]);
      return { leased: rows, recipients: people };
    });
    await Promise.all(leased.map((notice) => this.deliver(notice, recipients.get(notice.personId))));
    return leased.length;
  }

  private async deliver(notice: LeasedNotice, recipient: Recipient | undefined): Promise<void> {
    const outcome = await this.tryToSend(notice, recipient);
    await this.unitOfWork.run(SYSTEM, (tx) => this.notices.settle(tx, notice, outcome, this.clock.now()));
  }

  private async tryToSend(notice: LeasedNotice, recipient: Recipient | undefined): Promise<Outcome> {
    if (recipient === undefined) return { state: 'dropped', reason: 'nobody is there' };
    if (notice.kind !== 'address-code' && !recipient.channels.has(notice.channel))
      return { state: 'dropped', reason: 'not wanted any more' };
    if (
      notice.kind === 'offered' &&
      Temporal.Instant.compare(concernOf('offered', notice.facts), this.clock.now()) <= 0
    )
      return { state: 'dropped', reason: 'the offer has run out' };
    try {
      await this.channels
        .get(notice.channel)!
        .send({ notice, recipient, text: this.textOf(notice, recipient), link: this.link });
      return { state: 'sent' };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return error instanceof Undeliverable ? { state: 'failed', reason } : this.again(notice, recipient, reason);
    }
  }

  private again({ attempts, createdAt, ...notice }: LeasedNotice, { quiet }: Recipient, reason: string): Outcome {
    const next = nextNotice(this.clock.now(), attempts);
    if (Temporal.Instant.compare(next, createdAt.add(TRIED_FOR)) > 0) return { state: 'failed', reason };
    if (notice.kind === 'address-code') return { state: 'queued', reason, dueAt: next };
    return {
      state: 'queued',
      reason,
      dueAt: dueAt(next, quiet, notice.facts.timeZone, concernOf(notice.kind, notice.facts)),
    };
  }

  private get link(): string | null {
    const { PUBLIC_URL } = this.environment;
    return PUBLIC_URL === undefined ? null : new URL('/prenotazioni', PUBLIC_URL).href;
  }

  private textOf(notice: LeasedNotice, { language }: Recipient): NoticeText {
    return notice.kind === 'address-code'
      ? codeText(notice.facts, language)
      : bookingText(notice.kind, notice.facts, language, this.link);
  }
}
