// From figures and verdicts to what the routes answer.
import type {
  ImportDashboardAnswer,
  ImportHealthAnswer,
  ImportStatisticsAnswer,
  ToldReasonAnswer,
} from '../../api/index.js';
import type { Reason } from '../../domain/booking-plan.js';
import { failureKey } from '../../domain/import-failure.js';
import { fill, type Messages } from '../../domain/refusal.js';
import {
  type AttemptGroup,
  countedBy,
  type DayFigures,
  noFigures,
  outcomesOf,
  successRate,
  topCauses,
} from './day-figures.js';
import { durationEdges, type Histogram, latencyEdges, percentile } from './histogram.js';
import type { Dashboard, HealthReport, Statistics } from './monitor.js';
import type { Pattern } from './patterns.js';

const causesShown = 10;

const iso = (moment: Date | undefined | null) => moment?.toISOString() ?? null;

export interface Answers {
  readonly statistics: (statistics: Statistics) => ImportStatisticsAnswer;
  readonly health: (report: HealthReport) => ImportHealthAnswer;
  readonly dashboard: (dashboard: Dashboard) => ImportDashboardAnswer;
}

function spreadOf(histogram: Histogram, edges: readonly number[]) {
  const at = (share: number) => percentile(histogram, edges, share) ?? 0;
  const { count, sum, max } = histogram;
  return count === 0 ? null : { count, max, p50: at(0.5), p95: at(0.95), mean: Math.round(sum / count) };
}

const outcomesTold = (figures: DayFigures) => ({
  ...{ received: figures.received, tried: figures.tried, succeeded: figures.succeeded },
  ...{ successRate: successRate(figures), ...outcomesOf(figures) },
});

const rateTold = ({ tried, succeeded }: Pick<DayFigures, 'tried' | 'succeeded'>) => ({
  ...{ tried, succeeded },
  successRate: successRate({ tried, succeeded }),
});

const totalTold = (total: DayFigures) => ({
  ...outcomesTold(total),
  attempts: total.attempts.reduce((sum, { count }) => sum + count, 0),
  ...{ attemptsByHour: [...total.attemptsByHour], failuresByHour: [...total.failuresByHour] },
  ...{ byKind: countedBy(total.attempts, 'kind'), byTrigger: countedBy(total.attempts, 'trigger') },
  ...{ byStatus: countedBy(total.attempts, 'status'), byClass: countedBy(total.attempts, 'class') },
  durationMs: spreadOf(total.durationMs, durationEdges),
  latencySeconds: spreadOf(total.latencySeconds, latencyEdges),
});

/** A reason with its sentence in the languages of the screens. */
export function tell(messages: Messages, { key, params }: Reason): ToldReasonAnswer {
  const { ja, en } = messages[key] ?? { ja: key, en: key };
  return { key, params, text: { ja: fill(ja, params), en: fill(en, params) } };
}

/** `messages`: every sentence of the import. */
export function createAnswers(messages: Messages): Answers {
  const told = (reason: Reason) => tell(messages, reason);

  /** Of all messages with that failure: what one of them was about is no part of it. */
  const failureText = (code: string) => {
    const { ja, en } = messages[failureKey(code)] ?? { ja: code, en: code };
    const general = (sentence: string) => sentence.replaceAll(/\{\w+\}/g, '…');
    return { ja: general(ja), en: general(en) };
  };

  const causesTold = (attempts: readonly AttemptGroup[]) =>
    topCauses(attempts, causesShown).map((cause) => ({ ...cause, text: failureText(cause.code) }));

  const reasonsTold = (reasons: HealthReport['reasons']) =>
    reasons.map(({ severity, reason }) => ({ severity, reason: told(reason) }));

  const patternTold = ({ kind, count, code, reason }: Pattern) => ({
    ...{ kind, count, code: code ?? null, reason: told(reason) },
    cause: code === undefined ? null : failureText(code),
  });

  return {
    statistics: ({ days, total, patterns, countedUpTo }) => ({
      ...{ from: days[0]!.date, to: days.at(-1)!.date, countedUpTo: countedUpTo.toISOString() },
      days: days.map(({ date, figures }) => ({
        ...{ date, counted: figures !== undefined },
        ...outcomesTold(figures ?? noFigures),
      })),
      ...{ total: totalTold(total), topCauses: causesTold(total.attempts) },
      patterns: patterns.map(patternTold),
    }),
    health: ({ told: { verdict, since }, reasons, facts, patterns }) => ({
      ...{ verdict, since: since.toISOString(), reasons: reasonsTold(reasons) },
      ...{ lastDay: rateTold(facts.recent), usual: rateTold(facts.usual) },
      patterns: patterns.map(patternTold),
    }),
    dashboard: ({
      businessDate,
      reasons,
      told: { verdict, since },
      open,
      nextRetries,
      recent,
      usual,
      deliveries,
      openFindings,
    }) => ({
      ...{ businessDate, openFindings: openFindings.all, reportNumberGaps: openFindings.gaps },
      ...{ verdict, since: since.toISOString(), reasons: reasonsTold(reasons) },
      open: open.groups.map((group) => ({ ...group })),
      needsPerson: open.groups.reduce((sum, { status, count }) => sum + (status === 'failed' ? count : 0), 0),
      ...{ oldestFailedAt: iso(open.oldestFailed), oldestWaitingAt: iso(open.oldestWaiting) },
      nextRetries: nextRetries.map((retry) => ({ ...retry, at: retry.at.toISOString() })),
      ...{ lastDay: rateTold(recent), usual: rateTold(usual), topCauses: causesTold(recent.attempts) },
      lastReceivedAt: iso(deliveries.lastReceived),
      lastAnswerAt: iso(deliveries.siteController?.lastSuccess),
      fetchingHeldSince: iso(deliveries.heldSince),
      unconfirmed: deliveries.unconfirmed,
      oldestUnconfirmedAt: iso(deliveries.oldestUnconfirmed),
    }),
  };
}
