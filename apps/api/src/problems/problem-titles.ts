import type { DomainErrorKind } from '#libs/kernel';
import { PROBLEM_TEXTS } from './problem-texts.js';

export type Language = 'it' | 'en';

/** For a code without a text of its own. */
const BY_KIND: Readonly<Record<DomainErrorKind, Readonly<Record<Language, string>>>> = {
  invalid: { it: 'Richiesta non valida', en: 'Invalid request' },
  unauthenticated: { it: 'Accesso richiesto', en: 'Sign-in required' },
  forbidden: { it: 'Operazione non consentita', en: 'Not allowed' },
  'not-found': { it: 'Risorsa non trovata', en: 'Not found' },
  conflict: { it: 'In conflitto con quanto già esiste', en: 'In conflict with what is there' },
  stale: { it: 'Cambiato nel frattempo', en: 'Changed in the meantime' },
  unprocessable: { it: 'Richiesta non eseguibile', en: 'Can not be done' },
  unconditional: { it: 'Condizione mancante', en: 'Condition required' },
  unavailable: { it: 'Servizio momentaneamente non disponibile', en: 'Temporarily unavailable' },
};

export const isKnownCode = (code: string): boolean => Object.hasOwn(PROBLEM_TEXTS, code);

export function titleOf(code: string, kind: DomainErrorKind | undefined, language: Language): string {
  if (isKnownCode(code)) return PROBLEM_TEXTS[code]![language];
  return BY_KIND[kind ?? 'invalid'][language];
}

/** In English an error speaks for itself; in Italian the catalogue speaks for it where it can. */
export function detailOf(code: string, message: string | undefined, language: Language): string | undefined {
  return (language === 'it' && isKnownCode(code) ? PROBLEM_TEXTS[code]!.detail : undefined) ?? message;
}

/** The first of our languages in an Accept-Language header, which browsers write best first; English otherwise. */
export function languageOf(header: string | undefined): Language {
  return /\b(it|en)\b/i.exec(header ?? '')?.[1]?.toLowerCase() === 'it' ? 'it' : 'en';
}

/** The Italian words of a code, with places in braces for what they are told with. */
export const textOf = (code: string): string | undefined =>
  isKnownCode(code) ? PROBLEM_TEXTS[code]!.detail : undefined;
