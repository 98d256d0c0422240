import { ROUTES } from '@gridward/contract';

type Groups = (typeof ROUTES)[keyof typeof ROUTES];
type Joined<Group> = (Group extends unknown ? (group: Group) => void : never) extends (all: infer All) => void ? All : never;

/** Every route by its name. The build keeps of each only its method and its path: what an answer looks like is known by its type. */
export const CONSOLE_ROUTES = Object.assign({}, ...Object.values(ROUTES)) as Joined<Groups>;
