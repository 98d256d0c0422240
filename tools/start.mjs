/** `npm start`: installs, builds and runs the server. */
import { requireNode } from './node-version.mjs';

requireNode();
void import('./prepare.mjs').then(({ prepareAndRun }) => prepareAndRun('apps/server/dist/main.js'));
