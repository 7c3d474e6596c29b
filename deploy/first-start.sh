#!/bin/sh
# Makes, once, what must never be shipped: a certificate authority, a certificate per part, passwords.
# $1 is the folder, the rest are the parts. Runs before anything else starts; a later run makes what a new part lacks.
set -eu
umask 077
cd "$1"
shift
mkdir -p channels

password() { head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n'; }

if [ ! -f done ]; then
  password >db-password
  password >db-root-password
  openssl req -x509 -newkey rsa:3072 -nodes -days 3650 -subj "/CN=vigie first start" -keyout ca.key -out ca.pem 2>/dev/null
fi

for part in "$@"; do
  [ -f done ] && [ -f "$part.properties" ] && continue
  openssl req -newkey rsa:3072 -nodes -subj "/CN=$part" -keyout "$part.key" -out "$part.csr" 2>/dev/null
  printf 'subjectAltName=DNS:%s,DNS:localhost,IP:127.0.0.1\n' "$part" >"$part.ext"
  openssl x509 -req -in "$part.csr" -CA ca.pem -CAkey ca.key -CAcreateserial -days 3650 \
    -extfile "$part.ext" -out "$part.pem" 2>/dev/null
  cat "$part.key" "$part.pem" >"$part.keystore.pem"
  cat >"$part.properties" <<PROPERTIES
security.protocol=SSL
ssl.keystore.type=PEM
ssl.keystore.location=/secrets/$part.keystore.pem
ssl.truststore.type=PEM
ssl.truststore.location=/secrets/ca.pem
PROPERTIES
  rm "$part.csr" "$part.ext"
done
touch done
