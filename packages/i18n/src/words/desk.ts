import { learn } from '../catalogue.ts';
import { desk } from '../messages/desk.ts';

learn(desk);
