import type { HouseholdState, PersonState, RegistryAct, RegistryCommand } from '../registry/types.ts';
import type { MemberMove, MovedMember, RegistryDecisions, SourcePeople } from './ports.ts';
import type { UndoRecord } from './types.ts';

type Moving = {
  readonly people: Pick<SourcePeople, 'household'>;
  readonly registry: Pick<RegistryDecisions, 'move' | 'moveBack'>;
  readonly newId: () => string;
};

/** `from`: the household as it was. */
type Moved = MovedMember & { readonly from?: HouseholdState };
type Move = Extract<RegistryCommand, { readonly kind: 'move' }>;
const isMove = (command: RegistryCommand): command is Move => command.kind === 'move';

/** The commands with what households have to do with the move among them, decided by `decide`. */
const withHouseholds = async (
  commands: readonly RegistryCommand[],
  person: PersonState | undefined,
  { people, newId }: Moving,
  decide: (move: MemberMove) => Promise<MovedMember>,
): Promise<Moved> => {
  const move = commands.find(isMove);
  const from = person === undefined || move === undefined ? undefined : await people.household(person.householdId);
  if (person === undefined || move === undefined || from === undefined) return { commands, households: [] };
  const moved = await decide({ from, person, regionCode: move.regionCode, householdId: newId() });
  return {
    commands: commands.flatMap((command) => (command === move ? moved.commands : [command])),
    households: moved.households,
    from,
  };
};

/** Whoever moves takes a household of one along, and leaves a larger one: nobody's household lies where they do not live. */
export const withHome = (
  commands: readonly RegistryCommand[],
  known: PersonState | undefined,
  act: RegistryAct,
  deps: Moving,
): Promise<Moved> => withHouseholds(commands, known, deps, async (move) => deps.registry.move(move, act));

/** Whose move is taken back comes home, where that is known. */
export const withFormerHome = (
  { commands, moved }: Pick<UndoRecord, 'moved'> & { readonly commands: readonly RegistryCommand[] },
  known: PersonState,
  act: RegistryAct,
  deps: Moving,
): Promise<Moved> =>
  withHouseholds(commands, known, deps, async (move) => {
    const household = moved?.left === undefined ? undefined : await deps.people.household(moved.left.householdId);
    const home = household === undefined ? undefined : { household, headed: moved?.left?.headed === true };
    return deps.registry.moveBack({ ...move, home }, act);
  });
