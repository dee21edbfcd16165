// What this build runs on, in one place: asked at every start and by `npx heyawari check`. Of the PMS it is the tables, columns and rights in
// host/existing-pms/check.ts.

/** Of Node the oldest (as `engines` in package.json); of PostgreSQL the major versions that the tests run on (`npm run test:postgres`). */
export const supported = {
  node: { major: 22, minor: 12 },
  postgres: { oldest: 15, newest: 18 },
} as const;
