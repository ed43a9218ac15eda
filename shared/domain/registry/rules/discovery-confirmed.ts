import type { EntryRule } from './entry-rule.ts';

/** A report of the public was confirmed by the locality (主动发现核实属实): suspected until someone determines more. */
export const discoveryConfirmed: EntryRule = ({ source, from }) =>
  source !== 'discovery'
    ? undefined
    : {
        code: 'discovery-confirmed',
        rule: 'REGISTRY-DISCOVERY-CONFIRMED',
        text: {
          zh: `${from} 群众上报,当地核实属实,列为疑似困难对象。`,
          en: `Reported by the public and confirmed by the locality on ${from}: held as a suspected case of hardship.`,
        },
      };
