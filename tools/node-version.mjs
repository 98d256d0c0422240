/** Says in plain words that Node is too old. Written in syntax that an old Node can still read. */
export function requireNode() {
  const parts = process.versions.node.split('.').map(Number);
  if (parts[0] > 20 || (parts[0] === 20 && parts[1] >= 19)) return;
  console.error(
    'Gridward needs Node.js 20.19 or newer; this is ' +
      process.versions.node +
      '. Node 24 LTS is recommended: https://nodejs.org',
  );
  process.exit(1);
}
