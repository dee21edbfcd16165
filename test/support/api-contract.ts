// What the plugin's own routes answer, held against the OpenAPI document of this build: every answer that a test's staff or clerk gets.
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { apiDocument } from '../../dev/api/document.js';

interface MediaTypes {
  readonly [type: string]: object;
}

interface DocumentedResponse {
  readonly $ref?: string;
  readonly content?: MediaTypes;
}

export interface Answered {
  readonly method: string;
  /** Below the hotel's address, with its query. */
  readonly path: string;
  readonly status: number;
  readonly type: string;
  readonly body: unknown;
}

const hotel = '/hotels/{hotelId}';
const pointer = (...steps: readonly string[]) =>
  steps.map((step) => `/${encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('');

function createContract() {
  const document = JSON.parse(JSON.stringify(apiDocument())) as {
    paths: Record<string, Record<string, { responses: Record<string, DocumentedResponse> }>>;
    components: { responses: Record<string, DocumentedResponse> };
  };
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema(document, 'api');
  const templates = Object.keys(document.paths).map((template) => ({
    template,
    matches: new RegExp(`^${template.slice(hotel.length).replace(/\{\w+\}/g, '[^/]+')}$`),
  }));
  const compiled = new Map<string, ValidateFunction>();

  /** Where the answer's schema stands in the document. */
  function placeOf({ method, path, status, type }: Answered): string {
    const template = templates.find(({ matches }) => matches.test(path.split('?')[0]!))?.template;
    const responses = template && document.paths[template]?.[method]?.responses;
    if (!template || !responses) throw new Error(`the OpenAPI document has no ${method} ${path}`);
    const code = status < 300 ? '2XX' : String(status);
    const shared = responses[code]?.$ref;
    const content = shared
      ? document.components.responses[shared.split('/').at(-1)!]?.content
      : responses[code]?.content;
    if (!content?.[type])
      throw new Error(`the OpenAPI document has no ${status} in ${type} for ${method} ${template}`);
    const place = shared ? shared.slice(1) : pointer('paths', template, method, 'responses', code);
    return `api#${place}${pointer('content', type, 'schema')}`;
  }

  return (answer: Answered): void => {
    const place = placeOf(answer);
    const validate = compiled.get(place) ?? ajv.compile({ $ref: place });
    compiled.set(place, validate);
    if (!validate(answer.body))
      throw new Error(
        `${answer.method} ${answer.path} answers ${answer.status} other than the OpenAPI document says: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(answer.body)}`,
      );
  };
}

let contract: ReturnType<typeof createContract> | undefined;

/** Throws, with what is wrong, where the answer is not as the document has it. */
export function expectAsDocumented(answer: Answered): void {
  contract ??= createContract();
  contract(answer);
}
