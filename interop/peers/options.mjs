import { host, port, tlsOptions, wrap, write } from './flags.mjs';
import { sockets } from './sockets.mjs';
import { wrapping } from './wrapping.mjs';

if (write !== undefined && !(write in sockets)) {
  throw new TypeError(`--write ${write} (expected: one of ${Object.keys(sockets).join(', ')})`);
}

/** The options of Nest's TCP transporter, the same for a server and a client. */
export const tcpOptions = {
  host,
  port,
  ...(tlsOptions && { tlsOptions }),
  ...(wrap && wrapping),
  ...(write && { socketClass: sockets[write] }),
};
