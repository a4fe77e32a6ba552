import { common, microservices } from './nest.mjs';

const { Controller } = common;
const { Payload, Ctx } = microservices;

/**
 * Does what TypeScript does with decorators: `decorators` names for each method those that stand above it. The first
 * parameter of a method is its payload, the second its context.
 */
export function controller(type, decorators) {
  for (const [method, above] of Object.entries(decorators)) {
    const descriptor = Object.getOwnPropertyDescriptor(type.prototype, method);
    [above].flat().forEach(decorator => decorator(type.prototype, method, descriptor));
    [Payload(), Ctx()]
      .slice(0, descriptor.value.length)
      .forEach((decorator, index) => decorator(type.prototype, method, index));
  }
  Controller()(type);
  return type;
}
