/** Text for people, in both languages of the product. */
export type Text = { readonly zh: string; readonly en: string };

/** A figure that a decision rests on: what it is called, how much, since when, and where it is written. */
export type Figure = {
  readonly name: Text;
  readonly value: number;
  readonly unit: string;
  /** Day since which the figure holds, `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly citation: string;
  /** Set where no authority's notice stands behind the figure: shown as 示例 wherever it appears. */
  readonly example?: true;
};

/** Why something was decided, in words that a caseworker and a citizen read. */
export type Reason = {
  readonly code: string;
  readonly text: Text;
  /** Id of the rule that gave the reason. */
  readonly rule?: string;
  readonly figure?: Figure;
};
