// Runs the service of shop.ts.
import { version } from './nest.mjs';
import { options } from './flags.mjs';
import { endWithParent, print } from './process.mjs';
import { compile } from './typescript.mjs';

endWithParent();
process.env.NATS_URL = options.servers[0];

await compile(new URL('shop.ts', import.meta.url)).started;
print({ ready: true, port: 0, nest: version, node: process.version });
