// What brokers have and TCP has not: wildcards, headers, groups of replicas, records.
import { controller } from './decorate.mjs';
import { eventControllers, record } from './events.mjs';
import { nest, options, transport } from './flags.mjs';
import { load, microservices } from './nest.mjs';
import { handlers } from './options.mjs';
import { requestControllers } from './requests.mjs';

const { EventPattern, KafkaRetriableException, MessagePattern, MqttRecordBuilder, NatsRecordBuilder, RmqRecordBuilder } =
  microservices;

const natsHeaders = fields => {
  const { headers } = load(nest === '12' ? '@nats-io/transport-node' : 'nats');
  const all = headers();
  Object.entries(fields).forEach(([name, text]) => all.set(name, text));
  return all;
};

const records = {
  nats: (data, headers) => new NatsRecordBuilder(data).setHeaders(natsHeaders(headers)).build(),
  kafka: (data, { key, ...headers }) => ({ key, value: data, headers }),
  mqtt: (data, headers) => new MqttRecordBuilder(data).setQoS(1).setProperties({ userProperties: headers }).build(),
  rabbitmq: (data, headers) => new RmqRecordBuilder(data).setOptions({ headers, priority: 3 }).build(),
};

/** The data, with headers where there are any to be sent beside it. */
export function recordOf(data, headers) {
  return headers === undefined ? data : records[transport](data, headers);
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

class Mqtt {
  #noted = [];

  packet(_data, context) {
    const { qos, retain, properties } = context.getPacket();
    return { topic: context.getTopic(), qos, retain, userProperties: properties?.userProperties ?? null };
  }

  wild(_data, context) {
    return context.getTopic();
  }

  replica() {
    return process.pid;
  }

  note(data, context) {
    this.#noted.push({ topic: context.getTopic(), qos: context.getPacket().qos, data });
  }

  noted() {
    return this.#noted;
  }
}

const mqtt = () =>
  controller(Mqtt, {
    packet: MessagePattern('mqtt/packet', { qos: 1 }),
    wild: MessagePattern('wild/+/end'),
    replica: MessagePattern('$share/replicas/replica'),
    note: EventPattern('notes/#', { qos: 2 }),
    noted: MessagePattern('noted'),
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

class RabbitMq {
  #handled = [];

  message(_data, context) {
    const { fields, properties } = context.getMessage();
    const { headers, priority, deliveryMode } = properties;
    return { pattern: context.getPattern(), routingKey: fields.routingKey, headers, priority, deliveryMode };
  }

  wild(_data, context) {
    return context.getPattern();
  }

  replica() {
    return process.pid;
  }

  /** With noAck: false. */
  byHand(data, context) {
    this.#handled.push(data);
    context.getChannelRef().ack(context.getMessage());
  }

  handled(_data, context) {
    if (options?.noAck === false) {
      context.getChannelRef().ack(context.getMessage());
    }
    return this.#handled;
  }
}

const rabbitmq = () =>
  controller(RabbitMq, {
    message: MessagePattern('rabbitmq.message'),
    wild: MessagePattern(['wild.*.end', 'wide.#']),
    replica: MessagePattern('replica'),
    byHand: EventPattern('by.hand'),
    handled: MessagePattern('handled'),
  });

class Kafka {
  #failed = 0;

  sum(numbers) {
    return numbers.reduce((total, number) => total + number, 0);
  }

  context(data, context) {
    const { key, headers } = context.getMessage();
    const texts = Object.entries(headers).map(([name, value]) => [name, value?.toString()]);
    // What has a property `key` would be taken for a message.
    return { topic: context.getTopic(), keyed: key?.toString() ?? null, headers: Object.fromEntries(texts), data };
  }

  retriable() {
    if (this.#failed++ < 2) {
      throw new KafkaRetriableException('not yet');
    }
    return this.#failed;
  }

  created(user, context) {
    record('created', user, context);
  }

  wild(_data, context) {
    return context.getTopic();
  }

  wildEvent(data, context) {
    record('wild', data, context);
  }
}

class KafkaReplica {
  work() {
    return `nest ${process.pid}`;
  }
}

const legal = ['Payloads', 'Results', 'Streams', 'Errors', 'SeenEvents'];

const kafka = () =>
  handlers === 'replica'
    ? [controller(KafkaReplica, { work: MessagePattern('mixed.work') })]
    : [
        ...[...requestControllers, ...eventControllers].filter(type => legal.includes(type.name)),
        controller(Kafka, {
          sum: MessagePattern('math.sum'),
          context: MessagePattern('kafka.context'),
          retriable: MessagePattern('kafka.retriable'),
          created: EventPattern('user_created'),
          // Nest 11 knows no expressions.
          ...(nest === '12' && {
            wild: MessagePattern(/^wild\.[a-z]+$/),
            wildEvent: EventPattern(/^happened\.[a-z]+$/),
          }),
        }),
      ];

const controllers = { nats, mqtt, redis, rabbitmq, kafka };

export const brokerControllers = transport in controllers ? [controllers[transport]()].flat() : [];
