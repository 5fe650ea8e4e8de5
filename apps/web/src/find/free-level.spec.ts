import { freeLevel } from './free-level.js';

describe(freeLevel.name, () => {
  it('tells closed from full', () => {
    expect(freeLevel({ open: false, free: 0, desks: 20 })).toBe('closed');
    expect(freeLevel({ open: true, free: 0, desks: 20 })).toBe('none');
  });

  it('calls a quarter of the desks few', () => {
    expect(freeLevel({ open: true, free: 5, desks: 20 })).toBe('few');
    expect(freeLevel({ open: true, free: 6, desks: 20 })).toBe('many');
  });
});
