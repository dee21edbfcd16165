// The two requests we send: "give me the bookings" and "I have stored that output".

/** The site controller's account of one hotel. */
export interface Login {
  readonly userId: string;
  readonly password: string;
}

const soap = 'http://schemas.xmlsoap.org/soap/envelope/';
const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const escapeXml = (text: string) => text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
const element = (name: string, text: string) => `<${name}>${escapeXml(text)}</${name}>`;

/** 予約出力, service `BookingInfoOutputService`. `systemId` is the PMS's own at the site controller. */
export function fetchRequest(systemId: string, login: Login): string {
  return envelope('pmsfc5001', systemId, login, element('systemCode', '1'));
}

/** 予約出力_完了反映, service `OutputCompleteService`. */
export function confirmRequest(systemId: string, login: Login, outputId: string): string {
  return envelope('pmsfc5002', systemId, login, element('systemCode', '1') + element('outputId', outputId));
}

/** Elements and namespaces as in the PMS's own templates, which however do not escape what they fill in. */
function envelope(service: string, systemId: string, login: Login, outputTarget: string): string {
  const commonRequest =
    element('systemId', systemId) +
    element('pmsUserId', login.userId) +
    element('pmsPassword', login.password);
  return (
    '<?xml version="1.0" encoding="UTF-8"?>' +
    `<soapenv:Envelope xmlns:soapenv="${soap}" xmlns:pms="http://${service}.pmsfc50.pms.lincoln.seanuts.co.jp/">` +
    '<soapenv:Header/><soapenv:Body><pms:execute><arg0>' +
    `<commonRequest>${commonRequest}</commonRequest><outputTarget>${outputTarget}</outputTarget>` +
    '</arg0></pms:execute></soapenv:Body></soapenv:Envelope>'
  );
}
