import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { hasStatus, ProblemError } from '../api/client.js';
import { useSignInHere } from '../shell/use-sign-in.js';
import { Page } from '../ui/page.js';
import { ProblemAlert } from '../ui/problem-alert.js';

interface RefusedProps {
  readonly title: string;
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** In place of a page that could not be had: sign in, not yours, or broken. */
export function Refused({ title, error, onRetry }: RefusedProps): JSX.Element {
  const { t } = useTranslation();
  if (hasStatus(error, 401)) return <SignInNeeded />;
  if (hasStatus(error, 403) && !asksForMore(error)) return <Forbidden />;
  return (
    <Page title={title}>
      <ProblemAlert title={t('page.error')} error={error} onRetry={onRetry} />
    </Page>
  );
}

/** Who the person is was not shown surely enough: not a refusal for good. */
const asksForMore = (error: unknown): boolean => error instanceof ProblemError && error.problem.signIn !== undefined;

export function SignInNeeded(): JSX.Element {
  const { t } = useTranslation();
  const signIn = useSignInHere();
  return (
    <Page title={t('session.needed')} lead={t('session.neededWhy')}>
      <a className="btn btn-primary" href={signIn}>
        {t('session.signIn')}
      </a>
    </Page>
  );
}

export function Forbidden(): JSX.Element {
  const { t } = useTranslation();
  return (
    <Page title={t('page.forbidden')} lead={t('page.forbiddenWhy')}>
      <HomeLink />
    </Page>
  );
}

export function NotFound(): JSX.Element {
  const { t } = useTranslation();
  return (
    <Page title={t('page.notFound')} lead={t('page.notFoundWhy')}>
      <HomeLink />
    </Page>
  );
}

export function Broken({ error, reset }: { readonly error: unknown; readonly reset: () => void }): JSX.Element {
  const { t } = useTranslation();
  return (
    <Page title={t('page.error')}>
      <ProblemAlert title={t('page.error')} error={error} onRetry={reset} />
    </Page>
  );
}

function HomeLink(): JSX.Element {
  const { t } = useTranslation();
  return (
    <Link to="/" className="btn btn-primary">
      {t('page.home')}
    </Link>
  );
}
