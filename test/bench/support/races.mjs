import { quarter } from './booking-ground.mjs';

const ACTIVE = `status IN ('held', 'confirmed', 'checked_in')`;

/** All clients ask at once, time after time. */
async function volleys(clients, count, ask) {
  const answers = [];
  for (let n = 0; n < count; n++)
    answers.push(await Promise.all(clients.map((client, who) => client.book(ask(n, who)))));
  return answers;
}

/** In SQL, past all of our code: pairs of active claims of one bookable that overlap. */
export async function overlaps(source) {
  const [{ n }] = await source.query(
    `SELECT count(*)::int AS n FROM claim AS a JOIN claim AS b ON b.hub_id = a.hub_id AND b.bookable_id = a.bookable_id
        AND a.id < b.id AND a.blocked && b.blocked AND a.${ACTIVE} AND b.${ACTIVE}`,
  );
  return n;
}

/** Bookings that do not hold exactly so many bookables. */
async function torn(source, hubId, ids, size) {
  const rows = await source.query(
    `SELECT booking.id FROM booking LEFT JOIN claim ON claim.hub_id = booking.hub_id AND claim.booking_id = booking.id AND claim.${ACTIVE}
      WHERE booking.hub_id = $1 AND (booking.id = ANY ($2::uuid[]) OR claim.id IS NULL)
      GROUP BY booking.id HAVING count(claim.id) <> $3`,
    [hubId, ids, size],
  );
  return rows.length;
}

const idsOf = (answers) => answers.flat().flatMap(({ status, text }) => (status === 201 ? [JSON.parse(text).id] : []));

export const tally = (answers) => {
  const statuses = {};
  for (const { status, text } of answers.flat()) {
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (status !== 201 && status !== 409 && status !== 422) console.error(status, text);
  }
  return statuses;
};

/** Four desks each, which overlap with those of others: all four or none. */
export async function raceForBundles({ source, hubId, desks }, clients, count, first, now) {
  const size = 4;
  const answers = await volleys(clients, count, (n, who) => ({
    hubId,
    items: Array.from({ length: size }, (_, k) => ({
      bookableId: desks[(who * 7 + k * (1 + (who % 3))) % desks.length],
    })),
    ...quarter(first + n, now),
  }));
  return { answers, torn: await torn(source, hubId, idsOf(answers), size) };
}

/** A desk like this, for as many as there are desks: everybody has one. */
export async function raceForAnyDesk({ hubId }, clients, count, first, now) {
  const answers = await volleys(clients, count, (n) => ({
    hubId,
    items: [{ kind: 'desk' }],
    ...quarter(first + n, now),
  }));
  const refused = answers.flat().filter(({ status }) => status !== 201).length;
  return { answers, refused };
}
