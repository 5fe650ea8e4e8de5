import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { configQuery, meQuery } from '../api/queries.js';
import { Icon, type IconName } from '../ui/icon.js';
import { LanguageSwitch } from './language-switch.js';
import { PersonMenu } from './person-menu.js';
import { managesHubs, plans } from './roles.js';

export function Header(): JSX.Element {
  const { t } = useTranslation();
  const { data: config } = useQuery(configQuery);
  return (
    <header className="it-header-wrapper app-header">
      <div className="it-header-slim-wrapper">
        <div className="app-header-row">
          <span className="app-operator">{config?.operator ?? t('app.name')}</span>
          {config?.demo ? (
            <span className="demo-ribbon" title={t('app.demo')}>
              {t('app.demoShort')}
            </span>
          ) : null}
          <div className="app-header-tools">
            <LanguageSwitch />
            <PersonMenu />
          </div>
        </div>
      </div>
      <div className="app-header-center">
        <div className="app-header-row">
          <Link to="/" className="app-brand">
            <Logo />
            <span>
              <span className="app-brand-name">{t('app.name')}</span>
              <span className="app-brand-tagline">{t('app.tagline')}</span>
            </span>
          </Link>
          <MainNav />
        </div>
      </div>
    </header>
  );
}

function Logo(): JSX.Element {
  return (
    <svg className="app-logo" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <circle cx="16" cy="16" r="13" fill="none" stroke="currentColor" strokeWidth="2.5" />
      <path d="M16 16V6a10 10 0 0 1 10 10Z" fill="currentColor" />
    </svg>
  );
}

function MainNav(): JSX.Element {
  const { t } = useTranslation();
  const { data: me } = useQuery(meQuery);
  return (
    <nav className="app-nav" aria-label={t('nav.label')}>
      <ul>
        <NavItem to="/" icon="search" label={t('nav.find')} />
        <NavItem to="/prenotazioni" icon="calendar" label={t('nav.bookings')} short={t('nav.bookingsShort')} />
        {managesHubs(me) ? <NavItem to="/gestione" icon="pin" label={t('nav.live')} /> : null}
        {plans(me) ? <NavItem to="/copertura" icon="chart-line" label={t('nav.coverage')} /> : null}
      </ul>
    </nav>
  );
}

interface NavItemProps {
  readonly to: '/' | '/prenotazioni' | '/gestione' | '/copertura';
  readonly icon: IconName;
  readonly label: string;
  readonly short?: string;
}

function NavItem({ to, icon, label, short = label }: NavItemProps): JSX.Element {
  return (
    <li>
      <Link to={to} activeOptions={{ exact: to === '/', includeSearch: false }} activeProps={{ className: 'active' }}>
        <Icon name={icon} className="icon-white" />
        <span className="nav-long">{label}</span>
        <span className="nav-short">{short}</span>
      </Link>
    </li>
  );
}
