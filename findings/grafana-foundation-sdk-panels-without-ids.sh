#!/usr/bin/env bash
# @grafana/grafana-foundation-sdk 0.0.21, a dashboard of two panels, the first of them with two queries, built and written as JSON.
# Guess: what `build()` gives can be provisioned as it is: panels have numbers of their own, queries the letters by which Grafana tells them apart,
# and a legend is shown as in a panel made by hand.
# Seen: no panel has an `id`, each row has 0, no query has a `refId`, and the legend is written out as hidden (`showLegend: false`) where nothing was said
# of it. Expressions are text: one that is no PromQL is taken too.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund @grafana/grafana-foundation-sdk@0.0.21 >/dev/null
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import { DashboardBuilder, RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';

const query = (expression) => new DataqueryBuilder().expr(expression);
const built = new DashboardBuilder('Hotel')
  .withRow(new RowBuilder('Import'))
  .withPanel(new PanelBuilder().title('Messages').withTarget(query('sum(a)')).withTarget(query('sum(b)')))
  .withRow(new RowBuilder('Rooms'))
  .withPanel(new PanelBuilder().title('Pool').withTarget(query('sum(c')))
  .build();
const { panels } = JSON.parse(JSON.stringify(built));

for (const { type, title, id, targets, options } of panels)
  console.log(`${type} "${title}": id ${id}, refIds ${targets?.map(({ refId }) => refId)}, legend shown: ${options?.legend.showLegend}`);
const rows = panels.filter(({ type }) => type === 'row');
const charts = panels.filter(({ type }) => type === 'timeseries');
assert.deepEqual(rows.map(({ id }) => id), [0, 0]);
assert.ok(charts.every((panel) => !('id' in panel)));
assert.ok(charts.every(({ targets }) => targets.every((target) => !('refId' in target))));
assert.ok(charts.every(({ options }) => options.legend.showLegend === false));
assert.equal(charts[1].targets[0].expr, 'sum(c');
console.log('as found');
JS
node check.mjs
