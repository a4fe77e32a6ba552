import { createInterface } from 'node:readline';
import { isDeepStrictEqual } from 'node:util';
import { recordOf } from './brokers.mjs';
import { metadata, transport } from './flags.mjs';
import { microservices, rxjs, version } from './nest.mjs';
import { connection, responsesOf } from './options.mjs';
import { endWithParent, print } from './process.mjs';

endWithParent();

const client = microservices.ClientProxyFactory.create(connection);

responsesOf.forEach(topic => client.subscribeToResponseOf(topic));

const statuses = [];
client.status.subscribe(status => statuses.push(status));

if (metadata !== undefined) {
  client.setOnDispatchHook(packet => (packet.metadata = metadata));
}

/** What the service answered is the `body`, as it came; what Nest itself raised is told by name, message and code. */
function described(error) {
  if (!(error instanceof Error)) {
    return { body: error };
  }
  return { name: error.constructor.name, message: error.message, ...(error.code && { code: error.code }) };
}

/** Collects what a stream brings until it ends, fails, has brought `take` values, or `timeout` milliseconds are over. */
function collect(stream, { take = Infinity, timeout = 10_000 }) {
  return new Promise(resolve => {
    const started = performance.now();
    const elapsed = () => Math.round(performance.now() - started);
    const values = [];
    const at = [];
    const end = outcome => {
      clearTimeout(timer);
      subscription.unsubscribe();
      resolve({ values, at, took: elapsed(), completed: false, timedOut: false, ...outcome });
    };
    const timer = setTimeout(() => end({ timedOut: true }), timeout);
    const subscription = new rxjs.Subscription();
    subscription.add(
      stream.subscribe({
        next: value => {
          values.push(value);
          at.push(elapsed());
          if (values.length >= take) {
            end();
          }
        },
        error: error => end({ error: described(error) }),
        complete: () => end({ completed: true }),
      }),
    );
  });
}

/** Sends {index, data} for each index, all at once, to a handler that echoes: does each caller get its own back? */
async function sendMany({ count, pattern, data = null, timeout = 60_000 }) {
  const totals = { ok: 0, mixed: 0, failed: 0, checksum: 0 };
  const started = performance.now();
  await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const sent = { index, data };
      const { values, completed, error } = await collect(client.send(pattern, sent), { timeout });
      if (!completed) {
        totals.failed++;
        totals.firstError ??= error ?? { name: 'TimeoutError', message: `no end within ${timeout} ms` };
      } else if (values.length === 1 && isDeepStrictEqual(values[0], sent)) {
        totals.ok++;
        totals.checksum += values[0].index;
      } else {
        totals.mixed++;
      }
    }),
  );
  return { ...totals, took: Math.round(performance.now() - started) };
}

/** Answers when the socket has closed: a client of Nest 11 that sends before that loses its new connection too. */
async function close() {
  const wasConnected = statuses.at(-1) === 'connected';
  await client.close();
  if (wasConnected && transport !== 'kafka') {
    await rxjs.firstValueFrom(client.status.pipe(rxjs.filter(status => status === 'disconnected')));
  }
  return {};
}

const operations = {
  send: ({ pattern, data, headers, ...limits }) => collect(client.send(pattern, recordOf(data, headers)), limits),
  emit: ({ pattern, data, headers, ...limits }) => collect(client.emit(pattern, recordOf(data, headers)), limits),
  sendMany,
  connect: limits => collect(rxjs.defer(() => client.connect()).pipe(rxjs.ignoreElements()), limits),
  status: () => ({ statuses }),
  close,
};

async function answer(line) {
  const { n, op, ...parameters } = JSON.parse(line);
  try {
    if (!(op in operations)) {
      throw new TypeError(`no such operation (expected: one of ${Object.keys(operations).join(', ')})`);
    }
    print({ n, ...(await operations[op](parameters)) });
  } catch (error) {
    print({ n, failure: `${op}: ${error.message}` });
  }
}

createInterface({ input: process.stdin }).on('line', answer);

print({ ready: true, nest: version, node: process.version });
