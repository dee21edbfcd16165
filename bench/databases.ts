// Fresh databases for the rounds of a bench, each made from a template and gone when its round is over.
import { databaseUrl, onServer } from '../dev/template.js';

/** Runs `work` on a database of its own, by its URL. */
export type InDatabase = <T>(work: (url: string) => Promise<T>) => Promise<T>;

export function databasesOf(serverUrl: string, template: string): InDatabase {
  let databases = 0;
  return async (work) => {
    const name = `bench_${(databases += 1)}`;
    await onServer(serverUrl, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
    try {
      return await work(databaseUrl(serverUrl, name));
    } finally {
      await onServer(serverUrl, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
    }
  };
}
