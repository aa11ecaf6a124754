#!/bin/sh
# Writes what Stria.Core offers into tests/Stria.Tests/House/PublicApi/, after a change that is meant. Commit the page with the change.
set -eu
root=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
. "$root/scripts/prepare.sh"
require_dotnet
STRIA_WRITE_API=1 dotnet test "$root/tests/Stria.Tests" -c Release --nologo -v quiet --filter 'FullyQualifiedName~PublicApiTests'
git -C "$root" diff --stat -- tests/Stria.Tests/House/PublicApi
