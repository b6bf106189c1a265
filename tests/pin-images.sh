#!/usr/bin/env bash
# Asks the registries which digest each image in deploy/ has now, and writes it behind the tag. Needs a network, and
# docker with buildx. To take a newer image: change its tag, and run this. Read what it changed before you commit it.
set -euo pipefail
cd "$(dirname "$0")/../deploy"
FILES=(compose.yaml Dockerfile)

command -v docker >/dev/null || { echo "docker is not installed: nothing was changed"; exit 1; }
grep -hoP '^(FROM|\s+image:) \K\S+' "${FILES[@]}" | sort -u | while read -r image; do
  tag=${image%@*}
  digest=$(docker buildx imagetools inspect "$tag" --format '{{.Manifest.Digest}}')
  [[ $digest =~ ^sha256:[0-9a-f]{64}$ ]] || { echo "$tag: the registry gave no digest"; exit 1; }
  if [ "$image" = "$tag@$digest" ]; then
    echo "same     $tag"
  else
    sed -i "s|$image|$tag@$digest|" "${FILES[@]}"
    echo "changed  $tag@$digest"
  fi
done
