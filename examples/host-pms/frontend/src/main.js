// Starts the PMS's pages: theme, locale, router, and the plugin's screens.
import { createApp } from 'vue';
import PrimeVue from 'primevue/config';
import ConfirmationService from 'primevue/confirmationservice';
import ToastService from 'primevue/toastservice';
import Tooltip from 'primevue/tooltip';
import 'primeicons/primeicons.css';
import '@/assets/main.css';
import { installHeyawari } from '@heyawari/frontend';
import App from '@/App.vue';
import { useHotelStore } from '@/composables/useHotelStore';
import { useUserStore } from '@/composables/useUserStore';
import { locale, theme } from '@/primevue';
import router from '@/router';

const app = createApp(App);

app.use(PrimeVue, { theme, locale, ripple: true });
app.use(ToastService);
app.use(ConfirmationService);
app.directive('tooltip', Tooltip);

installHeyawari(app, {
  router,
  layout: () => import('@/pages/MainPage/Main/MainLayout.vue'),
  useHotelStore,
  useUserStore,
  socketUrl: import.meta.env.VITE_BACKEND_URL,
});

app.use(router);
app.mount('#app');
