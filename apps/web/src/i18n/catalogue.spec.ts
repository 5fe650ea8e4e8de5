import { enAdmin } from './en-admin.js';
import { enBookings } from './en-bookings.js';
import { enManage } from './en-manage.js';
import { en } from './en.js';
import { itAdmin } from './it-admin.js';
import { itBookings } from './it-bookings.js';
import { itManage } from './it-manage.js';
import { it as italian } from './it.js';

type Tree = { readonly [key: string]: string | Tree };
const leaves = (tree: Tree, prefix = ''): readonly (readonly [string, string])[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as const] : leaves(value, `${prefix}${key}.`),
  );
const placeholders = (text: string): readonly string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1]!).toSorted();

describe.each([
  ['of every visit', italian, en],
  ['of administration', itAdmin, enAdmin],
  ['of bookings', itBookings, enBookings],
  ['of the management of hubs', itManage, enManage],
])('catalogues %s', (_name, its, ens) => {
  const itEntries = leaves(its);
  const enEntries = new Map(leaves(ens));

  it('have the same keys in both languages', () => {
    expect([...enEntries.keys()].toSorted()).toEqual(itEntries.map(([key]) => key).toSorted());
  });

  it('fill in the same values in both languages', () => {
    for (const [key, text] of itEntries) {
      expect({ key, uses: placeholders(enEntries.get(key) ?? '') }).toEqual({ key, uses: placeholders(text) });
    }
  });

  it('leave no text empty', () => {
    expect([...itEntries, ...enEntries].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('have a plural for each singular', () => {
    const keys = new Set(itEntries.map(([key]) => key));
    for (const key of keys) if (key.endsWith('_one')) expect(keys).toContain(key.replace(/_one$/, '_other'));
  });
});

it('keeps the catalogues apart, since they are read as one', () => {
  const sections = [italian, itAdmin, itBookings, itManage].flatMap((texts) => Object.keys(texts));
  expect(sections.filter((section, n) => sections.indexOf(section) !== n)).toEqual([]);
});
