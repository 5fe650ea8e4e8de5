import { Outlet } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { ToastRegion } from '../ui/toast-region.js';
import { Footer } from './footer.js';
import { Header } from './header.js';

export function Layout(): JSX.Element {
  const { t } = useTranslation();
  return (
    <>
      <div className="skiplinks">
        <a className="visually-hidden-focusable" href="#main">
          {t('app.skip')}
        </a>
      </div>
      <Header />
      <main id="main" tabIndex={-1}>
        <Outlet />
      </main>
      <Footer />
      <ToastRegion />
    </>
  );
}
