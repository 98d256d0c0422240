import { learn } from '../catalogue.ts';
import { command } from '../messages/command.ts';

learn(command);
