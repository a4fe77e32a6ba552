// A Nest service that calls another one, which may be in Java: docs/beside-nest.md.
import { Controller, Inject, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  ClientProxy,
  ClientsModule,
  MessagePattern,
  MicroserviceOptions,
  NatsRecordBuilder,
  RpcException,
  Transport,
} from '@nestjs/microservices';
import { headers } from '@nats-io/transport-node';
import { catchError, map, throwError, timeout } from 'rxjs';

interface Parcel {
  id: number;
  country: string;
  grams: number;
}

interface Price {
  id: number;
  cents: number;
}

@Controller()
export class ShopController {
  constructor(@Inject('PARCELS') private readonly parcels: ClientProxy) {}

  @MessagePattern('shop.offer')
  offer(parcel: Parcel) {
    const shop = headers();
    shop.set('shop', 'toys');
    const request = new NatsRecordBuilder(parcel).setHeaders(shop).build();
    return this.parcels.send<Price>('parcels.price', request).pipe(
      timeout(5000), // Nest's clients wait for ever
      map(price => `${price.cents} cents`),
      catchError(error => throwError(() => new RpcException({ code: 'NO_OFFER', reason: error.message }))),
    );
  }
}

@Module({
  imports: [
    ClientsModule.register([
      { name: 'PARCELS', transport: Transport.NATS, options: { servers: process.env.NATS_URL } },
    ]),
  ],
  controllers: [ShopController],
})
export class ShopModule {}

async function bootstrap() {
  const app = await NestFactory.createMicroservice<MicroserviceOptions>(ShopModule, {
    transport: Transport.NATS,
    options: { servers: process.env.NATS_URL, queue: 'shops' },
  });
  await app.listen();
}

export const started = bootstrap();
