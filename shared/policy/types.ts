import type { RegistryPolicy } from '#shared/domain/registry/types.ts';
import type { RegionFigures, SelfCheckCategory } from '#shared/domain/self-check/types.ts';
import type { ClockPolicy } from '#shared/domain/work-orders/types.ts';
import type { Figure } from '#shared/kernel/text.ts';
import type { Day } from '#shared/kernel/time.ts';
import type { WorkingCalendar } from '#shared/kernel/working-days.ts';
import type { Severity } from '#shared/reference/words.ts';

/** The feeds that can raise an alert (预警来源). */
export const alertFeeds = [
  'death',
  'marriage',
  'medical-expense',
  'disability',
  'unemployment',
  'employment',
  'vehicle',
  'real-estate',
  'business',
  'bank-assets',
  'imprisonment',
  'school-enrolment',
] as const;
export type AlertFeed = (typeof alertFeeds)[number];

/** When an alert is raised, how grave it is, and until when it is handled. */
export type AlertPolicy = {
  /** Working days for handling. */
  readonly handlingDays: Readonly<Record<Severity, Figure>>;
  readonly extensions: Figure;
  /** Calendar days in which one household's alerts of one indicator are one alert. */
  readonly mergeWindowDays: Figure;
  readonly severities: Readonly<Record<AlertFeed, Severity>>;
  /** Self-paid medical cost in 12 months, in percent of the yearly standard of all members. */
  readonly medicalShare: Figure;
  /** A death at these ages (both included) leaves a family without an earner, and weighs more. */
  readonly earnerDeath: { readonly fromAge: Figure; readonly toAge: Figure; readonly severity: Severity };
};

/** From when on a file looks wrong as a whole, so that a person has to release it (批次熔断). */
export type BreakerPolicy = {
  /** Smaller batches are not judged. */
  readonly minRows: Figure;
  /** Percent fewer rows than the batch before. */
  readonly shrinkPercent: Figure;
  /** Percent of matched people whose fact turns (so many dead at once). */
  readonly flipPercent: Figure;
  /** Percent of rows that cannot be read. */
  readonly rejectPercent: Figure;
};

/** Reports an hour; past the soft figures the device has a small sum to do first (工作量证明), past the others none is taken. */
export type ReportQuota = {
  readonly perAddress: Figure;
  readonly perPlacement: Figure;
  readonly softPerAddress: Figure;
  readonly softPerPlacement: Figure;
};

/** The small sum: how many numbers a device tries at most, and until when it may bring the right one. */
export type ProofPolicy = { readonly numbers: Figure; readonly minutes: Figure };

/** How long each class of data is kept, in days. */
export const retentionClasses = [
  'unfounded-report',
  'closed-case',
  'audit',
  'quota',
  'idempotency',
  'feed-file',
  'alert',
] as const;
export type RetentionClass = (typeof retentionClasses)[number];

/** Figures by region: the province's hold everywhere, a prefecture's and a county's own take their place. */
export type FigureTable = {
  readonly province: RegionFigures;
  readonly regions: Readonly<Record<string, Partial<RegionFigures>>>;
};

/** One dated version of a province's policy (政策参数包). A decision stores `version`. */
export type Policy = {
  readonly version: string;
  readonly from: Day;
  readonly regionCode: string;
  readonly calendar: WorkingCalendar;
  readonly workOrders: ClockPolicy;
  readonly alerts: AlertPolicy;
  readonly registry: RegistryPolicy;
  readonly breaker: BreakerPolicy;
  /** How long the registry waits for a list beyond its cycle. */
  readonly lists: { readonly graceDays: Figure };
  /** Quotas of every stage but `local`, which has its own so that load can be tried on a laptop. */
  readonly quotas: { readonly standard: ReportQuota; readonly local: ReportQuota };
  readonly proof: ProofPolicy;
  readonly retention: Readonly<Record<RetentionClass, Figure>>;
  /** Minutes within which an entry of the audit is taken by its table and sealed (审计封存宽限). */
  readonly auditGrace: Figure;
  /** The smallest count of people that is published as it is. */
  readonly disclosure: { readonly smallest: Figure };
  readonly figures: FigureTable;
  readonly selfCheck: { readonly categories: readonly SelfCheckCategory[]; readonly nearMargin: Figure };
};
