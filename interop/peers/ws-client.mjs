// A client of plain WebSocket, the package ws: each line on standard input is a visit, README.md says how one looks.
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { load } from './nest.mjs';
import { endWithParent, print } from './process.mjs';

endWithParent();

const WebSocket = load('ws');
const LIMIT = 10_000;

/** What has come, and a way to wait for more. */
function listen(socket) {
  const heard = { frames: [], changed: () => {} };
  const note = change => {
    change();
    heard.changed();
  };
  socket.on('message', (data, binary) => note(() => heard.frames.push(binary ? { binary: data.toString() } : data.toString())));
  socket.on('pong', data => note(() => heard.frames.push({ pong: data.toString() })));
  socket.on('open', () => note(() => {}));
  socket.on('close', (code, reason) => note(() => (heard.closed = { code, reason: reason.toString() })));
  socket.on('error', error => note(() => (heard.error = error.message)));
  heard.until = async condition => {
    const end = Date.now() + LIMIT;
    while (!condition() && Date.now() < end) {
      await Promise.race([new Promise(resolve => (heard.changed = resolve)), sleep(end - Date.now(), undefined, { ref: false })]);
    }
  };
  return heard;
}

const steps = {
  text: (socket, text) => socket.send(text),
  binary: (socket, text) => socket.send(Buffer.from(text)),
  parts: (socket, parts) => parts.forEach((part, index) => socket.send(part, { fin: index === parts.length - 1 })),
  ping: (socket, text) => socket.ping(text),
  close: (socket, code) => socket.close(code),
  repeat: (socket, { times, text }) => Array.from({ length: times }, () => socket.send(text)),
};

async function visit({ n, port, path, send = [], frames = 0, closed = false, quiet = 150 }) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`);
  const heard = listen(socket);
  await heard.until(() => socket.readyState !== WebSocket.CONNECTING);
  if (socket.readyState === WebSocket.OPEN) { // and not refused, or closed at once
    send.flatMap(Object.entries).forEach(([step, value]) => steps[step](socket, value));
  }
  await heard.until(() => heard.closed || (!closed && heard.frames.length >= frames));
  await sleep(quiet);
  socket.terminate();
  print({ n, frames: heard.frames, closed: heard.closed ?? null, error: heard.error ?? null });
}

createInterface({ input: process.stdin }).on('line', line => void visit(JSON.parse(line)));

print({ ready: true, port: 0, node: process.version });
