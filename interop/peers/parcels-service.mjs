// Runs the service of parcels.ts. What its controller logs are lines of standard output: {"log":"priced 7"}.
import { common, version } from './nest.mjs';
import { options } from './flags.mjs';
import { endWithParent, logger, print } from './process.mjs';
import { compile } from './typescript.mjs';

endWithParent();
common.Logger.overrideLogger({
  ...logger,
  log: (message, context) =>
    context === 'ParcelsController' ? print({ log: message }) : logger.log(message, context),
});
process.env.NATS_URL = options.servers[0];

await compile(new URL('parcels.ts', import.meta.url)).started;
print({ ready: true, port: 0, nest: version, node: process.version });
