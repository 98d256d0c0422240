import { learn } from '../catalogue.ts';
import { listing } from '../messages/listing.ts';

learn(listing);
