/** `npm run -s gridward -- …`: the command line. Getting ready is told on stderr, so stdout holds the answer alone. */
import { requireNode } from './node-version.mjs';

requireNode();
void import('./prepare.mjs').then(({ prepareAndRun }) => prepareAndRun('apps/cli/dist/main.js'));
