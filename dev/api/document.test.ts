// The OpenAPI document as others read it: valid, nothing left untyped, and the screens' types made from it as it is now.
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect } from 'chai';
import { platformMessages } from '../../plugin/platform/messages.js';
import { importMessages, mappingMessages } from '../../plugin/ota-import/index.js';
import { guestMessages, poolMessages } from '../../plugin/pool/index.js';
import { hierarchyMessages } from '../../plugin/room-hierarchy/index.js';
import { generatedTypes, writtenTypes } from './client-types.js';
import { apiDocument } from './document.js';

/** Places of schemas that say nothing of what they take. */
function* saysNothing(value: unknown, place: string): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  const isSchema = /\/(schema|items|properties\/[^/]+|additionalProperties)$/.test(place);
  if (isSchema && Object.keys(value).every((name) => name === 'description')) yield place;
  for (const [name, inner] of Object.entries(value)) yield* saysNothing(inner, `${place}/${name}`);
}

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(
      JSON.parse(JSON.stringify(apiDocument())) as Record<string, unknown>,
    );
    expect(errors ?? []).to.deep.equal([]);
    expect([valid, validator.version]).to.deep.equal([true, '3.1']);
  });

  it('says of every question, command and answer what it is made of', () => {
    expect([...saysNothing(JSON.parse(JSON.stringify(apiDocument())), '')]).to.deep.equal([]);
  });

  it('names each operation once, and each refusal of it with its status and key', () => {
    const operations = Object.values(apiDocument().paths ?? {}).flatMap((methods) =>
      Object.values(methods as Record<string, { readonly operationId: string }>),
    );
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).to.equal(ids.length);
    const { responses } = apiDocument().paths!['/hotels/{hotelId}/booking-plans/{id}/final-room']!.post!;
    expect(Object.keys(responses!)).to.include.members(['400', '401', '403', '404', '409', '429', '503']);
    expect(JSON.stringify(responses!['409'])).to.include('"pool.room_held_by_other"');
  });

  it('has a sentence in both languages for every key that it names', () => {
    const keys = new Set(
      [...JSON.stringify(apiDocument()).matchAll(/"key":\{"type":"string","enum":\[([^\]]*)\]/g)].flatMap(
        ([, list]) => JSON.parse(`[${list}]`) as string[],
      ),
    );
    expect(keys.size).to.be.greaterThan(30);
    const messages = {
      ...{ ...platformMessages, ...hierarchyMessages, ...poolMessages, ...guestMessages },
      ...{ ...importMessages, ...mappingMessages },
    };
    expect([...keys].filter((key) => !(key in messages))).to.deep.equal([]);
  });

  it('is what the types of the screens are made from', async function () {
    this.timeout(30_000);
    expect(writtenTypes() === (await generatedTypes()), 'schema.d.ts is stale: npm run api:types').to.be.true;
  });
});
