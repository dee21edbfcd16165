#!/usr/bin/env bash
# @grafana/grafana-foundation-sdk 0.0.21, which works out where the panels of a dashboard stand (`gridPos`): a collapsed row between two others.
# Guess: a collapsed row is one line high, and what follows stands right below it.
# Seen: what follows is placed as if the row were open: 8 lines of nothing for panels of that height. With an open row in its place the
# positions are the same.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund @grafana/grafana-foundation-sdk@0.0.21 >/dev/null
cat >check.mjs <<'JS'
import assert from 'node:assert/strict';
import { DashboardBuilder, RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';

const panel = (title) => new PanelBuilder().title(title).height(8).span(12);

function placesWith(collapsed) {
  const dashboard = new DashboardBuilder('Hotel').withRow(new RowBuilder('first')).withPanel(panel('A'));
  if (collapsed) dashboard.withRow(new RowBuilder('middle').collapsed(true).withPanel(panel('B')));
  else dashboard.withRow(new RowBuilder('middle')).withPanel(panel('B'));
  const { panels } = dashboard.withRow(new RowBuilder('last')).withPanel(panel('C')).build();
  return Object.fromEntries(panels.map(({ title, gridPos }) => [title, gridPos.y]));
}

const [closed, open] = [placesWith(true), placesWith(false)];
console.log('lines with the middle row collapsed:', JSON.stringify(closed));
console.log('lines with the middle row open:     ', JSON.stringify(open));
assert.deepEqual(closed, { first: 0, A: 1, middle: 9, last: 18, C: 19 });
assert.equal(open.last, closed.last);
console.log('as found');
JS
node check.mjs
