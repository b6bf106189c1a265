#!/usr/bin/env bash
# Makes the French demonstration prompts with a free synthesiser (espeak-ng, ffmpeg): those that `sutura audio list`
# names as missing. Every one is marked synthetic. For French only: nobody has checked what a machine says in the
# other languages.
set -euo pipefail
cd "$(dirname "$0")/../.."
BINARY=${BINARY:-target/debug/sutura}
FOLDER=locales/audio/fr
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
mkdir -p "$FOLDER"
touch "$FOLDER/index.tsv"

"$BINARY" audio list --language fr --data "$WORK/none" >"$WORK/missing"
grep -v '^taxonomy\.[A-Z]' "$WORK/missing" | while IFS=$'\t' read -r name words; do
  espeak-ng -v fr -s 150 -g 3 -w "$WORK/say.wav" -- "$words"
  ffmpeg -nostdin -loglevel error -y -i "$WORK/say.wav" -ac 1 -c:a libopus -b:a 12k -application voip \
    -map_metadata -1 -fflags +bitexact "$FOLDER/$name.opus"
  awk -F '\t' -v name="$name" '$1 != name' "$FOLDER/index.tsv" >"$WORK/index"
  printf '%s\t%s\tsynthetic\n' "$name" "$(printf '%s' "$words" | sha256sum | cut -c1-16)" >>"$WORK/index"
  LC_ALL=C sort "$WORK/index" >"$FOLDER/index.tsv"
done
