import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { load } from './nest.mjs';

const typescript = createRequire(new URL('../node/package.json', import.meta.url))('typescript');

/** What a file in TypeScript exports, compiled as Nest's own command line does it, decorators and their metadata too. */
export function compile(file) {
  const { outputText } = typescript.transpileModule(readFileSync(file, 'utf8'), {
    fileName: fileURLToPath(file),
    compilerOptions: {
      module: typescript.ModuleKind.CommonJS,
      target: typescript.ScriptTarget.ES2023,
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
      inlineSourceMap: true,
    },
  });
  const exports = {};
  new Function('require', 'exports', outputText)(load, exports);
  return exports;
}
