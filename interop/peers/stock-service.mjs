// The stock service behind the gateway of the examples: what can be ordered, what it costs, and how much of it is left.
import { controller } from './decorate.mjs';
import { common, core, microservices, version } from './nest.mjs';
import { connection } from './options.mjs';
import { endWithParent, logger, print } from './process.mjs';

const { EventPattern, MessagePattern, RpcException } = microservices;

endWithParent();

const items = [
  { sku: 'rook', name: 'Rook', about: 'Stands in a corner and waits', cents: 1450, left: 24 },
  { sku: 'knight', name: 'Knight', about: 'Jumps over whoever is in its way', cents: 1290, left: 18 },
  { sku: 'bishop', name: 'Bishop', about: 'Stays on its colour for life', cents: 1150, left: 12 },
  { sku: 'queen', name: 'Queen', about: 'Goes wherever she likes', cents: 2900, left: 3 },
];

class Stock {
  items() {
    return items;
  }

  price({ sku, quantity }) {
    const item = items.find(one => one.sku === sku);
    if (item === undefined) {
      throw new RpcException({ statusCode: 404, message: `There is no item ${sku}` });
    }
    if (quantity > item.left) {
      throw new RpcException({ statusCode: 409, message: `Of ${item.name} there are only ${item.left} left` });
    }
    return { item: item.name, cents: item.cents * quantity };
  }

  placed({ sku, quantity }) {
    const item = items.find(one => one.sku === sku);
    if (item !== undefined) {
      item.left = Math.max(0, item.left - quantity);
    }
  }
}

controller(Stock, {
  items: MessagePattern('stock.items'),
  price: MessagePattern('stock.price'),
  placed: EventPattern('order.placed'),
});

class StockModule {}
common.Module({ controllers: [Stock] })(StockModule);

const service = await core.NestFactory.createMicroservice(StockModule, { ...connection, logger });
await service.listen();
process.on('SIGTERM', () => service.close().finally(() => process.exit(0)));

print({ ready: true, port: 0, nest: version, node: process.version });
