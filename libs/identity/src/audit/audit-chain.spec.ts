import fc from 'fast-check';
import { epochText, entryLine, type FormEntry, type FormSeal } from '../domain/audit-form.js';
import { EntriesHash, NO_SEAL, sealHash } from './audit-chain.js';

const id = fc.uuid();
const maybe = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(values, { nil: null });
const text = fc.string({ unit: 'grapheme' });
const entries: fc.Arbitrary<FormEntry> = fc.record({
  organisationId: id,
  txid: fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }).map(String),
  id,
  at: fc.integer({ min: 0, max: 4e12 }).map(epochText),
  actorKind: fc.constantFrom('person', 'machine', 'kiosk', 'system', 'nobody'),
  actorId: maybe(id),
  action: fc.constantFrom('membership.granted', 'audit.viewed'),
  viewed: fc.boolean(),
  hubId: maybe(id),
  subjectId: maybe(id),
  object: maybe(text),
  detail: fc.jsonValue().map((value) => JSON.stringify(value)),
});
const batches = fc.array(entries, { minLength: 1, maxLength: 6 });

const hashOf = (list: readonly FormEntry[]): string => {
  const hash = new EntriesHash();
  for (const entry of list) hash.add(entry);
  return hash.digest().toString('hex');
};
const changed = (value: string | boolean | null): string | boolean =>
  value === null ? '' : typeof value === 'boolean' ? !value : `${value}0`;

describe(EntriesHash.name, () => {
  it('is another one when any field of any entry is another one', () => {
    fc.assert(
      fc.property(batches, fc.nat(), (list, n) => {
        const at = n % list.length;
        for (const field of Object.keys(list[at]!) as (keyof FormEntry)[]) {
          const other = { ...list[at]!, [field]: changed(list[at]![field]) } as FormEntry;
          expect(hashOf(list.with(at, other))).not.toBe(hashOf(list));
        }
      }),
    );
  });

  it('is another one when the text of one field moves into the next', () => {
    fc.assert(
      fc.property(entries, text, text, (entry, a, b) => {
        const left = entryLine({ ...entry, object: a + b, detail: '' });
        const right = entryLine({ ...entry, object: a, detail: b });
        return b === '' || left !== right;
      }),
    );
  });

  it('is another one when an entry is missing, doubled or added', () => {
    fc.assert(
      fc.property(batches, entries, fc.nat(), (list, more, n) => {
        const at = n % list.length;
        for (const other of [list.toSpliced(at, 1), list.toSpliced(at, 0, list[at]!), list.toSpliced(at, 0, more)])
          expect(hashOf(other)).not.toBe(hashOf(list));
      }),
    );
  });

  it('is another one when two different entries are swapped', () => {
    fc.assert(
      fc.property(fc.array(entries, { minLength: 2, maxLength: 6 }), (list) => {
        const swapped = list.with(0, list.at(-1)!).with(list.length - 1, list[0]!);
        expect(hashOf(swapped) === hashOf(list)).toBe(entryLine(list[0]!) === entryLine(list.at(-1)!));
      }),
    );
  });

  it('is what the documented form says, byte for byte', () => {
    const entry: FormEntry = {
      organisationId: '00000000-0000-0000-0000-000000000000',
      txid: '742',
      id: '019ab000-0000-7000-8000-000000000001',
      at: '1795420800.250000',
      actorKind: 'nobody',
      actorId: null,
      action: 'sign-in.refused',
      viewed: false,
      hubId: null,
      subjectId: null,
      object: 'città "1"',
      detail: '{"reason": "state"}',
    };
    expect(entryLine(entry)).toBe(
      '[1,"00000000-0000-0000-0000-000000000000","742","019ab000-0000-7000-8000-000000000001","1795420800.250000","nobody",null,' +
        '"sign-in.refused",false,null,null,"città \\"1\\"","{\\"reason\\": \\"state\\"}"]\n',
    );
  });
});

describe(sealHash.name, () => {
  const seal: FormSeal = {
    organisationId: '00000000-0000-0000-0000-000000000000',
    number: '1',
    upToTxid: '742',
    upToId: '019ab000-0000-7000-8000-000000000001',
    entries: 1,
    sealedAt: epochText(1_795_420_800_250),
    entriesHash: '00'.repeat(32),
  };

  it.each(Object.keys(seal) as (keyof FormSeal)[])('is another one when %s of the seal is another one', (field) => {
    const other = typeof seal[field] === 'number' ? seal[field] + 1 : `${seal[field]}0`;
    expect(sealHash(NO_SEAL, { ...seal, [field]: other })).not.toEqual(sealHash(NO_SEAL, seal));
  });

  it('binds each seal to the one before it', () => {
    const first = sealHash(NO_SEAL, seal);
    expect(sealHash(first, seal)).not.toEqual(first);
  });
});

describe(epochText.name, () => {
  it('writes an instant as the database does', () => {
    expect([0, 1, 1_795_420_800_250].map(epochText)).toEqual(['0.000000', '0.001000', '1795420800.250000']);
  });
});
