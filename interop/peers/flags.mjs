import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    nest: { type: 'string' },
    host: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: '0' },
    transport: { type: 'string', default: 'tcp' },
    options: { type: 'string', default: '{}' },
    'tls-key': { type: 'string' },
    'tls-cert': { type: 'string' },
    'tls-ca': { type: 'string' },
    'tls-request-cert': { type: 'boolean', default: false },
    'tls-server-name': { type: 'string' },
    wrap: { type: 'boolean', default: false },
    write: { type: 'string' },
    metadata: { type: 'string' },
    lifetime: { type: 'string', default: '600' },
  },
});

const pem = name => values[name] && readFileSync(values[name]);

const tls = Object.entries({
  key: pem('tls-key'),
  cert: pem('tls-cert'),
  ca: pem('tls-ca'),
  servername: values['tls-server-name'],
  requestCert: values['tls-request-cert'] || undefined,
}).filter(([, value]) => value !== undefined);

export const nest = values.nest;
export const host = values.host;
export const port = Number(values.port);
export const transport = values.transport;
export const options = JSON.parse(values.options);
export const tlsOptions = tls.length === 0 ? undefined : Object.fromEntries(tls);
export const wrap = values.wrap;
export const write = values.write;
export const metadata = values.metadata === undefined ? undefined : JSON.parse(values.metadata);
export const lifetimeSeconds = Number(values.lifetime);
