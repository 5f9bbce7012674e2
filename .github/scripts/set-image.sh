#!/usr/bin/env bash
# Says in an overlay which image of a service runs, and pushes that to main: what Argo CD sees is what is released, and what
# `git log k8s/` shows is who released what. Used by every release and by the rollback.
#   set-image.sh <overlay> <service> <repository> <tag>
set -euo pipefail
[ "$#" -eq 4 ] || { echo 'usage: set-image.sh <overlay> <service> <repository> <tag>' >&2; exit 2; }
overlay=$1 service=$2 repository=$3 tag=$4

case $overlay in staging | prod) ;; *) echo "overlay $overlay: allowed are staging and prod" >&2; exit 2 ;; esac
[[ $service =~ ^[a-z]+$ ]] || { echo "service $service: a name of services/registry.ts" >&2; exit 2; }
[[ $tag =~ ^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$ ]] || { echo "tag $tag: not a tag of an image" >&2; exit 2; }
folder=k8s/spring/overlays/$overlay
grep -qE "^ *-? *name: urr/$service\$" "$folder/kustomization.yaml" || { echo "$folder has no image urr/$service" >&2; exit 2; }

branch=$(git rev-parse --abbrev-ref HEAD)
for try in 1 2 3 4 5; do
  # Eight pipelines write side by side: each starts again from what the others have pushed.
  git fetch --quiet origin "$branch"
  git reset --quiet --hard "origin/$branch"
  (cd "$folder" && kustomize edit set image "urr/$service=$repository:$tag")
  if git diff --quiet; then
    echo "$overlay: $service is $tag already"
    exit 0
  fi
  git commit --quiet --all --message "$overlay: $service $tag [skip ci]"
  if git push --quiet origin "HEAD:$branch"; then
    echo "$overlay: $service is $tag (try $try)"
    exit 0
  fi
done
echo "$overlay: $service could not be pushed in five tries; run this job again" >&2
exit 1
