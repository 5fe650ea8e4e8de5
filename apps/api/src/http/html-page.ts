import { createHash } from 'node:crypto';

const STYLE = `
  :root { color-scheme: light; --blue: #0066cc; --ink: #17324d; }
  * { box-sizing: border-box; }
  body { margin: 0; font: 1rem/1.5 "Titillium Web", system-ui, sans-serif; color: var(--ink); background: #f5f7fa; }
  main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
  h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 1rem; }
  a { color: var(--blue); }
  a:focus-visible, button:focus-visible { outline: 3px solid #000; outline-offset: 2px; box-shadow: 0 0 0 2px #fff; }
  .ribbon { background: #a5152a; color: #fff; font-weight: 700; letter-spacing: .06em; text-transform: uppercase; text-align: center; padding: .5rem; }
  .brand { background: #0066cc; color: #fff; padding: 1rem; font-size: 1.25rem; font-weight: 700; text-align: center; }
  .cards { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); list-style: none; margin: 2rem 0 0; padding: 0; }
  .card { display: flex; flex-direction: column; height: 100%; background: #fff; border: 1px solid #c5c7c9; border-radius: 8px; padding: 1.25rem; }
  .card h2 { font-size: 1.25rem; margin: 0 0 .5rem; }
  .card p { flex: 1; margin: 0 0 1rem; }
  .card button { font: inherit; font-weight: 600; min-height: 48px; width: 100%; border: 0; border-radius: 4px; background: #0066cc; color: #fff; padding: .6rem 1rem; cursor: pointer; }
  .card button:hover { background: #0052a3; }
`;

/** By which the content security policy knows the one style that these pages carry. */
export const PAGE_STYLE_HASH = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);

/** A page that stands by itself, for the few moments when the web application is not there to speak. */
export const htmlPage = (language: string, title: string, body: string): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} – Quindici</title>
<style>${STYLE}</style>
</head>
<body>
${body}
</body>
</html>
`;
