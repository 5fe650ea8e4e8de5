import { Injectable } from '@nestjs/common';
import type { Member, MembershipSource, Role } from '#libs/contracts';
import { instantOf, type Temporal } from '#libs/kernel';
import { type Tx, violates } from '#libs/platform';
import { AlreadyMember, HubOfAnother } from '../membership-errors.js';
import type { Membership } from '../policy.js';

interface MemberRow {
  readonly id: string;
  readonly role: Role;
  readonly source: MembershipSource;
  readonly granted_at: Date;
  readonly person_id: string;
  readonly display_name: string;
  readonly hub_id: string | null;
  readonly hub_name: string | null;
}

export interface StoredMembership extends Membership {
  readonly id: string;
  readonly personId: string;
  readonly source: MembershipSource;
}

export interface NewMembership extends StoredMembership {
  readonly grantedBy: string | null;
  readonly grantedAt: Temporal.Instant;
}

const KEPT = `id, person_id AS "personId", organisation_id AS "organisationId", hub_id AS "hubId", role, source`;
/** Null names the network itself. A comparison that takes null as a value would pass the index by. */
const of = (organisationId: string | null): string =>
  organisationId === null
    ? `(membership.organisation_id IS NULL AND $1::uuid IS NULL)`
    : `membership.organisation_id = $1::uuid`;
const MEMBERS = `
  SELECT membership.id, role, source, granted_at, person_id, display_name, hub_id, hub.name AS hub_name
    FROM membership JOIN person ON person.id = person_id LEFT JOIN hub ON hub.id = hub_id`;

@Injectable()
export class MembershipRepository {
  /** With the names of the people, in the order in which they became members: a cursor with a name in it would end up in logs. */
  async page(tx: Tx, organisationId: string | null, after: string | null, limit: number): Promise<Member[]> {
    const rows = await tx.query<MemberRow>(
      `${MEMBERS} WHERE ${of(organisationId)} AND ($2::uuid IS NULL OR membership.id > $2) ORDER BY membership.id LIMIT $3`,
      [organisationId, after, limit],
    );
    return rows.map(memberOf);
  }

  async member(tx: Tx, id: string): Promise<Member | undefined> {
    const [row] = await tx.query<MemberRow>(`${MEMBERS} WHERE membership.id = $1`, [id]);
    return row && memberOf(row);
  }

  async find(tx: Tx, organisationId: string | null, id: string): Promise<StoredMembership | undefined> {
    const [row] = await tx.query<StoredMembership>(
      `SELECT ${KEPT} FROM membership WHERE ${of(organisationId)} AND id = $2 FOR UPDATE`,
      [organisationId, id],
    );
    return row;
  }

  async ofPerson(tx: Tx, personId: string): Promise<readonly StoredMembership[]> {
    return tx.query<StoredMembership>(`SELECT ${KEPT} FROM membership WHERE person_id = $1 ORDER BY id`, [personId]);
  }

  /**
   * Who administers the organisation, or (null) the network. Locked, in one order for all: of two administrators who leave at once,
   * the second one sees that the first is gone.
   */
  async lockAdministrators(tx: Tx, organisationId: string | null): Promise<readonly string[]> {
    const rows = await tx.query<{ readonly id: string }>(
      `SELECT id FROM membership WHERE ${of(organisationId)} AND role = $2 ORDER BY id FOR UPDATE`,
      [organisationId, organisationId === null ? 'network_admin' : 'org_admin'],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * @returns the id of the membership, an older one if the person has the role there already
   * @throws HubOfAnother
   */
  async grant(tx: Tx, given: NewMembership): Promise<{ readonly id: string; readonly isNew: boolean }> {
    const [row] = await refusals(
      tx.query<{ readonly id: string }>(
        `INSERT INTO membership (id, person_id, organisation_id, hub_id, role, source, granted_by, granted_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT ON CONSTRAINT membership_once DO NOTHING RETURNING id`,
        [
          given.id,
          given.personId,
          given.organisationId,
          given.hubId,
          given.role,
          given.source,
          given.grantedBy,
          given.grantedAt.toString(),
        ],
      ),
    );
    if (row !== undefined) return { id: row.id, isNew: true };
    const known = (await this.ofPerson(tx, given.personId)).find((held) => isSame(held, given));
    // Taken away by somebody else at this very moment: whoever asks again gets it.
    if (known === undefined) throw new AlreadyMember();
    return { id: known.id, isNew: false };
  }

  /** @throws AlreadyMember, HubOfAnother */
  async update(tx: Tx, id: string, { role, hubId }: Pick<Membership, 'role' | 'hubId'>): Promise<void> {
    await refusals(
      tx.query(`UPDATE membership SET role = $2, hub_id = $3, source = 'operator' WHERE id = $1`, [id, role, hubId]),
    );
  }

  async delete(tx: Tx, id: string): Promise<void> {
    await tx.query(`DELETE FROM membership WHERE id = $1`, [id]);
  }
}

async function refusals<T>(statement: Promise<T>): Promise<T> {
  try {
    return await statement;
  } catch (error) {
    if (violates(error, 'membership_once')) throw new AlreadyMember();
    if (violates(error, 'membership_in_hub_of_organisation')) throw new HubOfAnother();
    throw error;
  }
}

export const isSame = (one: Membership, other: Membership): boolean =>
  one.role === other.role && one.organisationId === other.organisationId && one.hubId === other.hubId;

const memberOf = (row: MemberRow): Member => ({
  id: row.id,
  person: { id: row.person_id, displayName: row.display_name },
  role: row.role,
  hub: row.hub_id === null ? null : { id: row.hub_id, name: row.hub_name ?? '' },
  source: row.source,
  grantedAt: instantOf(row.granted_at).toString(),
});
