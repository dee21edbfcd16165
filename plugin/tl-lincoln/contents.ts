// What a message says to people, beside what a booking is made of: names, plan, total, remarks. For a signed-in person's screen only.
import type { XmlTree } from '../domain/booking-report.js';
import { textAt } from './elements.js';
import { yen } from './numbers.js';
import { listedRooms } from './room-lists.js';

export interface ReportContents {
  readonly guestName: string | undefined;
  readonly guestKana: string | undefined;
  readonly planName: string | undefined;
  /** Whole yen for the whole booking, as the agency says; undefined where it says none that can be read. */
  readonly total: number | undefined;
  readonly remarks: readonly string[];
  /** What the agency calls the rooms, by its code. */
  readonly roomNames: ReadonlyMap<string, string>;
}

const totalOf = (document: XmlTree): number | undefined =>
  yen(textAt(document, 'BasicRateInformation', 'TotalAccommodationCharge') ?? '');

function roomNames(document: XmlTree): Map<string, string> {
  const named = listedRooms(document).flatMap((room): [string, string][] => {
    const code = textAt(room, 'RoomInformation', 'RoomTypeCode');
    const name = textAt(room, 'RoomInformation', 'RoomTypeName');
    return code === undefined || name === undefined ? [] : [[code, name]];
  });
  return new Map(named.reverse());
}

/** `document`: as `readReport` gives it. */
export function contentsOf(document: XmlTree): ReportContents {
  const basic = (name: string) => textAt(document, 'BasicInformation', name);
  const remarks = [
    ...['MealCondition', 'SpecificMealCondition', 'OtherServiceInformation', 'TelegramData'].map(basic),
    textAt(document, 'RisaplsInformation', 'RisaplsCommonInformation', 'Basic', 'TelegramData'),
  ];
  return {
    guestName: basic('GuestOrGroupNameKanjiName') ?? basic('GuestOrGroupKanjiName'),
    guestKana: basic('GuestOrGroupNameSingleByte'),
    planName: basic('PackagePlanName'),
    total: totalOf(document),
    remarks: remarks.flatMap((remark) => remark ?? []),
    roomNames: roomNames(document),
  };
}
