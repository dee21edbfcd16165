// The messages this PMS sends to the site controller, with {{placeholders}} for what differs.
const envelope = (namespace, content) => `<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:pms="http://${namespace}.pms.lincoln.seanuts.co.jp/">
  <soapenv:Header/>
  <soapenv:Body><pms:execute><arg0>
    <commonRequest><systemId>{{systemId}}</systemId><pmsUserId>{{pmsUserId}}</pmsUserId><pmsPassword>{{pmsPassword}}</pmsPassword></commonRequest>
    ${content}
  </arg0></pms:execute></soapenv:Body>
</soapenv:Envelope>`;

const adjustment = `<adjustmentTarget><adjustmentProcedureCode>{{adjustmentProcedureCode}}</adjustmentProcedureCode>
      <netRmTypeGroupCode>{{netRmTypeGroupCode}}</netRmTypeGroupCode><adjustmentDate>{{adjustmentDate}}</adjustmentDate>
      <remainingCount>{{remainingCount}}</remainingCount><salesStatus>{{salesStatus}}</salesStatus></adjustmentTarget>
    <requestId>{{requestId}}</requestId>`;

module.exports = {
  BookingInfoOutputService: envelope(
    'pmsfc5001.pmsfc50',
    '<outputTarget><systemCode>1</systemCode></outputTarget>',
  ),
  OutputCompleteService: envelope(
    'pmsfc5002.pmsfc50',
    '<outputTarget><systemCode>1</systemCode><outputId>{{outputId}}</outputId></outputTarget>',
  ),
  NetStockBulkAdjustmentService: envelope('pmsfc3005.pmsfc30', adjustment),
};
