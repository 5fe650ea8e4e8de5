/* Shows what the service tells the person, and opens where it leads to. It keeps nothing, and answers no requests. */
const FALLBACK = '/prenotazioni';

/** Only a page of ours is ever opened. */
function pageOf(url) {
  try {
    const { origin, href } = new URL(url ?? FALLBACK, self.location.origin);
    return origin === self.location.origin ? href : new URL(FALLBACK, self.location.origin).href;
  } catch {
    return new URL(FALLBACK, self.location.origin).href;
  }
}

function toldIn(data) {
  try {
    return data?.json() ?? {};
  } catch {
    return {};
  }
}

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('push', (event) => {
  const { title = 'Quindici', body = '', tag, url } = toldIn(event.data);
  event.waitUntil(
    self.registration.showNotification(String(title), {
      body: String(body),
      icon: '/favicon.svg',
      data: { url: pageOf(url) },
      ...(tag === undefined ? {} : { tag: String(tag) }),
    }),
  );
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(pageOf(event.notification.data?.url)));
});

async function open(url) {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const shown = windows.find((one) => one.url === url);
  return shown === undefined ? self.clients.openWindow(url) : shown.focus();
}
