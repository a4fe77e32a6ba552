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

/**
 * A controller for HTTP. `methods` names for each method what stands above it, what stands before each parameter, and, where a pipe has to know
 * them, the types of the parameters.
 */
export function httpController(type, path, methods) {
  for (const [method, { above, parameters = [], types }] of Object.entries(methods)) {
    const descriptor = Object.getOwnPropertyDescriptor(type.prototype, method);
    [above].flat().forEach(decorator => decorator(type.prototype, method, descriptor));
    parameters.forEach((decorator, index) => decorator(type.prototype, method, index));
    if (types) {
      Reflect.defineMetadata('design:paramtypes', types, type.prototype, method);
    }
  }
  Controller(path)(type);
  return type;
}
