// Every setting of the plugin: schema, default, unit, environment name, in one place.
import { z } from 'zod';

const hour = 3600;
const day = 24 * hour;
/** Of a wait that somebody or something is kept for; timers hold no more than 24 days. */
const seconds = z.number().positive().max(hour);
const pause = z.number().min(0).max(day);
const keyBytes = 32;

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false; // how Intl says that it knows no such zone
  }
}

const howToMakeKey = `\`openssl rand -base64 ${keyBytes}\` makes one`;
const isKey = (text: string) =>
  z.base64().safeParse(text).success && Buffer.from(text, 'base64').length === keyBytes;

const encryptionKey = z.strictObject({
  /** Stored beside what the key sealed. */
  id: z
    .string()
    .regex(
      /^[A-Za-z0-9._-]{1,40}$/,
      'must be 1 to 40 letters, digits, dots, hyphens or underscores, then a colon and the key',
    ),
  key: z.string().refine(isKey, `must be ${keyBytes} bytes in base64; ${howToMakeKey}`),
});

/*
 * The environment name of a setting is HEYAWARI_ and its path in capitals: `import.batchSize` is HEYAWARI_IMPORT_BATCH_SIZE.
 * Exceptions are below. What the code gives outranks the environment.
 */
export const settingsSchema = z.strictObject({
  /** `all` serves routes and works jobs; `web` only serves; `worker` only works. */
  role: z.enum(['all', 'web', 'worker']).default('all'),
  /** IANA time zone of the hotels. */
  timeZone: z.string().refine(isTimeZone, 'must be an IANA time zone, e.g. Asia/Tokyo').default('Asia/Tokyo'),
  /** Hour of the day at which the business date turns. */
  businessDateTurnsAt: z.number().int().min(0).max(23).default(5),
  /** AES-256 keys for what may hold personal data, newest first. In the environment: `id:base64,id:base64`. */
  encryptionKeys: z.array(encryptionKey).min(1),
  siteController: z.strictObject({
    /** Address of the site controller, as for the PMS; ends with a slash. */
    url: z.url().endsWith('/'),
    /** System id at the site controller, as for the PMS. */
    systemId: z.string().min(1),
    /** Seconds until a whole answer of the site controller is there. */
    timeoutSeconds: seconds.default(60),
    /** Bytes of one answer that are taken; a larger one is stored in part, never confirmed, and raises an alert. */
    maxBytes: z
      .number()
      .int()
      .positive()
      .max(1024 ** 3)
      .default(64 * 1024 * 1024),
    /** Shortest seconds between two fetches of one hotel; 0: as often as asked. */
    pollSeconds: pause.default(310),
    /** The same for those that nobody asks for, outside the hotel's hours of frequent fetching (07:00 to 02:00 unless the hotel says otherwise). */
    pollSecondsOffHours: pause.default(1800),
  }),
  import: z
    .strictObject({
      /** Messages applied in one transaction; with any pace four at most. PostgreSQL remembers 64 savepoints of a transaction cheaply: each has one. */
      batchSize: z.number().int().min(1).max(200).default(50),
      /** Tries of a message after system errors, 1, 2, 4 … minutes apart. */
      systemErrorTries: z.number().int().min(1).max(15).default(8),
      /** Tries to confirm an output, 1, 2, 4 … 60 minutes apart; those that the site controller's limits put off are not counted. */
      confirmationTries: z.number().int().min(1).max(1_000).default(8),
      /** Hours a change waits for its booking; then it is applied as new. */
      unknownBookingWaitHours: z.number().positive().max(720).default(1),
      /** Minutes instead of those hours, of a change of a guest who comes on the day of its receipt or the next. */
      arrivalWaitMinutes: z.number().positive().max(1_440).default(10),
      /** Hours a cancellation waits for its booking; then a person decides. */
      orphanCancellationWaitHours: z.number().positive().max(720).default(24),
      /** Days for which every single attempt can be looked up; its day's figures are kept longer. */
      attemptsKeptDays: z.number().int().min(35).max(4000).default(400),
      /** Minutes without anything received after which a hotel's import is tried out with a message of our own. */
      heartbeatMinutes: z.number().int().min(15).max(1_440).default(60),
      /** Classes of children who need a bed, with commas between: A (A70), B (B50), C (C30), D, and `other`, which is E, F and those of no class; all count as people. */
      childrenWithBed: z
        .string()
        .regex(
          /^(?:(?:A|B|C|D|other)(?:,(?!$)|$))*$/,
          'must be some of A, B, C, D and other, with commas between',
        )
        .default('A,B,other'),
      /** Names of one travel agency that differ by more than spelling, a list for each agency. In the environment: `name=name,name=name=name`. */
      agencyAliases: z.array(z.array(z.string().min(1)).min(2)).default([]),
    })
    .prefault({}),
  pace: z
    .strictObject({
      /**
       * Notifications per second, over the whole installation, for each of which the PMS's stock listener holds a connection for seconds: one
       * for a reservation, one for each of its nights. A booking of two nights is three. 0 is unlimited.
       */
      heldPerSecond: z.number().min(0).max(1_000_000).default(6),
    })
    .prefault({}),
  pool: z
    .strictObject({
      /** Hotel time on the deadline day at which rooms become final. */
      deadlineHour: z.number().int().min(0).max(23).default(6),
      /** Hours from the turn of the business date in which the nightly run may move rooms; a later one only makes final. */
      nightHours: z.number().int().min(1).max(12).default(2),
      /** Bookings of one phone, agency and arrival that were made within so many minutes are placed and shown as made together. */
      linkedMinutes: z.number().int().min(0).max(60).default(5),
    })
    .prefault({}),
  retention: z
    .strictObject({
      /** Days after departure for which texts with guests' data are kept; of a message nobody can date, after its receipt. */
      personalDataDays: z.number().int().min(7).max(3_650).default(90),
      /** Days after departure or occurrence for which everything else is kept: outlines of messages, past stays, runs, logs. */
      recordDays: z.number().int().min(365).max(3_650).default(400),
      /** Days after a guest's last departure for which it is kept which rooms he wishes for, and which not. */
      guestNotesDays: z.number().int().min(30).max(3_650).default(400),
    })
    .refine(({ personalDataDays, recordDays }) => personalDataDays <= recordDays, {
      path: ['recordDays'],
      message: 'must not be less than retention.personalDataDays',
    })
    .prefault({}),
  http: z
    .strictObject({
      /** Commands (every method but GET) that one user may send per minute. */
      commandsPerMinute: z.number().int().min(1).max(1_000_000).default(120),
      /** Opens the PMS's internal routes to callers on other machines, in the header X-Heyawari-Token; none: loopback only. */
      internalToken: z.string().min(24).optional(),
    })
    .prefault({}),
  metrics: z
    .strictObject({
      /** Port of metrics and health on the loopback address, one for each process; 0 takes a free one, none opens none; a taken one is an error in the log and tried again each minute. */
      port: z.number().int().min(0).max(65535).optional(),
    })
    .prefault({}),
  log: z
    .strictObject({
      /** Least severe level that is written. */
      level: z.enum(['error', 'warn', 'info', 'debug']).default('info'),
    })
    .prefault({}),
  /** Seconds that running work has to end when the plugin is stopped. */
  stopTimeoutSeconds: seconds.default(20),
});

export type Settings = z.output<typeof settingsSchema>;

/** What a caller may leave out has its default or comes from the environment. */
export type SettingsInput = DeepPartial<z.input<typeof settingsSchema>>;
type DeepPartial<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [K in keyof T]?: DeepPartial<T[K]> }
    : T;

/** Environment names that the PMS already uses. */
const sharedNames: Readonly<Record<string, string>> = {
  'siteController.url': 'XML_REQUEST_URL',
  'siteController.systemId': 'XML_SYSTEM_ID',
};

/** One wrong setting: its name in code and environment, and what is allowed. */
export interface SettingProblem {
  readonly setting: string;
  readonly environment: string;
  readonly message: string;
}

/** Lists every wrong setting at once; never a value, which may be a secret. */
export class SettingsError extends Error {
  constructor(readonly problems: readonly SettingProblem[]) {
    const lines = problems.map(
      ({ setting, environment, message }) => `  ${setting} (environment ${environment}): ${message}`,
    );
    super(`Heyawari cannot start with these settings:\n${lines.join('\n')}`);
    this.name = 'SettingsError';
  }
}

/** The environment name of a setting, e.g. of `import.batchSize`. */
export const environmentName = (setting: string): string =>
  sharedNames[setting] ??
  `HEYAWARI_${setting
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replaceAll('.', '_')
    .toUpperCase()}`;

/** A schema without what only adds a default or makes it optional. */
function core(schema: z.core.$ZodType): z.core.$ZodType {
  const { innerType } = schema._zod.def as { innerType?: z.core.$ZodType };
  return innerType ? core(innerType) : schema;
}

/** Every setting with its schema, defaults included, by dotted name. */
function leavesOf(schema: z.core.$ZodType, prefix = ''): [string, z.core.$ZodType][] {
  const inner = core(schema);
  if (!(inner instanceof z.ZodObject)) return [[prefix, schema]];
  return Object.entries(inner.shape as Record<string, z.core.$ZodType>).flatMap(([name, field]) =>
    leavesOf(field, prefix ? `${prefix}.${name}` : name),
  );
}

/** For the page of the settings. */
export const settingLeaves = (): readonly (readonly [setting: string, schema: z.core.$ZodType])[] =>
  leavesOf(settingsSchema);

/** `id:base64,id:base64`; base64 holds no colon and no comma. */
const keysIn = (text: string) =>
  text.split(',').map((pair) => {
    const [id = '', key = ''] = pair.trim().split(':');
    return { id, key };
  });

const aliasesIn = (text: string) =>
  text.split(',').map((names) => names.split('=').map((name) => name.trim()));

function fromText(setting: string, schema: z.core.$ZodType, text: string): unknown {
  if (setting === 'encryptionKeys') return keysIn(text);
  if (setting === 'import.agencyAliases') return aliasesIn(text);
  if (core(schema) instanceof z.ZodNumber) return Number(text);
  return text;
}

function place(target: Record<string, unknown>, [name = '', ...rest]: string[], value: unknown): void {
  if (rest.length === 0) target[name] ??= value;
  else place((target[name] ??= {}) as Record<string, unknown>, rest, value);
}

/**
 * The settings from what the code gives and, where it gives nothing, from the environment. An empty or blank variable counts as not set.
 * Throws SettingsError.
 */
export function parseOptions(
  input: SettingsInput,
  env: Readonly<Record<string, string | undefined>>,
): Settings {
  const merged = structuredClone(input) as Record<string, unknown>;
  for (const [setting, schema] of settingLeaves()) {
    const text = env[environmentName(setting)];
    if (text?.trim()) place(merged, setting.split('.'), fromText(setting, schema, text));
  }
  merged.siteController ??= {};
  const parsed = settingsSchema.safeParse(merged, {
    error: ({ code, input: value }) => {
      if (code !== 'invalid_type') return undefined;
      if (value === undefined) return 'is required';
      return typeof value === 'number' ? 'must be a number' : undefined;
    },
  });
  if (parsed.success) return parsed.data;
  throw new SettingsError(
    parsed.error.issues.map(({ path, message: what }) => {
      const setting = path.join('.');
      const missingKeys = setting === 'encryptionKeys' && what === 'is required';
      const message = missingKeys ? `${what}, as ID:KEY; ${howToMakeKey}` : what;
      const named = path.filter((part) => typeof part === 'string');
      return {
        setting,
        environment: environmentName((named[0] === 'encryptionKeys' ? named.slice(0, 1) : named).join('.')),
        message,
      };
    }),
  );
}
