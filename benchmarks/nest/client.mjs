// Nest's client in the benchmarks. It does what dev.rookery.benchmarks.process.ClientProcess says: lines of
// `run <work> <in flight> <warm-up ms> <ms> <calls a second>` come in, `counting` and `result …` go out.
import { createHistogram } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { microservices } from '../../interop/peers/nest.mjs';
import { connection, numberOnTheWire, patternOf } from './connection.mjs';

const numbers = [1, 2, 3, 4, 5];
const values = 1000;
const texts = { 'echo-1k': 'x'.repeat(1024), 'echo-64k': 'x'.repeat(64 * 1024) };

const client = microservices.ClientProxyFactory.create(connection);
const sum = patternOf('sum');
const total = numberOnTheWire(15);
client.subscribeToResponseOf?.(sum);
await client.connect();

function expect(actual, expected) {
  if (actual !== expected) {
    throw new Error(`${actual} came, ${expected} was expected`);
  }
}

function request(pattern, data, expected, done) {
  client.send(pattern, data).subscribe({ next: value => expect(value, expected), error: done, complete: done });
}

function stream(done) {
  let count = 0;
  client.send('stream', values).subscribe({
    next: value => expect(value, count++),
    error: done,
    complete: () => done(count === values ? undefined : new Error(`${count} values`)),
  });
}

const works = {
  sum: done => request(sum, numbers, total, done),
  'echo-1k': done => request('echo', texts['echo-1k'], texts['echo-1k'], done),
  'echo-64k': done => request('echo', texts['echo-64k'], texts['echo-64k'], done),
  stream,
};

const now = () => process.hrtime.bigint();

class Calls {
  latency = createHistogram();
  counting = false;
  over = false;
  open = 0;

  constructor(work) {
    this.work = works[work];
  }

  record(from) {
    if (this.counting) {
      this.latency.record(Number(now() - from) || 1);
    }
  }

  call(from, then) {
    this.open++;
    this.work(error => {
      this.open--;
      if (error) {
        console.log(`failed ${error}`);
        process.exit(1);
      }
      this.record(from);
      then?.();
    });
  }

  slot = () => {
    if (!this.over) {
      this.call(now(), this.slot);
    }
  };

  count() {
    this.counting = true;
    console.log('counting');
    return now();
  }

  async saturate(inFlight, warmup, duration) {
    for (let index = 0; index < inFlight; index++) {
      this.slot();
    }
    await sleep(warmup);
    const from = this.count();
    await sleep(duration);
    return this.result(from);
  }

  /** Timers have a step of 1 ms, so it looks at the clock at each turn of the event loop. */
  async atRate(perSecond, warmup, duration) {
    const begin = now();
    const countFrom = begin + BigInt(warmup * 1e6);
    const end = countFrom + BigInt(duration * 1e6);
    let from = begin;
    let sent = 0;
    for (let due = begin; due < end; ) {
      const present = now();
      while (due <= present && due < end) {
        if (!this.counting && due >= countFrom) {
          from = this.count();
        }
        this.call(due);
        sent++;
        due = begin + BigInt(Math.round((sent * 1e9) / perSecond));
      }
      await new Promise(setImmediate);
    }
    return this.result(from);
  }

  async result(from) {
    this.over = true;
    this.counting = false;
    const nanos = now() - from;
    const { latency } = this;
    const line = [latency.count, nanos, ...[50, 99, 99.9].map(percent => latency.percentile(percent))].join(' ');
    for (let waited = 0; this.open > 0 && waited < 60_000; waited++) {
      await sleep(1);
    }
    return this.open === 0 ? `result ${line}` : `failed ${this.open} calls were not answered within 60 s`;
  }
}

console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const [, work, inFlight, warmup, duration, perSecond] = line.split(' ').map((word, index) => (index < 2 ? word : Number(word)));
  const calls = new Calls(work);
  console.log(perSecond === 0 ? await calls.saturate(inFlight, warmup, duration) : await calls.atRate(perSecond, warmup, duration));
}
process.exit(0);
