import { Injectable } from '@nestjs/common';
import type { CalendarFeed, CalendarFeedState } from '#libs/contracts';
import { type Actor, AuditTrail, type Caller, hashOf, newSecret, requireInHub } from '#libs/identity';
import { Clock, newId, TimeRange } from '#libs/kernel';
import { ANONYMOUS, PublicUrl, SYSTEM, UnitOfWork } from '#libs/platform';
import { BookingNotFound } from '../domain/booking-errors.js';
import { PlaceDirectory } from '../place-directory.js';
import { CalendarNotFound } from './calendar-errors.js';
import { type CalendarEntry, iCalendarOf } from './icalendar.js';
import { CalendarFeedRepository, type FeedOwner } from './persistence/calendar-feed.repository.js';
import { type CalendarFact, CalendarRepository } from './persistence/calendar.repository.js';

/** How long what is over or given back stays in a calendar, so that every program that subscribes to it has seen what became of it. */
const KEPT = { hours: 30 * 24 };
const HUB_PAST = { hours: 7 * 24 };
const HUB_AHEAD = { hours: 60 * 24 };
const GONE: ReadonlySet<string> = new Set(['cancelled', 'released', 'expired']);

/** Bookings as calendar programs read them: one by itself, and feeds by secret addresses. */
@Injectable()
export class CalendarService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly feeds: CalendarFeedRepository,
    private readonly facts: CalendarRepository,
    private readonly places: PlaceDirectory,
    private readonly audit: AuditTrail,
    private readonly publicUrl: PublicUrl,
    private readonly clock: Clock,
  ) {}

  /** @throws BookingNotFound */
  async ofBooking({ context, personId }: Actor, hubId: string, bookingId: string): Promise<string> {
    const fact = await this.unitOfWork.run(context, (tx) => this.facts.booking(tx, personId, hubId, bookingId));
    if (fact === undefined) throw new BookingNotFound();
    return iCalendarOf('Quindici', [this.entryOf(fact, 'booking')]);
  }

  /** @throws CalendarNotFound: there is none at the address, or no more */
  async ofFeed(token: string): Promise<string> {
    const owner = await this.unitOfWork.run(SYSTEM, (tx) => this.feeds.ownerOf(tx, hashOf(token)));
    if (owner === undefined) throw new CalendarNotFound();
    return 'personId' in owner ? this.ofPerson(owner.personId) : this.ofHub(owner.hubId);
  }

  /** Whether one has given oneself an address; which one, nobody can tell any more. */
  async stateOfOwn({ context, personId }: Actor): Promise<CalendarFeedState> {
    const openedAt = await this.unitOfWork.run(context, (tx) => this.feeds.openedAt(tx, { personId }));
    return { openedAt: openedAt?.toString() ?? null };
  }

  /** Gives oneself an address; the one before leads nowhere any more. */
  async openOwn({ context, personId }: Actor): Promise<CalendarFeed> {
    return this.unitOfWork.run(context, (tx) => this.open(tx, { personId }));
  }

  async closeOwn({ context, personId }: Actor): Promise<void> {
    await this.unitOfWork.run(context, (tx) => this.feeds.remove(tx, { personId }));
  }

  /** @throws HubNotFound, NotAllowed */
  async openOfHub(caller: Caller, hubId: string): Promise<CalendarFeed> {
    const { rules } = await this.places.find(hubId, []);
    requireInHub(caller, 'hub.manage', rules);
    return this.unitOfWork.run(caller.context, async (tx) => {
      await this.audit.done(tx, { action: 'calendar-feed.opened', organisationId: rules.organisationId, hubId });
      return this.open(tx, { hubId: rules.hubId });
    });
  }

  /** @throws HubNotFound, NotAllowed */
  async closeOfHub(caller: Caller, hubId: string): Promise<void> {
    const { rules } = await this.places.find(hubId, []);
    requireInHub(caller, 'hub.manage', rules);
    await this.unitOfWork.run(caller.context, async (tx) => {
      await this.audit.done(tx, { action: 'calendar-feed.closed', organisationId: rules.organisationId, hubId });
      await this.feeds.remove(tx, { hubId: rules.hubId });
    });
  }

  private async open(tx: Parameters<CalendarFeedRepository['replace']>[0], owner: FeedOwner): Promise<CalendarFeed> {
    const token = newSecret();
    const now = this.clock.now().round('millisecond');
    await this.feeds.replace(tx, newId(), owner, hashOf(token), now);
    const url = this.publicUrl.href(`/calendars/${token}.ics`);
    return { url, webcal: url.replace(/^https?:/, 'webcal:'), createdAt: now.toString() };
  }

  /** With no more power over rows than the person has: the address proves who they are, for this alone. */
  private async ofPerson(personId: string): Promise<string> {
    const self = { ...ANONYMOUS, personId, principal: { kind: 'person', id: personId } } as const;
    const since = this.clock.now().subtract(KEPT);
    const facts = await this.unitOfWork.run(self, (tx) => this.facts.ofPerson(tx, personId, since));
    return iCalendarOf(
      'Quindici',
      facts.map((fact) => this.entryOf(fact, 'booking')),
    );
  }

  private async ofHub(hubId: string): Promise<string> {
    const { hub } = await this.places.find(hubId, []);
    const now = this.clock.now();
    const span = TimeRange.of(now.subtract(HUB_PAST), now.add(HUB_AHEAD));
    const facts = await this.unitOfWork.run(SYSTEM, (tx) => this.facts.ofHub(tx, hubId, span));
    return iCalendarOf(
      hub.name,
      facts.map((fact) => this.entryOf(fact, 'claim')),
    );
  }

  private entryOf({ id, hub, span, things, status, sequence, createdAt }: CalendarFact, kind: string): CalendarEntry {
    const held = things.some((thing) => !GONE.has(thing.status))
      ? things.filter((thing) => !GONE.has(thing.status))
      : things;
    return {
      uid: `${kind}-${id}@${this.publicUrl.url.hostname}`,
      span,
      sequence,
      cancelled: GONE.has(status),
      summary: `${held.map(({ label }) => label).join(', ')} – ${hub.name}`,
      description: held.map(({ label, spaceName }) => `${label} (${spaceName})`).join('\n'),
      place: hub,
      ...(kind === 'booking' ? { url: this.publicUrl.href('/prenotazioni') } : {}),
      createdAt,
    };
  }
}
