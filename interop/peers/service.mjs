import { eventControllers } from './events.mjs';
import { common, core, microservices, version } from './nest.mjs';
import { tcpOptions } from './options.mjs';
import { endWithParent, logger, print } from './process.mjs';
import { requestControllers } from './requests.mjs';

endWithParent();

class ServiceModule {}
common.Module({ controllers: [...requestControllers, ...eventControllers] })(ServiceModule);

const service = await core.NestFactory.createMicroservice(ServiceModule, {
  transport: microservices.Transport.TCP,
  options: tcpOptions,
  logger,
});
await service.listen();

print({ ready: true, port: service.unwrap().address().port, nest: version, node: process.version });
