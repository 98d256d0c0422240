import { learn } from '../catalogue.ts';
import { dispatching } from '../messages/dispatching.ts';

learn(dispatching);
