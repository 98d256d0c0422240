import { learn } from '../catalogue.ts';
import { upkeep } from '../messages/upkeep.ts';

learn(upkeep);
