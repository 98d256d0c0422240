import { learn } from '../catalogue.ts';
import { organising } from '../messages/organising.ts';

learn(organising);
