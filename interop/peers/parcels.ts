// The service of docs/moving-from-nest.md as it is before the move.
import { CanActivate, Controller, ExecutionContext, Injectable, Logger, Module, PipeTransform, UseGuards } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  EventPattern,
  MessagePattern,
  MicroserviceOptions,
  NatsContext,
  Payload,
  RpcException,
  Transport,
} from '@nestjs/microservices';
import type { NatsConnection } from '@nats-io/transport-node';

interface Parcel {
  id: number;
  country: string;
  grams: number;
}

const centsAKilogram: Record<string, number> = { DE: 450, FR: 900, JP: 2100 };

@Injectable()
export class ShopsOnly implements CanActivate {
  canActivate(context: ExecutionContext) {
    const headers = context.switchToRpc().getContext<NatsContext>().getHeaders();
    return headers?.has('shop') ?? false;
  }
}

@Injectable()
export class KnownCountry implements PipeTransform<Parcel> {
  transform(parcel: Parcel) {
    if (!(parcel.country in centsAKilogram)) {
      throw new RpcException(`Nothing is sent to ${parcel.country}`);
    }
    return parcel;
  }
}

@Controller()
export class ParcelsController {
  private readonly logger = new Logger(ParcelsController.name);

  @MessagePattern('parcels.countries')
  countries() {
    return Object.keys(centsAKilogram);
  }

  @MessagePattern('parcels.price')
  @UseGuards(ShopsOnly)
  price(@Payload(KnownCountry) parcel: Parcel) {
    this.logger.log(`priced ${parcel.id}`);
    return { id: parcel.id, cents: Math.ceil(parcel.grams / 1000) * centsAKilogram[parcel.country] };
  }

  @EventPattern('parcels.sent')
  sent(parcel: Parcel) {
    this.logger.log(`sent ${parcel.id}`);
  }
}

@Module({ controllers: [ParcelsController] })
export class ParcelsModule {}

async function bootstrap() {
  const app = await NestFactory.createMicroservice<MicroserviceOptions>(ParcelsModule, {
    transport: Transport.NATS,
    options: { servers: process.env.NATS_URL, queue: 'parcels' },
  });
  await app.listen();
  process.once('SIGTERM', async () => {
    await app.unwrap<NatsConnection>().drain(); // takes nothing new, and answers what has come
    await app.close();
    process.exit();
  });
}

export const started = bootstrap();
