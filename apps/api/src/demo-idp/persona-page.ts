import { escapeHtml, htmlPage } from '../http/html-page.js';
import type { Language } from '../problems/problem-titles.js';
import { type Persona, PERSONAS } from './personas.js';

const TEXTS = {
  it: {
    title: 'Scegli chi essere',
    lead: 'Questa è una dimostrazione: città, persone e sensori sono inventati. Non serve una password.',
    enter: 'Entra come',
    ribbon: 'Dimostrazione',
  },
  en: {
    title: 'Choose who to be',
    lead: 'This is a demonstration: the city, the people and the sensors are made up. No password is needed.',
    enter: 'Enter as',
    ribbon: 'Demonstration',
  },
} as const;

const STYLE = `
  .ribbon { background: #a5152a; color: #fff; font-weight: 700; letter-spacing: .06em; text-transform: uppercase; text-align: center; padding: .5rem; }
  .brand { background: #0066cc; color: #fff; padding: 1rem; font-size: 1.25rem; font-weight: 700; text-align: center; }
  .cards { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); list-style: none; margin: 2rem 0 0; padding: 0; }
  .card { display: flex; flex-direction: column; height: 100%; background: #fff; border: 1px solid #c5c7c9; border-radius: 8px; padding: 1.25rem; }
  .card h2 { font-size: 1.25rem; margin: 0 0 .5rem; }
  .card p { flex: 1; margin: 0 0 1rem; }
  .card button { font: inherit; font-weight: 600; min-height: 48px; width: 100%; border: 0; border-radius: 4px; background: #0066cc; color: #fff; padding: .6rem 1rem; cursor: pointer; }
  .card button:hover { background: #0052a3; }
`;

/** One card per persona, each a form of its own: one click, and no script. */
export function personaPage(language: Language, interactionPath: string): string {
  const texts = TEXTS[language];
  const body = `<header><div class="ribbon">${texts.ribbon}</div><div class="brand">Quindici</div></header>
<main>
<h1>${texts.title}</h1>
<p>${texts.lead}</p>
<ul class="cards">
${PERSONAS.map((persona) => card(persona, language, interactionPath)).join('\n')}
</ul>
</main>`;
  return htmlPage(language, texts.title, body, STYLE);
}

function card(persona: Persona, language: Language, interactionPath: string): string {
  const { title, does } = persona[language];
  const label = escapeHtml(`${TEXTS[language].enter} ${title}`);
  return `<li><form class="card" method="post" action="${escapeHtml(`${interactionPath}/${persona.id}`)}">
<h2>${escapeHtml(title)}</h2>
<p>${escapeHtml(does)}</p>
<button type="submit" data-persona="${persona.id}">${label}</button>
</form></li>`;
}
