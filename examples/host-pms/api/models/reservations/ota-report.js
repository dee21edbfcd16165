// Reads an AllotmentBookingReport, as xml2js (explicitArray: false) makes it, the way this PMS understands it.
const MEALS = {
  '1night2meals': '1泊2食',
  '1nightBreakfast': '1泊朝食',
  WithoutMeal: '食事なし',
  Other: 'その他',
};
const MEAL_NOTES = {
  IncludingBreakfast: '朝食付',
  IncludingDinner: '夕食付',
  IncludingBreakfastAndDinner: '朝夕食付',
  IncludingLunch: '昼食付',
  IncludingBreakfastAndLunch: '朝昼食付',
  IncludingLunchAndDinner: '昼夕食付',
  IncludingBreakfastAndLunchAndDinner: '朝昼夕食付',
  'None Specified': '指定なし',
};
const TAX_NOTES = {
  IncludingServiceWithOutTax: 'サ込税別',
  IncludingServiceAndTax: 'サ込税込',
  WithoutSerivceAndTax: 'サ別税別',
  WithoutServiceAndIncludingTax: 'サ別税込',
};
const SETTLEMENTS = [
  '指定なし',
  '法人利用',
  'カード決済ズミ',
  '現地払い',
  'ツアー会社',
  '一部清算',
  'エージェント清算',
];
const GENDERS = { 0: 'male', 1: 'female' };

const asArray = (value) =>
  value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value];
const number = (value) => Number(value || 0);
const orNull = (value) => value || null;

function peopleOf(room) {
  const counts = [
    room.RoomPaxMaleCount,
    room.RoomPaxFemaleCount,
    room.RoomChildA70Count,
    room.RoomChildB50Count,
    room.RoomChildC30Count,
    room.RoomChildDNoneCount,
  ];
  return counts.reduce((sum, count) => sum + number(count), 0);
}

function priceOf({ RoomInformation: room, RoomRateInformation: rate }) {
  if (rate.TotalPerRoomRate) return number(rate.TotalPerRoomRate);
  return (number(room.RoomPaxMaleCount) + number(room.RoomPaxFemaleCount)) * number(rate.PerPaxRate);
}

/**
 * Entries to rooms: an entry's room is its position in the run of equal dates, which is right for entries ordered by date
 * (d1 A, d1 B, d2 A, d2 B) and puts everything in the first room for entries ordered by room.
 */
function transformRoomData(list) {
  const rooms = [];
  let previousDate;
  let position = 0;
  for (const entry of asArray(list)) {
    const date = entry.RoomRateInformation.RoomDate;
    position = date === previousDate ? position + 1 : 0;
    previousDate = date;
    rooms[position] ??= { code: entry.RoomInformation.RoomTypeCode, nights: [] };
    rooms[position].nights.push({ date, people: peopleOf(entry.RoomInformation), price: priceOf(entry) });
  }
  return rooms;
}

/** Several plans on one date: the last named wins for every room. */
function planCodesByDate(rateEntries) {
  return new Map(
    rateEntries.map((entry) => [entry.RoomRateInformation.RoomDate, entry.RoomInformation.PlanGroupCode]),
  );
}

/** Every guest of every entry; a single guest is an object and overlooked. */
function guestsOf(rateEntries) {
  return rateEntries.flatMap((entry) => {
    const list = entry.GuestInformation?.GuestInformationList;
    if (!Array.isArray(list)) return [];
    return list.map((guest) => ({
      nameKanji: orNull(guest.GuestKanjiName),
      nameKana: orNull(guest.GuestNameSingleByte),
      gender: GENDERS[guest.GuestGender] ?? 'other',
      dateOfBirth: orNull(guest.GuestDateOfBirth),
      legal: 'natural',
      email: null,
      phone: null,
    }));
  });
}

function bookerOf(basic, common) {
  const member = common?.Member ?? {};
  const contact = common?.Basic ?? {};
  const guessedGender = number(basic.TotalPaxMaleCount) > 0 ? 'male' : 'female';
  return {
    nameKanji: orNull(member.UserName || basic.GuestOrGroupNameKanjiName),
    nameKana: orNull(member.UserKana || basic.GuestOrGroupNameSingleByte),
    gender: member.UserGendar ? (GENDERS[member.UserGendar] ?? 'other') : guessedGender,
    dateOfBirth: orNull(member.UserDateOfBirth),
    legal: member.UserGendar === '2' ? 'legal' : 'natural',
    email: orNull(contact.Email || member.UserMailAddr),
    phone: orNull(contact.PhoneNumber || member.UserTel),
    postalCode: orNull(contact.PostalCode || member.UserZip),
    street: orNull(contact.Address || member.UserAddr),
  };
}

function commentOf(basic, rate) {
  const lines = [
    ['食事条件', MEALS[basic.MealCondition]],
    ['食事備考', MEAL_NOTES[basic.SpecificMealCondition]],
    ['税サ区分', TAX_NOTES[rate?.TaxServiceFee]],
    ['予約備考', basic.OtherServiceInformation],
  ];
  return lines.flatMap(([label, text]) => (text ? [`${label}：${text}`] : [])).join('\n');
}

function paymentsOf(common, native, total) {
  const comment = SETTLEMENTS[number(native?.Extendmytrip?.SettlementDiv)] ?? null;
  const payments = [];
  const discount = common?.BasicRate?.PointsDiscountList;
  if (number(discount?.PointsDiscount) > 0) {
    payments.push({
      type: 2,
      value: number(discount.PointsDiscount),
      comment: orNull(discount.PointsDiscountName),
    });
  }
  if (native?.Extend) {
    const value = total - number(native.Extend.AmountClaimed) - number(native.Extend.Points);
    if (value > 0) payments.push({ type: 4, value, comment });
  }
  return payments;
}

/** Throws a TypeError where a block that every report has is missing. */
function readReport(data) {
  const basic = data.BasicInformation;
  const common = data.RisaplsInformation?.RisaplsCommonInformation;
  const native = data.RisaplsInformation?.AgentNativeInformation;
  const bookingNumber = basic.TravelAgencyBookingNumber;
  const company = data.SalesOfficeInformation?.SalesOfficeCompanyName;
  const viaRWith = bookingNumber?.startsWith('TY') ?? false;
  const rateEntries = asArray(common?.RoomAndRoomRateInformation);
  const rooms = transformRoomData(data.RoomAndGuestInformation?.RoomAndGuestList);
  const total = rooms.flatMap(({ nights }) => nights).reduce((sum, { price }) => sum + price, 0);
  return {
    bookingNumber,
    agent: viaRWith ? `${company}（r-with)` : orNull(company),
    type: viaRWith || company === 'tripla株式会社' ? 'web' : 'ota',
    bookingDate: orNull(basic.TravelAgencyBookingDate),
    checkIn: basic.CheckInDate,
    checkOut: basic.CheckOutDate,
    checkInTime: basic.CheckInTime || '16:00',
    checkOutTime: basic.CheckOutTime || '10:00',
    people: orNull(basic.GrandTotalPaxCount),
    planName: orNull(basic.PackagePlanName),
    comment: commentOf(basic, data.BasicRateInformation),
    hasMember: Boolean(common?.Member?.UserName),
    booker: bookerOf(basic, common),
    guests: guestsOf(rateEntries),
    planCodes: planCodesByDate(rateEntries),
    rooms,
    payments: paymentsOf(common, native, total),
    cancellationCharge: number(native?.Extendmytrip?.CancellationCharge),
  };
}

module.exports = { readReport };
