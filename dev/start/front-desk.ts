// The hotel's front desk: signs in as a clerk and checks today's guests in, one after the other, through the PMS's own routes.
import { addDays } from '../bookings/dates.js';
import { repeat, type Rhythm } from './repeat.js';

export interface FrontDeskOptions extends Rhythm {
  /** Of the PMS. */
  readonly url: string;
  readonly hotelId: number;
  /** The hotel's business date, now. */
  readonly today: () => string;
}

const clerk = { email: 'user@example.test', password: 'heyawari' };

interface ReservedNight {
  readonly reservation_id: string;
  readonly date: string;
  readonly status: string;
}

async function answerOf<T>(response: Response): Promise<T> {
  if (response.ok) return (await response.json()) as T;
  throw new Error(`${response.url} answered ${response.status}: ${await response.text()}`);
}

const json = { 'content-type': 'application/json' };

async function signIn({ url, signal }: FrontDeskOptions): Promise<Record<string, string>> {
  const response = await fetch(`${url}/api/auth/login`, {
    ...{ method: 'POST', headers: json, body: JSON.stringify(clerk), signal },
  });
  const { token } = await answerOf<{ token: string }>(response);
  return { ...json, authorization: `Bearer ${token}` };
}

/** A reservation that spends this night here and is not checked in yet. */
async function nextGuest(
  { url, hotelId, today, signal }: FrontDeskOptions,
  headers: Record<string, string>,
): Promise<string | undefined> {
  const day = today();
  const nights = `${hotelId}/${day}/${addDays(day, 1)}`;
  const response = await fetch(`${url}/api/reservation/reserved-rooms/${nights}`, { headers, signal });
  const { reservedRooms } = await answerOf<{ reservedRooms: readonly ReservedNight[] }>(response);
  return reservedRooms.find(({ status }) => status === 'confirmed')?.reservation_id;
}

async function checkIn(
  { url, hotelId, signal }: FrontDeskOptions,
  headers: Record<string, string>,
  id: string,
): Promise<void> {
  const body = JSON.stringify({ hotel_id: hotelId, status: 'checked_in' });
  const address = `${url}/api/reservation/update/status/${id}`;
  await answerOf(await fetch(address, { method: 'PUT', headers, body, signal }));
}

/** Resolves after `signal`. */
export async function checkGuestsIn(options: FrontDeskOptions): Promise<void> {
  let headers: Record<string, string> | undefined;
  await repeat('The front desk', options, async () => {
    headers ??= await signIn(options);
    const guest = await nextGuest(options, headers);
    if (guest !== undefined) await checkIn(options, headers, guest);
  });
}
