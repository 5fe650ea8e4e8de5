import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { NoticeQueue, NoticeSender, WebhookSender } from '#libs/notices';
import { SingleFlight } from './single-flight.js';

/** Tells persons and programs what happened to bookings. A receiver that is slow holds up neither the others nor the reading. */
@Injectable()
export class NoticeJobs implements OnModuleDestroy {
  private readonly flights = new SingleFlight();

  constructor(
    private readonly queue: NoticeQueue,
    private readonly notices: NoticeSender,
    private readonly webhooks: WebhookSender,
  ) {}

  @Interval(2_000)
  tell(): void {
    this.flights.run('Reading what is to be told', () => this.queue.fill());
    this.flights.run('Sending notices', () => this.notices.send());
    this.flights.run('Delivering to webhooks', () => this.webhooks.send());
  }

  async onModuleDestroy(): Promise<void> {
    await this.flights.close();
  }
}
