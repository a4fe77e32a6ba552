// Runs in the generated project: what file sets cannot say.

def transports = ['tcp', 'redis', 'nats', 'mqtt', 'rabbitmq', 'kafka', 'grpc']
def transport = request.properties['transport']
def project = new File(request.outputDirectory, request.artifactId)

if (!(transport in transports)) {
    project.deleteDir() // else the next attempt would fail, since the folder is there
    throw new IllegalArgumentException(
            "-Dtransport=${transport} is no transport of Rookery (expected: ${transports.join(', ')}): take one of these, or leave it out for tcp")
}

if (transport != 'grpc') {
    new File(project, 'proto').deleteDir()
}

// Maven leaves files of that name out of archetypes.
assert new File(project, 'gitignore').renameTo(new File(project, '.gitignore'))
