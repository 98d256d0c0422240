/**
 * dependency-cruiser reads TypeScript with the compiler's JavaScript interface, which TypeScript 7 no longer has. Without a compiler it
 * reads nothing and passes in silence. So here, and only here, `typescript` means the version 6 of this folder.
 */
import Module, { createRequire, register } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const compiler = {
  typescript: require.resolve('typescript'),
  'typescript/package.json': require.resolve('typescript/package.json'),
};

const resolveFilename = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  return compiler[request] ?? resolveFilename.call(this, request, ...rest);
};

const hooks = `export async function resolve(specifier, context, next) {
  return specifier === 'typescript' ? next(${JSON.stringify(pathToFileURL(compiler.typescript).href)}, context) : next(specifier, context);
}`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
