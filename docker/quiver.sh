#!/bin/sh
# The command "quiver" of a container: as the user whom the data belong to, also where "docker exec" is root.
set -eu
. /opt/quiver/runtime-settings
if [ "$(id -u)" = 0 ]; then
  HOME=/data exec setpriv --reuid=7474 --regid=7474 --clear-groups /opt/quiver/quiver "$@"
fi
exec /opt/quiver/quiver "$@"
