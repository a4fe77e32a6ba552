// What brokers have and TCP has not: wildcards, headers, groups of replicas, records.
import { controller } from './decorate.mjs';
import { nest, transport } from './flags.mjs';
import { load, microservices } from './nest.mjs';

const { MessagePattern, NatsRecordBuilder } = microservices;

const natsHeaders = fields => {
  const { headers } = load(nest === '12' ? '@nats-io/transport-node' : 'nats');
  const all = headers();
  Object.entries(fields).forEach(([name, text]) => all.set(name, text));
  return all;
};

/** The data, with headers where there are any to be sent beside it. */
export function recordOf(data, headers) {
  return headers === undefined ? data : new NatsRecordBuilder(data).setHeaders(natsHeaders(headers)).build();
}

class Nats {
  headers(_data, context) {
    const headers = context.getHeaders();
    const names = headers?.keys() ?? [];
    return { subject: context.getSubject(), headers: Object.fromEntries(names.map(name => [name, headers.get(name)])) };
  }

  wild(_data, context) {
    return context.getSubject();
  }

  replica() {
    return process.pid;
  }
}

const nats = () =>
  controller(Nats, {
    headers: MessagePattern('nats.headers'),
    wild: MessagePattern('wild.*.end'),
    replica: MessagePattern('replica', { queue: 'replicas' }),
  });

class Redis {
  channel(_data, context) {
    return context.getChannel();
  }

  replica() {
    return process.pid;
  }
}

const redis = () =>
  controller(Redis, {
    channel: MessagePattern('wild.*.end'),
    replica: MessagePattern('replica'),
  });

const byTransport = { nats, redis };

export const brokerControllers = transport in byTransport ? [byTransport[transport]()] : [];
