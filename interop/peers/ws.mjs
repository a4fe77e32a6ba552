// The gateways that WsSideBySideIT calls; WsGateways.java has the same.
import { common, load, rxjs } from './nest.mjs';

const { BadRequestException, ParseIntPipe, UseGuards, UseInterceptors, UsePipes, ValidationPipe } = common;
const { ConnectedSocket, MessageBody, SubscribeMessage, WebSocketGateway, WsException } = load('@nestjs/websockets');
const { IsNotEmpty } = load('class-validator');
const { EMPTY, concat, map, of, throwError } = rxjs;

/** A gateway: for each event what stands above its method, what it gets, what it does. */
function gateway(path, events, hooks = {}) {
  class Gateway {}
  Object.assign(Gateway.prototype, hooks);
  Object.entries(events).forEach(([event, { above = [], gets = [], types, does }]) => {
    const descriptor = { value: does, writable: true, configurable: true };
    Object.defineProperty(Gateway.prototype, event, descriptor);
    [SubscribeMessage(event), above].flat().forEach(decorator => decorator(Gateway.prototype, event, descriptor));
    gets.forEach((decorator, index) => decorator(Gateway.prototype, event, index));
    if (types) {
      Reflect.defineMetadata('design:paramtypes', types, Gateway.prototype, event);
    }
  });
  WebSocketGateway({ path })(Gateway);
  return Gateway;
}

const returns = value => ({ does: () => value });

const raises = error => ({
  does: () => {
    throw error();
  },
});

class Cat {}
IsNotEmpty()(Cat.prototype, 'name');

const values = {
  text: returns('hello'),
  emptyText: returns(''),
  number: returns(42),
  zero: returns(0),
  no: returns(false),
  null: returns(null),
  void: returns(undefined),
  object: returns({ a: 1, b: null }),
  array: returns([1, 'two']),
  wsEvent: returns({ event: 'told', data: { a: 1 } }),
  wsEventOfNull: returns({ event: 'told', data: null }),
  promise: returns(Promise.resolve({ event: 'later', data: 1 })),
  promiseOfNull: returns(Promise.resolve(null)),
  one: returns(of('one')),
  several: returns(of(1, 2, 3)),
  severalEvents: returns(of({ event: 'a', data: 1 }, { event: 'b', data: 2 })),
  none: returns(EMPTY),
};

const inputs = {
  echo: { gets: [MessageBody()], does: data => ({ event: 'echo', data }) },
  echoOrNull: { gets: [MessageBody()], does: data => ({ event: 'echo', data: data ?? null }) },
  member: { gets: [MessageBody('x')], does: x => ({ event: 'member', data: x ?? null }) },
  int: { gets: [MessageBody('x', ParseIntPipe)], does: x => ({ event: 'int', data: x }) },
  cat: {
    above: [UsePipes(new ValidationPipe())],
    gets: [MessageBody()],
    types: [Cat],
    does: cat => ({ event: 'cat', data: cat }),
  },
  both: {
    gets: [MessageBody(), ConnectedSocket()],
    does: (data, client) => void client.send(JSON.stringify({ event: 'both', data })),
  },
  leave: { gets: [MessageBody(), ConnectedSocket()], does: (code, client) => void client.close(code, 'as told') },
};

const errors = {
  wsText: raises(() => new WsException('told')),
  wsObject: raises(() => new WsException({ code: 7, message: 'told' })),
  unknown: raises(() => new Error('secret')),
  http: raises(() => new BadRequestException('told')),
  rejected: { does: () => Promise.reject(new WsException('told')) },
  failing: { does: () => concat(of(1), throwError(() => new WsException('told'))) },
  failingSecretly: { does: () => concat(of(1), throwError(() => new Error('secret'))) },
  guard: { above: [UseGuards({ canActivate: () => false })], does: () => 'guarded' },
  interceptor: {
    above: [UseInterceptors({ intercept: (_context, next) => next.handle().pipe(map(data => ({ event: 'around', data }))) })],
    does: () => 'within',
  },
};

const sockets = new Set();

export const gateways = [
  gateway('/live', { ...values, ...inputs, ...errors }),
  gateway('/greeting', {}, { handleConnection: client => client.send(JSON.stringify({ event: 'welcome', data: null })) }),
  gateway('/refusing', {}, { handleConnection: client => client.close(4001, 'not you') }),
  gateway(
    '/room',
    {
      toAll: {
        gets: [MessageBody()],
        does: data => sockets.forEach(socket => socket.send(JSON.stringify({ event: 'all', data }))),
      },
    },
    {
      handleConnection: client => void sockets.add(client),
      handleDisconnect: client => {
        sockets.delete(client);
        sockets.forEach(socket => socket.send(JSON.stringify({ event: 'left', data: null })));
      },
    },
  ),
];
