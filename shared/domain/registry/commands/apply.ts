import { ok, type Result } from '#shared/kernel/result.ts';
import type { PersonState, RegistryCommand, RegistryRefusal } from '../types.ts';
import type { Context, Effect } from './effect.ts';
import { endEntry, exit, putEntry, refuseApplication, removeEntry } from './entries.ts';
import { comeBack, giveBack, linkIdentity, mergeInto, takeOver } from './merge.ts';
import { addRisk, correct, joinHousehold, liftHold, move, recordDeath, setHold, withdrawDeath } from './person.ts';

type EntryCommand = 'put-entry' | 'end-entry' | 'remove-entry' | 'refuse-application' | 'exit';
type IdentityCommand = 'take-over' | 'merge-into' | 'give-back' | 'come-back' | 'link-identity';

type Outcome = Result<Effect, RegistryRefusal>;

const applyToEntries = (
  before: Effect,
  command: Extract<RegistryCommand, { readonly kind: EntryCommand }>,
  context: Context,
): Outcome => {
  switch (command.kind) {
    case 'put-entry':
      return putEntry(before, command, context);
    case 'end-entry':
      return endEntry(before, command, context);
    case 'remove-entry':
      return removeEntry(before, command);
    case 'refuse-application':
      return refuseApplication(before, command, context);
    case 'exit':
      return exit(before, command, context);
  }
};

const applyToIdentity = (
  before: Effect,
  command: Extract<RegistryCommand, { readonly kind: IdentityCommand }>,
  context: Context,
): Outcome => {
  switch (command.kind) {
    case 'take-over':
      return takeOver(before, command, context);
    case 'merge-into':
      return mergeInto(before, command);
    case 'give-back':
      return giveBack(before, command);
    case 'come-back':
      return comeBack(before, command, context);
    case 'link-identity':
      return linkIdentity(before, command);
  }
};

const applyToPerson = (
  before: Effect,
  command: Exclude<RegistryCommand, { readonly kind: EntryCommand | IdentityCommand }>,
  context: Context,
): Outcome => {
  switch (command.kind) {
    case 'record-death':
      return recordDeath(before, command, context);
    case 'withdraw-death':
      return withdrawDeath(before, command);
    case 'add-risk':
      return addRisk(before, command);
    case 'set-hold':
      return setHold(before, command, context);
    case 'lift-hold':
      return liftHold(before);
    case 'move':
      return move(before, command, context);
    case 'correct':
      return correct(before, command);
    case 'join-household':
      return joinHousehold(before, command);
    case 'pass-day':
      return ok(before);
  }
};

const entryKinds: ReadonlySet<string> = new Set<EntryCommand>([
  'put-entry',
  'end-entry',
  'remove-entry',
  'refuse-application',
  'exit',
]);
const identityKinds: ReadonlySet<string> = new Set<IdentityCommand>([
  'take-over',
  'merge-into',
  'give-back',
  'come-back',
  'link-identity',
]);

type Of<Kind extends RegistryCommand['kind']> = Extract<RegistryCommand, { readonly kind: Kind }>;
const isOfEntries = (command: RegistryCommand): command is Of<EntryCommand> => entryKinds.has(command.kind);
const isOfIdentity = (command: RegistryCommand): command is Of<IdentityCommand> => identityKinds.has(command.kind);

const apply = (before: Effect, command: RegistryCommand, context: Context): Outcome => {
  if (isOfEntries(command)) return applyToEntries(before, command, context);
  return isOfIdentity(command) ? applyToIdentity(before, command, context) : applyToPerson(before, command, context);
};

/** All commands of one change, one after the other; the first that is refused refuses all. */
export const applyAll = (person: PersonState, commands: readonly RegistryCommand[], context: Context): Outcome =>
  commands.reduce<Outcome>(
    (outcome, command) => (outcome.ok ? apply(outcome.value, command, context) : outcome),
    ok({ person, lines: [], archived: [] }),
  );
