import { Temporal } from 'temporal-polyfill';

export interface Acknowledged {
  readonly id: string;
  readonly bookableId: string;
  readonly from: string;
}

interface Desk {
  readonly hubId: string;
  readonly bookableId: string;
}

const ZONE = 'Europe/Rome';

/** From 10 to 17 on the next working day, Rome. */
export function nextWorkingDay(): { readonly from: string; readonly to: string } {
  let day = Temporal.Now.plainDateISO(ZONE).add({ days: 1 });
  while (day.dayOfWeek > 5) day = day.add({ days: 1 });
  const at = (plainTime: string): string => day.toZonedDateTime({ timeZone: ZONE, plainTime }).toInstant().toString();
  return { from: at('10:00'), to: at('17:00') };
}

/** A quarter of an hour, each asked for once: on working days between 10 and 17, Rome. */
function* quarters(): Generator<{ readonly from: string; readonly to: string }> {
  let day = Temporal.Now.plainDateISO(ZONE).add({ days: 1 });
  for (let days = 0; days < 50; days++, day = day.add({ days: 1 })) {
    if (day.dayOfWeek > 5) continue;
    const opens = day.toZonedDateTime({ timeZone: ZONE, plainTime: '10:00' });
    for (let n = 0; n < 28; n++) {
      const from = opens.add({ minutes: 15 * n }).toInstant();
      yield { from: from.toString(), to: from.add({ minutes: 15 }).toString() };
    }
  }
}

/** Books one quarter after another and keeps asking, with the same key, until it is answered; notes what was answered 201. */
export class BookingClient {
  readonly acknowledged: Acknowledged[] = [];
  readonly refused: string[] = [];
  private running = true;
  private work: Promise<void> | undefined;

  constructor(
    private readonly url: string,
    private readonly cookie: string,
    private readonly desk: Desk,
  ) {}

  start(): void {
    this.work = this.run();
  }

  async stop(): Promise<void> {
    this.running = false;
    await this.work;
  }

  private async run(): Promise<void> {
    for (const span of quarters()) {
      if (!this.running) return;
      await this.insist({ ...this.desk, ...span });
    }
  }

  private async insist(body: Desk & { readonly from: string; readonly to: string }): Promise<void> {
    const key = `${body.bookableId}-${body.from}`;
    while (this.running) {
      const { bookableId, ...rest } = body;
      const answer = await this.ask(key, { ...rest, items: [{ bookableId }] });
      if (answer !== undefined && answer.status < 500) {
        if (answer.status === 201)
          this.acknowledged.push({ id: answer.id!, bookableId: body.bookableId, from: body.from });
        else this.refused.push(`${answer.status} ${answer.text}`);
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  private async ask(key: string, body: object): Promise<{ status: number; id?: string; text: string } | undefined> {
    try {
      const response = await fetch(`${this.url}/api/v1/bookings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key, cookie: this.cookie, origin: this.url },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(30_000),
      });
      const text = await response.text();
      return response.status === 201
        ? { status: 201, id: (JSON.parse(text) as { id: string }).id, text }
        : { status: response.status, text };
    } catch {
      return undefined;
    }
  }
}
