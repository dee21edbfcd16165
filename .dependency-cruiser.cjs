// The import rule: arrows point down only (docs/architecture.md). Each rule is named after what it keeps.
const slices = 'ota-import|room-hierarchy|pool';
const test = '\\.test\\.ts$';
const platformFolder = '^plugin/platform/[^/]+/';
const platformFace = '^plugin/platform/[^/]+/index\\.ts$';

/** `from` may import, inside the plugin, only the listed folders besides itself. */
const mayOnlyImport = (from, allowed) => ({
  name: `${from}-looks-down-only`,
  severity: 'error',
  from: { path: `^plugin/${from}/`, pathNot: test },
  to: {
    path: '^plugin/',
    pathNot: [from, ...allowed].map((place) => `^plugin/${place}(/|\\.ts$)`).join('|'),
  },
});

/** The folders of one part, from the top down: none imports one above it, nor what puts them together. */
const looksDownOnly = (part, folders) =>
  folders.map((folder, floor) => ({
    name: `${part}/${folder}-looks-down-only`,
    severity: 'error',
    from: { path: `^plugin/${part}/${folder}/`, pathNot: test },
    to: {
      path: [
        ...folders.slice(0, floor).map((above) => `^plugin/${part}/${above}/`),
        `^plugin/${part}/(index|service|routes|jobs)\\.ts$`,
      ].join('|'),
    },
  }));

/** A package that only one place may know. */
const onlyKnownBy = (name, packages, places) => ({
  name,
  severity: 'error',
  from: { path: '^plugin/', pathNot: [...places, test].join('|') },
  to: { path: packages.map((p) => `node_modules/${p}/`).join('|') },
});

/** What others than the plugin's own files may know of it. */
const faces = [
  '^plugin/(index|options|assembly|metric-catalogue|version)\\.ts$',
  '^plugin/domain/',
  '^plugin/host/port\\.ts$',
  '^plugin/([^/]+|host/existing-pms|platform/[^/]+)/index\\.ts$',
  '^plugin/platform/[^/]+\\.ts$',
  // The engine without its thread, and what is said to the thread.
  '^plugin/solver/(highs|thread)\\.ts$',
];

/** Of the tests: SQL is tried on a database, and stands in files of its own. */
const repositories = '^plugin/.*repository\\.ts$';

/** Whoever checks the engine scores plans as it does. */
const scoring = '^plugin/assignment/(plan|upgrades)/';
const referees = '^(bench/referee|test/(referee|assignment))/';
/** Whether a step of the import grows with what is cached is asked of each step by itself. */
const singleSteps = '^bench/import/(growth|one-process)';

module.exports = {
  forbidden: [
    {
      name: 'benches-and-tools-meet-faces',
      severity: 'error',
      from: { path: '^(bench|dev|examples|migrations|seeds)/', pathNot: [referees, singleSteps].join('|') },
      to: { path: '^plugin/', pathNot: faces.join('|') },
    },
    {
      name: 'tests-meet-faces',
      severity: 'error',
      // Helpers of the tests that stand beside their code know what these do.
      from: { path: '^test/', pathNot: `^test/support/|${referees}` },
      to: { path: '^plugin/', pathNot: [...faces, repositories].join('|') },
    },
    {
      name: 'referees-meet-faces-and-the-scoring',
      severity: 'error',
      from: { path: referees },
      to: { path: '^plugin/', pathNot: [...faces, scoring].join('|') },
    },
    {
      name: 'tools-need-no-tests',
      severity: 'error',
      from: { path: '^(dev|examples|migrations|seeds)/', pathNot: test },
      to: { path: '^(test|bench)/' },
    },
    {
      name: 'what-a-hotel-installs-needs-no-tools',
      severity: 'error',
      from: { path: '^(migrations|seeds|plugin|frontend-extensions)/', pathNot: test },
      to: { path: '^(bench|examples|test)/' },
    },
    {
      name: 'migrations-stand-alone',
      severity: 'error',
      from: { path: '^migrations/' },
      to: { path: '^(plugin|dev|seeds)/' },
    },
    {
      name: 'assignment-and-protocol-are-met-at-their-faces',
      severity: 'error',
      from: { path: '^plugin/', pathNot: `^plugin/(assignment|tl-lincoln|solver)/|${test}` },
      to: {
        path: '^plugin/(assignment|tl-lincoln|solver)/',
        pathNot: '^plugin/(assignment|tl-lincoln|solver)/index\\.ts$',
      },
    },
    {
      name: 'the-engine-is-met-at-its-face',
      severity: 'error',
      from: { path: '^plugin/solver/', pathNot: test },
      to: { path: '^plugin/assignment/', pathNot: '^plugin/assignment/index\\.ts$' },
    },
    {
      name: 'the-plugin-stands-alone',
      severity: 'error',
      from: { path: '^plugin/', pathNot: test },
      to: { path: '^(bench|dev|examples|frontend-extensions|migrations|seeds|test)/' },
    },
    { name: 'no-cycles', severity: 'error', from: { path: '^plugin/' }, to: { circular: true } },
    mayOnlyImport('domain', []),
    mayOnlyImport('assignment', ['domain']),
    mayOnlyImport('solver', ['assignment', 'domain']),
    mayOnlyImport('tl-lincoln', ['domain']),
    mayOnlyImport('platform', ['options', 'domain']),
    mayOnlyImport('api', ['platform', 'domain']),
    mayOnlyImport('host', ['platform', 'domain']),
    mayOnlyImport('room-hierarchy', ['api', 'host/port', 'assignment', 'platform', 'options', 'domain']),
    mayOnlyImport('pool', [
      'room-hierarchy',
      'api',
      'host/port',
      'solver',
      'assignment',
      'platform',
      'options',
      'domain',
    ]),
    mayOnlyImport('ota-import', [
      'pool',
      'tl-lincoln',
      'api',
      'host/port',
      'assignment',
      'platform',
      'options',
      'domain',
    ]),
    mayOnlyImport('performance', ['ota-import', 'pool', 'api', 'platform', 'domain']),
    ...looksDownOnly('ota-import', [
      'reconciliation',
      'heartbeat',
      'manual',
      'receipt',
      'applying',
      'mappings',
      'ledger',
      'reporting',
      'settings',
    ]),
    ...looksDownOnly('pool', [
      'guests',
      'sales',
      'board',
      'night',
      'following',
      'placing',
      'holds',
      'occupancy',
      'plans',
      'modes',
    ]),
    ...looksDownOnly('host/existing-pms', ['writing', 'following', 'reading']),
    ...looksDownOnly('assignment', ['reasons', 'packing', 'types', 'plan', 'upgrades', 'rules', 'problem']),
    {
      name: 'slices-meet-at-their-faces',
      severity: 'error',
      from: { path: `^plugin/(?:(${slices})/)?`, pathNot: test },
      to: {
        path: `^plugin/(${slices})/`,
        pathNot: [`^plugin/(${slices})/index\\.ts$`, '^plugin/$1/'].join('|'),
      },
    },
    {
      name: 'platform-is-met-at-its-faces',
      severity: 'error',
      from: { path: '^plugin/', pathNot: `${platformFolder}|${test}` },
      to: { path: platformFolder, pathNot: platformFace },
    },
    {
      name: 'platform-folders-meet-at-their-faces',
      severity: 'error',
      from: { path: '^plugin/platform/([^/]+)/', pathNot: test },
      to: { path: platformFolder, pathNot: `${platformFace}|^plugin/platform/$1/` },
    },
    {
      name: 'nobody-below-the-door-imports-an-adapter',
      severity: 'error',
      from: { path: '^plugin/', pathNot: `^plugin/(index\\.ts$|host/existing-pms/)|${test}` },
      to: { path: '^plugin/host/existing-pms/' },
    },
    onlyKnownBy('only-platform-jobs-knows-pg-boss', ['pg-boss'], ['^plugin/platform/jobs/']),
    onlyKnownBy('only-platform-http-knows-express', ['express'], ['^plugin/platform/http/']),
    onlyKnownBy('only-the-solver-knows-highs', ['highs'], ['^plugin/solver/']),
    onlyKnownBy('only-platform-database-knows-knex', ['knex'], ['^plugin/platform/database/']),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
