// What both peers do as processes: JSON lines on standard output, Nest's log on standard error, and an end in any case.
import { formatWithOptions } from 'node:util';
import { lifetimeSeconds } from './flags.mjs';
import { common } from './nest.mjs';

const logTo = level => (...message) => {
  const told = message.filter(part => part !== undefined);
  process.stderr.write(`${level} ${formatWithOptions({ colors: false }, ...told)}\n`);
};

export const logger = {
  log: logTo('LOG'),
  error: logTo('ERROR'),
  warn: logTo('WARN'),
  debug: logTo('DEBUG'),
  verbose: logTo('VERBOSE'),
  fatal: logTo('FATAL'),
};

/** `undefined` would vanish in JSON, so it becomes {"undefined":true}. */
const visible = (_key, value) => (value === undefined ? { undefined: true } : value);

export function print(line) {
  process.stdout.write(`${JSON.stringify(line, visible)}\n`);
}

export function endWithParent() {
  common.Logger.overrideLogger(logger);
  process.stdin.on('end', () => process.exit(0));
  process.stdin.on('error', () => process.exit(0));
  process.stdin.resume();
  setTimeout(() => {
    process.stderr.write(`Ended after ${lifetimeSeconds} s, the longest that a peer lives\n`);
    process.exit(3);
  }, lifetimeSeconds * 1000);
}
