const KEY = 'quindici.invitation';

/**
 * The token that an invitation's link carries after its `#`. It leaves the address at once, so that it is neither shared nor kept in
 * the history, and waits in this tab while its reader signs in.
 */
export function takeInvitation(): string | null {
  const token = globalThis.location.hash.slice(1);
  if (token !== '') {
    sessionStorage.setItem(KEY, token);
    history.replaceState(history.state, '', globalThis.location.pathname);
  }
  return sessionStorage.getItem(KEY);
}

export const forgetInvitation = (): void => sessionStorage.removeItem(KEY);
