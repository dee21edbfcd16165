// How the pages are built. The alias below is what a hotel adds to its own configuration for the plugin's screens.
import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

const here = (relative) => fileURLToPath(new URL(relative, import.meta.url));

export default defineConfig({
  root: here('.'),
  plugins: [vue(), tailwindcss()],
  resolve: {
    alias: {
      '@': here('./src'),
      '@heyawari/frontend': here('../../../frontend-extensions/install.ts'),
    },
    // Pages and plugin must share one Vue and one PrimeVue, wherever each was installed.
    dedupe: ['vue', 'vue-router', 'primevue'],
  },
  build: { outDir: here('./dist'), emptyOutDir: true, chunkSizeWarningLimit: 900 },
  server: {
    fs: { allow: [here('../../..')] },
    proxy: {
      '/api': 'http://localhost:5000',
      '/socket.io': { target: 'http://localhost:5000', ws: true },
    },
  },
});
