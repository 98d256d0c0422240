import { learn } from '../catalogue.ts';
import { entering } from '../messages/entering.ts';

learn(entering);
