import { learn } from '../catalogue.ts';
import { mapping } from '../messages/mapping.ts';

learn(mapping);
