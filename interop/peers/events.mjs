import { controller } from './decorate.mjs';
import { common, microservices, rxjs } from './nest.mjs';

const { UseGuards } = common;
const { EventPattern, MessagePattern, RpcException } = microservices;
const { BehaviorSubject, filter, firstValueFrom, map, merge, timer } = rxjs;

/** What arrived, oldest first. */
const seen = new BehaviorSubject([]);

/** What a broker's context shows first is the channel: a subject, a topic. */
const channel = context => context.getPattern?.() ?? context.getArgByIndex(0);

export const record = (handler, data, context) => {
  const metadata = context.getMetadata?.() ?? null;
  seen.next([...seen.value, { handler, pattern: channel(context), data, metadata }]);
};

class Users {
  userCreated(user, context) {
    record('first', user, context);
    return 'first';
  }

  alsoUserCreated(user, context) {
    record('second', user, context);
    return 'second';
  }

  userDeleted(user, context) {
    record('deleted', user, context);
  }
}

class FailingEvents {
  throwing(data, context) {
    record('throwing', data, context);
    throw new Error('an event handler failed');
  }

  rejecting(data, context) {
    record('rejecting', data, context);
    throw new RpcException('an event handler refused');
  }

  halfThrowing() {
    throw new Error('the first of two event handlers failed');
  }

  otherHalf(data, context) {
    record('otherHalf', data, context);
  }

  guarded(data, context) {
    record('guarded', data, context);
  }
}

class SeenEvents {
  /** Answers once `atLeast` events of the handler have arrived, or after `within` milliseconds with those that have. */
  seen(query) {
    const { handler, atLeast = 0, within = 5000 } = query ?? {};
    const ofHandler = () => seen.value.filter(event => handler === undefined || event.handler === handler);
    const enough = seen.pipe(map(ofHandler), filter(events => events.length >= atLeast));
    return firstValueFrom(merge(enough, timer(within).pipe(map(ofHandler))));
  }

  clear() {
    const count = seen.value.length;
    seen.next([]);
    return count;
  }
}

const saysNo = { canActivate: () => false };

export const eventControllers = [
  controller(Users, {
    userCreated: EventPattern('user_created'),
    alsoUserCreated: EventPattern('user_created'),
    userDeleted: EventPattern({ event: 'deleted', entity: 'user' }),
  }),
  controller(FailingEvents, {
    throwing: EventPattern('event.throwing'),
    rejecting: EventPattern('event.rejecting'),
    halfThrowing: EventPattern('event.half'),
    otherHalf: EventPattern('event.half'),
    guarded: [EventPattern('event.guard'), UseGuards(saysNo)],
  }),
  controller(SeenEvents, {
    seen: MessagePattern('events.seen'),
    clear: MessagePattern('events.clear'),
  }),
];
