import { brokerControllers } from './brokers.mjs';
import { eventControllers } from './events.mjs';
import { transport } from './flags.mjs';
import { common, core, version } from './nest.mjs';
import { connection } from './options.mjs';
import { endWithParent, logger, print } from './process.mjs';
import { requestControllers } from './requests.mjs';

endWithParent();

class ServiceModule {}
common.Module({ controllers: [...requestControllers, ...eventControllers, ...brokerControllers] })(ServiceModule);

const service = await core.NestFactory.createMicroservice(ServiceModule, {
  ...connection,
  logger,
});
await service.listen();

print({ ready: true, port: transport === 'tcp' ? service.unwrap().address().port : 0, nest: version, node: process.version });
