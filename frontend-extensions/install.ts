// The one public door of the screens: a PMS calls installHeyawari once, before it uses its router.
import { type App, computed } from 'vue';
import { type RouteRecordSingleViewWithChildren, type Router, RouterView } from 'vue-router';
import { installAnswers } from './composables/answers.js';
import { type HostHotelStore, type HostUserStore, hostKey, type Lacks } from './host.js';
import { importsTabs } from './pages/imports/tabs.js';
import './theme.css';

export interface HeyawariOptions {
  readonly router: Router;
  /** The PMS's frame around the screens: a component with a RouterView inside, or what imports it. Default: none, a bare page. */
  readonly layout?: RouteRecordSingleViewWithChildren['component'];
  /** The PMS's own stores: which hotel is worked on, and what the user may do. */
  readonly useHotelStore: () => HostHotelStore;
  readonly useUserStore: () => HostUserStore;
  /** Where the PMS's socket.io server is, as its own pages have it. Default: the origin of the page. */
  readonly socketUrl?: string | undefined;
  /** In which deadlines are shown; the same as the server's setting `timeZone`. Default: Asia/Tokyo. */
  readonly timeZone?: string;
  /** Where the PMS's own page of a reservation is. Default: `/reservations/edit/<id>`. */
  readonly reservationPath?: (reservationId: string) => string;
}

/**
 * Adds the plugin's screens below `/heyawari`. That is outside the PMS's `/admin`, whose guard lets administrators in alone: these
 * screens are for everyone who works with rooms. Expects PrimeVue with its toast service in `app`.
 */
export function installHeyawari(app: App, options: HeyawariOptions): void {
  app.runWithContext(() => {
    const { selectedHotelId } = options.useHotelStore();
    const { logged_user: users, fetchUser } = options.useUserStore();
    const isUserKnown = computed(() => users.value.length > 0);
    const may = computed(() => {
      const {
        crud_ok: edits,
        manage_users: manages,
        manage_db: configures,
      } = users.value[0]?.permissions ?? {};
      return {
        operate: edits === true,
        supervise: manages === true || configures === true,
        configure: configures === true,
      };
    });
    const lacks = (permission: keyof Lacks): boolean => isUserKnown.value && !may.value[permission];
    app.provide(hostKey, {
      hotelId: selectedHotelId,
      isUserKnown,
      canOperate: computed(() => may.value.operate),
      canSupervise: computed(() => may.value.supervise),
      canConfigure: computed(() => may.value.configure),
      lacks: computed(() => ({
        operate: lacks('operate'),
        supervise: lacks('supervise'),
        configure: lacks('configure'),
      })),
      fetchUser,
      token: () => localStorage.getItem('authToken'),
      socketUrl: options.socketUrl ?? window.location.origin,
      timeZone: options.timeZone ?? 'Asia/Tokyo',
      reservationPath: options.reservationPath ?? ((id) => `/reservations/edit/${id}`),
    });
  });
  installAnswers(app);
  options.router.addRoute({
    path: '/heyawari',
    component: options.layout ?? RouterView,
    // The PMS's guard asks nobody who they are where this is missing.
    meta: { requiresAuth: true },
    children: [
      { path: '', redirect: { name: 'heyawari-assignment' } },
      {
        path: 'assignment',
        name: 'heyawari-assignment',
        component: () => import('./pages/assignment/AssignmentPage.vue'),
      },
      {
        path: 'health',
        name: 'heyawari-health',
        component: () => import('./pages/health/HealthPage.vue'),
      },
      {
        path: 'imports',
        component: () => import('./pages/imports/ImportsPage.vue'),
        children: importsTabs.map(({ path, name, component }) => ({ path, name, component })),
      },
    ],
  });
}
