import { createInterface } from 'node:readline';
import { connection } from './grpc.mjs';
import { load, microservices, rxjs, version } from './nest.mjs';
import { endWithParent, print } from './process.mjs';

endWithParent();

const { Metadata } = load('@grpc/grpc-js');
const client = microservices.ClientProxyFactory.create(connection);

function metadataOf(headers) {
  const metadata = new Metadata();
  Object.entries(headers ?? {}).forEach(([name, value]) =>
    metadata.set(name, name.endsWith('-bin') ? Buffer.from(value) : value),
  );
  return metadata;
}

/** What a call rejects with: code, details and trailers. */
function described({ code, details, metadata, message }) {
  return { body: { code, details, metadata: metadata?.getMap() ?? {}, message } };
}

/** Collects what a stream brings until it ends, fails, has brought `take` values, or `timeout` milliseconds are over. */
function collect(stream, { take = Infinity, timeout = 10_000 }) {
  return new Promise(resolve => {
    const values = [];
    const end = outcome => {
      clearTimeout(timer);
      subscription.unsubscribe();
      resolve({ values, at: values.map(() => 0), completed: false, timedOut: false, ...outcome });
    };
    const timer = setTimeout(() => end({ timedOut: true }), timeout);
    const subscription = new rxjs.Subscription();
    subscription.add(
      stream.subscribe({
        next: value => {
          values.push(value);
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

const operations = {
  /** The pattern is `Service/method`; an array as data is a stream of requests. */
  send: ({ pattern, data, headers, deadline, ...limits }) => {
    const [service, method] = pattern.split('/');
    const request = Array.isArray(data) ? rxjs.from(data) : data;
    const more = deadline ? [{ deadline: Date.now() + deadline }] : [];
    return collect(client.getService(service)[method](request, metadataOf(headers), ...more), limits);
  },
};

createInterface({ input: process.stdin }).on('line', async line => {
  const { n, op, ...parameters } = JSON.parse(line);
  try {
    print({ n, ...(await operations[op](parameters)) });
  } catch (error) {
    print({ n, failure: `${op}: ${error.message}` });
  }
});

print({ ready: true, nest: version, node: process.version });
