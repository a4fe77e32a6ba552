// An application with the gateways of ws.mjs, behind the adapter for plain WebSocket. Nest 12 alone.
import { port } from './flags.mjs';
import { common, core, load, version } from './nest.mjs';
import { endWithParent, logger, print } from './process.mjs';
import { gateways } from './ws.mjs';

endWithParent();

const { WsAdapter } = load('@nestjs/platform-ws');

class LiveModule {}
common.Module({ providers: gateways })(LiveModule);

const app = await core.NestFactory.create(LiveModule, { logger });
app.useWebSocketAdapter(new WsAdapter(app));
await app.listen(port, '127.0.0.1');

print({ ready: true, port: app.getHttpServer().address().port, nest: version, node: process.version });
