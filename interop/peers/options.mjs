import { host, options, port, tlsOptions, transport, wrap, write } from './flags.mjs';
import { microservices } from './nest.mjs';
import { sockets } from './sockets.mjs';
import { wrapping } from './wrapping.mjs';

if (write !== undefined && !(write in sockets)) {
  throw new TypeError(`--write ${write} (expected: one of ${Object.keys(sockets).join(', ')})`);
}

/** The options of Nest's TCP transporter, the same for a server and a client. */
const tcpOptions = {
  host,
  port,
  ...(tlsOptions && { tlsOptions }),
  ...(wrap && wrapping),
  ...(write && { socketClass: sockets[write] }),
};

const { Transport } = microservices;
const byName = {
  tcp: Transport.TCP,
  nats: Transport.NATS,
  redis: Transport.REDIS,
  mqtt: Transport.MQTT,
  rabbitmq: Transport.RMQ,
  kafka: Transport.KAFKA,
};

if (!(transport in byName)) {
  throw new TypeError(`--transport ${transport} (expected: one of ${Object.keys(byName).join(', ')})`);
}

/** Two are not Nest's: which replies a client of Kafka prepares for, and which handlers a service of Kafka has. */
const { responsesOf: prepared = [], handlers: chosen, ...brokerOptions } = options;

export const responsesOf = prepared;
export const handlers = chosen;

/** How servers and clients are made, of either side: transport and options. A broker's options are those of the flag. */
export const connection = {
  transport: byName[transport],
  options: transport === 'tcp' ? tcpOptions : { ...brokerOptions, ...(wrap && wrapping) },
};
