import { queryClient } from '../../platform/query-client.ts';
import type { ReporterValues } from './report-body.ts';

/** Never on a disk: it lives as long as the page does, which ends with the session, and is dropped when another person signs in. */
const KEY = ['contact-in-hand'];
queryClient.setQueryDefaults(KEY, { gcTime: Infinity });

const isGiven = (contact: ReporterValues): boolean =>
  [contact.name, contact.phone, contact.address].some((text) => text !== undefined && text.trim() !== '');

/** Holds the reporter's contact of the case that somebody is entering, for when they come back from another page. */
export const holdContact = (accountId: string, contact: ReporterValues | undefined): void => {
  if (contact !== undefined && isGiven(contact)) queryClient.setQueryData([...KEY, accountId], contact);
  else dropContact();
};

export const dropContact = (): void => queryClient.removeQueries({ queryKey: KEY });

export const contactInHand = (accountId: string): ReporterValues | undefined =>
  queryClient.getQueryData<ReporterValues>([...KEY, accountId]);
