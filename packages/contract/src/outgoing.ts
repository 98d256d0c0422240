import { z } from 'zod';
import { route, type Route } from './route.ts';
import { moment, pageOf, pageQuery, uuid } from './scalar.ts';

export const outgoingMessageSchema = z
  .object({
    id: uuid,
    channel: z.enum(['sms', 'email', 'webhook', 'letter']),
    /** Masked; nobody sees the whole address. */
    address: z.string(),
    body: z.string(),
    caseId: uuid.nullable(),
    /** `captured`: demonstration mode kept it instead of sending it. */
    state: z.enum(['captured', 'sent', 'failed']),
    at: moment,
    detail: z.string().nullable(),
  })
  .meta({ id: 'OutgoingMessage' });
export type OutgoingMessage = z.output<typeof outgoingMessageSchema>;

const gatewaySchema = z
  .object({
    url: z.string().nullable(),
    /** Whether a secret is stored; the secret itself is never answered. */
    secretStored: z.boolean(),
    version: z.number().int(),
  })
  .meta({ id: 'SmsGateway' });

/** The address is shown to administrators and stands in the audit log. */
const hasNoPassword = (url: string): boolean =>
  !URL.canParse(url) || (new URL(url).username === '' && new URL(url).password === '');

const tag = 'outgoing';

export const outgoingRoutes = {
  listOutgoing: route({
    method: 'GET',
    path: '/api/v1/outgoing-messages',
    tag,
    summary: { zh: '已发送或演示截留的信息', en: 'Messages sent, or captured in demonstration mode' },
    access: 'system.manage',
    scope: 'deployment',
    query: z.object({ ...pageQuery, state: z.enum(['captured', 'sent', 'failed']).optional() }),
    reply: pageOf(outgoingMessageSchema),
  }),
  getSmsGateway: route({
    method: 'GET',
    path: '/api/v1/sms-gateway',
    tag,
    summary: { zh: '短信网关设置', en: 'The gateway for text messages' },
    access: 'system.manage',
    scope: 'deployment',
    reply: gatewaySchema,
  }),
  saveSmsGateway: route({
    method: 'PUT',
    path: '/api/v1/sms-gateway',
    tag,
    summary: { zh: '保存短信网关设置', en: 'Set the gateway for text messages' },
    access: 'system.manage',
    scope: 'deployment',
    body: z.object({
      version: z.number().int().min(0),
      /** Where messages are posted; null switches the gateway off. */
      url: z
        .url({ protocol: /^https?$/ })
        .max(500)
        .refine(hasNoPassword, 'The address may not hold a name or a password: requests are signed with the secret.')
        .nullable(),
      /** Signs each request; left out, the stored one stays. */
      secret: z.string().min(16).max(200).optional(),
    }),
    reply: gatewaySchema,
  }),
} satisfies Record<string, Route>;
