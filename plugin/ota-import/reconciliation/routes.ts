// The routes of the reconciliation: a run on demand, what was found, and a person who lets a finding stand.
import { z } from 'zod';
import {
  type FindingAnswer,
  reconciliation as reconciliationPage,
  reconciliationFinding,
  reconciliationRun,
} from '../../api/index.js';
import type { LastDone } from '../../platform/audit/index.js';
import { type HotelSql, inHotel } from '../../platform/database/index.js';
import { type AnyRoute, idOr, integerField, page, paging, route } from '../../platform/http/index.js';
import type { Platform } from '../../platform/index.js';
import { importMessages } from '../messages.js';
import { tell } from '../reporting/answers.js';
import { dismissals, findingKinds, findingStates, findingSubject, settledBy } from './findings.js';
import { type Finding, findings, lastRun } from './findings-repository.js';
import type { ReconciliationJobs } from './jobs.js';
import { findingMessage } from './messages.js';

function findingAnswer(
  { firstSeen, lastSeen, settledAt, details, ...finding }: Finding,
  dismissal: LastDone | undefined,
): FindingAnswer {
  return {
    ...finding,
    ...{ dismissedAt: dismissal?.at.toISOString() ?? null, dismissedBy: dismissal?.userId ?? null },
    dismissedByClerk: dismissal?.clerk ?? null,
    ...{ firstSeenAt: firstSeen.toISOString(), lastSeenAt: lastSeen.toISOString() },
    settledAt: settledAt?.toISOString() ?? null,
    settledBy: settledBy[finding.kind],
    reason: tell(importMessages, {
      key: findingMessage(finding.kind),
      params: { ...details, agency: finding.agency ?? '' },
    }),
  };
}

/** Each with who has dismissed it and when. */
async function findingAnswers(
  audit: Platform['audit'],
  sql: HotelSql,
  told: readonly Finding[],
): Promise<FindingAnswer[]> {
  const done = await audit.lastDone(
    sql,
    told.map(({ id }) => findingSubject(id)),
  );
  return told.map((finding) => findingAnswer(finding, done.get(findingSubject(finding.id))));
}

const findingIdFrom = (text: string | undefined) => idOr('imports.finding_unknown', 'finding', text);

export function reconciliationRoutes(
  { reconciliation, ask }: ReconciliationJobs,
  { database, audit }: Pick<Platform, 'database' | 'audit'>,
): AnyRoute[] {
  return [
    route({
      method: 'post',
      path: '/imports/reconcile',
      permission: 'operate',
      summary:
        'Has messages, reservations and plans of the bookings to come compared; answers at once with the run that will, or that is at it already',
      answer: reconciliationRun,
      async handler({ userId }, tx) {
        const { run: id, isNew } = await ask(tx, userId);
        const details = { before: null, after: { run: id, isNew } };
        await audit.record(tx, {
          action: 'reconciliation.request',
          subject: `reconciliation-run:${id}`,
          details,
        });
        return { status: 202, body: { id } };
      },
    }),
    route({
      method: 'get',
      path: '/imports/reconciliation',
      permission: 'view',
      summary: 'What was found to differ, each with what settles it; and the run that looked last',
      query: z.strictObject({
        ...paging,
        state: z.enum(findingStates).default('open'),
        kind: z.enum(findingKinds).optional(),
      }),
      answer: reconciliationPage,
      async handler({ hotelId, query }) {
        const sql = inHotel(database, hotelId);
        const range = { offset: (query.page - 1) * query.pageSize, limit: query.pageSize };
        const { items, total } = await findings(sql, query.state, query.kind, range);
        const run = await lastRun(sql);
        const told = run && {
          ...run,
          requestedAt: run.requestedAt.toISOString(),
          finishedAt: run.finishedAt?.toISOString() ?? null,
        };
        const answers = await findingAnswers(audit, sql, items);
        return { status: 200, body: { ...page(answers, query, total), lastRun: told ?? null } };
      },
    }),
    route({
      method: 'post',
      path: '/imports/reconciliation/:id/dismiss',
      permission: 'operate',
      summary: 'Lets a finding stand, with the reason; it opens again where it becomes another',
      body: z.strictObject({ version: integerField({ min: 1 }), reason: z.enum(dismissals) }),
      answer: reconciliationFinding,
      refusals: {
        not_found: ['imports.finding_unknown'],
        conflict: ['imports.finding_settled', 'version.changed'],
      },
      async handler({ params, body: { version, reason: because }, userId: user }, tx) {
        const id = findingIdFrom(params.id);
        const finding = await reconciliation.dismiss(tx, id, { user, version, because });
        const [body] = await findingAnswers(audit, tx, [finding]);
        return { status: 200, body: body! };
      },
    }),
  ];
}
