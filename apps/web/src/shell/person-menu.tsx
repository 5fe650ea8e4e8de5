import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { signedOutSchema } from '#libs/contracts';
import { signInUrl } from '../api/client.js';
import { meQuery } from '../api/queries.js';
import { Icon } from '../ui/icon.js';

async function signOut(): Promise<void> {
  const response = await fetch('/auth/sign-out', { method: 'POST' });
  const next = response.status === 200 ? signedOutSchema.parse(await response.json()).location : '/';
  globalThis.location.assign(next);
}

export function PersonMenu(): JSX.Element | null {
  const { t } = useTranslation();
  const { data: me, isPending } = useQuery(meQuery);
  const href = useRouterState({ select: (state) => state.location.href });
  if (isPending) return null;
  if (!me) {
    return (
      <a className="person-button" href={signInUrl(href)} data-element="personal-area-login">
        <Icon name="user" className="icon-white" />
        <span>{t('session.signIn')}</span>
      </a>
    );
  }
  return <SignedIn name={me.displayName} />;
}

function SignedIn({ name }: { readonly name: string }): JSX.Element {
  const { t } = useTranslation();
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
          <button type="button" className="btn btn-outline-primary" onClick={() => void signOut()}>
            {t('session.signOut')}
          </button>
        </div>
      ) : null}
    </div>
  );
}
