// Nest's service of the peers' bench.proto, in Nest's own words and with its defaults.
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { host } from '../../interop/peers/flags.mjs';
import { common, core, microservices, rxjs, version } from '../../interop/peers/nest.mjs';

const { GrpcMethod } = microservices;

class Bench {
  sum({ values }) {
    return { value: values.reduce((total, value) => total + value, 0) };
  }

  stream({ value: count }) {
    return rxjs.range(0, count).pipe(rxjs.map(value => ({ value })));
  }
}
for (const method of ['sum', 'stream']) {
  GrpcMethod()(Bench.prototype, method, Object.getOwnPropertyDescriptor(Bench.prototype, method));
}
common.Controller()(Bench);

class BenchModule {}
common.Module({ controllers: [Bench] })(BenchModule);

/** Nest does not tell which port the system chose, so one is chosen before. */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, host, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const port = await freePort();
const service = await core.NestFactory.createMicroservice(BenchModule, {
  transport: microservices.Transport.GRPC,
  options: {
    url: `${host}:${port}`,
    package: 'rookery.bench',
    protoPath: fileURLToPath(new URL('../peers/src/main/proto/bench.proto', import.meta.url)),
  },
  logger: ['error'],
});
await service.listen();

console.log(`ready ${port} Nest ${version}, Node ${process.version}`);
createInterface({ input: process.stdin }).on('close', () => process.exit(0));
