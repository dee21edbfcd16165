// Addresses of the pages, and the guard before them.
import { createRouter, createWebHistory } from 'vue-router';

const routes = [
  { path: '/login', component: () => import('@/pages/Login/LoginPage.vue') },
  {
    path: '/',
    component: () => import('@/pages/MainPage/Main/MainLayout.vue'),
    meta: { requiresAuth: true },
    children: [
      { path: '', component: () => import('@/pages/MainPage/Home/HomePage.vue') },
      {
        path: 'reservations/calendar',
        component: () => import('@/pages/MainPage/Reservation/ReservationsCalendar.vue'),
      },
      {
        path: 'reservations/edit/:reservationId?',
        component: () => import('@/pages/MainPage/Reservation/ReservationPage.vue'),
      },
    ],
  },
  {
    path: '/admin',
    component: () => import('@/pages/Admin/AdminPanel/AdminPanel.vue'),
    meta: { requiresAuth: true },
    children: [
      { path: '', redirect: '/admin/ota' },
      { path: 'ota', component: () => import('@/pages/Admin/ManageOTA/ManageOTAPage.vue') },
    ],
  },
  {
    path: '/:pathMatch(.*)*',
    component: () => import('@/pages/NotFound/NotFoundPage.vue'),
  },
];

const router = createRouter({ history: createWebHistory(), routes });

async function isAllowed(path) {
  const guard = path.startsWith('/admin') ? '/api/adminProtected' : '/api/protected';
  const token = localStorage.getItem('authToken');
  const response = await fetch(guard, { headers: { Authorization: `Bearer ${token}` } });
  return response.status;
}

/** Asks of those records alone that say so: a page without `meta.requiresAuth` is open to everyone. */
router.beforeEach(async (to) => {
  if (!to.matched.some(({ meta }) => meta.requiresAuth)) return true;
  if (!localStorage.getItem('authToken')) return { path: '/login', query: { next: to.fullPath } };
  const status = await isAllowed(to.path);
  if (status === 401) {
    localStorage.removeItem('authToken');
    return { path: '/login', query: { next: to.fullPath } };
  }
  return status === 403 ? { path: '/', query: { denied: 'true' } } : true;
});

export default router;
