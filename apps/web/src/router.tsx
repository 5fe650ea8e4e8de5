import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { parseBookingsSearch } from './bookings/bookings-search.js';
import { parseCoverageSearch } from './coverage/coverage-search.js';
import { FindPage } from './find/find-page.js';
import { parseFindSearch } from './find/find-search.js';
import { Broken, NotFound } from './pages/refused.js';
import { Layout } from './shell/layout.js';
import { Loading } from './ui/loading.js';

const root = createRootRoute({ component: Layout, notFoundComponent: NotFound });

const routes = [
  createRoute({ getParentRoute: () => root, path: '/', validateSearch: parseFindSearch, component: FindPage }),
  createRoute({
    getParentRoute: () => root,
    path: '/prenotazioni',
    validateSearch: parseBookingsSearch,
    component: lazyRouteComponent(() => import('./bookings/bookings-page.js'), 'BookingsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/gestione',
    component: lazyRouteComponent(() => import('./live/live-page.js'), 'LivePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/gestione/$hubId',
    component: lazyRouteComponent(() => import('./live/live-page.js'), 'LivePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/copertura',
    validateSearch: parseCoverageSearch,
    component: lazyRouteComponent(() => import('./coverage/coverage-page.js'), 'CoveragePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/accessibilita',
    component: lazyRouteComponent(() => import('./pages/text-pages.js'), 'AccessibilityPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/privacy',
    component: lazyRouteComponent(() => import('./pages/text-pages.js'), 'PrivacyPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/note-legali',
    component: lazyRouteComponent(() => import('./pages/text-pages.js'), 'LegalPage'),
  }),
] as const;

/** Addresses carry plain text: `?from=14:00`, not JSON in quotes. */
export const router = createRouter({
  routeTree: root.addChildren(routes),
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const given = Object.entries(search).filter(([, value]) => value !== undefined);
    const text = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
    return text === '' ? '' : `?${text.replaceAll('%3A', ':')}`;
  },
  scrollRestoration: true,
  defaultPendingComponent: Loading,
  defaultErrorComponent: Broken,
});

declare module '@tanstack/react-router' {
  interface Register {
    readonly router: typeof router;
  }
}
