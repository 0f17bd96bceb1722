#!/bin/sh
# Starts Quiver in a container as Neo4j's image starts Neo4j: the same volumes, ports and variables.
#   NEO4J_AUTH=USER/PASSWORD or none   who may connect; without it a password is made, logged and kept in /data
#   NEO4J_server_bolt_listen__address  any setting of quiver.conf: "_" stands for ".", "__" for "_"
# Volumes: /data (databases), /logs, /import, /backups, /conf (quiver.conf, neo4j.conf and the like).
set -eu

# Tests put another folder here; in an image it is empty.
root=${QUIVER_CONTAINER_ROOT:-}
data=$root/data

# Docker makes the folders of volumes for root. What the server's user cannot write becomes its own; then root is not needed any more.
if [ "$(id -u)" = 0 ] && [ -z "$root" ]; then
  for folder in /data /logs /backups; do
    setpriv --reuid=7474 --regid=7474 --clear-groups test -w "$folder" || chown -R 7474:7474 "$folder"
  done
  HOME=/data exec setpriv --reuid=7474 --regid=7474 --clear-groups "$0" "$@"
fi

mkdir -p "$data"
export QUIVER_HOME="$data"

# A volume of its own takes the place of a folder in the data home.
for folder in import logs; do
  if [ -d "$root/$folder" ] && [ ! -e "$data/$folder" ]; then
    ln -s "$root/$folder" "$data/$folder"
  fi
done

# The settings of variables come first, then those of the files in /conf.
conf=$(mktemp -d)
{
  env | sed -n 's/^NEO4J_\([a-z][A-Za-z0-9_]*\)=\(.*\)$/\1 \2/p' | while read -r name value; do
    key=$(printf '%s' "$name" | sed 's/__/\t/g; s/_/./g; s/\t/_/g')
    printf '%s=%s\n' "$key" "$value"
  done
  if [ -f "$root/conf/quiver.conf" ]; then cat "$root/conf/quiver.conf"; fi
} >"$conf/own"
set_default() {
  grep -q "^$1[ =]" "$conf/own" "$root/conf/neo4j.conf" 2>/dev/null || printf '%s=%s\n' "$1" "$2" >>"$conf/own"
}
set_default server.default_listen_address 0.0.0.0
if [ -d "$root/backups" ]; then set_default server.directories.backups "$root/backups"; fi
# A key that stands twice counts once: the first, which is the variable's.
awk -F= '/^[ \t]*(#|$)/ || !seen[$1]++' "$conf/own" >"$conf/quiver.conf"
rm "$conf/own"
for file in neo4j.conf apoc.conf neo4j-admin.conf neo4j-admin-database-import.conf; do
  if [ -f "$root/conf/$file" ]; then cp "$root/conf/$file" "$conf/$file"; fi
done
export NEO4J_CONF="$conf"

make_password() {
  if [ -z "${NEO4J_AUTH:-}" ]; then
    kept=$data/initial-password
    if [ ! -s "$kept" ]; then
      (umask 077 && head -c 18 /dev/urandom | base64 | tr '+/' '-_' >"$kept.new")
      mv "$kept.new" "$kept"
      echo "NEO4J_AUTH is not set. A password was made for the user neo4j: $(cat "$kept")"
    else
      echo "NEO4J_AUTH is not set. The password of the user neo4j is the one that was made first: it stands in $kept"
    fi
    NEO4J_AUTH=neo4j/$(cat "$kept")
    export NEO4J_AUTH
  fi
}

# "docker run IMAGE" serves; "docker run IMAGE database check neo4j" and the like run that command.
case ${1:-serve} in
  serve | neo4j) [ $# -eq 0 ] || shift; make_password; exec quiver serve "$@" ;;
  *) exec quiver "$@" ;;
esac
