import { transport } from './flags.mjs';

/** What the clients and servers of a transport hand over to a serializer's caller, and to a deserializer. */
const onTheWire = {
  tcp: { written: wrapped => wrapped, read: message => message },
  redis: { written: wrapped => wrapped, read: message => message },
  // Nest 11 hands over the bytes, Nest 12 the message.
  nats: {
    written: wrapped => ({ data: new TextEncoder().encode(JSON.stringify(wrapped)) }),
    read: message => JSON.parse(new TextDecoder().decode(message.data ?? message)),
  },
  rabbitmq: { written: wrapped => wrapped, read: message => message },
  mqtt: { written: JSON.stringify, read: message => message },
};

const { written, read } = onTheWire[transport];

/** Serializers of our own, for both sides: a packet travels as {"v":1,"body":packet}. */
export const wrapping = {
  serializer: { serialize: packet => written({ v: 1, body: packet }) },
  deserializer: {
    deserialize: received => {
      const message = read(received);
      if (message?.v !== 1) {
        throw new Error(`No wrapped packet (expected: {"v":1,"body":…}): ${JSON.stringify(message)}`);
      }
      return message.body;
    },
  },
};
