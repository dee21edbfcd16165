// Dates as the pages show them. A hotel day is the text YYYY-MM-DD.
const weekdays = ['日', '月', '火', '水', '木', '金', '土'];
const twoDigits = (number) => String(number).padStart(2, '0');

export function toHotelDay(value) {
  if (typeof value === 'string' && value.length === 10) return value;
  const date = new Date(value);
  return `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
}

export function fromHotelDay(day) {
  const [year, month, date] = day.split('-').map(Number);
  return new Date(year, month - 1, date);
}

export function addDays(day, count) {
  const date = fromHotelDay(day);
  date.setDate(date.getDate() + count);
  return toHotelDay(date);
}

export function formatDateJP(day) {
  const date = fromHotelDay(toHotelDay(day));
  return `${date.getFullYear()}/${twoDigits(date.getMonth() + 1)}/${twoDigits(date.getDate())}（${weekdays[date.getDay()]}）`;
}

export function formatDateTimeJP(moment) {
  if (!moment) return '―';
  return new Intl.DateTimeFormat('ja-JP', { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(moment),
  );
}

/** A calendar column: number of the day, weekday and whether it is a weekend. */
export function calendarDay(day) {
  const date = fromHotelDay(day);
  return {
    day,
    number: date.getDate(),
    month: date.getMonth() + 1,
    weekday: weekdays[date.getDay()],
    weekdayIndex: date.getDay(),
  };
}
