import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { beginnings, transitions } from '#shared/domain/work-orders/transitions.ts';
import { workOrderStates } from '#shared/reference/words.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/flows/discovery.md'), 'utf8');
const [, drawing = ''] = /```mermaid\nstateDiagram-v2\n([^`]*)```/.exec(page) ?? [];

it('the drawing of a work order is its table of transitions', () => {
  const arrows = Object.entries(transitions).flatMap(([command, { from, to }]) =>
    from.map((state) => `${state} --> ${to === 'same' ? state : to} : ${command}`),
  );
  const begun = beginnings.map((beginning) => `[*] --> issued : ${beginning}`);
  const drawn = drawing.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
  expect(drawn.toSorted()).toEqual([...begun, 'closed --> [*]', ...arrows].toSorted());
  for (const state of workOrderStates) expect(drawing).toContain(state);
});

it('the alarms of the flow have their entries in the runbook', () => {
  const runbook = readFileSync(join(import.meta.dirname, '../../../docs/runbooks/alarms.md'), 'utf8');
  const anchors = [...page.matchAll(/alarms\.md#([\w-]+)/g)].map(([, anchor = '']) => anchor);
  expect(anchors.length).toBeGreaterThan(0);
  for (const anchor of anchors) expect(runbook).toContain(`### ${anchor}\n`);
});

it('the table is sound: every state is reached, every open one can be closed, and nothing leaves a closed one', () => {
  const all = Object.values(transitions);
  const reached = new Set(['issued', ...all.flatMap(({ from, to }) => (to === 'same' ? from : [to]))]);
  expect([...reached].toSorted()).toEqual([...workOrderStates].toSorted());
  for (const state of workOrderStates) {
    const leaving = all.filter(({ from }) => from.includes(state));
    expect(leaving.some(({ to }) => to === 'closed')).toBe(state !== 'closed');
    if (state === 'closed') expect(leaving).toEqual([]);
  }
});
