import purgecss from '@fullhuman/postcss-purgecss';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const api = 'http://127.0.0.1:3000';

/** Classes that Leaflet or our own templates make at run time cannot be found in the sources. */
const unusedCss = purgecss({
  content: [`${import.meta.dirname}/index.html`, `${import.meta.dirname}/src/**/*.{ts,tsx}`],
  safelist: { standard: ['html', 'body'], greedy: [/leaflet/, /^(free|hub-pin|app-toast|space)-/] },
  keyframes: true,
  fontFace: true,
});

export default defineConfig(({ command }) => ({
  root: import.meta.dirname,
  plugins: [react()],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  css: { postcss: { plugins: command === 'build' ? [unusedCss] : [] } },
  build: {
    outDir: '../../dist/apps/web',
    emptyOutDir: true,
    target: 'es2022',
    manifest: true,
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': api, '/auth': api, '/tiles': api, '/demo-idp': api } },
}));
