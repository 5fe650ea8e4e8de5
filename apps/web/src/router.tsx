import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { parseSignInSearch } from './account/sign-in-search.js';
import { parseAgendaSearch } from './agenda/agenda-search.js';
import { parseBookingsSearch } from './bookings/bookings-search.js';
import { parseCheckInSearch } from './check-in/check-in-search.js';
import { parseClosuresSearch } from './closures/closures-search.js';
import { parseCoverageSearch } from './coverage/coverage-search.js';
import { FindPage } from './find/find-page.js';
import { parseFindSearch } from './find/find-search.js';
import { needTexts, type OtherTexts } from './i18n/index.js';
import { parseAuditSearch } from './organisations/audit-search.js';
import { parseOrganisationsSearch } from './organisations/organisations-search.js';
import { Broken, NotFound } from './pages/refused.js';
import { Layout } from './shell/layout.js';
import { Loading } from './ui/loading.js';

const root = createRootRoute({ component: Layout, notFoundComponent: NotFound });

/** A page whose texts come with it. */
async function withTexts<T>(page: Promise<T>, ...texts: readonly OtherTexts[]): Promise<T> {
  const [loaded] = await Promise.all([page, needTexts(...texts)]);
  return loaded;
}
const withAdminTexts = <T,>(page: Promise<T>): Promise<T> => withTexts(page, 'admin');
/** The pages of what one has booked have forms too. */
const withBookingTexts = <T,>(page: Promise<T>): Promise<T> => withTexts(page, 'admin', 'bookings');

const routes = [
  createRoute({ getParentRoute: () => root, path: '/', validateSearch: parseFindSearch, component: FindPage }),
  createRoute({
    getParentRoute: () => root,
    path: '/prenotazioni',
    validateSearch: parseBookingsSearch,
    component: lazyRouteComponent(() => withBookingTexts(import('./bookings/index.js')), 'BookingsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/prenotazioni/serie/$hubId/$seriesId',
    component: lazyRouteComponent(() => withBookingTexts(import('./bookings/index.js')), 'SeriesPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/check-in',
    validateSearch: parseCheckInSearch,
    component: lazyRouteComponent(() => withBookingTexts(import('./check-in/index.js')), 'CheckInPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/gestione',
    component: lazyRouteComponent(() => withTexts(import('./live/live-page.js'), 'manage'), 'LivePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/gestione/$hubId',
    component: lazyRouteComponent(() => withTexts(import('./live/live-page.js'), 'manage'), 'LivePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/gestione/$hubId/agenda',
    validateSearch: parseAgendaSearch,
    component: lazyRouteComponent(() => withTexts(import('./agenda/agenda-page.js'), 'admin', 'manage'), 'AgendaPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/gestione/$hubId/chiusure',
    validateSearch: parseClosuresSearch,
    component: lazyRouteComponent(
      () => withTexts(import('./closures/closures-page.js'), 'admin', 'manage'),
      'ClosuresPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/gestione/$hubId/codici',
    component: lazyRouteComponent(() => withBookingTexts(import('./check-in/index.js')), 'CodesPage'),
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
    component: lazyRouteComponent(() => withBookingTexts(import('./account/account-pages.js')), 'ProfilePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/profilo/avvisi',
    component: lazyRouteComponent(() => withBookingTexts(import('./account/account-pages.js')), 'NoticesPage'),
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
