// The two requests: their elements, and that what is filled in stays text.
import { expect } from 'chai';
import { Parser } from 'xml2js';
import { confirmRequest, fetchRequest } from './requests.js';

const login = { userId: 'hotel & spa', password: `<"p'w">]]>` };
const parse = (xml: string) =>
  new Parser({ explicitArray: false }).parseStringPromise(xml) as Promise<unknown>;
const argument = 'soapenv:Envelope.soapenv:Body.pms:execute.arg0';

describe('a request to the site controller', () => {
  it('to fetch names the account and the system', async () => {
    expect(await parse(fetchRequest('SYS', login)))
      .to.have.nested.property(argument)
      .that.deep.equals({
        commonRequest: { systemId: 'SYS', pmsUserId: login.userId, pmsPassword: login.password },
        outputTarget: { systemCode: '1' },
      });
  });

  it('to confirm names the output as well', async () => {
    expect(await parse(confirmRequest('SYS', login, 'OUT<1>')))
      .to.have.nested.property(`${argument}.outputTarget`)
      .that.deep.equals({ systemCode: '1', outputId: 'OUT<1>' });
  });

  it('is in the namespace of its service', () => {
    expect(fetchRequest('S', login)).to.include(
      'xmlns:pms="http://pmsfc5001.pmsfc50.pms.lincoln.seanuts.co.jp/"',
    );
    expect(confirmRequest('S', login, '1')).to.include(
      'xmlns:pms="http://pmsfc5002.pmsfc50.pms.lincoln.seanuts.co.jp/"',
    );
  });
});
