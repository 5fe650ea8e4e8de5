import fc from 'fast-check';
import { slugOf } from './slug.js';

describe(slugOf.name, () => {
  it('keeps letters and digits, without their accents', () => {
    expect(slugOf("L'Aquila: Città  n. 15")).toBe('l-aquila-citta-n-15');
    expect(slugOf('São João')).toBe('sao-joao');
  });

  it('is kebab-case or nothing, and a slug of a slug is itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const slug = slugOf(name);
        return /^([a-z0-9]+(-[a-z0-9]+)*)?$/.test(slug) && slugOf(slug) === slug;
      }),
    );
  });
});
