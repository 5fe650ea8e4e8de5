import { htmlPage } from '../http/html-page.js';

export const notBuiltPage = htmlPage(
  'en',
  'The web application is not built',
  `<main><h1>The web application is not built</h1>
<p>The API works; its pages are missing. Run <code>npm run build</code> in the folder of Quindici, then start again.</p></main>`,
);
