import type { HouseholdChange, PersonState, RegistryAct, RegistryCommand } from '../registry/types.ts';
import type { RegistryDecisions, SourcePeople } from './ports.ts';

type Moving = {
  readonly people: Pick<SourcePeople, 'household'>;
  readonly registry: Pick<RegistryDecisions, 'move'>;
  readonly newId: () => string;
};
type WithHome = {
  readonly commands: readonly RegistryCommand[];
  readonly households: readonly HouseholdChange[];
};

/** Whoever moves takes a household of one along, and leaves a larger one: nobody's household lies where they do not live. */
export const withHome = async (
  commands: readonly RegistryCommand[],
  known: PersonState | undefined,
  act: RegistryAct,
  { people, registry, newId }: Moving,
): Promise<WithHome> => {
  const move = commands.find((command) => command.kind === 'move');
  const home = known === undefined || move === undefined ? undefined : await people.household(known.householdId);
  if (known === undefined || move === undefined || home === undefined) return { commands, households: [] };
  const moved = registry.move(home, known, { regionCode: move.regionCode, householdId: newId() }, act);
  return {
    commands: commands.flatMap((command) => (command === move ? moved.commands : [command])),
    households: moved.households,
  };
};
