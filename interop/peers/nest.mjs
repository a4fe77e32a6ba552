// The one place that knows which Nest is running: everything else takes its names from here.
import { createRequire } from 'node:module';
import { nest } from './flags.mjs';

export const load = createRequire(new URL(`../nest${nest}/package.json`, import.meta.url));

load('reflect-metadata');

export const common = load('@nestjs/common');
export const core = load('@nestjs/core');
export const microservices = load('@nestjs/microservices');
export const rxjs = load('rxjs');
export const { version } = load('./node_modules/@nestjs/microservices/package.json');
