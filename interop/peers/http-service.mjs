// Two applications with the controllers of http.mjs: one plain, one with a prefix and CORS. Nest 12 alone.
import { port } from './flags.mjs';
import { httpControllers } from './http.mjs';
import { common, core, load, version } from './nest.mjs';
import { endWithParent, logger, print } from './process.mjs';

endWithParent();

class HttpModule {}
common.Module({ controllers: httpControllers })(HttpModule);

const plain = await core.NestFactory.create(HttpModule, { logger });
plain.use(load('cookie-parser')());
await plain.listen(port, '127.0.0.1');

const prefixed = await core.NestFactory.create(HttpModule, { logger });
prefixed.setGlobalPrefix('api');
prefixed.enableCors({ exposedHeaders: ['X-Total'], maxAge: 60 });
await prefixed.listen(0, '127.0.0.1');

const portOf = app => app.getHttpServer().address().port;

print({ ready: true, port: portOf(plain), prefixed: portOf(prefixed), nest: version, node: process.version });
