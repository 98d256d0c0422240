import { accessRoutes, organisationRoutes } from '@gridward/contract';
import { passwordFaults, type PasswordFault } from '@gridward/core';
import { textOf, type Command, type Context } from '../command.ts';
import { valueOf, withServer, type Connection } from '../server/connection.ts';
import { readSecret } from '../terminal/secret.ts';
import { Refusal, type Words } from '../terminal/words.ts';

interface Administrator {
  readonly kind: string;
  readonly name: string;
  readonly signInName: string;
  readonly password: string;
  readonly unitName: string;
}

export const createAdministrator: Command = {
  name: 'account create-administrator',
  words: {
    zh: '新建管理员账号（系统、安全、审计三员分立）',
    en: 'Create an administrator: system, security or audit, each a person of its own',
  },
  options: {
    kind: {
      value: 'KIND',
      required: true,
      oneOf: ['system', 'security', 'audit'],
      words: { zh: '系统、安全或审计管理员', en: 'System, security or audit administrator' },
    },
    name: { value: 'NAME', required: true, words: { zh: '姓名', en: 'Name of the person' } },
    'sign-in': { value: 'NAME', required: true, words: { zh: '登录名', en: 'Name to sign in with' } },
    unit: {
      value: 'NAME',
      words: { zh: '尚无机构时，新建的最上级机构的名称', en: 'Name of the topmost unit, which is made where there is none yet' },
    },
  },
  details: {
    zh: '密码从终端读取（不回显），或从标准输入读取第一行。首次登录时须修改密码。',
    en: 'The password is read from the terminal without echo, or as the first line of standard input. It must be changed at the first sign-in.',
  },
  async run(input, context) {
    const signInName = textOf(input, 'sign-in') ?? '';
    const password = await askPassword(signInName, context);
    const wanted: Administrator = {
      kind: textOf(input, 'kind') ?? '',
      name: textOf(input, 'name') ?? '',
      signInName,
      password,
      unitName: textOf(input, 'unit') ?? '网格化服务管理中心',
    };
    const unit = await withServer(context, (connection) => create(wanted, connection));
    context.print(context.pick({ zh: `已新建：${signInName}（${unit}）`, en: `Created: ${signInName} (${unit})` }));
    return 0;
  },
};

const FAULTS: Readonly<Record<PasswordFault, Words>> = {
  too_short: { zh: '太短（至少 10 个字符）', en: 'too short (10 characters at least)' },
  too_few_kinds: { zh: '大写、小写、数字、符号中至少须有三种', en: 'needs three of capitals, small letters, digits and signs' },
  contains_sign_in_name: { zh: '含有登录名', en: 'contains the sign-in name' },
  common: { zh: '过于常见', en: 'too common' },
};

/** Asked twice at a keyboard, where nobody sees what was typed. */
async function askPassword(signInName: string, context: Context): Promise<string> {
  const source = { input: context.input, write: context.write };
  const password = await readSecret(source, context.pick({ zh: '密码：', en: 'Password: ' }));
  const faults = passwordFaults(password, signInName);
  if (faults.length > 0) {
    throw new Refusal({
      zh: `密码不符合要求：${faults.map((fault) => FAULTS[fault].zh).join('；')}`,
      en: `The password is not good enough: ${faults.map((fault) => FAULTS[fault].en).join('; ')}`,
    });
  }
  if (
    context.input.isTTY === true &&
    (await readSecret(source, context.pick({ zh: '再输一次：', en: 'Again: ' }))) !== password
  ) {
    throw new Refusal({ zh: '两次输入不一致', en: 'The two passwords differ' });
  }
  return password;
}

/** Person, account, post: the same steps, checks and audit entries as at the console. Gives the name of the unit. */
async function create(wanted: Administrator, connection: Connection): Promise<string> {
  const access = connection.client(accessRoutes);
  const organisation = connection.client(organisationRoutes);
  const { items } = valueOf(await access.listAccounts({ query: { q: wanted.signInName, limit: 200 } }));
  if (items.some(({ signInName }) => signInName === wanted.signInName)) {
    throw new Refusal({ zh: `登录名 ${wanted.signInName} 已存在`, en: `The sign-in name ${wanted.signInName} is taken` });
  }
  const unit = await topUnit(wanted.unitName, connection);
  const person = valueOf(await organisation.createPerson({ body: { name: wanted.name } }));
  valueOf(
    await access.createAccount({ body: { personId: person.id, signInName: wanted.signInName, password: wanted.password } }),
  );
  valueOf(await organisation.grantPost({ body: { personId: person.id, roleId: `${wanted.kind}_admin`, unitId: unit.id } }));
  return unit.name;
}

async function topUnit(name: string, connection: Connection): Promise<{ readonly id: string; readonly name: string }> {
  const client = connection.client(organisationRoutes);
  const { items } = valueOf(await client.listUnits({ query: {} }));
  const top = items.find(({ parentId }) => parentId === null);
  return top ?? valueOf(await client.createUnit({ body: { parentId: null, kind: 'centre', name } }));
}
