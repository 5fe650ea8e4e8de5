import { Link } from '@tanstack/react-router';
import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page.js';

interface AccountPageProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A page of the personal area, with the way to its other pages. */
export function AccountPage({ title, children }: AccountPageProps): JSX.Element {
  const { t } = useTranslation();
  return (
    <Page title={title}>
      <nav className="scope-nav" aria-label={t('account.nav')}>
        <Link to="/profilo" className="app-chip" activeOptions={{ exact: true }}>
          {t('account.profile')}
        </Link>
        <Link to="/profilo/avvisi" className="app-chip">
          {t('account.notices')}
        </Link>
        <Link to="/profilo/dati" className="app-chip">
          {t('account.data')}
        </Link>
      </nav>
      {children}
    </Page>
  );
}
