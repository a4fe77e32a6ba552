// What tools such as grpcurl do: knows no file, asks the service at --port for its services, and calls one of them by what it was told.
import { host, port } from './flags.mjs';
import { load } from './nest.mjs';
import { endWithParent, print } from './process.mjs';

endWithParent();

const { credentials } = load('@grpc/grpc-js');
const { GrpcReflection } = load('grpc-js-reflection-client');

const address = `${host}:${port}`;
const reflection = new GrpcReflection(address, credentials.createInsecure(), {}, 'v1');
const services = await reflection.listServices();
const descriptor = await reflection.getDescriptorBySymbol('demo.v1.Heroes');
const { Heroes } = descriptor.getPackageObject({ longs: String, enums: String }).demo.v1;
const heroes = new Heroes(address, credentials.createInsecure());
heroes.FindOne({ text: 'full' }, (error, reply) => print({ ready: true, services, error: error?.message, reply }));
