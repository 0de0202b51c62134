# What the scripts in sessions/ use.
S=198.18.77.1 C=198.18.77.2            # server and client, of the block for benchmarks (RFC 2544)
S6=fd00:77::1 C6=fd00:77::2
LOG=$WORK/sessions.tsv
NPM=$CACHE/npm/$NAME/node_modules JARS=$CACHE/maven/$NAME/jars UNPACKED=$CACHE/unpacked BUILT=$CACHE/built  # the last: what scripts compile
export S C S6 C6 WORK LAB JARS NODE_PATH=$NPM LC_ALL=C.UTF-8
RANDOM=$(cksum <<<"$NAME$SUFFIX" | cut -d' ' -f1)   # the same choices at each run
captures=0

# Starts a capture, or ends it and starts the next: for protocols whose streams share both ports.
capture() {
  stop_capture
  tcpdump -q -i lab0 -s 0 -U --immediate-mode -w "$WORK/$(printf %03d $captures).pcap" 2>/dev/null &
  tcpdump_pid=$!
  captures=$((captures + 1))
  sleep 0.3
}

stop_capture() {
  [ -n "${tcpdump_pid:-}" ] || return 0
  sleep 0.3
  kill $tcpdump_pid 2>/dev/null || true
  wait $tcpdump_pid 2>/dev/null || true
  tcpdump_pid=
}

# serve COMMAND...: in the background on the server's side; its pid is in $served.
serve() { "$@" </dev/null >>"$WORK/server.out" 2>&1 & served=$!; }

# The same on the client's side, for what is not a session.
client() { ip netns exec client "$@"; }

# stop: ends what serve started last.
stop() { kill $served 2>/dev/null || true; wait $served 2>/dev/null || true; }

# ready PORT: waits until a server listens on a TCP port (or udp/PORT), at most 60 s.
ready() {
  local i opt=-ltn port=$1
  case $1 in udp/*) opt=-lun port=${1#udp/} ;; esac
  for i in $(seq 300); do
    [ -z "$(ss -H $opt "sport = :$port")" ] || return 0
    # What served last ended without a server: it will not come.
    [ $i -lt 40 ] || kill -0 "$served" 2>/dev/null || break
    sleep 0.2
  done
  echo "no server on $1" >&2
  return 1
}

# session KEY=VALUE... -- COMMAND...: runs the client and writes down what it was. Keys: label, client (program and
# version), family if several programs share an implementation (else the client is the family), and server, settings, nature, app, port (of the server), proto (tcp). Instead of label,
# proto and port, flows="tcp/21=ftp-control tcp/*=ftp-data" for programs that open more than one stream.
session() {
  local label= client= server= settings= nature=plaintext app= port='*' proto=tcp flows= family= wait=0.15 within=20
  while [ "$1" != -- ]; do local "$1"; shift; done
  shift
  [ -n "$flows" ] || flows="$proto/$port=$label"
  [ -z "${own_capture:-}" ] || capture
  local begin=$EPOCHREALTIME code=0
  timeout -k 1 "$within" ip netns exec client "$@" </dev/null >>"$WORK/client.out" 2>&1 || code=$?
  sleep "$wait"
  printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$((captures - 1))" "$begin" "$EPOCHREALTIME" "$flows" \
    "$client" "$server" "$settings" "$nature" "$app" "$code" "${family:-$client}" >>"$LOG"
}

# upstream PACKAGE [PARTS]: the upstream version of an installed Debian package, by default its first two parts.
upstream() {
  dpkg-query -W -f '${Version}\n' "$1" 2>/dev/null | head -1 |
    sed -E 's/^[0-9]+://; s/[-+~][^-]*$//; s/[+~].*$//; s/-.*$//' | cut -d. -f1-"${2:-2}"
}

npm_version() { node -p "require('$NPM/$1/package.json').version.split('.').slice(0, 2).join('.')"; }

jar_version() { ls "$JARS" | sed -n -E "s/^$1-([0-9]+(\.[0-9]+)?).*\.jar\$/\1/p" | head -1; }

# java_client SOURCE ARGS...: a single source file with the script's jars.
java_run() { java -XX:TieredStopAtLevel=1 -cp "$JARS/*" "$@"; }

# python of Debian, whatever else is in the path; content KIND BYTES makes up a file, see content.py.
python=/usr/bin/python3
content() { $python "$LAB/content.py" "$1" "$2" $RANDOM; }

pick() { local all=("$@"); echo "${all[$((RANDOM % $#))]}"; }
between() { echo $(($1 + RANDOM % ($2 - $1 + 1))); }
word() { $python "$LAB/content.py" word 1 $RANDOM; }

have() { command -v "$1" >/dev/null; }

# fresh: the client goes on from another address of its own ($C), for programs that always use the same port: their
# streams could not be told apart otherwise.
fresh() {
  C=198.18.77.$((10 + fresh_count % 200)) fresh_count=$((fresh_count + 1))
  ip -n client -4 addr flush dev lab1
  ip -n client addr add $C/24 dev lab1
  ip -n client route add default via $S 2>/dev/null
}
fresh_count=0
