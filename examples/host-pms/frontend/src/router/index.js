// Addresses of the pages, and the guard before them.
import { createRouter, createWebHistory } from 'vue-router';
import MainPage from '@/pages/MainPage/MainPage.vue';

const routes = [
  { path: '/login', component: () => import('@/pages/Login/LoginPage.vue'), meta: { isPublic: true } },
  {
    path: '/',
    component: MainPage,
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
    children: [
      { path: '', redirect: '/admin/ota' },
      { path: 'ota', component: () => import('@/pages/Admin/ManageOTA/ManageOTAPage.vue') },
    ],
  },
  {
    path: '/:pathMatch(.*)*',
    component: () => import('@/pages/NotFound/NotFoundPage.vue'),
    meta: { isPublic: true },
  },
];

const router = createRouter({ history: createWebHistory(), routes });

async function isAllowed(path) {
  const guard = path.startsWith('/admin') ? '/api/adminProtected' : '/api/protected';
  const token = localStorage.getItem('authToken');
  const response = await fetch(guard, { headers: { Authorization: `Bearer ${token}` } });
  return response.status;
}

router.beforeEach(async (to) => {
  if (to.meta.isPublic) return true;
  if (!localStorage.getItem('authToken')) return { path: '/login', query: { next: to.fullPath } };
  const status = await isAllowed(to.path);
  if (status === 401) {
    localStorage.removeItem('authToken');
    return { path: '/login', query: { next: to.fullPath } };
  }
  return status === 403 ? { path: '/', query: { denied: 'true' } } : true;
});

export default router;
