import { learn } from '../catalogue.ts';
import { insight } from '../messages/insight.ts';

learn(insight);
