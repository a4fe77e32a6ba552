// Nest's service of orders over HTTP, on Express: what dev.rookery.benchmarks.peers.http.OrderHandlers does, in Nest's own words and with its defaults.
import { createInterface } from 'node:readline';
import { host } from '../../interop/peers/flags.mjs';
import { common, core, version } from '../../interop/peers/nest.mjs';

const { BadRequestException, Body, Controller, Get, Module, Param, ParseIntPipe, Post, UseGuards, UsePipes } = common;

const price = 250;

const authorized = {
  canActivate: context => context.switchToHttp().getRequest().headers.authorization === 'Bearer of-the-benchmarks',
};

const sensible = {
  transform(wanted) {
    if (!(wanted.quantity > 0)) {
      throw new BadRequestException('The quantity is not positive');
    }
    return wanted;
  },
};

class Orders {
  place({ customer, item, quantity }) {
    return { id: 1, customer, item, quantity, total: quantity * price };
  }

  find(id) {
    return { id, customer: 'Morphy', item: 'a box of chess pieces', quantity: 2, total: 2 * price };
  }
}

/** Does what TypeScript does with decorators. */
function decorate(method, parameter, ...above) {
  parameter(Orders.prototype, method, 0);
  const descriptor = Object.getOwnPropertyDescriptor(Orders.prototype, method);
  above.forEach(decorator => decorator(Orders.prototype, method, descriptor));
}
decorate('place', Body(), UsePipes(sensible), Post());
decorate('find', Param('id', ParseIntPipe), Get(':id'));
UseGuards(authorized)(Orders);
Controller('orders')(Orders);

class OrdersModule {}
Module({ controllers: [Orders] })(OrdersModule);

const app = await core.NestFactory.create(OrdersModule, { logger: ['error'] });
await app.listen(0, host);

console.log(`ready ${app.getHttpServer().address().port} Nest ${version}, Node ${process.version}`);
createInterface({ input: process.stdin }).on('close', () => process.exit(0));
