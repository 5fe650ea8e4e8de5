import { BrowserWalk } from './browser-walk.js';

export type PersonaId = 'worker' | 'manager' | 'planner' | 'operator' | 'administrator' | 'organisation' | 'auditor';

/** Signs in as a demo persona, by all the steps that a browser takes. @returns a Cookie header */
export async function signIn(baseUrl: string, persona: PersonaId): Promise<string> {
  const browser = new BrowserWalk(baseUrl);
  await signInWith(browser, persona);
  return browser.cookie;
}

/** The same with a browser of one's own. @returns where the sign-in led to */
export async function signInWith(browser: BrowserWalk, persona: PersonaId, returnTo = '/'): Promise<URL> {
  const form = await choosePersona(browser, persona, returnTo);
  const isHome = (url: URL): boolean => url.pathname === returnTo.split('?', 1)[0];
  const { url, response } = await browser.follow(form, { method: 'POST' }, isHome);
  if (!isHome(url)) throw new Error(`The sign-in ended at ${url.href}: ${response.status} ${await response.text()}`);
  return url;
}

/** Goes as far as the page of personas. @returns where the form of this persona is sent to */
export async function choosePersona(browser: BrowserWalk, persona: PersonaId, returnTo = '/'): Promise<string> {
  const { response } = await browser.follow(`/auth/sign-in?return_to=${encodeURIComponent(returnTo)}`);
  const page = await response.text();
  const action = new RegExp(`action="([^"]+/${persona})"`).exec(page)?.[1];
  if (action === undefined) throw new Error(`No persona ${persona} on the page: ${response.status} ${page}`);
  return action;
}
