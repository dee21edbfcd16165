// What the files of grafana/ may say: of Grafana's and Compose's own keys those that we use, and no other, so that a misspelt one is found.
type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: 'string', minLength: 1 };
const flag: Schema = { type: 'boolean' };
const count: Schema = { type: 'integer', minimum: 1 };
const texts: Schema = { type: 'array', items: text, minItems: 1 };
/** Quoted where YAML would read a flag: what a container is given is text. */
const environment: Schema = { type: 'object', additionalProperties: text };

const closed = (properties: Readonly<Record<string, Schema>>, required: readonly string[]): Schema => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
});

/** By Grafana's `type` of a data source: its `jsonData`. */
const jsonData = {
  prometheus: closed(
    {
      httpMethod: { enum: ['POST', 'GET'] },
      timeInterval: { pattern: String.raw`^\d+[smh]$` },
      manageAlerts: flag,
    },
    ['httpMethod', 'timeInterval'],
  ),
  postgres: closed(
    {
      ...{ database: text, sslmode: text, connMaxLifetime: count },
      ...{ maxOpenConns: count, maxIdleConns: count, maxIdleConnsAuto: flag },
    },
    ['database', 'sslmode', 'maxOpenConns'],
  ),
} as const;

const sourceOf = (type: keyof typeof jsonData): Schema =>
  closed(
    {
      ...{ name: text, uid: text, type: { const: type }, access: { const: 'proxy' }, url: text, user: text },
      ...{ isDefault: flag, editable: { const: false }, jsonData: jsonData[type] },
      secureJsonData: closed({ password: { pattern: String.raw`^\$\w+$` } }, ['password']),
    },
    ['name', 'uid', 'type', 'access', 'url', 'editable', 'jsonData'],
  );

export const dataSources = closed(
  {
    apiVersion: { const: 1 },
    datasources: { type: 'array', items: { anyOf: [sourceOf('prometheus'), sourceOf('postgres')] } },
  },
  ['apiVersion', 'datasources'],
);

export const dashboardProviders = closed(
  {
    apiVersion: { const: 1 },
    providers: {
      type: 'array',
      items: closed(
        {
          ...{ name: text, orgId: count, folder: text, folderUid: text, type: { const: 'file' } },
          ...{ disableDeletion: flag, allowUiUpdates: flag, updateIntervalSeconds: count },
          options: closed({ path: text, foldersFromFilesStructure: flag }, ['path']),
        },
        ['name', 'type', 'options'],
      ),
    },
  },
  ['apiVersion', 'providers'],
);

const seconds: Schema = { pattern: String.raw`^\d+[sm]$` };

const service: Schema = {
  ...closed(
    {
      image: text,
      build: closed({ context: text, dockerfile_inline: text }, ['context', 'dockerfile_inline']),
      command: texts,
      environment,
      volumes: texts,
      ports: texts,
      network_mode: { pattern: '^service:[a-z]+$' },
      depends_on: {
        type: 'object',
        additionalProperties: closed(
          {
            condition: { enum: ['service_started', 'service_healthy', 'service_completed_successfully'] },
            restart: flag,
          },
          ['condition'],
        ),
      },
      healthcheck: closed(
        {
          test: { type: 'array', items: text, minItems: 2, contains: { enum: ['CMD', 'CMD-SHELL'] } },
          ...{ interval: seconds, timeout: seconds, start_period: seconds, retries: count },
        },
        ['test', 'interval', 'timeout', 'retries'],
      ),
      restart: { pattern: String.raw`^(no|always|unless-stopped|on-failure(:\d+)?)$` },
    },
    ['restart'],
  ),
  oneOf: [{ required: ['image'] }, { required: ['build'] }],
};

export const compose = closed(
  {
    name: text,
    services: { type: 'object', additionalProperties: service },
    volumes: { type: 'object', additionalProperties: { type: 'null' } },
  },
  ['name', 'services', 'volumes'],
);
