import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { packageRoot } from '../http/package-root.js';

interface Shown {
  readonly title: string;
  readonly options: { readonly body: string; readonly tag?: string; readonly data: { readonly url: string } };
}
type Handler = (event: object) => void;

const ORIGIN = 'https://quindici.example.org';
const source = readFileSync(join(packageRoot, 'apps/web/public/sw.js'), 'utf8');

/** The service worker in a browser of paper: what it shows and opens is noted. */
function start(openWindows: readonly string[] = []) {
  const shown: Shown[] = [];
  const opened: string[] = [];
  const handlers = new Map<string, Handler>();
  const self = {
    location: new URL(`${ORIGIN}/sw.js`),
    registration: {
      showNotification: (title: string, options: Shown['options']) => (
        shown.push({ title, options }),
        Promise.resolve()
      ),
    },
    clients: {
      matchAll: () => Promise.resolve(openWindows.map((url) => ({ url, focus: () => opened.push(`focus ${url}`) }))),
      openWindow: (url: string) => opened.push(`open ${url}`),
    },
    addEventListener: (type: string, handler: Handler) => handlers.set(type, handler),
  };
  runInNewContext(source, { self, URL });
  const send = async (type: string, event: object): Promise<void> => {
    const work: Promise<unknown>[] = [];
    handlers.get(type)!({ ...event, waitUntil: (one: Promise<unknown>) => work.push(one) });
    await Promise.all(work);
  };
  const push = (text: string): Promise<void> => send('push', { data: { json: () => JSON.parse(text) as unknown } });
  const click = (url: unknown): Promise<void> =>
    send('notificationclick', { notification: { close: () => undefined, data: { url } } });
  return { shown, opened, handlers, push, click };
}

describe('the service worker', () => {
  it('shows what was pushed, with where it leads to', async () => {
    const worker = start();
    await worker.push(
      JSON.stringify({ title: 'Si è liberato un posto', body: 'Hub', tag: 'n-1', url: '/prenotazioni' }),
    );
    expect(worker.shown).toMatchObject([
      {
        title: 'Si è liberato un posto',
        options: { body: 'Hub', tag: 'n-1', data: { url: `${ORIGIN}/prenotazioni` } },
      },
    ]);
  });

  it.each(['https://elsewhere.example/', '//elsewhere.example', 'javascript:alert(1)', 'http://[', null])(
    'leads nowhere else, whatever it is told: %s',
    async (url) => {
      const worker = start();
      await worker.push(JSON.stringify({ title: 'x', url }));
      await worker.click(url);
      expect([worker.shown[0]!.options.data.url, worker.opened]).toEqual([
        `${ORIGIN}/prenotazioni`,
        [`open ${ORIGIN}/prenotazioni`],
      ]);
    },
  );

  it('shows something for what it can not read: a browser takes the permission from who stays silent', async () => {
    const worker = start();
    await worker.push('not JSON');
    expect(worker.shown).toMatchObject([{ title: 'Quindici', options: { data: { url: `${ORIGIN}/prenotazioni` } } }]);
  });

  it('comes back to the page that is open already', async () => {
    const url = `${ORIGIN}/prenotazioni`;
    const worker = start([`${ORIGIN}/`, url]);
    await worker.click(url);
    expect(worker.opened).toEqual([`focus ${url}`]);
  });

  it('stands in the way of no request', () => expect([...start().handlers.keys()]).not.toContain('fetch'));
});
