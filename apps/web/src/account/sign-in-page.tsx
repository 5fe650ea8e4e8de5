import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { signInUrl } from '../api/client.js';
import { configQuery, meQuery } from '../api/queries.js';
import { Icon } from '../ui/icon.js';
import { Page } from '../ui/page.js';

export function SignInPage(): JSX.Element {
  const { t } = useTranslation();
  const { return_to: returnTo = '/' } = useSearch({ from: '/accedi' });
  const { data: config } = useQuery(configQuery);
  const { data: me } = useQuery(meQuery);
  const choices = config?.signIn ?? [];
  return (
    <Page title={t('signIn.title')} lead={t('signIn.lead')}>
      {me ? (
        <div className="notice">
          <p>{t('signIn.already', { name: me.displayName })}</p>
          <a href={returnTo} className="btn btn-primary">
            {t('signIn.go')}
          </a>
        </div>
      ) : null}
      {config?.demo ? <p className="notice notice-warning">{t('signIn.demo')}</p> : null}
      <div className="sign-in-choices">
        {choices.map((choice) => (
          <a key={choice} className="btn btn-primary sign-in-choice" href={signInUrl(returnTo, choice)}>
            <Icon name="user" className="icon-white" /> {t(`signIn.${choice}`)}
          </a>
        ))}
        {choices.length > 0 || config === undefined ? null : (
          <a className="btn btn-primary sign-in-choice" href={signInUrl(returnTo)}>
            <Icon name="user" className="icon-white" /> {t('signIn.button')}
          </a>
        )}
      </div>
      {returnTo === '/' ? null : <p className="field-hint">{t('signIn.after')}</p>}
      <p>
        <Link to="/privacy">{t('signIn.privacy')}</Link>
      </p>
    </Page>
  );
}
