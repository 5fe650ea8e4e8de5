import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Consent, ConsentPage, CreateConsent, MadeConsent } from '#libs/contracts';
import { type Actor, AuditTrail, hashOf, mayInHub, newSecret } from '#libs/identity';
import { Clock, newId, Temporal } from '#libs/kernel';
import { elevated, onBehalfOf, PublicUrl, type Tx, UnitOfWork } from '#libs/platform';
import { BookingRepository } from '../persistence/booking.repository.js';
import { ConsentNotFound, ConsentNotValid, TooManyConsents } from './consent-errors.js';
import { ConsentRepository, type StoredConsent } from './consent.repository.js';

const MOST = 50;
const MOST_LISTED = 200;
const LINK_HOLDS = { hours: 7 * 24 };
/** As long as two people stand at a desk. */
const CODE_HOLDS = { minutes: 15 };
/** Without letters that are taken for digits (Crockford): 50 bits, for a quarter of an hour. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LETTERS = 10;

/** Who may book for whom: given and ended by the person, accepted by whom it is handed to, and written down each time. */
@Injectable()
export class ConsentService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly consents: ConsentRepository,
    private readonly bookings: BookingRepository,
    private readonly audit: AuditTrail,
    private readonly publicUrl: PublicUrl,
    private readonly clock: Clock,
  ) {}

  /** @throws HubNotFound, TooManyConsents */
  async give(actor: Actor, { atDesk, hubId, label, days }: CreateConsent): Promise<MadeConsent> {
    const { personId } = actor;
    const token = atDesk ? newCode() : newSecret();
    const at = this.now();
    const openUntil = at.add(atDesk ? CODE_HOLDS : LINK_HOLDS);
    const id = newId();
    const made = await this.unitOfWork.run(actor.context, async (tx) => {
      await this.bookings.lock(tx, [personId]);
      if ((await this.consents.standing(tx, personId, at)) >= MOST) throw new TooManyConsents(MOST);
      const endsAt = at.add({ hours: 24 * days });
      const tokenHash = hashOf(token);
      await this.consents.insert(tx, {
        id,
        personId,
        hubId,
        atDesk,
        label,
        tokenHash,
        createdAt: at,
        openUntil,
        endsAt,
      });
      await this.consents.log(tx, { personId, consentId: id, at, what: 'offered', agentId: null, hubId });
      return (await this.consents.ofPerson(tx, personId, at, 1, id))[0]!;
    });
    const link = atDesk ? null : `${this.publicUrl.href('/delega')}#${token}`;
    return { ...shown(made, personId, at), token, link, openUntil: openUntil.toString() };
  }

  async mine(actor: Actor): Promise<ConsentPage> {
    const now = this.now();
    // The name of who gave one is for who holds it to see, and their row is not.
    const found = await this.unitOfWork.run(onBehalfOf(actor.context), (tx) =>
      this.consents.ofPerson(tx, actor.personId, now, MOST_LISTED),
    );
    return { items: found.map((consent) => shown(consent, actor.personId, now)), next: null };
  }

  /**
   * Once, by whoever comes first; a code for the desk by its staff alone.
   * @throws ConsentNotValid
   */
  async accept(actor: Actor, token: string): Promise<Consent> {
    const at = this.now();
    return this.unitOfWork.run(onBehalfOf(actor.context), async (tx) => {
      const open = await this.consents.lockOpen(tx, hashOf(token.length > LETTERS ? token : token.toUpperCase()), at);
      if (open === undefined || open.personId === actor.personId || !isFor(open, actor)) throw new ConsentNotValid();
      await this.consents.accept(tx, open.id, actor.personId, at);
      await this.tell(tx, open, 'accepted', actor.personId, at);
      return shown({ ...open, agentId: actor.personId, acceptedAt: at }, actor.personId, at);
    });
  }

  /** Takes back what one gave, or gives up what one holds: from that moment nothing is booked by it. Once over, nothing changes. @throws ConsentNotFound */
  async end(actor: Actor, id: string): Promise<void> {
    const at = this.now();
    await this.unitOfWork.run(actor.context, async (tx) => {
      const [consent] = await this.consents.ofPerson(tx, actor.personId, at, 1, id);
      if (consent === undefined) throw new ConsentNotFound();
      await elevated(tx, async (system) => {
        if (!(await this.consents.revoke(system, consent.id, at))) return;
        const own = consent.personId === actor.personId;
        await this.tell(system, consent, own ? 'revoked' : 'given-up', own ? null : actor.personId, at);
      });
    });
  }

  private async tell(
    tx: Tx,
    { id: consentId, personId, hub, atDesk }: StoredConsent,
    what: 'accepted' | 'revoked' | 'given-up',
    agentId: string | null,
    at: Temporal.Instant,
  ): Promise<void> {
    await this.consents.log(tx, { personId, consentId, at, what, agentId, hubId: hub?.id ?? null });
    await this.audit.done(tx, {
      action: `consent.${what}`,
      organisationId: hub?.organisationId ?? null,
      hubId: hub?.id ?? null,
      subjectId: personId,
      object: `consent/${consentId}`,
      detail: { atDesk },
    });
  }

  private now(): Temporal.Instant {
    return this.clock.now().round('millisecond');
  }
}

const isFor = ({ atDesk, hub }: StoredConsent, actor: Actor): boolean =>
  !atDesk || (hub !== null && mayInHub(actor, 'hub.display', { hubId: hub.id, organisationId: hub.organisationId }));

const newCode = (): string => [...randomBytes(LETTERS)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');

function shown(consent: StoredConsent, viewerId: string, now: Temporal.Instant): Consent {
  const { id, personId, personName, label, atDesk, hub, createdAt, acceptedAt, endsAt } = consent;
  const given = personId === viewerId;
  return {
    id,
    direction: given ? 'given' : 'held',
    personId,
    personName: given ? null : personName,
    label,
    atDesk,
    hub: hub && { id: hub.id, name: hub.name },
    state: stateOf(consent, now),
    createdAt: createdAt.toString(),
    acceptedAt: acceptedAt?.toString() ?? null,
    endsAt: endsAt.toString(),
  };
}

function stateOf({ revokedAt, acceptedAt, endsAt, openUntil }: StoredConsent, now: Temporal.Instant): Consent['state'] {
  if (revokedAt !== null) return 'revoked';
  const until = acceptedAt === null && Temporal.Instant.compare(openUntil, endsAt) < 0 ? openUntil : endsAt;
  if (Temporal.Instant.compare(until, now) <= 0) return 'expired';
  return acceptedAt === null ? 'open' : 'active';
}
