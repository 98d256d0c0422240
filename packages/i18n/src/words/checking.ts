import { learn } from '../catalogue.ts';
import { checking } from '../messages/checking.ts';

learn(checking);
