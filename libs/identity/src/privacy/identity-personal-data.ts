import { Injectable } from '@nestjs/common';
import { type Tx } from '#libs/platform';
import type { Membership } from '../policy.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { LastAdministrator } from '../membership-errors.js';
import { factOf } from '../membership.service.js';
import { AuditEntryRepository, type FoundEntry } from '../persistence/audit-entry.repository.js';
import { MembershipRepository, type StoredMembership } from '../persistence/membership.repository.js';
import { PersonRepository } from '../persistence/person.repository.js';
import { PersonalDataRepository } from '../persistence/personal-data.repository.js';
import { SessionRepository } from '../persistence/session.repository.js';
import { SessionService } from '../session.service.js';
import type { PersonalDataPart } from './personal-data.js';

/** More entries than these are told of by their number alone. */
const MOST_ENTRIES = 20_000;

/** The person, their roles, their sessions and what the audit says of them. */
@Injectable()
export class IdentityPersonalData implements PersonalDataPart {
  readonly name = 'identity';
  readonly columns = {
    'person.id': 'the row goes',
    'membership.person_id': 'the row goes',
    'membership.granted_by': 'emptied: the role of somebody else stays',
    'session.person_id': 'the row goes',
    'invitation.accepted_by': 'the row goes',
    'invitation.invited_by': 'emptied: the invitation of somebody else stays',
    'scim_user.person_id':
      'the row goes, and its place in groups; a directory that provisions again makes somebody new',
    'machine.created_by': 'emptied: the machine belongs to its organisation',
  };

  constructor(
    private readonly rows: PersonalDataRepository,
    private readonly people: PersonRepository,
    private readonly memberships: MembershipRepository,
    private readonly sessionRows: SessionRepository,
    private readonly sessions: SessionService,
    private readonly entries: AuditEntryRepository,
    private readonly audit: AuditTrail,
  ) {}

  async collect(tx: Tx, personId: string): Promise<Readonly<Record<string, unknown>>> {
    const sessions = await this.sessionRows.list(tx, personId);
    const { total, items } = await this.entries.ofPerson(tx, personId, MOST_ENTRIES);
    return {
      person: await this.rows.person(tx, personId),
      memberships: await this.rows.memberships(tx, personId),
      invitations: await this.rows.invitations(tx, personId),
      directories: await this.rows.directories(tx, personId),
      given: await this.rows.given(tx, personId),
      sessions: sessions.map((session) => ({
        id: session.id,
        client: session.client,
        assurance: session.assurance,
        createdAt: session.createdAt.toString(),
        lastSeenAt: session.lastSeenAt.toString(),
        expiresAt: session.expiresAt.toString(),
      })),
      audit: { total, entries: items.map((entry) => toldTo(personId, entry)) },
    };
  }

  /** @throws LastAdministrator */
  async erase(tx: Tx, personId: string): Promise<void> {
    const held = await this.memberships.ofPerson(tx, personId);
    for (const membership of inOneOrder(held)) await this.requireSuccessor(tx, membership);
    await this.sessions.endAll(tx, personId, 'person-erased');
    for (const membership of held) await this.audit.done(tx, factOf('membership.revoked', membership));
    await this.rows.deleteAccepted(tx, personId);
    await this.people.delete(tx, personId);
  }

  private async requireSuccessor(tx: Tx, { id, organisationId }: StoredMembership): Promise<void> {
    const administrators = await this.memberships.lockAdministrators(tx, organisationId);
    if (administrators.every((other) => other === id)) throw new LastAdministrator();
  }
}

/** Those that administer something; locked in one order, so that two who leave at once do not wait for each other. */
const inOneOrder = (memberships: readonly StoredMembership[]): StoredMembership[] =>
  memberships
    .filter(({ role }: Membership) => role === 'org_admin' || role === 'network_admin')
    .toSorted((a, b) => ((a.organisationId ?? '') < (b.organisationId ?? '') ? -1 : 1));

/** An entry as the person it names may read it: who else was involved is told by kind, not by id. */
function toldTo(personId: string, entry: FoundEntry): object {
  const whose = (id: string | null): string | null => (id === null ? null : id === personId ? 'you' : 'somebody-else');
  return {
    at: entry.at.toString(),
    action: entry.action,
    viewed: entry.viewed,
    organisationId: entry.organisationId,
    hubId: entry.hubId,
    by: entry.by.kind === 'person' ? whose(entry.by.id) : entry.by.kind,
    about: whose(entry.subjectId),
    object: entry.subjectId === personId ? entry.object : null,
    detail: entry.subjectId === personId ? entry.detail : {},
  };
}
