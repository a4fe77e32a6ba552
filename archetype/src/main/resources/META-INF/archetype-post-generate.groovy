// Runs in the generated project: what file sets cannot say. The folder may have been there before: what is in it then, Maven has left as it was.

import java.lang.management.ManagementFactory

def transports = ['tcp', 'redis', 'nats', 'mqtt', 'rabbitmq', 'kafka', 'grpc']
def transport = request.properties['transport']
def project = new File(request.outputDirectory, request.artifactId)

def remove = { String path ->
    def file = new File(project, path)
    if (file.lastModified() < ManagementFactory.runtimeMXBean.startTime) {
        return // somebody's, and not of this run
    }
    file.delete()
    for (def folder = file.parentFile; folder != project.parentFile && folder.list()?.length == 0; folder = folder.parentFile) {
        folder.delete()
    }
}

if (!(transport in transports)) {
    // Else the next attempt would fail, since there is a POM.
    def code = request.properties['package'].replace('.', '/')
    ['App', 'AppModule', 'Call', 'GreeterApi', 'GreeterController'].each { remove("src/main/java/${code}/${it}.java") }
    remove("src/test/java/${code}/GreeterTest.java")
    ['src/main/resources/application.yaml', 'src/main/resources/logback.xml', 'proto/greeter.proto', 'Dockerfile', 'README.md', 'gitignore',
            'pom.xml'].each { remove(it) }
    throw new IllegalArgumentException(
            "-Dtransport=${transport} is no transport of Rookery (expected: ${transports.join(', ')}): take one of these, or leave it out for tcp")
}

if (transport != 'grpc') {
    remove('proto/greeter.proto')
}

// Maven leaves files of that name out of archetypes.
def ignored = new File(project, '.gitignore')
if (ignored.exists()) {
    remove('gitignore')
} else {
    assert new File(project, 'gitignore').renameTo(ignored)
}
