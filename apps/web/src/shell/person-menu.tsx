import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me, SignedOut } from '#libs/contracts';
import { meQuery } from '../api/queries.js';
import { Icon } from '../ui/icon.js';
import { administers } from './roles.js';
import { useSignInHere } from './use-sign-in.js';

/** Where the identity provider wants to be told too, the answer says where to go for it. */
async function signOut(): Promise<void> {
  const response = await fetch('/auth/sign-out', { method: 'POST' });
  const next = response.status === 200 ? ((await response.json()) as SignedOut).location : '/';
  globalThis.location.assign(next);
}

export function PersonMenu(): JSX.Element | null {
  const { t } = useTranslation();
  const { data: me, isPending } = useQuery(meQuery);
  const signIn = useSignInHere();
  if (isPending) return null;
  if (!me) {
    return (
      <a className="person-button" href={signIn} data-element="personal-area-login">
        <Icon name="user" className="icon-white" />
        <span>{t('session.signIn')}</span>
      </a>
    );
  }
  return <SignedIn me={me} />;
}

function SignedIn({ me }: { readonly me: Me }): JSX.Element {
  const { t } = useTranslation();
  const name = me.displayName;
  const [open, setOpen] = useState(false);
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const closeOutside = (event: Event): void => {
      if (!ref.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', closeOutside);
    return () => document.removeEventListener('pointerdown', closeOutside);
  }, []);
  return (
    <div ref={ref} className="person-menu" onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}>
      <button
        type="button"
        className="person-button"
        aria-expanded={open}
        aria-label={`${t('nav.account')}: ${name}`}
        onClick={() => setOpen(!open)}
      >
        <Icon name="user" className="icon-white" />
        <span className="person-name">{name}</span>
        <Icon name="expand" className="icon-white" />
      </button>
      {open ? (
        <div className="person-panel">
          <p>{t('session.as', { name })}</p>
          <ul className="person-links" onClick={() => setOpen(false)}>
            <li>
              <Link to="/profilo">{t('nav.profile')}</Link>
            </li>
            <li>
              <Link to="/profilo/dati">{t('nav.data')}</Link>
            </li>
            {administers(me) ? (
              <li>
                <Link to="/organizzazioni">{t('nav.organisations')}</Link>
              </li>
            ) : null}
          </ul>
          <button type="button" className="btn btn-outline-primary" onClick={() => void signOut()}>
            {t('session.signOut')}
          </button>
        </div>
      ) : null}
    </div>
  );
}
