import { transport } from './flags.mjs';

/** What the clients and servers of most transports take from a serializer, and hand over to a deserializer. */
const asItIs = { written: wrapped => wrapped, read: message => message };

/** Those of which some do otherwise. */
const onTheWire = {
  // Nest 11 hands over the bytes, Nest 12 the message.
  nats: {
    written: wrapped => ({ data: new TextEncoder().encode(JSON.stringify(wrapped)) }),
    read: message => JSON.parse(new TextDecoder().decode(message.data ?? message)),
  },
  mqtt: { written: JSON.stringify, read: message => message },
};

const { written, read } = onTheWire[transport] ?? asItIs;

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
