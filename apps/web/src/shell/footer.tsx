import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { configQuery } from '../api/queries.js';

export function Footer(): JSX.Element {
  const { t } = useTranslation();
  const { data: config } = useQuery(configQuery);
  const statement = config?.accessibilityStatementUrl ?? null;
  const privacy = config?.privacyUrl ?? null;
  return (
    <footer className="it-footer app-footer">
      <div className="app-footer-row">
        <p className="app-footer-operator">{config?.operator ?? t('app.name')}</p>
        <nav aria-label={t('footer.label')}>
          <ul>
            <li>
              {privacy === null ? (
                <Link to="/privacy" data-element="privacy-policy-link">
                  {t('footer.privacy')}
                </Link>
              ) : (
                <a href={privacy} data-element="privacy-policy-link">
                  {t('footer.privacy')}
                </a>
              )}
            </li>
            <li>
              {statement === null ? (
                <Link to="/accessibilita" data-element="accessibility-link">
                  {t('footer.accessibilityPage')}
                </Link>
              ) : (
                <a href={statement} data-element="accessibility-link">
                  {t('footer.accessibility')}
                </a>
              )}
            </li>
            <li>
              <Link to="/note-legali" data-element="legal-notes">
                {t('footer.legal')}
              </Link>
            </li>
          </ul>
        </nav>
        <p className="app-footer-version">{t('footer.version', { version: config?.version ?? '' })}</p>
      </div>
    </footer>
  );
}
