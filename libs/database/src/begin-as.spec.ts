import { ANONYMOUS } from '#libs/platform';
import { beginAs } from './begin-as.js';

describe('The beginning of a unit of work', () => {
  it('takes ids alone, since what follows is sent before it is answered', () => {
    expect(() => beginAs({ ...ANONYMOUS, personId: `x'); DROP TABLE claim; --` })).toThrow(RangeError);
    expect(() => beginAs({ ...ANONYMOUS, personId: '\ud800' })).toThrow(RangeError);
  });

  it('sets only what the actor has', () => {
    const personId = '01a20690-360c-73c5-9816-212535484915';
    expect(beginAs({ ...ANONYMOUS, personId })).toBe(
      `BEGIN; SELECT set_config('role', 'quindici_app', true), set_config('quindici.system', 'off', true), set_config('quindici.person_id', '${personId}', true)`,
    );
  });
});
