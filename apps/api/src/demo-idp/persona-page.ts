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
  return htmlPage(language, texts.title, body);
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
