import { brokerControllers } from './brokers.mjs';
import { eventControllers } from './events.mjs';
import { transport } from './flags.mjs';
import { common, core, version } from './nest.mjs';
import { connection } from './options.mjs';
import { endWithParent, logger, print } from './process.mjs';
import { requestControllers } from './requests.mjs';

endWithParent();

/** On Kafka patterns are topics, which may have no braces and the like: it has only handlers that are made for it. */
const commonControllers = transport === 'kafka' ? [] : [...requestControllers, ...eventControllers];

class ServiceModule {}
common.Module({ controllers: [...commonControllers, ...brokerControllers] })(ServiceModule);

const service = await core.NestFactory.createMicroservice(ServiceModule, {
  ...connection,
  logger,
});
await service.listen();

print({ ready: true, port: transport === 'tcp' ? service.unwrap().address().port : 0, nest: version, node: process.version });
