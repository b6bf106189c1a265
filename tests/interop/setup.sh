#!/bin/sh
# Prints the path of a Python that has what tests/interop/read_report.py needs, made once under target/.
set -eu
cd "$(dirname "$0")/../.."
folder=target/interop
if [ ! -e "$folder/ready" ]; then
  rm -rf "$folder"
  python3 -m venv "$folder"
  "$folder/bin/python" -m pip install --quiet --disable-pip-version-check -r tests/interop/requirements.txt
  touch "$folder/ready"
fi
echo "$PWD/$folder/bin/python"
