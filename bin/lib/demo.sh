# Sourced by bin/demo, and by bin/try-archetype for one service at a time: builds, looks after the processes (broker, service, client; those of gateway.sh), and ends them however the demo ends.
#
# Before it: transport, broker (an address, or nothing) and ROOT. start_broker sets address.
# shellcheck shell=bash

folder="$(mktemp -d)"
touch "$folder"/{broker,service}.log
broker_process=
service=
client=
gateway=
orders=
stock=

# Each process has a group of its own, so that Ctrl-C reaches the demo alone, which then ends the client, the service and the broker in this order.
set -m
trap 'end_all' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP

end_all() {
  trap '' INT TERM HUP
  local process
  for process in "$client" "$service" "$gateway" "$orders" "$stock"; do
    end "$process"
  done
  if [[ -n $broker_process ]]; then
    exec 9>&- # its input ends, and so does it
    await "$broker_process" || true
  fi
  rm -rf "$folder"
}

end() {
  if [[ -n $1 ]] && kill -0 "$1" 2>/dev/null; then
    kill -TERM "$1" 2>/dev/null || true
    await "$1" || true
  fi
}

# Waits for a process and returns its exit code, however often a signal interrupts.
await() {
  while kill -0 "$1" 2>/dev/null; do
    wait "$1" || true
  done
  wait "$1"
}

build() {
  if [[ -d $ROOT/examples/target ]]; then
    echo "building …"
  else
    echo "building … (minutes, the first time: Maven fetches what it needs)"
  fi
  maven -q package -pl examples,testing/brokers -am -Dmaven.test.skip -Dfuzz.skip -Dmaven.javadoc.skip -Dspotless.check.skip \
    >"$folder/build.log" 2>&1 || fail "the build failed:" "$(tail -n 40 "$folder/build.log")"
}

# Only the demo itself holds the other end of the broker's input.
run() { # main class, arguments…
  exec 9>&-
  exec "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED \
    -cp "$ROOT/examples/target/classes:$(<"$ROOT/examples/target/class-path.txt")" \
    "dev.rookery.examples.$1" "${@:2}"
}

# Fails unless the broker's address is one, and somebody answers there.
require_broker() { # what named it
  local scheme host_and_port host
  scheme=$(scheme_of "$transport")
  [[ $broker == *://* ]] || broker=$scheme://$broker
  [[ $broker =~ ^$scheme://[^/@:]+:[0-9]+/?$ || $broker =~ ^$scheme://\[[^]]+\]:[0-9]+/?$ ]] ||
    misuse "$1 $broker is no address for $transport (expected: $scheme://host:port, without a login): correct it, or leave it out for a broker of the demo's own"
  broker=${broker%/}
  host_and_port=${broker#*://}
  host=${host_and_port%:*}
  host=${host#[}
  (exec 3<>"/dev/tcp/${host%]}/${host_and_port##*:}") 2>/dev/null ||
    fail "$1 $broker does not answer (expected: a broker that listens there): start it, or leave $1 out for a broker of the demo's own"
}

# The executable of a broker, installed where it is not there and can be; or the broker that the variable of bin/brokers names.
find_broker() {
  local found
  "$ROOT/bin/brokers" "$transport"
  found=$("$ROOT/bin/brokers" --where "$transport")
  if [[ -x $found ]]; then
    executable=$found
  else
    broker=$found
    require_broker "ROOKERY_$(tr '[:lower:]' '[:upper:]' <<<"$transport")"
  fi
}

# One of the tests' own brokers, which ends when its input does.
start_broker() {
  mkfifo "$folder/hold"
  env "ROOKERY_$(tr '[:lower:]' '[:upper:]' <<<"$transport")=$executable" \
    "$JAVA_HOME/bin/java" -cp "$ROOT/testing/brokers/target/classes" dev.rookery.brokers.StandaloneBroker "$transport" \
    <"$folder/hold" >"$folder/broker.log" 2>&1 &
  broker_process=$!
  exec 9>"$folder/hold"
  await_line "$broker_process" "$folder/broker.log" '://' "the broker"
  address=$(grep -m 1 '://' "$folder/broker.log")
  echo "the broker, a process of its own: $executable on $address"
}

await_line() { # process, log, what the line has, who
  local waited patience=30
  case $transport in # some take their time
    rabbitmq) patience=120 ;;
    kafka) patience=60 ;;
  esac
  for ((waited = 0; waited < patience * 10; waited++)); do
    ! grep -q "$3" "$2" || return 0
    kill -0 "$1" 2>/dev/null || fail "$4 did not start:" "$(cat "$2")"
    sleep 0.1
  done
  fail "$4 was not ready within $patience s:" "$(cat "$2")"
}

serve() {
  # shellcheck disable=SC2064 # the service as it is then
  (run demo.DemoService "$transport" "$address") > >(tell_how_to_call) 2>&1 &
  service=$!
  trap 'kill -TERM "$service" 2>/dev/null || true' INT TERM HUP
  local code=0
  await "$service" || code=$?
  service=
  exit "$code"
}

# Copies the service's output, and adds to the line that says where it is ready.
tell_how_to_call() {
  local line
  trap '' INT TERM HUP
  while IFS= read -r line; do
    printf '%s\n' "$line"
    [[ $line != 'ready on '* ]] || how_to_call "${line#ready on }"
  done
}

how_to_call() { # address
  local host=${1#*://} options port=${1##*:} request='{"pattern":"math.sum","data":[1,2,3],"id":"1"}' tool=
  local pattern="{ cmd: 'sum' }" before=
  host=${host%:*}
  case $transport in
    tcp) options="transport: Transport.TCP, options: { port: $port }" ;;
    redis)
      options="transport: Transport.REDIS, options: { host: '$host', port: $port }"
      tool="redis-cli -h $host -p $port publish user_created '{\"pattern\":\"user_created\",\"data\":{\"name\":\"Ada\"}}'"
      ;;
    nats)
      options="transport: Transport.NATS, options: { servers: ['$1'] }"
      tool="nats --server $1 request math.sum '$request'"
      ;;
    rabbitmq) options="transport: Transport.RMQ, options: { urls: ['$1'], queue: 'rookery-demo', queueOptions: { durable: true } }" ;;
    kafka)
      options="transport: Transport.KAFKA, options: { client: { brokers: ['$host:$port'] } }"
      pattern="'math.sum'" # an object is no topic
      before="  client.subscribeToResponseOf('math.sum');
  await client.connect();"
      tool="kafka-console-producer.sh --bootstrap-server $host:$port --topic user_created <<< '{\"name\":\"Ada\"}'"
      ;;
    mqtt)
      options="transport: Transport.MQTT, options: { url: '$1' }"
      tool="mosquitto_rr -h $host -p $port -t math.sum -e math.sum/reply -m '$request'"
      ;;
  esac
  echo
  echo "call it from Nest:"
  echo "  const client = ClientProxyFactory.create({ $options });"
  [[ -z $before ]] || echo "$before"
  echo "  client.send($pattern, [1, 2, 3]).subscribe(console.log);"
  [[ -z $tool ]] || printf 'or with a tool of the broker:\n  %s\n' "$tool"
  echo
}

show() {
  local code=0 service_code=0
  (run demo.DemoService "$transport" "$address") >"$folder/service.log" 2>&1 &
  service=$!
  await_line "$service" "$folder/service.log" '^ready on' "the service"
  address=$(sed -n 's/^ready on //p' "$folder/service.log")

  echo
  echo "the service, in a process of its own:"
  sed 's/^/  /' "$folder/service.log"
  echo
  echo "the client, in another; → is what it sends, ← what comes back:"
  [[ $transport != kafka ]] || echo "(as another consumer reads it: topic-partition@offset [headers] value)"
  (run demo.DemoClient "$transport" "$address") &
  client=$!
  await "$client" || code=$?
  client=

  kill -TERM "$service"
  await "$service" || service_code=$?
  service=
  echo "service: drained and ended with $service_code"
  ((code == 0 && service_code == 0)) || fail "client ended with $code, service with $service_code"
}
