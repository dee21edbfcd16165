// Everything the screen shows, fetched when the address, the hotel or the data behind it changes.
import { computed, onScopeDispose, ref, watch } from 'vue';
import {
  type BookingPlan,
  getBoard,
  getPool,
  listConflicts,
  listEarlyDepartures,
  listFailedMessages,
  listPlans,
  type PlanPage,
} from '../../api/assignment.js';
import { useApi } from '../../api/client.js';
import { gather } from '../../composables/gather.js';
import { type Topic, useHeyawariSocket } from '../../composables/useHeyawariSocket.js';
import { type Resource, useResource } from '../../composables/useResource.js';
import { addDays, type HotelDay } from '../../dates.js';
import { useHost } from '../../host.js';
import { planQuery } from './address.js';
import type { AddressBar } from './useAddress.js';

export const boardNights = 14;
/** How many stays the panel of what needs a person names; the list has the rest. */
export const attentionRows = 4;
/** How many failed messages it names when a person wants to see them all. */
const mostFailed = 100;
/** Rows asked for to find the ones whose deadline is nearest. */
const dueCandidates = 100;
const gatherMilliseconds = 300;
/** For so long the word of a person's own change is waited for; then it is asked for without. */
const wordMilliseconds = 3_000;

const deadlineOf = (plan: BookingPlan): number => (plan.deadline ? Date.parse(plan.deadline) : Infinity);

/** Tentative stays whose room becomes final by the end of tomorrow, nearest first. */
async function dueSoon(
  api: ReturnType<typeof useApi>,
  businessDate: HotelDay,
  signal: AbortSignal,
): Promise<BookingPlan[]> {
  const page = await listPlans(
    api,
    { state: 'tentative', from: businessDate, to: addDays(businessDate, 2), pageSize: dueCandidates },
    signal,
  );
  return page.items
    .filter((plan) => plan.deadline !== null)
    .sort((one, other) => deadlineOf(one) - deadlineOf(other))
    .slice(0, attentionRows);
}

/** What is fetched by itself. */
type Part = 'pool' | 'plans' | 'unplaced' | 'due' | 'board' | 'conflicts' | 'departures' | 'failed';
const partsOf: Readonly<Record<Topic, readonly Part[]>> = {
  'booking-plans': ['pool', 'plans', 'unplaced', 'due', 'board', 'conflicts', 'departures'],
  pool: ['pool'],
  imports: ['failed'],
};
const allParts = Object.values(partsOf).flat();

/** Where the answer is a page behind the last one: the last one. */
function lastPage({ page, pageSize, total }: PlanPage): number | undefined {
  const last = Math.max(1, Math.ceil(total / pageSize));
  return page > last ? last : undefined;
}

export function useAssignment({ address, change }: AddressBar) {
  const host = useHost();
  const api = useApi();

  const pool = useResource((signal) => getPool(api, signal));
  const businessDate = computed(() => pool.data.value?.businessDate);
  const boardFrom = computed(() => address.value.boardFrom ?? businessDate.value);
  const plans = useResource((signal) => listPlans(api, planQuery(address.value), signal));
  const unplaced = useResource((signal) => listPlans(api, { state: 'unplaced', pageSize: 50 }, signal));
  const due = useResource(async (signal) =>
    businessDate.value ? dueSoon(api, businessDate.value, signal) : [],
  );
  const board = useResource(async (signal) =>
    boardFrom.value ? getBoard(api, boardFrom.value, boardNights, signal) : undefined,
  );
  const conflicts = useResource((signal) => listConflicts(api, signal));
  const departures = useResource((signal) => listEarlyDepartures(api, signal));
  const isFailedWhole = ref(false);
  const failed = useResource((signal) =>
    listFailedMessages(api, isFailedWhole.value ? mostFailed : attentionRows, signal),
  );
  const resources: Readonly<Record<Part, Pick<Resource<unknown>, 'load' | 'clear'>>> = {
    ...{ pool, plans, unplaced, due, board, conflicts, departures, failed },
  };
  const roomTypes = computed(() => {
    const types = board.data.value?.rooms.map((room) => room.type) ?? [];
    return [...new Map(types.map((type) => [type.id, type])).values()];
  });

  async function load(parts: ReadonlySet<Part>): Promise<void> {
    if (host.hotelId.value === null) return;
    // The business date, which others ask by, comes with the pool.
    if (parts.has('pool')) await pool.load();
    const others = [...parts].filter((part) => part !== 'pool');
    await Promise.all(others.map((part) => resources[part].load()));
  }

  const changes = gather<Part>(load, gatherMilliseconds);
  /** How often stays were told to have changed. */
  let words = 0;
  const { state: live } = useHeyawariSocket({
    changed(topics) {
      if (topics.includes('booking-plans')) words += 1;
      changes.add(topics.flatMap((topic) => partsOf[topic] ?? []));
    },
    unknown() {
      words += 1;
      changes.now(allParts);
    },
  });
  let silence: ReturnType<typeof setTimeout> | undefined;
  function forget(): void {
    clearTimeout(silence);
    changes.cancel();
  }
  onScopeDispose(forget);

  /** The word of a change that a person makes comes before the answer or behind it, and is what the stays are asked for by. */
  function onCommand(): (isDone: boolean) => void {
    const before = words;
    const ask = () => changes.add(partsOf['booking-plans']);
    return (isDone) => {
      if (!isDone || live.value !== 'live') return ask();
      clearTimeout(silence);
      silence = setTimeout(() => words === before && ask(), wordMilliseconds);
    };
  }

  watch(host.hotelId, () => {
    // One hotel's stays never stand under another one's name, also when its own do not load. They come with the new hotel's connection.
    forget();
    for (const resource of Object.values(resources)) resource.clear();
  });
  /** What has not been fetched yet comes anyway, by the address as it is then. */
  const reload = (resource: Resource<unknown>) => {
    if (resource.data.value !== undefined || resource.problem.value) void resource.load();
  };
  watch(
    () => JSON.stringify(planQuery(address.value)),
    () => reload(plans),
  );
  watch(isFailedWhole, () => reload(failed));
  watch(
    () => address.value.boardFrom,
    () => reload(board),
  );
  watch(plans.data, (answer) => {
    const last = answer?.page === address.value.page ? lastPage(answer) : undefined;
    if (last !== undefined) change({ page: last });
  });

  return {
    ...{ pool, plans, unplaced, due, board, conflicts, departures, failed, boardFrom, roomTypes, live },
    ...{ isFailedWhole, onCommand },
    refresh: () => changes.now(allParts),
  };
}
