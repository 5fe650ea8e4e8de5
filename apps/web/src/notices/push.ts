import { addPush, removePush } from './notices-api.js';

const KEY = 'quindici.push';
const WORKER = '/sw.js';

/** Why this browser can not be told anything, if it can not. */
export type PushFault = 'unsupported' | 'denied';

export function pushFault(): PushFault | null {
  const able = 'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis;
  if (!able) return 'unsupported';
  return Notification.permission === 'denied' ? 'denied' : null;
}

/** The subscription that was made in this browser, by its id; null for none. */
export function ownPush(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function remember(id: string | null): void {
  try {
    if (id === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, id);
  } catch {
    // A browser that refuses storage is listed among the others.
  }
}

/** Text of base64url as bytes. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (character) => character.charCodeAt(0));
}

/**
 * Asks for the permission, subscribes this browser and tells the service.
 * @param publicKey of the service, in base64url
 * @returns false where the person said no
 */
export async function subscribeHere(publicKey: string): Promise<boolean> {
  if ((await Notification.requestPermission()) !== 'granted') return false;
  await navigator.serviceWorker.register(WORKER);
  const { pushManager } = await navigator.serviceWorker.ready;
  const options = { userVisibleOnly: true, applicationServerKey: bytesOf(publicKey) };
  // Made with another key of the service, it would be of no use.
  await (await pushManager.getSubscription())?.unsubscribe();
  const subscription = await pushManager.subscribe(options);
  const { id } = await addPush(subscription.toJSON());
  remember(id);
  return true;
}

export async function unsubscribe(id: string): Promise<void> {
  if (id === ownPush()) {
    const registration = await navigator.serviceWorker.getRegistration(WORKER);
    await (await registration?.pushManager.getSubscription())?.unsubscribe();
    remember(null);
  }
  await removePush(id);
}
