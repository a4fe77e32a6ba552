import { host, port, transport } from '../../interop/peers/flags.mjs';
import { connection as ofFlags } from '../../interop/peers/options.mjs';

/** A broker as it comes, of which the flags say no more than the port. Services stand still for seconds while events are put there. */
const brokerAt = {
  nats: { servers: `nats://${host}:${port}` },
  redis: { host, port },
  mqtt: { url: `mqtt://${host}:${port}` },
  kafka: { client: { brokers: [`${host}:${port}`], logLevel: 1 } },
  rabbitmq: { urls: [`amqp://${host}:${port}`], queue: 'benchmarks', socketOptions: { heartbeatIntervalInSeconds: 60 } },
};

/** The pattern of a method; on Kafka patterns are names of topics. */
export const patternOf = cmd => (transport === 'kafka' ? `math.${cmd}` : { cmd });

/** What a client gets of a number; on Kafka a text, as Nest sends it. */
export const numberOnTheWire = number => (transport === 'kafka' ? String(number) : number);

/** How service and client are made, with Nest's defaults. */
export const connection = { ...ofFlags, options: brokerAt[transport] ?? ofFlags.options };
