// Nest's side of the benchmarks: what dev.rookery.benchmarks.rookery.BenchmarkModule does, in Nest's own words and with its defaults.
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { controller } from '../../interop/peers/decorate.mjs';
import { port, transport } from '../../interop/peers/flags.mjs';
import { common, core, microservices, rxjs, version } from '../../interop/peers/nest.mjs';
import { connection, patternOf } from './connection.mjs';

const { UseGuards, UseInterceptors, UsePipes } = common;
const { EventPattern, MessagePattern } = microservices;

const add = numbers => numbers.reduce((total, number) => total + number, 0);

const yes = { canActivate: () => true };
const same = { transform: value => value };
const through = { intercept: (_context, next) => next.handle() };

let handled = 0;

class Handlers {
  sum(numbers) {
    return add(numbers);
  }

  sumPiped(numbers) {
    return add(numbers);
  }

  echo(text) {
    return text;
  }

  stream(count) {
    return rxjs.range(0, count);
  }

  async wait(millis) {
    await sleep(millis);
    return 'done';
  }

  event(numbers) {
    add(numbers);
    handled++;
  }

  handled() {
    return handled;
  }
}

controller(Handlers, {
  sum: MessagePattern(patternOf('sum')),
  sumPiped: [MessagePattern(patternOf('sum-piped')), UseGuards(yes), UsePipes(same), UseInterceptors(through)],
  echo: MessagePattern('echo'),
  stream: MessagePattern('stream'),
  wait: MessagePattern('wait'),
  event: EventPattern('event'),
  handled: MessagePattern('handled'),
});

class BenchmarkModule {}
common.Module({ controllers: [Handlers] })(BenchmarkModule);

const service = await core.NestFactory.createMicroservice(BenchmarkModule, {
  ...connection,
  logger: ['error'],
});
await service.listen();

const where = transport === 'tcp' ? service.unwrap().address().port : port;
console.log(`ready ${where} Nest ${version}, Node ${process.version}`);
createInterface({ input: process.stdin })
  .on('line', line => line === 'handled' && console.log(`handled ${handled}`))
  .on('close', () => process.exit(0));
