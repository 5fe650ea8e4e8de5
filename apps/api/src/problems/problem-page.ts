import type { Problem } from '#libs/contracts';
import { escapeHtml, htmlPage } from '../http/html-page.js';
import type { Language } from './problem-titles.js';

const BACK = { it: 'Torna alla pagina iniziale', en: 'Back to the start page' } as const;

/** A refusal for somebody who came by following a link, as in a sign-in that failed. */
export const problemPage = (problem: Problem, language: Language): string =>
  htmlPage(
    language,
    problem.title,
    `<main><h1>${escapeHtml(problem.title)}</h1>
<p>${escapeHtml(problem.detail ?? '')}</p>
<p><a href="/">${BACK[language]}</a></p>
<p><small>${problem.status} ${escapeHtml(problem.code)} ${escapeHtml(problem.errorId ?? '')}</small></p></main>`,
  );
