// Everything the screen shows, fetched when the address, the hotel or the data behind it changes.
import { computed, onScopeDispose, watch } from 'vue';
import { type BookingPlan, getBoard, getPool, listPlans } from '../../api/assignment.js';
import { useApi } from '../../api/client.js';
import { gather } from '../../composables/gather.js';
import { type Topic, useHeyawariSocket } from '../../composables/useHeyawariSocket.js';
import { useResource } from '../../composables/useResource.js';
import { addDays, type HotelDay } from '../../dates.js';
import { useHost } from '../../host.js';
import { planQuery } from './address.js';
import type { AddressBar } from './useAddress.js';

export const boardNights = 14;
/** How many stays the panel of what needs a person names; the list has the rest. */
export const attentionRows = 4;
/** Rows asked for to find the ones whose deadline is nearest. */
const dueCandidates = 100;
const gatherMilliseconds = 300;

const deadlineOf = (plan: BookingPlan): number => (plan.deadline ? Date.parse(plan.deadline) : Infinity);

/** Tentative stays whose room becomes final by the end of tomorrow, nearest first. */
async function dueSoon(api: ReturnType<typeof useApi>, businessDate: HotelDay): Promise<BookingPlan[]> {
  const page = await listPlans(api, {
    state: 'tentative',
    from: businessDate,
    to: addDays(businessDate, 2),
    pageSize: dueCandidates,
  });
  return page.items
    .filter((plan) => plan.deadline !== null)
    .sort((one, other) => deadlineOf(one) - deadlineOf(other))
    .slice(0, attentionRows);
}

export function useAssignment({ address }: AddressBar) {
  const host = useHost();
  const api = useApi();

  const pool = useResource(() => getPool(api));
  const businessDate = computed(() => pool.data.value?.businessDate);
  const boardFrom = computed(() => address.value.boardFrom ?? businessDate.value);
  const plans = useResource(() => listPlans(api, planQuery(address.value)));
  const unplaced = useResource(() => listPlans(api, { state: 'unplaced', pageSize: 50 }));
  const due = useResource(async () => (businessDate.value ? dueSoon(api, businessDate.value) : []));
  const board = useResource(async () =>
    boardFrom.value ? getBoard(api, boardFrom.value, boardNights) : undefined,
  );
  const roomTypes = computed(() => {
    const types = board.data.value?.rooms.map((room) => room.type) ?? [];
    return [...new Map(types.map((type) => [type.id, type])).values()];
  });

  async function load(topics: ReadonlySet<Topic>): Promise<void> {
    if (host.hotelId.value === null) return;
    if (topics.has('pool') || topics.has('booking-plans')) await pool.load();
    if (topics.has('booking-plans'))
      await Promise.all([plans.load(), unplaced.load(), due.load(), board.load()]);
  }

  const all: ReadonlySet<Topic> = new Set<Topic>(['pool', 'booking-plans']);
  const changes = gather<Topic>((topics) => void load(topics), gatherMilliseconds);
  const { state: live } = useHeyawariSocket((topics) => changes.add(topics));
  onScopeDispose(() => changes.cancel());

  watch(host.hotelId, () => {
    // One hotel's stays never stand under another one's name, also when its own do not load.
    for (const resource of [pool, plans, unplaced, due, board]) resource.clear();
    void load(all);
  });
  void load(all);
  watch(
    () => JSON.stringify(planQuery(address.value)),
    () => void plans.load(),
  );
  watch(
    () => address.value.boardFrom,
    () => void board.load(),
  );

  return { pool, plans, unplaced, due, board, boardFrom, roomTypes, live, refresh: () => load(all) };
}
