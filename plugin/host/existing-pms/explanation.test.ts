import { expect } from 'chai';
import { withoutPeople } from './explanation.js';

const document = {
  BasicInformation: { GuestOrGroupNameKanjiName: '青木 葵', TravelAgencyBookingNumber: 'RY1' },
  RisaplsInformation: {
    RisaplsCommonInformation: {
      Basic: { PhoneNumber: '09000000000', Email: 'guest@example.test' },
      RoomAndRoomRateInformation: [
        { GuestInformation: { GuestInformationList: [{ GuestKanjiName: '青木' }, { GuestKanjiName: '' }] } },
      ],
    },
  },
};

describe("the PMS's explanation of a refusal", () => {
  for (const [said, logged] of [
    ['Reservation not found: RY1', 'Reservation not found: RY1'],
    ['Room type not found for code: SGL', 'Room type not found for code: SGL'],
    ['no client "青木 葵" (09000000000)', 'no client "[redacted]" ([redacted])'],
    ['青木 and guest@example.test twice, 青木', '[redacted] and [redacted] twice, [redacted]'],
  ] as const)
    it(`keeps everything but people: ${said}`, () => expect(withoutPeople(said, document)).to.equal(logged));
});
