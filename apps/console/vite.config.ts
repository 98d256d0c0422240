import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { leanRoutes } from './lean-routes.ts';

/** During development the API is asked from the server on its usual port. */
const server = 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [leanRoutes(), react()],
  resolve: { conditions: ['gridward-source', ...defaultClientConditions] },
  server: { proxy: { '/api': server, '/health': server } },
  build: {
    // Office machines run browsers that are a few years old.
    target: ['chrome109', 'edge109', 'firefox115', 'safari16'],
    manifest: true,
    // The map is a chunk of its own, loaded when a map is shown; nothing else may come near this.
    chunkSizeWarningLimit: 1200,
  },
});
