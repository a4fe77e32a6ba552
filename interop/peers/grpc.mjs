// What the gRPC peers of both sides share: the file, and how it is loaded.
import { fileURLToPath } from 'node:url';
import { host, options, port } from './flags.mjs';
import { microservices } from './nest.mjs';

const folder = fileURLToPath(new URL('./proto/', import.meta.url));

/** The options of the flag are those of the loader. */
export const connection = {
  transport: microservices.Transport.GRPC,
  options: {
    url: `${host}:${port}`,
    package: ['demo.v1', 'demo.shared'],
    protoPath: [`${folder}heroes.proto`, `${folder}shared/places.proto`],
    loader: { includeDirs: [folder], longs: String, enums: String, ...options },
  },
};
