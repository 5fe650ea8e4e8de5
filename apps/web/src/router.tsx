import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { parseSignInSearch } from './account/sign-in-search.js';
import { parseBookingsSearch } from './bookings/bookings-search.js';
import { parseCoverageSearch } from './coverage/coverage-search.js';
import { FindPage } from './find/find-page.js';
import { parseFindSearch } from './find/find-search.js';
import { needAdminTexts } from './i18n/index.js';
import { parseAuditSearch } from './organisations/audit-search.js';
import { parseOrganisationsSearch } from './organisations/organisations-search.js';
import { Broken, NotFound } from './pages/refused.js';
import { Layout } from './shell/layout.js';
import { Loading } from './ui/loading.js';

const root = createRootRoute({ component: Layout, notFoundComponent: NotFound });

/** A page whose texts come with it. */
async function withAdminTexts<T>(page: Promise<T>): Promise<T> {
  const [loaded] = await Promise.all([page, needAdminTexts()]);
  return loaded;
}

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
    component: lazyRouteComponent(() => withAdminTexts(import('./pages/privacy-page.js')), 'PrivacyPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/note-legali',
    component: lazyRouteComponent(() => import('./pages/text-pages.js'), 'LegalPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/accedi',
    validateSearch: parseSignInSearch,
    component: lazyRouteComponent(() => withAdminTexts(import('./account/account-pages.js')), 'SignInPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/profilo',
    component: lazyRouteComponent(() => withAdminTexts(import('./account/account-pages.js')), 'ProfilePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/profilo/dati',
    component: lazyRouteComponent(() => withAdminTexts(import('./account/account-pages.js')), 'MyDataPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/invito',
    component: lazyRouteComponent(() => withAdminTexts(import('./account/account-pages.js')), 'InvitationPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/organizzazioni',
    validateSearch: parseOrganisationsSearch,
    component: lazyRouteComponent(() => withAdminTexts(import('./organisations/index.js')), 'OrganisationsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/organizzazioni/$organisationId/{-$part}',
    validateSearch: parseAuditSearch,
    component: lazyRouteComponent(() => withAdminTexts(import('./organisations/index.js')), 'OrganisationPage'),
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
