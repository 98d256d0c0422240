/** `npm start`: installs, builds and runs the server. */
import { requireNode } from './node-version.mjs';

requireNode();
// Someone who starts by hand wants the address and the sign-ins, not a line for each request; a service sets LOG_LEVEL=info.
process.env.LOG_LEVEL ??= 'warn';
void import('./prepare.mjs').then(({ prepareAndRun }) => prepareAndRun('apps/server/dist/main.js'));
