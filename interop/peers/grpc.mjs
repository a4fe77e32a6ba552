// What the gRPC peers of both sides share: the file, and how it is loaded.
import { fileURLToPath } from 'node:url';
import { host, options, port, tlsOptions } from './flags.mjs';
import { load, microservices } from './nest.mjs';

const { credentials, ServerCredentials } = load('@grpc/grpc-js');

const folder = fileURLToPath(new URL('./proto/', import.meta.url));

/** A service has a key, and asks for certificates where the flag says so; a client may have one. */
function secrets({ key, cert, ca, requestCert }) {
  return requestCert
    ? ServerCredentials.createSsl(ca, [{ private_key: key, cert_chain: cert }], true)
    : credentials.createSsl(ca, key, cert);
}

const { keepalive, channelOptions, ...loader } = options ?? {};

/** The options of the flag are those of the loader, but for what is of the connection. */
export const connection = {
  transport: microservices.Transport.GRPC,
  options: {
    url: `${host}:${port}`,
    package: ['demo.v1', 'demo.shared'],
    protoPath: [`${folder}heroes.proto`, `${folder}shared/places.proto`],
    ...(tlsOptions && { credentials: secrets(tlsOptions) }),
    ...(keepalive && { keepalive }),
    ...(channelOptions && { channelOptions }),
    loader: { includeDirs: [folder], longs: String, enums: String, ...loader },
  },
};
