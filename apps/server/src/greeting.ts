import type { AddressInfo } from 'node:net';
import type { App } from './app.ts';
import type { Config } from './config.ts';
import type { DemoSignIn } from './modules/demo/index.ts';

/** What a person reads after `npm start`: where to go, how to get in, where the data lie. */
export function greet(app: App, config: Config, signIns: readonly DemoSignIn[] | null, say: (line: string) => void): void {
  const address = app.http.server.address() as AddressInfo | null;
  const url =
    config.publicUrl ?? `http://${config.host === '0.0.0.0' ? 'localhost' : config.host}:${address?.port ?? config.port}/`;
  const store = config.databaseUrl === undefined ? config.dataDir : `${config.dataDir}, PostgreSQL (DATABASE_URL)`;
  say('');
  say(`  Gridward 网格守望  ${url}`);
  say(`  接口文档 API      ${url}api/docs`);
  say(`  数据目录 Data     ${store}`);
  for (const line of signIns === null ? [] : demonstrationLines(signIns, config.demo)) say(line);
  say('');
}

/** The ways into the demonstration county, and the way out of it. */
export function demonstrationLines(signIns: readonly DemoSignIn[], wanted: boolean): string[] {
  const width = Math.max(...signIns.map(({ signInName }) => signInName.length));
  const [password] = new Set(signIns.map((signIn) => signIn.password));
  return [
    '',
    '  演示数据，人物与地名均为虚构；外发信息只留存、不发送。',
    '  Demonstration data: people and places are made up, and no message leaves this machine.',
    '',
    `  账号 Sign in${' '.repeat(Math.max(0, width - 8))}  角色 Role                （密码均为 password of all: ${password ?? ''}）`,
    ...signIns.map(({ signInName, role }) => `  ${signInName.padEnd(width + 4)}${role.zh} · ${role.en}`),
    '',
    ...(wanted
      ? [
          '  正式使用：清空数据目录（或换一个 GRIDWARD_DATA），并设 GRIDWARD_DEMO=off。重置演示：npm run gridward -- demo reset',
          '  For real use: an empty data folder (or another GRIDWARD_DATA) with GRIDWARD_DEMO=off. Start the demonstration over: npm run gridward -- demo reset',
        ]
      : [
          '  注意：已设 GRIDWARD_DEMO=off，但此数据目录装的是演示数据，仍按演示运行。正式使用请换一个空的数据目录。',
          '  Note: GRIDWARD_DEMO=off is set, but this store holds the demonstration and goes on as one. For real use take an empty data folder.',
        ]),
  ];
}
