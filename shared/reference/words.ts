/** Stored words: they stand in tables, messages and answers, and never change their meaning. */

export const layers = ['registered', 'suspected', 'exited'] as const;
/** 在册 / 疑似 / 退出. */
export type Layer = (typeof layers)[number];

export const categories = [
  'subsistence-allowance',
  'marginal',
  'extreme-hardship',
  'rigid-expense',
  'temporary-assistance',
  'other-hardship',
  'hardship-worker',
  'hardship-disabled',
  'education-aid',
  'housing-aid',
] as const;
export type Category = (typeof categories)[number];

export const sources = [
  'assistance-system',
  'trade-union',
  'disabled-persons-federation',
  'housing',
  'education',
  'medical-insurance',
  'human-resources',
  'justice',
  'refused-application',
  'recent-exit',
  'discovery',
  'survey',
  'visit',
  'complaint',
] as const;
export type Source = (typeof sources)[number];

export const situations = [
  'illness',
  'disability',
  'unemployment',
  'death-in-household',
  'old-and-alone',
  'child-without-care',
  'accident',
  'fire-or-disaster',
  'schooling',
  'violence',
  'homeless',
  'other',
] as const;
export type Situation = (typeof situations)[number];

export const relations = ['self', 'family', 'neighbour', 'caseworker', 'volunteer', 'other'] as const;
export type Relation = (typeof relations)[number];

export const urgencies = ['normal', 'urgent'] as const;
export type Urgency = (typeof urgencies)[number];

export const publicStatuses = ['received', 'being-verified', 'closed'] as const;
export type PublicStatus = (typeof publicStatuses)[number];
export const publicResults = ['looked-after', 'not-confirmed'] as const;
export type PublicResult = (typeof publicResults)[number];

export const workOrderStates = ['issued', 'accepted', 'visiting', 'closed'] as const;
export type WorkOrderState = (typeof workOrderStates)[number];
export const origins = ['report', 'objection', 'correction'] as const;
/** What a work order came from. */
export type Origin = (typeof origins)[number];
export const closings = ['merged', 'transferred', 'returned'] as const;
/** Why a work order closed without feedback of its own. */
export type Closing = (typeof closings)[number];
export const escalationLevels = ['county', 'prefecture', 'province'] as const;
/** Who is told of an overdue work order. */
export type EscalationLevel = (typeof escalationLevels)[number];
export const feedbackOutcomes = ['confirmed', 'unfounded', 'already-registered', 'moved'] as const;
export type FeedbackOutcome = (typeof feedbackOutcomes)[number];
export const measures = [
  'temporary-assistance',
  'referral',
  'visit-plan',
  'service',
  'advice',
  'emergency-help',
  'none',
] as const;
export type Measure = (typeof measures)[number];

export const placementStates = ['active', 'off'] as const;
/** Whether the code of a placement is in use (启用 / 停用). */
export type PlacementState = (typeof placementStates)[number];

export const alertStates = ['raised', 'acknowledged', 'investigating', 'closed'] as const;
export type AlertState = (typeof alertStates)[number];
export const severities = ['red', 'orange', 'yellow'] as const;
export type Severity = (typeof severities)[number];
export const alertOutcomes = ['true', 'false', 'cannot-tell'] as const;
export type AlertOutcome = (typeof alertOutcomes)[number];

export const purposes = ['visit', 'verification', 'decision', 'correction', 'check', 'audit'] as const;
/** Why an official reads a person unmasked. */
export type Purpose = (typeof purposes)[number];

export const riskKinds = [
  'medical-spending',
  'disability',
  'death-in-household',
  'unemployment',
  'accident',
  'fire-or-disaster',
  'schooling',
  'old-and-alone',
  'child-without-care',
  'other',
] as const;
/** What makes hardship likely (风险信息, S6). */
export type RiskKind = (typeof riskKinds)[number];

export const timelineKinds = [
  'application',
  'check',
  'determination',
  'assistance',
  'service',
  'visit',
  'alert',
  'review',
  'layer-change',
  'report',
  'source',
  'risk',
  'hold',
  'household',
  'hand-over',
  'identity',
  'correction',
] as const;
/** What a line of a person's timeline is about (S13). */
export type TimelineKind = (typeof timelineKinds)[number];

export const correctionFields = ['name', 'phone', 'address', 'region', 'household', 'other'] as const;
/** What a citizen says is wrong in what is held about them. */
export type CorrectionField = (typeof correctionFields)[number];

export const duplicateStates = ['open', 'merged', 'apart'] as const;
/** What was decided of two records that may be of one person. */
export type DuplicateState = (typeof duplicateStates)[number];
/** How somebody without an identity number was found. */
export const provisionalSources = ['survey', 'visit', 'discovery', 'complaint'] as const;
