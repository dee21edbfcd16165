#!/usr/bin/env bash
# promtool of Prometheus 2.42.0 (Debian's package), a test that an alert does not fire (`exp_alerts: []`), whose `alertname` no rule has.
# Guess: a test that names an alert which is in none of its rule files fails, or warns: it tests nothing.
# Seen: SUCCESS, although the alert that was meant fires all the time. So a test of silence goes on passing after an alert was renamed.
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
  - name: hotel
    rules:
      - alert: ImportStands
        expr: up == 0
YAML
test_that_is_silent() {
  cat >test.yml <<YAML
rule_files: [rules.yml]
evaluation_interval: 1m
tests:
  - interval: 1m
    input_series:
      - series: up
        values: 0x20
    alert_rule_test:
      - eval_time: 10m
        alertname: $1
        exp_alerts: []
YAML
  usr/bin/promtool test rules test.yml
}
echo "silence of ImportStands, which fires:"
if test_that_is_silent ImportStands; then exit 1; fi
echo "silence of ImportStand, which is no alert:"
test_that_is_silent ImportStand
echo 'as found'
