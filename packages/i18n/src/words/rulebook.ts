import { learn } from '../catalogue.ts';
import { rulebook } from '../messages/rulebook.ts';

learn(rulebook);
