import { connection } from './grpc.mjs';
import { port } from './flags.mjs';
import { common, core, load, microservices, rxjs, version } from './nest.mjs';
import { endWithParent, logger, print } from './process.mjs';

endWithParent();

const { GrpcMethod, GrpcStreamMethod, RpcException } = microservices;
const { Metadata } = load('@grpc/grpc-js');

let cancelled = 0;

/** As `controller` in decorate.mjs, but without decorators of parameters: a method gets message, metadata and call. */
function decorate(type, decorators) {
  for (const [method, decorator] of Object.entries(decorators)) {
    const descriptor = Object.getOwnPropertyDescriptor(type.prototype, method);
    decorator(type.prototype, method, descriptor);
    Object.defineProperty(type.prototype, method, descriptor); // which that of a stream has changed
  }
  common.Controller()(type);
}

/** A hero with every kind of field. */
const full = {
  id: -1,
  name: 'é😀',
  bigNumber: '9007199254740993',
  kind: 'TALL',
  tags: ['a', 'b'],
  counts: { x: 1 },
  blob: Buffer.from([0, 255]),
  maybe: '',
  right: 0,
  inner: { id: 5 },
  born: { seconds: 5, nanos: 500_000_000 },
  nickname: { value: 'Al' },
  home: { city: 'Oslo' },
};

class Heroes {
  findOne(query, metadata, call) {
    switch (query.text) {
      case 'full':
        return full;
      case 'metadata': {
        const initial = new Metadata();
        initial.set('x-initial', 'i');
        call.sendMetadata(initial);
        return { id: 1, name: `${metadata.get('x-a')[0]} ${metadata.get('x-b-bin')[0]?.[0]}` };
      }
      case 'error': {
        const trailers = new Metadata();
        trailers.set('x-why', 'gone');
        throw new RpcException({ code: 5, message: 'no such hero', metadata: trailers });
      }
      case 'unknown':
        throw new Error('secret');
      case 'slow':
        return rxjs.of({ id: 1 }).pipe(rxjs.delay(5_000));
      default:
        return { id: query.id, name: `one ${query.text}` };
    }
  }

  many(query) {
    if (query.text === 'endless') {
      return rxjs.interval(10).pipe(
        rxjs.map(id => ({ id })),
        rxjs.finalize(() => cancelled++),
      );
    }
    const name = query.text === 'large' ? 'x'.repeat(1_000) : 'many';
    return rxjs.range(1, query.id).pipe(rxjs.map(id => ({ id, name })));
  }

  collect(queries) {
    return queries.pipe(
      rxjs.reduce((sum, query) => sum + query.id, 0),
      rxjs.map(id => ({ id, name: 'sum' })),
    );
  }

  chat(queries) {
    return queries.pipe(rxjs.map(query => ({ id: query.id, name: `re: ${query.text}` })));
  }

  cancelled() {
    return { id: cancelled };
  }
}
decorate(Heroes, {
  findOne: GrpcMethod(),
  many: GrpcMethod(),
  collect: GrpcStreamMethod(),
  chat: GrpcStreamMethod(),
  cancelled: GrpcMethod(),
});

class Atlas {
  locate(place) {
    return { city: place.city.toUpperCase() };
  }
}
decorate(Atlas, { locate: GrpcMethod('demo.shared.Atlas', 'Locate') });

class ServiceModule {}
common.Module({ controllers: [Heroes, Atlas] })(ServiceModule);

const service = await core.NestFactory.createMicroservice(ServiceModule, { ...connection, logger });
await service.listen();

print({ ready: true, port, nest: version, node: process.version });
