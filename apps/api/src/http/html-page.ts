const STYLE = `
  :root { color-scheme: light; --blue: #0066cc; --ink: #17324d; }
  * { box-sizing: border-box; }
  body { margin: 0; font: 1rem/1.5 "Titillium Web", system-ui, sans-serif; color: var(--ink); background: #f5f7fa; }
  main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
  h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 1rem; }
  a { color: var(--blue); }
  a:focus-visible, button:focus-visible { outline: 3px solid #000; outline-offset: 2px; box-shadow: 0 0 0 2px #fff; }
`;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);

/** A page that stands by itself, for the few moments when the web application is not there to speak. */
export const htmlPage = (language: string, title: string, body: string, style = ''): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} – Quindici</title>
<style>${STYLE}${style}</style>
</head>
<body>
${body}
</body>
</html>
`;
