// The SOAP answers of the site controller, and what it reads of a request.
import { Parser, processors } from 'xml2js';
import type { Output } from './outbox.js';
import { element, escapeXml, leaf } from './xml.js';

export type ServiceName = 'BookingInfoOutputService' | 'OutputCompleteService';

const packages: Readonly<Record<ServiceName, string>> = {
  BookingInfoOutputService: 'pmsfc5001.pmsfc50',
  OutputCompleteService: 'pmsfc5002.pmsfc50',
};

export const isServiceName = (name: string): name is ServiceName => Object.hasOwn(packages, name);

export interface ServiceRequest {
  readonly userId: string;
  readonly password: string;
  readonly outputId: string | undefined;
}

/** Undefined where it is no request of these services. */
export async function readRequest(xml: string): Promise<ServiceRequest | undefined> {
  const parser = new Parser({
    explicitArray: false,
    ignoreAttrs: true,
    tagNameProcessors: [processors.stripPrefix],
  });
  const tree: unknown = await parser.parseStringPromise(xml).catch(() => undefined);
  const argument = ['Envelope', 'Body', 'execute', 'arg0'].reduce(child, tree);
  const text = (group: string, name: string) => {
    const value = child(child(argument, group), name);
    return typeof value === 'string' ? value : undefined;
  };
  const userId = text('commonRequest', 'pmsUserId');
  const password = text('commonRequest', 'pmsPassword');
  if (userId === undefined || password === undefined) return undefined;
  return { userId, password, outputId: text('outputTarget', 'outputId') };
}

const child = (node: unknown, name: string): unknown =>
  typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[name] : undefined;

/** `isSuccess` false with the description. */
export const refusal = (service: ServiceName, description: string) =>
  answer(
    service,
    element('commonResponse', leaf('isSuccess', 'false'), leaf('errorDescription', description)),
  );

export const confirmed = (): string =>
  answer('OutputCompleteService', element('commonResponse', leaf('isSuccess', 'true')));

/** The output with its messages, every other one in CDATA, since both forms are in use; without an output, success and nothing else. */
export function outputAnswer(output: Output | undefined): string {
  const settings = output ? element('configurationSettings', leaf('outputId', output.id)) : '';
  const messages = (output?.messages ?? []).map(({ xml }, index) =>
    element('bookingInfoList', element('infoTravelXML', index % 2 === 0 ? escapeXml(xml) : inCdata(xml))),
  );
  const success = element('commonResponse', leaf('isSuccess', 'true'));
  return answer('BookingInfoOutputService', success, settings, ...messages);
}

const inCdata = (text: string) => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

function answer(service: ServiceName, ...content: readonly string[]): string {
  return (
    '<?xml version="1.0" encoding="UTF-8"?>' +
    '<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body>' +
    `<ns2:executeResponse xmlns:ns2="http://${packages[service]}.pms.lincoln.seanuts.co.jp/">` +
    element('return', ...content) +
    '</ns2:executeResponse></S:Body></S:Envelope>'
  );
}
