// Ways to put frames on the wire that a stream of bytes allows, and that a test has to provoke.
import { setImmediate as turn } from 'node:timers/promises';
import { microservices } from './nest.mjs';

const { JsonSocket } = microservices;

/** Writes each byte alone: most of them reach the peer in a read of their own. */
class ByteByByte extends JsonSocket {
  #written = Promise.resolve();

  constructor(socket) {
    super(socket);
    socket.setNoDelay(true);
  }

  handleSend(message) {
    const frame = Buffer.from(this.formatMessageData(message));
    this.#written = this.#written.then(() => this.#writeEach(frame));
  }

  async #writeEach(frame) {
    for (const byte of frame) {
      if (!this.netSocket.writable) {
        return;
      }
      this.netSocket.write(Buffer.of(byte));
      await turn();
    }
  }
}

/** Joins the frames of 20 ms in one write. */
class Joined extends JsonSocket {
  #frames = [];

  handleSend(message) {
    if (this.#frames.length === 0) {
      setTimeout(() => this.netSocket.write(this.#frames.splice(0).join('')), 20);
    }
    this.#frames.push(this.formatMessageData(message));
  }
}

export const sockets = { bytes: ByteByByte, joined: Joined };
