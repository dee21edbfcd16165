// One hotel's statements: nearly every function of a repository is about one hotel, in one transaction.
import type { HotelId } from '../../domain/ids.js';
import type { Database, Sql, Transaction } from './database.js';

/** Runs statements about one hotel. */
export type HotelSql<S extends Sql = Sql> = S & { readonly hotel: HotelId };

/** A transaction about one hotel. */
export type HotelTx<T extends Transaction = Transaction> = HotelSql<T>;

/** `sql`, a database or a transaction, for what is to be said about one hotel. */
export const inHotel = <S extends Sql>(sql: S, hotel: HotelId): HotelSql<S> => ({ ...sql, hotel });

/** One transaction about one hotel; as `Database.transaction`. */
export const hotelTransaction = <T>(
  database: Database,
  hotel: HotelId,
  work: (tx: HotelTx) => Promise<T>,
): Promise<T> => database.transaction((tx) => work(inHotel(tx, hotel)));
