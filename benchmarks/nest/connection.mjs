import { host, port, transport } from '../../interop/peers/flags.mjs';
import { connection as ofFlags } from '../../interop/peers/options.mjs';

/** A broker as it comes, of which the flags say no more than the port. */
const brokerAt = {
  nats: { servers: `nats://${host}:${port}` },
  redis: { host, port },
  mqtt: { url: `mqtt://${host}:${port}` },
  rabbitmq: { urls: [`amqp://${host}:${port}`], queue: 'benchmarks' },
};

/** How service and client are made, with Nest's defaults. */
export const connection = { ...ofFlags, options: brokerAt[transport] ?? ofFlags.options };
