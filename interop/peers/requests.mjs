import { setTimeout as sleep } from 'node:timers/promises';
import { controller } from './decorate.mjs';
import { common, microservices, rxjs } from './nest.mjs';

const { BadRequestException, UseGuards } = common;
const { MessagePattern, RpcException } = microservices;
const { EMPTY, NEVER, concat, concatMap, delay, from, interval, map, of, range, throwError, timer } = rxjs;

const nestedPattern = { service: { version: 2, name: 'math', tags: ['b', 'a'] }, cmd: 'sum', exact: true, note: null };

class Patterns {
  sum(numbers) {
    return numbers.reduce((total, number) => total + number, 0);
  }

  fortyTwo(payload) {
    return { pattern: 42, payload };
  }

  pair(payload) {
    return { pattern: ['a', 'b'], payload };
  }

  unreachable() {
    return 'a handler that no request can reach';
  }
}

class Payloads {
  echo(payload) {
    return payload;
  }

  typeOf(payload) {
    if (payload === null) {
      return 'null';
    }
    return Array.isArray(payload) ? 'array' : typeof payload;
  }

  codeUnits(text) {
    return Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
  }

  repeat({ text, times }) {
    return text.repeat(times);
  }
}

class Results {
  nothing() {
    return undefined;
  }

  nullValue() {
    return null;
  }

  promise(payload) {
    return sleep(5).then(() => payload);
  }

  promiseOfStream(values) {
    return sleep(5).then(() => from(values));
  }

  empty() {
    return EMPTY;
  }

  never() {
    return NEVER;
  }

  slow({ delay: millis, value }) {
    return sleep(millis).then(() => value);
  }
}

class Streams {
  countdown(start) {
    return range(0, start).pipe(map(index => start - index));
  }

  values(values) {
    return from(values);
  }

  withUndefined() {
    return of(1, undefined, 2);
  }

  delayed({ count, every = 30, end = 60 }) {
    const values = range(1, count).pipe(concatMap(value => of(value).pipe(delay(every))));
    return concat(values, timer(end).pipe(concatMap(() => EMPTY)));
  }

  failing(payload) {
    return concat(of(1, 2), throwError(() => new RpcException(payload ?? 'after two values')));
  }

  failingLater() {
    return concat(of(1).pipe(delay(30)), timer(30).pipe(concatMap(() => throwError(() => new RpcException('later')))));
  }

  endless(every) {
    return interval(every ?? 10);
  }
}

class Errors {
  /** Whatever the payload is: a text, an object with a code, an array. */
  rpc(payload) {
    throw new RpcException(payload);
  }

  text() {
    throw new RpcException('not today');
  }

  object() {
    const details = { sku: 'x-1', left: 0 };
    throw new RpcException({ code: 'OUT_OF_STOCK', status: 'error', message: 'none left', details });
  }

  array() {
    throw new RpcException(['first', { code: 2 }]);
  }

  rejected() {
    return Promise.reject(new RpcException('rejected'));
  }

  thrownError() {
    throw new Error('a secret of the service');
  }

  thrownText() {
    throw 'a text of the service';
  }

  http() {
    throw new BadRequestException('not this way');
  }

  guarded() {
    return 'a guard that says no came too late';
  }
}

class Contexts {
  metadata(_payload, context) {
    return context.getMetadata?.() ?? null;
  }

  pattern(_payload, context) {
    return context.getPattern?.() ?? context.getArgByIndex(0);
  }

  tls(_payload, context) {
    const socket = context.getSocketRef().netSocket;
    const certificate = socket.getPeerCertificate?.();
    return {
      encrypted: socket.encrypted === true,
      authorized: socket.authorized === true,
      commonName: certificate?.subject?.CN ?? null,
    };
  }
}

const saysNo = { canActivate: () => false };

export const requestControllers = [
  controller(Patterns, {
    sum: MessagePattern([{ cmd: 'sum' }, 'math.sum', nestedPattern]),
    fortyTwo: MessagePattern(42),
    pair: MessagePattern({ 0: 'a', 1: 'b' }),
    unreachable: MessagePattern('1.0'),
  }),
  controller(Payloads, {
    echo: MessagePattern('echo'),
    typeOf: MessagePattern('typeOf'),
    codeUnits: MessagePattern('codeUnits'),
    repeat: MessagePattern('repeat'),
  }),
  controller(Results, {
    nothing: MessagePattern('result.undefined'),
    nullValue: MessagePattern('result.null'),
    promise: MessagePattern('result.promise'),
    promiseOfStream: MessagePattern('result.promiseOfStream'),
    empty: MessagePattern('result.empty'),
    never: MessagePattern('result.never'),
    slow: MessagePattern('slow'),
  }),
  controller(Streams, {
    countdown: MessagePattern('countdown'),
    values: MessagePattern('stream.values'),
    withUndefined: MessagePattern('stream.undefined'),
    delayed: MessagePattern('stream.delayed'),
    failing: MessagePattern('stream.failing'),
    failingLater: MessagePattern('stream.failingLater'),
    endless: MessagePattern('stream.endless'),
  }),
  controller(Errors, {
    rpc: MessagePattern('error.rpc'),
    text: MessagePattern('error.text'),
    object: MessagePattern('error.object'),
    array: MessagePattern('error.array'),
    rejected: MessagePattern('error.rejected'),
    thrownError: MessagePattern('error.thrown'),
    thrownText: MessagePattern('error.thrownText'),
    http: MessagePattern('error.http'),
    guarded: [MessagePattern('error.guard'), UseGuards(saysNo)],
  }),
  controller(Contexts, {
    metadata: MessagePattern('context.metadata'),
    pattern: MessagePattern({ context: 'pattern' }),
    tls: MessagePattern('context.tls'),
  }),
];
