// What is handed over while nothing can be stored, beyond what can be remembered of it.
import { expect } from 'chai';
import { createLogger } from 'winston';
import type { XmlTree } from '../domain/booking-report.js';
import { type ControllerParts, extendXmlController, type ImportFunctions } from './extend-xml-controller.js';

const hotel = 1;

function controllerWith(service: Partial<ControllerParts['service']>): ImportFunctions {
  const pms = {
    processAndQueueReservation: (_request: unknown, data: XmlTree) =>
      Promise.resolve({ data, hotelId: hotel }),
  } as Partial<ImportFunctions>;
  return extendXmlController(pms as ImportFunctions, {
    logger: createLogger({ silent: true }),
    service: service as ControllerParts['service'],
    turnedAway: () => false,
  });
}

describe('more messages than are remembered, handed over while nothing can be stored', () => {
  it('keep what is asked for next from being confirmed, so that they come again', async () => {
    let works = false;
    const stored: XmlTree[] = [];
    const confirmed: string[] = [];
    const controller = controllerWith({
      handOver: (_hotel, document) =>
        works ? Promise.resolve(void stored.push(document)) : Promise.reject(new Error('away')),
      confirmByName: (_hotel, outputId) => Promise.resolve(void confirmed.push(outputId)),
      importDue: () => Promise.resolve('done' as const),
    });
    for (let number = 0; number < 5_001; number += 1)
      await controller.processAndQueueReservation(1, { number: String(number) }, hotel);
    works = true;
    const confirm = (outputId: string) =>
      controller.successOTAReservations({} as never, {} as never, hotel, outputId);
    await confirm('OUT-1');
    expect(stored).to.have.length(5_000);
    expect(confirmed).to.deep.equal([]);
    await confirm('OUT-1');
    expect(confirmed).to.deep.equal(['OUT-1']);
  });
});
