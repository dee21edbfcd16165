#!/usr/bin/env bash
# promtool of Prometheus 2.42.0 (Debian's package), a test of a recording rule whose group has `interval: 5m`.
# Guess: `promtool test rules` works the group out as Prometheus would, every 5 minutes: 5 samples in 20 minutes; the file's `evaluation_interval` is for
# groups that say nothing, as in Prometheus.
# Seen: the group's own interval is not looked at: 21 samples, one a minute. A rule that counts its own samples, or has gaps between them, is tested as
# another than the one that runs.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
version=2.42.0+ds-5+deb12u1
apt-cache show "prometheus=$version" >/dev/null 2>&1 || apt-get update -qq
apt-get download "prometheus=$version" >/dev/null 2>&1
dpkg -x prometheus_*.deb .
cat >rules.yml <<'YAML'
groups:
  - name: slow
    interval: 5m
    rules:
      - record: seen
        expr: up
YAML
test_that_expects() {
  cat >test.yml <<YAML
rule_files: [rules.yml]
evaluation_interval: 1m
tests:
  - interval: 1m
    input_series:
      - series: up
        values: 1x20
    promql_expr_test:
      - expr: count_over_time(seen[21m])
        eval_time: 20m
        exp_samples:
          - labels: '{}'
            value: $1
YAML
  usr/bin/promtool test rules test.yml
}
echo "expecting 5 samples:"
if test_that_expects 5; then exit 1; fi
echo "expecting 21 samples:"
test_that_expects 21
echo 'as found'
