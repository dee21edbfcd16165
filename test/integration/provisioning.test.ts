// Grafana's provisioning and the compose file, held against each other and against what they mount: Docker and Grafana are not needed for it.
import { expect } from 'chai';
import { Ajv, type AnySchema, type ValidateFunction } from 'ajv';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import * as schemas from '../support/grafana-files.js';

interface Service {
  readonly image?: string;
  readonly build?: { readonly context: string; readonly dockerfile_inline: string };
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly network_mode?: string;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: object;
}
interface Source {
  readonly uid: string;
  readonly user?: string;
  readonly jsonData: { readonly timeInterval?: string; readonly maxOpenConns?: number };
}

const folder = fileURLToPath(new URL('../../grafana', import.meta.url));
const text = (name: string) => readFileSync(path.join(folder, name), 'utf8');
const yaml = <T>(name: string) => parse(text(name), { strict: true, uniqueKeys: true }) as T;

const files = {
  'compose.yaml': schemas.compose,
  'provisioning/datasources/heyawari.yaml': schemas.dataSources,
  'provisioning/dashboards/heyawari.yaml': schemas.dashboardProviders,
};
const compose = yaml<Compose>('compose.yaml');
const services = Object.entries(compose.services);
const service = (name: string) => compose.services[name]!;
const { datasources: sources } = yaml<{ datasources: Source[] }>('provisioning/datasources/heyawari.yaml');
const source = (uid: string) => sources.find((one) => one.uid === uid)!;
/** Made by `npm run grafana:build`. */
const dashboards = existsSync(path.join(folder, 'dashboards'))
  ? readdirSync(path.join(folder, 'dashboards')).filter((name) => name.endsWith('.json'))
  : [];

describe('the files of Grafana and of compose', () => {
  for (const [name, schema] of Object.entries(files))
    it(`${name} says nothing that is not known, and all that is needed`, () => {
      const check: ValidateFunction = new Ajv({ allErrors: true, strict: false }).compile(
        schema as AnySchema,
      );
      void check(yaml(name));
      expect(check.errors ?? []).to.deep.equal([]);
    });

  it('are all that is provisioned', () => {
    const provisioned = readdirSync(path.join(folder, 'provisioning'), { recursive: true, encoding: 'utf8' });
    expect(
      provisioned.filter((name) => /\.ya?ml$/.test(name)).map((name) => `provisioning/${name}`),
    ).to.have.members(Object.keys(files).filter((name) => name.startsWith('provisioning/')));
  });

  it('name every image by an exact tag', () => {
    const built = services.flatMap(
      ([, { build }]) => /^FROM (\S+)$/m.exec(build?.dockerfile_inline ?? '')?.[1] ?? [],
    );
    const named = services.flatMap(([, { image }]) => image ?? []);
    expect([...built, ...named]).to.have.length(services.length);
    for (const image of [...built, ...named])
      expect(image).to.match(/^[a-z/]+:v?\d+\.\d+(\.\d+)?(-[a-z-]+)?$/);
  });

  it('mount only what is there, and name every volume', () => {
    for (const [name, { volumes = [] }] of services)
      for (const volume of volumes) {
        const [from] = volume.split(':');
        // The dashboards are a folder of their own, made by a build.
        if (from!.startsWith('.') && from !== './dashboards')
          expect(existsSync(path.join(folder, from!)), `${name}: ${from}`).to.equal(true);
        if (!from!.startsWith('.')) expect(compose.volumes, name).to.have.property(from!);
      }
  });

  it('let every service be asked whether it is well, but for the one that ends', () => {
    for (const [name, { healthcheck, depends_on: after = {} }] of services) {
      if (name !== 'reader') expect(healthcheck, name).not.to.equal(undefined);
      for (const [other, { condition }] of Object.entries(after)) {
        expect(compose.services, name).to.have.property(other);
        expect(condition === 'service_completed_successfully', `${name} after ${other}`).to.equal(
          other === 'reader',
        );
      }
    }
  });

  it('agree with prometheus.yml on every port, in one network', () => {
    const named = new Set(text('prometheus/prometheus.yml').match(/127\.0\.0\.1:\d+/g));
    expect([...named]).to.include.members(['127.0.0.1:9093', '127.0.0.1:9464']);
    expect(['127.0.0.1:9090', '127.0.0.1:9093', '127.0.0.1:9464']).to.include.members([...named]);
    for (const name of ['prometheus', 'alertmanager'])
      expect(service(name).network_mode).to.equal('service:pms');
    expect(service('alertmanager').command).to.include('--web.listen-address=:9093');
    expect(service('pms').build!.dockerfile_inline).to.include('"--metrics-port", "9464"');
    expect(service('pms').healthcheck!.test.join(' ')).to.include('127.0.0.1:9464/health/ready');
    expect(service('prometheus').command).to.include('--web.listen-address=:9090');
    expect(service('grafana').environment!.HEYAWARI_PROMETHEUS_URL).to.equal('http://pms:9090');
  });

  it('open ports to this machine alone', () => {
    for (const [name, { ports = [] }] of services)
      for (const port of ports) expect(port, name).to.match(/^127\.0\.0\.1:(\d+):\1$/);
  });

  it('hold no password, and give none by default', () => {
    const demo = [...text('demo.env').matchAll(/^([A-Z_]+)=(\S+)$/gm)];
    const asked = new Set([...text('compose.yaml').matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name!));
    expect(demo.map(([, name]) => name)).to.have.members([...asked]);
    expect(text('compose.yaml').match(/\$\{\w+(:?-|\})/g), 'one with a default, or none').to.equal(null);
    const others = Object.keys(files).map(text).join('\n');
    for (const [, , password] of demo) expect(others).not.to.include(password!);
    for (const [name, { environment = {} }] of services)
      for (const [key, value] of Object.entries(environment))
        if (/PASSWORD/.test(key)) expect(value, `${name}: ${key}`).to.match(/^\$\{\w+:\?.+\}$/);
  });

  it('give Grafana every variable that its files read', () => {
    const read = Object.keys(files)
      .filter((name) => name.startsWith('provisioning/'))
      .flatMap((name) =>
        [
          ...text(name)
            .replaceAll(/^\s*#.*$/gm, '')
            .matchAll(/\$(\w+)/g),
        ].map(([, variable]) => variable!),
      );
    expect(Object.keys(service('grafana').environment!)).to.include.members(read);
  });

  it('have the data sources that the dashboards ask, and no other', () => {
    expect(sources.map(({ uid }) => uid)).to.have.members(['heyawari-prometheus', 'heyawari-postgres']);
    for (const name of dashboards) {
      const asked = [
        ...text(`dashboards/${name}`).matchAll(
          /"uid":\s*"(heyawari-(?:prometheus|postgres)|[\w-]*(?:prom|postgres)[\w-]*)"/g,
        ),
      ];
      for (const [, uid] of asked)
        expect(
          sources.map((one) => one.uid),
          name,
        ).to.include(uid!);
    }
  });

  it('step as Prometheus scrapes, and open fewer connections than the role may', () => {
    expect(text('prometheus/prometheus.yml')).to.include(
      `scrape_interval: ${source('heyawari-prometheus').jsonData.timeInterval}`,
    );
    const postgres = source('heyawari-postgres');
    const [, role, limit] = /CREATE ROLE (\w+) .*CONNECTION LIMIT (\d+);/.exec(text('reader.sql'))!;
    expect(postgres.user).to.equal(role);
    expect(postgres.jsonData.maxOpenConns).to.be.lessThan(Number(limit));
  });
});
