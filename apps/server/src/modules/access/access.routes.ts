import { accessRoutes, auditRoutes, appointmentRoutes, problem, type Problem } from '@gridward/contract';
import { err, ok, SESSION_MAX_MS, type Result, type Uuid } from '@gridward/core';
import type { Call, Host } from '../../http/host.ts';
import { SESSION_COOKIE } from '../../http/session.ts';
import { accountPage, createAccount, updateAccount } from './accounts/account.service.ts';
import { setLocale } from './accounts/locale.service.ts';
import { changeOwnPassword } from './accounts/own-password.service.ts';
import { beginSecondFactor, confirmSecondFactor } from './accounts/second-factor.service.ts';
import { exportAudit, filterOf } from './audit/audit-export.service.ts';
import { accountsNamed, auditPage, sourceOf } from './audit/audit.service.ts';
import { holderCounts, previewAccess, type PreviewDeps } from './preview/preview.service.ts';
import { rolesView, saveRole } from './roles/role.service.ts';
import type { Me } from './sessions/session.mapper.ts';
import type { Sessions } from './sessions/session.service.ts';
import { signIn, signOut, type SignInDeps } from './sessions/sign-in.service.ts';

export interface RouteDeps extends SignInDeps, Pick<PreviewDeps, 'queuesOf'> {
  readonly sessions: Sessions;
}

/** Somebody who is signed in with a cookie; the operator at the machine is not. */
interface SignedIn {
  readonly accountId: Uuid;
  readonly token: string;
}

function signedIn(call: Call): Result<SignedIn, Problem> {
  const token = call.raw.cookies[SESSION_COOKIE];
  const { accountId } = call.actor;
  return token === undefined || accountId === null ? err(problem('not_signed_in')) : ok({ accountId, token });
}

async function meOf(token: string, sessions: Sessions): Promise<Result<Me, Problem>> {
  const me = await sessions.me(token);
  return me === null ? err(problem('not_signed_in')) : ok(me);
}

/** Runs what somebody does with their own account, and answers with how they then stand. */
async function settle(
  call: Call,
  sessions: Sessions,
  work: (self: SignedIn) => Promise<Result<unknown, Problem>>,
): Promise<Result<Me, Problem>> {
  const self = signedIn(call);
  if (!self.ok) return self;
  const done = await work(self.value);
  if (!done.ok) return done;
  sessions.forget(self.value.accountId);
  return meOf(self.value.token, sessions);
}

function setCookie(call: Call, token: string): void {
  call.reply.setCookie(SESSION_COOKIE, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: call.raw.protocol === 'https',
    maxAge: SESSION_MAX_MS / 1000,
  });
}

/** Puts every route of `accessRoutes` on the server. */
export function serveAccess(host: Host, deps: RouteDeps): void {
  serveSession(host, deps);
  serveOwnSecrets(host, deps);
  serveAccounts(host, deps);
  serveRolesAndAudit(host, deps);
}

function serveSession(host: Host, deps: RouteDeps): void {
  const { sessions } = deps;
  host.serve(accessRoutes.signIn, async ({ body }, call) => {
    const replaces = call.raw.cookies[SESSION_COOKIE];
    const userAgent = call.raw.headers['user-agent']?.slice(0, 300) ?? null;
    const outcome = await signIn(body, { ...sourceOf(call), address: call.address, accountId: null, userAgent, replaces }, deps);
    if (!outcome.ok) return outcome;
    if (call.actor.accountId !== null) sessions.forget(call.actor.accountId);
    setCookie(call, outcome.value);
    return meOf(outcome.value, sessions);
  });
  host.serve(accessRoutes.signOut, async (_input, call) => {
    const self = signedIn(call);
    if (!self.ok) return self;
    await signOut(self.value.token, sourceOf(call), deps);
    sessions.forget(self.value.accountId);
    call.reply.clearCookie(SESSION_COOKIE, { path: '/' });
    return ok({});
  });
  host.serve(accessRoutes.me, async (_input, call) => {
    const self = signedIn(call);
    return self.ok ? meOf(self.value.token, sessions) : self;
  });
  host.serve(accessRoutes.setLocale, ({ body }, call) =>
    settle(call, sessions, async ({ accountId }) => ok(await setLocale(accountId, body.locale, deps))),
  );
}

function serveOwnSecrets(host: Host, deps: RouteDeps): void {
  const { sessions } = deps;
  host.serve(accessRoutes.changePassword, ({ body }, call) =>
    settle(call, sessions, ({ accountId, token }) => changeOwnPassword(accountId, { ...body, token }, sourceOf(call), deps)),
  );
  host.serve(accessRoutes.beginSecondFactor, async ({ body }, call) => {
    const self = signedIn(call);
    return self.ok ? beginSecondFactor(self.value.accountId, body.password, sourceOf(call), deps) : self;
  });
  host.serve(accessRoutes.confirmSecondFactor, ({ body }, call) =>
    settle(call, sessions, ({ accountId, token }) => confirmSecondFactor(accountId, { ...body, token }, sourceOf(call), deps)),
  );
}

function serveAccounts(host: Host, deps: RouteDeps): void {
  host.serve(accessRoutes.listAccounts, async ({ query }) => ok(await accountPage(query, deps)));
  host.serve(accessRoutes.createAccount, ({ body }, call) => createAccount(body, call, deps));
  host.serve(accessRoutes.updateAccount, async (input, call) => {
    const outcome = await updateAccount(input, call, deps);
    deps.sessions.forget(input.params.accountId);
    return outcome;
  });
}

function serveRolesAndAudit(host: Host, deps: RouteDeps): void {
  const { store, audit } = deps;
  host.serve(accessRoutes.listRoles, async () => ok(await rolesView(store.db)));
  host.write(accessRoutes.saveRole, async (input, call, trx) => {
    const outcome = await saveRole(input, call, trx, audit);
    deps.sessions.forgetAll();
    return outcome;
  });
  host.serve(appointmentRoutes.countHolders, async () => ok(await holderCounts(deps)));
  host.serve(appointmentRoutes.previewAccess, ({ body }, call) => previewAccess(body, call, deps));
  host.serve(accessRoutes.listAudit, async ({ query: { before, limit, action, ...stretch } }) =>
    ok(await auditPage(store.db, { before, limit, action, ...(await filterOf(stretch, deps)) })),
  );
  host.serve(auditRoutes.exportAudit, ({ query }, call) => exportAudit(query, call, deps));
  host.serve(auditRoutes.findAuditAccounts, async ({ query }) => ok({ items: await accountsNamed(query.q, deps) }));
  host.serve(accessRoutes.verifyAudit, async () => ok(await audit.verify(store.db)));
}
