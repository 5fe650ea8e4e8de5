import type { DomainErrorKind } from '#libs/kernel';

export type Language = 'it' | 'en';
type Titles = Readonly<Record<Language, string>>;

/** Titles for people, by code. A code that is not here is titled by its kind. */
const BY_CODE: Readonly<Record<string, Titles>> = {
  'not-signed-in': { it: 'Accesso richiesto', en: 'Sign-in required' },
  'not-allowed': { it: 'Operazione non consentita', en: 'Not allowed' },
  'invalid-request': { it: 'Richiesta non valida', en: 'Invalid request' },
  'malformed-json': { it: 'JSON non leggibile', en: 'Unreadable JSON' },
  'not-found': { it: 'Risorsa non trovata', en: 'Not found' },
  'body-too-large': { it: 'Richiesta troppo grande', en: 'Request too large' },
  'unsupported-media-type': { it: 'Formato non accettato', en: 'Unsupported media type' },
  'method-not-allowed': { it: 'Metodo non ammesso', en: 'Method not allowed' },
  'cross-site-request': { it: 'Richiesta da un altro sito', en: 'Request from another site' },
  'database-unavailable': { it: 'Servizio momentaneamente non disponibile', en: 'Temporarily unavailable' },
  'internal-error': { it: 'Errore interno', en: 'Internal error' },
};

const BY_KIND: Readonly<Record<DomainErrorKind, Titles>> = {
  invalid: { it: 'Richiesta non valida', en: 'Invalid request' },
  unauthenticated: { it: 'Accesso richiesto', en: 'Sign-in required' },
  forbidden: { it: 'Operazione non consentita', en: 'Not allowed' },
  'not-found': { it: 'Risorsa non trovata', en: 'Not found' },
  conflict: { it: 'In conflitto con quanto già esiste', en: 'Conflict' },
  unprocessable: { it: 'Richiesta non eseguibile', en: 'Can not be done' },
  unavailable: { it: 'Servizio momentaneamente non disponibile', en: 'Temporarily unavailable' },
};

export const knownCodes = (): readonly string[] => Object.keys(BY_CODE);

export const titleOf = (code: string, kind: DomainErrorKind | undefined, language: Language): string =>
  (BY_CODE[code] ?? (kind === undefined ? BY_CODE['internal-error']! : BY_KIND[kind]))[language];

/** The first of our languages in an Accept-Language header, which browsers write best first; English otherwise. */
export function languageOf(header: string | undefined): Language {
  const named = header?.toLowerCase().match(/\b(it|en)\b/);
  return named?.[1] === 'it' ? 'it' : 'en';
}
