import { Temporal } from '#libs/kernel';
import type { BookingFacts, CodeFacts, NoticeKind } from './notice-facts.js';

export type Language = 'it' | 'en';

/** What people read: a line, plain text, and the same as HTML that a screen reader gets along with. */
export interface NoticeText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const TITLES: Readonly<Record<NoticeKind, Readonly<Record<Language, string>>>> = {
  confirmed: { it: 'Prenotazione confermata', en: 'Booking confirmed' },
  requested: { it: 'Richiesta inviata', en: 'Request sent' },
  refused: { it: 'Richiesta non accolta', en: 'Request refused' },
  expired: { it: 'Richiesta scaduta senza risposta', en: 'Request lapsed without an answer' },
  moved: { it: 'La tua prenotazione è stata spostata', en: 'Your booking was moved' },
  superseded: { it: 'La tua prenotazione è in un’altra sede', en: 'Your booking is in another hub' },
  extended: { it: 'Prenotazione prolungata', en: 'Booking extended' },
  cancelled: { it: 'Prenotazione annullata', en: 'Booking cancelled' },
  released: { it: 'La tua postazione è stata liberata', en: 'Your desk was released' },
  restored: { it: 'La tua prenotazione è di nuovo valida', en: 'Your booking holds again' },
  offered: { it: 'Si è liberato un posto per te', en: 'A place is free for you' },
  series: { it: 'Le date della tua serie', en: 'The days of your series' },
};

const LOCALES: Readonly<Record<Language, string>> = { it: 'it-IT', en: 'en-GB' };

/** Times are those of the hub's wall clock, whatever the reader's own. */
export function bookingText(
  kind: NoticeKind,
  facts: BookingFacts,
  language: Language,
  link: string | null,
): NoticeText {
  const title = TITLES[kind][language];
  const lines = [
    `${facts.hubName}, ${facts.hubAddress}`,
    spanText(facts, language),
    facts.places.map(({ label, space }) => `${label} (${space})`).join(', '),
    moreText(facts.more ?? 0, language),
    refusedText(facts.refused ?? 0, language),
    untilText(kind, facts, language),
    kind === 'refused' ? (facts.reason ?? '') : '',
  ].filter((line) => line !== '');
  const linkText = language === 'it' ? 'Le mie prenotazioni' : 'My bookings';
  return letter(
    `${title}: ${facts.hubName}`,
    title,
    lines,
    language,
    link === null ? null : { href: link, text: linkText },
  );
}

/** @param code what the reader types, to show that the address is theirs */
export function codeText({ code }: CodeFacts, language: Language): NoticeText {
  const title = language === 'it' ? 'Conferma il tuo indirizzo' : 'Confirm your address';
  const lines =
    language === 'it'
      ? [`Il codice è ${code}. Vale un’ora.`, 'Se non lo hai chiesto tu, ignora questo messaggio.']
      : [`The code is ${code}. It holds for an hour.`, 'If it was not you who asked for it, pass this over.'];
  return letter(title, title, lines, language, null);
}

function spanText({ from, to, timeZone }: BookingFacts, language: Language): string {
  const [begins, ends] = [from, to].map((iso) => Temporal.Instant.from(iso).toZonedDateTimeISO(timeZone)) as [
    Temporal.ZonedDateTime,
    Temporal.ZonedDateTime,
  ];
  const day = (at: Temporal.ZonedDateTime): string =>
    at.toLocaleString(LOCALES[language], { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const time = (at: Temporal.ZonedDateTime): string => at.toPlainTime().toString({ smallestUnit: 'minute' });
  const sameDay = begins.toPlainDate().equals(ends.toPlainDate());
  return `${day(begins)}, ${time(begins)}–${sameDay ? '' : `${day(ends)}, `}${time(ends)}`;
}

const UNTIL: Readonly<Partial<Record<NoticeKind, Readonly<Record<Language, string>>>>> = {
  requested: { it: 'Risposta entro', en: 'To be answered by' },
  offered: { it: 'È tua se la prenoti entro', en: 'It is yours if you book it by' },
};

function untilText(kind: NoticeKind, { until, timeZone }: BookingFacts, language: Language): string {
  const words = UNTIL[kind]?.[language];
  if (words === undefined || until === undefined) return '';
  const at = Temporal.Instant.from(until).toZonedDateTimeISO(timeZone);
  const day = at.toLocaleString(LOCALES[language], { weekday: 'long', day: 'numeric', month: 'long' });
  return `${words}: ${day}, ${at.toPlainTime().toString({ smallestUnit: 'minute' })}`;
}

function refusedText(days: number, language: Language): string {
  if (days === 0) return '';
  if (language === 'it') return days === 1 ? 'Un giorno non era libero' : `${days} giorni non erano liberi`;
  return days === 1 ? 'One day could not be had' : `${days} days could not be had`;
}

function moreText(more: number, language: Language): string {
  if (more === 0) return '';
  if (language === 'it') return more === 1 ? 'e un’altra prenotazione' : `e altre ${more} prenotazioni`;
  return more === 1 ? 'and one more booking' : `and ${more} more bookings`;
}

function letter(
  subject: string,
  title: string,
  lines: readonly string[],
  language: Language,
  link: { readonly href: string; readonly text: string } | null,
): NoticeText {
  const linked = link === null ? '' : `<p><a href="${escaped(link.href)}">${escaped(link.text)}</a></p>`;
  const paragraphs = lines.map((line) => `<p>${escaped(line)}</p>`).join('');
  return {
    subject: subject.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' '),
    text: [title, '', ...lines, ...(link === null ? [] : ['', `${link.text}: ${link.href}`]), ''].join('\n'),
    html:
      `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(title)}</title></head>` +
      `<body><h1>${escaped(title)}</h1>${paragraphs}${linked}</body></html>`,
  };
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character]!);
