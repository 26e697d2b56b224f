#!/bin/sh
# entry.sh FOLDER COMMAND...: secrets come as files, never as part of an image or of a container's description.
# One that is named like a setting becomes that setting. Those in keys/ are copied to KEYS_DIR for this account's eyes
# only, because the vault refuses a key that others could read, and mounted secrets often can be.
set -eu
secrets=$1
shift
for file in "$secrets"/[A-Z]*; do
  [ -f "$file" ] || continue
  value=$(cat "$file")
  export "${file##*/}=$value"
done
if [ -d "$secrets/keys" ]; then
  umask 077
  mkdir -p "$KEYS_DIR"
  cp -f "$secrets"/keys/* "$KEYS_DIR"/
fi
exec "$@"
