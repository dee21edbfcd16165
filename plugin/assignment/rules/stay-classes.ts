// A stay's classes, wishes and hard needs, from its facts by the hotel's rules (P14), and what the classes mean (section 4).
import type { Reason } from '../../domain/booking-plan.js';
import type { RoomAttribute, StayClass, Thresholds, Wish } from '../../domain/stay.js';
import { classThresholds, type ModeChoice } from './mode-numbers.js';
import { says, type Wording } from './wording.js';

/** What rules may look at. The texts are personal data: they are read here, and never come out. */
export interface StayFacts {
  /** 0: a day use. */
  readonly nights: number;
  /** In this room. */
  readonly people: number;
  /** Over all rooms of the reservation. */
  readonly reservationPeople: number;
  /** Business dates from the booking to the arrival; 0: booked on the day. */
  readonly leadDays: number;
  readonly planName: string | undefined;
  readonly remark: string | undefined;
  readonly loyaltyTier: string | undefined;
  /** The same phone, mail or kana has stayed before. */
  readonly returning: boolean;
}

/** All that is asked must hold. What asks nothing holds for no stay, so that a rule left empty does no harm. */
export interface StayCondition {
  readonly leastNights?: number | undefined;
  readonly mostNights?: number | undefined;
  readonly leastPeople?: number | undefined;
  readonly leastReservationPeople?: number | undefined;
  readonly leastLeadDays?: number | undefined;
  readonly mostLeadDays?: number | undefined;
  /** Any of these tiers of the PMS, whatever their case. */
  readonly loyaltyTiers?: readonly string[] | undefined;
  readonly returning?: boolean | undefined;
  readonly says?: (Wording & { readonly in?: 'planName' | 'remark' | 'either' | undefined }) | undefined;
}

/** Plain data, so that a hotel's own rules can be stored. */
export interface StayRule {
  /** Names the rule in reasons and on screens; unique among a hotel's rules. */
  readonly id: string;
  readonly when: StayCondition;
  readonly then: {
    /** `demanding` is the class of what wears a room. */
    readonly classes?: readonly StayClass[] | undefined;
    readonly wishes?: readonly Wish[] | undefined;
    readonly nonSmoking?: true | undefined;
    readonly accessible?: true | undefined;
  };
}

/** What the rules make of a stay. */
export interface StayTraits {
  /** At least one, the highest priority first. */
  readonly classes: readonly StayClass[];
  readonly demanding: boolean;
  /** One for each attribute. */
  readonly wishes: readonly Wish[];
  readonly nonSmoking: boolean;
  readonly accessible: boolean;
  /** Which rules held, by their ids; nothing of what the guest wrote. */
  readonly reasons: readonly Reason[];
}

/** Section 4: larger is placed first where not all find a room. */
export const classPriority: Readonly<Record<StayClass, number>> = {
  demanding: 5,
  vip: 4,
  long_stay: 3,
  standard: 2,
  last_minute: 2,
};

type Question = (asked: StayCondition, facts: StayFacts) => boolean | undefined;

const from = (least: number | undefined, value: number) => (least === undefined ? undefined : value >= least);
const upTo = (most: number | undefined, value: number) => (most === undefined ? undefined : value <= most);
const sameTier = (tier: string) => tier.normalize('NFKC').trim().toLowerCase();

/** One for each field of a condition: undefined where it asks nothing. */
const questions: Readonly<Record<keyof StayCondition, Question>> = {
  leastNights: (asked, { nights }) => from(asked.leastNights, nights),
  mostNights: (asked, { nights }) => upTo(asked.mostNights, nights),
  leastPeople: (asked, { people }) => from(asked.leastPeople, people),
  leastReservationPeople: (asked, facts) => from(asked.leastReservationPeople, facts.reservationPeople),
  leastLeadDays: (asked, { leadDays }) => from(asked.leastLeadDays, leadDays),
  mostLeadDays: (asked, { leadDays }) => upTo(asked.mostLeadDays, leadDays),
  loyaltyTiers: ({ loyaltyTiers }, { loyaltyTier = '' }) =>
    loyaltyTiers?.some((tier) => sameTier(tier) !== '' && sameTier(tier) === sameTier(loyaltyTier)),
  returning: ({ returning }, facts) => (returning === undefined ? undefined : facts.returning === returning),
  says: ({ says: wording }, facts) => (wording ? says(textOf(facts, wording.in), wording) : undefined),
};

function textOf(
  { planName = '', remark = '' }: StayFacts,
  where: 'planName' | 'remark' | 'either' = 'either',
) {
  if (where === 'planName') return planName;
  if (where === 'remark') return remark;
  return `${planName} | ${remark}`;
}

function holds(condition: StayCondition, facts: StayFacts): boolean {
  const answers = Object.values(questions).map((question) => question(condition, facts));
  return answers.includes(true) && !answers.includes(false);
}

function sortedClasses(found: ReadonlySet<StayClass>): StayClass[] {
  const order = Object.keys(classPriority) as StayClass[]; // as written above: the highest priority first
  const classes = order.filter((stayClass) => found.has(stayClass));
  return classes.length > 0 ? classes : ['standard'];
}

/** Where several rules wish for one attribute, the heaviest wish counts, once. */
function heaviest(wishes: readonly Wish[]): Wish[] {
  const byAttribute = new Map<RoomAttribute, Wish>();
  for (const wish of wishes) {
    const known = byAttribute.get(wish.attribute);
    if (!known || wish.weight > known.weight) byAttribute.set(wish.attribute, wish);
  }
  return [...byAttribute.values()];
}

/** What the rules make of a stay. Their order does not matter, but for that of wishes and reasons. */
export function traitsOf(facts: StayFacts, rules: readonly StayRule[]): StayTraits {
  const matched = rules.filter((rule) => holds(rule.when, facts));
  const classes = sortedClasses(new Set(matched.flatMap(({ then }) => then.classes ?? [])));
  return {
    classes,
    demanding: classes.includes('demanding'),
    wishes: heaviest(matched.flatMap(({ then }) => then.wishes ?? [])),
    nonSmoking: matched.some(({ then }) => then.nonSmoking),
    accessible: matched.some(({ then }) => then.accessible),
    reasons: matched.map(({ id }) => ({ key: 'stay_class.rule', params: { rule: id } })),
  };
}

/** The stay's classes, the highest priority first; `standard` where no rule gives it any. */
export function classesOf(facts: StayFacts, rules: readonly StayRule[]): readonly StayClass[] {
  return traitsOf(facts, rules).classes;
}

/** The stay's wishes, one for each attribute. */
export function wishesOf(facts: StayFacts, rules: readonly StayRule[]): readonly Wish[] {
  return traitsOf(facts, rules).wishes;
}

/** The highest priority among the classes; without any, that of `standard`. */
export function priorityOf(classes: readonly StayClass[]): number {
  return Math.max(...(classes.length > 0 ? classes : ['standard' as const]).map((one) => classPriority[one]));
}

/**
 * When the stay's window opens and its room becomes final: of its classes the widest window and the earliest deadline. Undefined in URGENT.
 * Without a class as `standard`.
 *
 * @param presetDays the hotel's deadline preset; CUSTOM has its deadlines without it
 */
export function thresholdsOf(
  classes: readonly StayClass[],
  mode: ModeChoice,
  presetDays: number,
): Thresholds | undefined {
  const each = (classes.length > 0 ? classes : ['standard' as const]).flatMap(
    (stayClass) => classThresholds(mode, stayClass, presetDays) ?? [],
  );
  if (each.length === 0) return undefined;
  return {
    windowDays: Math.max(...each.map(({ windowDays }) => windowDays)),
    deadlineDays: Math.max(...each.map(({ deadlineDays }) => deadlineDays)),
  };
}
