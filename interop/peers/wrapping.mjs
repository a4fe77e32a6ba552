/** Serializers of our own, for both sides: a packet travels as {"v":1,"body":packet}. */
export const wrapping = {
  serializer: { serialize: packet => ({ v: 1, body: packet }) },
  deserializer: {
    deserialize: message => {
      if (message?.v !== 1) {
        throw new Error(`No wrapped packet (expected: {"v":1,"body":…}): ${JSON.stringify(message)}`);
      }
      return message.body;
    },
  },
};
