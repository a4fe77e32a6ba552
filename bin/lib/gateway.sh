# Sourced by bin/demo --gateway: the stock service in Nest, the order service in Java and the gateway in front of them, each a process of its own.
#
# After demo.sh, whose traps end them; gateway, orders and stock are their processes, empty where one is stopped.
# shellcheck shell=bash

show_gateway() {
  port=${port:-3000}
  mkfifo "$folder/open"
  exec 8<>"$folder/open" # Nest's peers end when their input does
  echo
  start stock
  start orders
  start gateway
  tell_what_to_do
  tend
}

start() { # part
  : >"$folder/$1.log"
  part "$1" <"$folder/open" > >(label "$1") 2>&1 &
  printf -v "$1" %s $!
  await_line "${!1}" "$folder/$1.log" 'ready' "$(title_of "$1")"
  if [[ $1 == gateway ]]; then
    port=$(sed -n 's/^ready on .*:\([0-9]*\)$/\1/p' "$folder/gateway.log") # the same again, should it have been a free one
  fi
}

# Becomes the process of a part.
part() {
  exec 8>&-
  case $1 in
    stock)
      exec 9>&-
      exec "$ROOT/interop/peer" 12 stock-service --transport nats --options "{\"servers\":[\"$address\"]}" --lifetime 86400
      ;;
    orders) run gateway.OrdersApp "$address" ;;
    gateway) run gateway.GatewayApp "$address" "$port" ;;
  esac
}

title_of() {
  case $1 in
    stock) echo "the stock service" ;;
    orders) echo "the order service" ;;
    gateway) echo "the gateway" ;;
  esac
}

# Copies the output of a part, each line with its name, and keeps it for await_line.
label() { # part
  local line
  trap '' INT TERM HUP
  exec 8>&- 9>&-
  while IFS= read -r line; do
    printf '%7s | %s\n' "$1" "$line"
    printf '%s\n' "$line" >>"$folder/$1.log" || true
  done 2>/dev/null
}

tell_what_to_do() {
  cat <<END

the page:   http://localhost:$port
an order:   curl -H 'Content-Type: application/json' -d '{"sku":"rook","quantity":1,"name":"Ada"}' http://localhost:$port/orders
the parts:  type stock, orders or gateway and Enter to stop that one, and again to start it; Ctrl-C ends all

END
}

# Until a signal comes: does what is typed, and looks whether all are there.
tend() {
  local line typed='' going=true code=0 part before
  trap 'going=false' INT TERM HUP
  while $going; do
    code=0
    before=$SECONDS
    IFS= read -r -t 1 line || code=$?
    typed+=$line # the time may be over in the midst of a word
    if ((code == 0)); then
      toggle "$typed"
      typed=''
    elif ((code <= 128 && SECONDS == before)); then # nobody types; bash 3.2 tells a time that is over by 1 too
      exec <"$folder/open"
    fi
    for part in stock orders gateway; do
      [[ -z ${!part} ]] || kill -0 "${!part}" 2>/dev/null ||
        fail "$(title_of "$part") has ended:" "$(tail -n 20 "$folder/$part.log")"
    done
  done
  for part in gateway orders stock; do
    stop "$part"
  done
}

toggle() { # part
  case $1 in
    stock | orders | gateway)
      if [[ -n ${!1} ]]; then
        stop "$1"
        echo "$(title_of "$1") is stopped: type $1 to start it"
      else
        start "$1"
        echo "$(title_of "$1") is back"
      fi
      ;;
    '') ;;
    *) echo "unknown part $1 (expected: stock, orders or gateway)" ;;
  esac
}

stop() { # part
  end "${!1}"
  printf -v "$1" %s ''
}
