import type { BookingFacts } from './notice-facts.js';
import { bookingText, codeText } from './notice-text.js';

const facts: BookingFacts = {
  organisationId: '0198a000-0000-7000-8000-000000000002',
  hubId: '0198a000-0000-7000-8000-000000000001',
  hubName: 'Sala <Borsa>',
  hubAddress: 'Piazza Grande 1',
  timeZone: 'Europe/Rome',
  from: '2026-03-29T07:00:00Z',
  to: '2026-03-29T09:30:00Z',
  places: [{ label: 'D1', space: 'Atrio' }],
};

describe(bookingText.name, () => {
  it('says when on the wall clock of the hub, on the day on which it changes too', () => {
    const { text } = bookingText('confirmed', facts, 'it', null);
    expect(text).toBe(
      'Prenotazione confermata\n\nSala <Borsa>, Piazza Grande 1\ndomenica 29 marzo 2026, 09:00–11:30\nD1 (Atrio)\n',
    );
  });

  it('says both days of what lasts into another one, and how many more there are', () => {
    const night = { ...facts, to: '2026-03-29T23:00:00Z', more: 3 };
    const { text } = bookingText('cancelled', night, 'en', 'https://example.org/prenotazioni');
    // Versions of ICU disagree on the comma.
    expect(text.replaceAll('day, ', 'day ')).toContain('Sunday 29 March 2026, 09:00–Monday 30 March 2026, 01:00\n');
    expect(text).toContain('and 3 more bookings\n\nMy bookings: https://example.org/prenotazioni\n');
  });

  it('escapes in HTML what managers write, and keeps the subject on one line', () => {
    const { html, subject } = bookingText('moved', { ...facts, hubName: 'A\r\nBcc: <x>' }, 'en', null);
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('Bcc: &lt;x&gt;');
    expect(html).not.toContain('<x>');
    expect(subject).toBe('Your booking was moved: A Bcc: <x>');
  });

  it('gives the code that confirms an address', () => {
    expect(codeText({ code: '01234567' }, 'it').text).toContain('Il codice è 01234567.');
  });
});
